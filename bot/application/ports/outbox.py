"""What delivery needs of the queue of messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.application.ports.outbound import Address, MessageRef
from bot.domain.community import Platform, Space
from bot.domain.ids import EffectId, MemberId
from bot.domain.notice import Notice


@dataclass(frozen=True, slots=True)
class Claim:
    """One effect, held by this process. `where` is set when a standing message is to be edited."""

    effect: EffectId
    token: str
    space: Space
    notice: Notice
    reader: MemberId | None
    address: Address
    where: MessageRef | None
    tries: int


class Outbox(Protocol):
    """The queue of effects. Every method is one transaction of its own; the table of states is in
    docs/effects.md.
    """

    async def claim(
        self, now: datetime, *, lease: timedelta, platforms: Sequence[Platform], limit: int
    ) -> Sequence[Claim]:
        """Take up to `limit` effects that may go now, at most one an address, for the platforms that are
        connected.
        """
        ...

    async def next_moment(self, now: datetime) -> datetime | None:
        """The earliest moment after `now` at which something queued may go; None if nothing is waiting for a
        moment.
        """
        ...

    async def about_to_send(self, claim: Claim, now: datetime) -> bool:
        """Written before a first post is handed over, so that a crash after it is known for what it is. False
        if the claim was lost meanwhile: then it must not be sent.
        """
        ...

    async def record(
        self, claim: Claim, where: MessageRef, version: int, now: datetime, pace: timedelta
    ) -> None:
        """It stands at `where` and shows `version` of its subject; an edit follows by itself if that is no
        longer the newest.
        """
        ...

    async def put_back(self, claim: Claim, not_before: datetime, why: str) -> None:
        """Not sent for certain; try again from `not_before`, and nothing to that address earlier."""
        ...

    async def no_answer(
        self, claim: Claim, now: datetime, not_before: datetime, recognised: timedelta
    ) -> None:
        """Handed over, and no answer came. An edit is done again from `not_before`; so is a first post that
        its platform then still recognises as a repeat: until `recognised` after the first try that may have
        arrived. Else it is parked.
        """
        ...

    async def drop(self, claim: Claim, now: datetime) -> None:
        """No longer true, so it is not said."""
        ...

    async def park(self, claim: Claim, now: datetime, why: str) -> None:
        """It can't be known or can't be done: a moderator sees its kind, place and age."""
        ...

    async def recover(self, now: datetime, recognised: Mapping[Platform, timedelta]) -> int:
        """Take back what processes that are gone held: claims that were not handed over are queued again, and
        those that were are queued again while the platform recognises repeats, or else parked. Returns how
        many.
        """
        ...

    async def next_lease_end(self, now: datetime) -> datetime | None:
        """The earliest moment after `now` at which `recover` may have something to take back; None if nothing
        is held.
        """
        ...
