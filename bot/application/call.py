"""What a use case is given: what was asked, by whom, where and when; and how what people write is cleaned."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.application.interaction import Interaction
from bot.application.ports import Chance
from bot.domain.community import Community, Member, Space
from bot.domain.errors import Invalid
from bot.domain.understanding import Understanding
from bot.matching.words import normalise
from bot.views.catalogue import REASON_MAX, TEXT_MAX


@dataclass(frozen=True, slots=True)
class Call:
    """`understood` is what `interaction`'s text was understood as, or None where the verb brings no text."""

    interaction: Interaction
    community: Community
    space: Space
    member: Member
    now: datetime
    chance: Chance
    understood: Understanding | None = None

    @property
    def zone(self) -> ZoneInfo:
        return self.member.zone or self.community.zone


def cleaned_text(interaction: Interaction) -> str:
    """The text as it will be kept: NFC, without control characters (line breaks stay), without blank edges;
    maybe empty.

    Raises Invalid("too_long") beyond TEXT_MAX characters: nothing is cut off behind a person's back.
    """
    raw = unicodedata.normalize(
        "NFC", interaction.values.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    )
    text = without_controls(raw).strip()
    if len(text) > TEXT_MAX:
        raise Invalid("too_long", most=TEXT_MAX, count=len(text))
    return text


def required_text(interaction: Interaction) -> str:
    """The text, which must say something. Raises Invalid("empty") or Invalid("too_long")."""
    text = cleaned_text(interaction)
    if not any(unicodedata.category(character)[0] in "LNPS" for character in text):
        raise Invalid("empty")
    return text


def reason_of(interaction: Interaction) -> str:
    """Why a moderator does it, which has to be said. Raises Invalid on the field `reason`."""
    reason = cleaned_value(interaction, "reason")
    if not reason:
        raise Invalid("say_why", field="reason")
    if len(reason) > REASON_MAX:
        raise Invalid("too_long", field="reason", most=REASON_MAX, count=len(reason))
    return reason


def page_of(interaction: Interaction) -> int:
    """Which page of a list a button names; the first one if it names none."""
    token = interaction.token
    return int(token) if token.isdecimal() and len(token) < 4 else 0


def cleaned_value(interaction: Interaction, name: str) -> str:
    """A short value such as a person or a time zone, without control characters and blank edges; maybe
    empty.
    """
    return without_controls(interaction.values.get(name, "")).strip()


def without_controls(text: str) -> str:
    """Without C0 and C1 controls (line breaks stay), lone surrogates and private use. Format characters stay,
    because scripts and emoji need them.
    """
    return "".join(character for character in text if character == "\n" or not _is_control(character))


def same_words(one: str, other: str) -> bool:
    """Whether it is the same once more: capitals, spaces and what can't be seen make no difference."""
    return normalise(one).split() == normalise(other).split()


def understanding_of(call: Call) -> Understanding:
    """What the text was understood as. Only for verbs that bring one."""
    if call.understood is None:
        raise RuntimeError(f"{call.interaction.verb} brings no text to understand")
    return call.understood


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Co")
