"""Everything that is held about one member, for nobody else but them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.community import Platform
from bot.domain.deed import Deed
from bot.domain.gratitude import GratitudeNote
from bot.domain.message import Message
from bot.domain.need import Need
from bot.domain.offer import Offer


@dataclass(frozen=True, slots=True)
class Account:
    """By which one platform knows them, as that platform spells it."""

    platform: Platform
    account: str


@dataclass(frozen=True, slots=True)
class Held:
    """Each list newest first. `helping` are needs of others for which they offered to help, agreed, or
    helped; `deeds` what moderators did that they were told of; `messages` what they wrote themselves.
    """

    accounts: Sequence[Account]
    needs: Sequence[Need]
    offers: Sequence[Offer]
    helping: Sequence[Need]
    notes: Sequence[GratitudeNote]
    messages: Sequence[Message]
    deeds: Sequence[Deed]
