"""The moments at which a process can die, reached by wrapping the ports: the code of the house knows of none.

A moment is named by what it is before or after, such as `before commit`. `commit` is that of a decision;
`claim`, `mark` (about to send), `record` and the rest are the transactions of the outbox; `send` and `edit`
are the platform's; `answer` is the person's seeing the reply.
"""

import os
import signal
from collections import Counter
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.application.ports import Claim, MessageRef, Outbound, Outbox, Parcel, Store, Work
from bot.domain.community import Platform
from bot.domain.ids import CommunityId
from tests.crash.journal import Journal


@dataclass(frozen=True)
class Moment:
    """The `time`-th time, counted from 1 over all lives, that a process comes by `name`."""

    name: str
    time: int


class Checkpoints:
    """Counts the moments that are passed, and kills this very process at the one that is asked for."""

    def __init__(self, journal: Journal, kill_at: Moment | None) -> None:
        """`journal` keeps every moment that was passed, so that the next life counts on."""
        self._journal = journal
        self._kill_at = kill_at
        self._times = Counter(str(line["passed"]) for line in journal.lines())

    def passes(self, name: str) -> None:
        self._times[name] += 1
        killed = self._kill_at == Moment(name, self._times[name])
        self._journal.append(passed=name, killed=killed)
        if killed:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class CheckedStore:
    store: Store
    points: Checkpoints

    @asynccontextmanager
    async def work(self, community: CommunityId | None = None) -> AsyncGenerator[Work]:
        async with self.store.work(community) as work:
            yield work
            self.points.passes("before commit")
        self.points.passes("after commit")

    def look(self) -> AbstractAsyncContextManager[Work]:
        return self.store.look()


@dataclass(frozen=True)
class CheckedOutbox:
    outbox: Outbox
    points: Checkpoints

    async def claim(
        self, now: datetime, *, lease: timedelta, platforms: Sequence[Platform], limit: int
    ) -> Sequence[Claim]:
        claims = await self.outbox.claim(now, lease=lease, platforms=platforms, limit=limit)
        if claims:
            self.points.passes("after claim")
        return claims

    async def next_moment(self, now: datetime) -> datetime | None:
        return await self.outbox.next_moment(now)

    async def about_to_send(self, claim: Claim, now: datetime) -> bool:
        self.points.passes("before mark")
        ours = await self.outbox.about_to_send(claim, now)
        self.points.passes("after mark")
        return ours

    async def record(
        self, claim: Claim, where: MessageRef, version: int, now: datetime, pace: timedelta
    ) -> None:
        self.points.passes("before record")
        await self.outbox.record(claim, where, version, now, pace)
        self.points.passes("after record")

    async def put_back(self, claim: Claim, not_before: datetime, why: str) -> None:
        await self.outbox.put_back(claim, not_before, why)
        self.points.passes("after put back")

    async def no_answer(
        self, claim: Claim, now: datetime, not_before: datetime, recognised: timedelta
    ) -> None:
        await self.outbox.no_answer(claim, now, not_before, recognised)
        self.points.passes("after no answer")

    async def drop(self, claim: Claim, now: datetime) -> None:
        await self.outbox.drop(claim, now)
        self.points.passes("after drop")

    async def park(self, claim: Claim, now: datetime, why: str) -> None:
        await self.outbox.park(claim, now, why)
        self.points.passes("after park")

    async def recover(self, now: datetime, recognised: Mapping[Platform, timedelta]) -> int:
        taken_back = await self.outbox.recover(now, recognised)
        if taken_back:
            self.points.passes("after recover")
        return taken_back

    async def next_lease_end(self, now: datetime) -> datetime | None:
        return await self.outbox.next_lease_end(now)


@dataclass(frozen=True)
class CheckedOutbound:
    outbound: Outbound
    points: Checkpoints

    @property
    def pace(self) -> timedelta:
        return self.outbound.pace

    @property
    def recognises_repeats_for(self) -> timedelta:
        return self.outbound.recognises_repeats_for

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef:
        self.points.passes("before send")
        where = await self.outbound.send(space_account, parcel)
        self.points.passes("after send")
        return where

    async def edit(self, space_account: str, parcel: Parcel, where: MessageRef) -> None:
        self.points.passes("before edit")
        await self.outbound.edit(space_account, parcel, where)
        self.points.passes("after edit")
