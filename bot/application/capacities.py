"""The port for what members said about being asked; the others stand in ports.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.capacity import Capacity
from bot.domain.community import Member
from bot.domain.ids import CommunityId, MemberId


@dataclass(frozen=True, slots=True)
class Askable:
    """Somebody who may be about to be asked: what they said about it, and when they were asked lately."""

    member: Member
    capacity: Capacity
    asked: Sequence[datetime]


class Capacities(Protocol):
    async def of(self, member: Member) -> Capacity:
        """What they said; what is usual, if they said nothing."""
        ...

    async def for_asking(self, members: Sequence[MemberId], since: datetime) -> Mapping[MemberId, Askable]:
        """Members who may be about to be asked, with every ask they got after `since`; who is gone is
        missing. Until this transaction ends nobody else asks them anything.
        """
        ...

    async def changed_since(self, community: CommunityId, counter: int) -> Sequence[Capacity]:
        """Capacities whose last change came after `counter` (see Communities.change_counter)."""
        ...
