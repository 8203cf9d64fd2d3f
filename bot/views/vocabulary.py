"""The closed set of things that can be shown, and of what stands in a line of text.

Every platform draws all of them (`adapters/*/render.py`, one total match each). Nothing here knows a
platform, and nothing here is markup: words of ours are named by key, words of people are `UserText`, which
only a platform's `escape.py` may open.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from types import MappingProxyType

from bot.application.verbs import Verb
from bot.domain.community import Board

# -- what stands in a line -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UserText:
    """Words that a person wrote. Deliberately has no `__str__`: printing it by accident shows its type and
    nothing else.
    """

    raw: str = field(repr=False)

    def __str__(self) -> str:
        raise TypeError("words of a person reach a screen only through a platform's escape.py")


@dataclass(frozen=True, slots=True)
class Mention:
    """A member. `account` is their id on the platform that this is shown on, where they have one there."""

    name: UserText
    account: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, shown in the reader's zone. `at` is aware."""

    at: datetime
    precision: "Precision"


class Precision(StrEnum):
    DAY = "day"
    """Tuesday 5 May"""
    DAY_AND_TIME = "day_and_time"
    """Tuesday 5 May, 09:00"""
    TIME = "time"
    """09:00"""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day of no particular day, in local time."""

    at: time


@dataclass(frozen=True, slots=True)
class Typed:
    """Something of ours that is typed, and so is the same in every language: `/need`."""

    text: str


@dataclass(frozen=True, slots=True)
class TrustedLink:
    """A link that we wrote ourselves; never one from a person's text."""

    url: str
    label: "Phrase"


@dataclass(frozen=True, slots=True)
class Listing:
    """Several things in one sentence: "a, b and c"."""

    items: "tuple[Span, ...]"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of ours: a key of the message catalogue, and what goes into its `{placeholders}`.

    A whole number named `count` also chooses the plural form.
    """

    key: str
    params: "Mapping[str, Span | int]" = field(default_factory=lambda: MappingProxyType({}))


Span = Phrase | UserText | Mention | Moment | Clock | Typed | TrustedLink | Listing


# -- what can be done ------------------------------------------------------------------------------

TOKEN = re.compile("[A-Za-z0-9_-]{0,64}")
"""What a token can be: an opaque id, possibly empty."""


@dataclass(frozen=True, slots=True)
class ActionRef:
    """What a button or a form does: a hint only, authorised again at every tap. `token` is a TOKEN."""

    verb: Verb
    token: str = ""

    def encode(self) -> str:
        """`hy:1:<verb>:<token>`, at most 100 characters: the platform keeps it for as long as the message
        stands.
        """
        return f"hy:1:{self.verb}:{self.token}"

    @staticmethod
    def decode(encoded: str) -> "ActionRef | None":
        """What `encode` wrote; None for anything else (an older or newer version, or somebody else's)."""
        parts = encoded.split(":")
        if len(parts) != 4 or parts[:2] != ["hy", "1"] or not TOKEN.fullmatch(parts[3]):
            return None
        try:
            return ActionRef(Verb(parts[2]), parts[3])
        except ValueError:
            return None


class Tone(StrEnum):
    PRIMARY = "primary"
    """What most people will want."""
    PLAIN = "plain"
    QUIET = "quiet"
    """Takes something away: stepping back, taking back."""


@dataclass(frozen=True, slots=True)
class Button:
    label: Phrase
    action: ActionRef
    tone: Tone = Tone.PLAIN


# -- blocks of a card ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A person's own words, set apart."""

    text: UserText


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and values, at most ten rows."""

    rows: tuple[tuple[Phrase, Span], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: who sees this, what happens next."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Actions:
    """One row of buttons, one to five."""

    buttons: tuple[Button, ...]


Block = Prose | Quote | Fields | Note | Actions


# -- fields of a form ------------------------------------------------------------------------------


class Lines(StrEnum):
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class TextField:
    """`max_length` in characters, at most 3000."""

    name: str
    label: Phrase
    hint: Phrase | None
    value: UserText | None
    lines: Lines
    max_length: int
    required: bool


@dataclass(frozen=True, slots=True)
class Option:
    """`value` is at most 75 characters."""

    value: str
    label: Phrase | UserText


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of at most 25 options."""

    name: str
    label: Phrase
    options: tuple[Option, ...]
    chosen: str | None
    required: bool
    hint: Phrase | None = None


@dataclass(frozen=True, slots=True)
class ManyField:
    """Any of at most 25 options, or none. Its one value is those chosen, joined with commas (`values_of`
    takes them apart): so an option's value has no comma in it.
    """

    name: str
    label: Phrase
    options: tuple[Option, ...]
    chosen: tuple[str, ...]
    hint: Phrase | None = None


def values_of(chosen: str) -> tuple[str, ...]:
    """What was chosen in a ManyField, out of its one value; whatever was sent, each once and none empty."""
    return tuple(dict.fromkeys(value for value in chosen.split(",") if value))


@dataclass(frozen=True, slots=True)
class PersonField:
    """A member of this space; the value is the platform's account id."""

    name: str
    label: Phrase
    chosen: str | None
    required: bool


@dataclass(frozen=True, slots=True)
class ChannelField:
    """A channel of this space; the value is the platform's channel id. Where there is only one choice (the
    local room) it is not shown and not sent.
    """

    name: str
    label: Phrase
    board: Board
    chosen: str | None
    required: bool


FormField = TextField | ChoiceField | ManyField | PersonField | ChannelField


# -- whole views -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """One message."""

    title: Phrase
    blocks: tuple[Block, ...] = ()
    file: "File | None" = None


@dataclass(frozen=True, slots=True)
class File:
    """Something to keep or to look at, beside words that say the same: so where a platform can't hand over a
    file, nothing is missing. `name` has no ending: what it holds gives it one. `label` says what it is, also
    to whoever can't see it.
    """

    name: str
    label: Phrase
    contents: "Card | Picture"


@dataclass(frozen=True, slots=True)
class Picture:
    """Bytes that are shown as they are; `media_type` such as `image/png`."""

    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Form:
    """A dialog with one to five fields. `problems` names what has to be mended, by field name, after a
    refused submit.
    """

    title: Phrase
    fields: tuple[FormField, ...]
    submit: Phrase
    action: ActionRef
    problems: Mapping[str, Phrase] = field(default_factory=lambda: MappingProxyType({}))
    about: UserText | None = None
    """The words that it is about, shown above the fields: an excerpt of at most 300 characters."""


View = Card | Form
