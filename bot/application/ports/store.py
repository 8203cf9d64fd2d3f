"""A transaction over everything that is kept."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.application.ports.repositories import (
    AllTraces,
    Aparts,
    Capacities,
    Codes,
    Communities,
    Deeds,
    Lately,
    Members,
    Messages,
    Needs,
    Notes,
    Offers,
    Reports,
    Unsents,
    Wishbook,
)
from bot.domain.decision import Change
from bot.domain.effects import Effect
from bot.domain.held import Held
from bot.domain.ids import (
    CommunityId,
    EffectId,
    MemberId,
    SpaceId,
)
from bot.domain.keeping import Overstay
from bot.domain.notice import Notice, Subject
from bot.domain.occurrence import Occurrence


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit: who did what to what. Ids only."""

    at: datetime
    community: CommunityId
    actor: MemberId | None
    """None where a moment came, not a person; and for what somebody does about a need that does not name
    them.
    """
    deed: str
    about: Subject | None


@dataclass(frozen=True, slots=True)
class Posting:
    """A message of ours that stands somewhere: `notice`, shown in `space` at `place`."""

    effect: EffectId
    space: SpaceId
    notice: Notice
    reader: MemberId | None
    """None for a board, which everybody reads."""
    posted_at: datetime


class Work(Protocol):
    """One transaction: everything that happens through it is kept together when it ends well, and nothing
    when it doesn't.
    """

    @property
    def communities(self) -> Communities: ...
    @property
    def members(self) -> Members: ...
    @property
    def capacities(self) -> Capacities: ...
    @property
    def traces(self) -> AllTraces: ...
    @property
    def needs(self) -> Needs: ...
    @property
    def offers(self) -> Offers: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def wishes(self) -> Wishbook: ...
    @property
    def deeds(self) -> Deeds: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def codes(self) -> Codes: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def unsent(self) -> Unsents: ...
    @property
    def lately(self) -> Lately: ...
    @property
    def apart(self) -> Aparts: ...

    async def earlier_reply(self, space: SpaceId, delivery_key: str) -> Notice | None:
        """What was answered when this delivery came before."""
        ...

    async def remember_reply(
        self, space: SpaceId, delivery_key: str, reply: Notice, now: datetime
    ) -> None: ...

    async def keep(self, changes: Sequence[Change]) -> None:
        """Write what changed. Raises Conflict if somebody else wrote it since it was read."""
        ...

    async def tidy_up(self, community: CommunityId, now: datetime) -> bool:
        """Let go of what is no longer needed (domain/keeping.py). Whether there is more of it: then once
        more, in a transaction of its own.
        """
        ...

    async def overstays(self, now: datetime) -> Sequence[Overstay]:
        """What is held past its time all the same."""
        ...

    async def held_about(self, member: MemberId) -> Held:
        """For this member alone."""
        ...

    async def set_in_motion(self, community: CommunityId, effects: Sequence[Effect], now: datetime) -> None:
        """Queue messages: a private one to the member's home space, a board's to every space that has that
        board, and for `Converge` an edit of every message about that subject that stands (to its reader).
        """
        ...

    async def expect(self, occurrences: Sequence[Occurrence]) -> None: ...

    async def next_due(self, now: datetime) -> Occurrence | None:
        """The occurrence that is due longest; None if there is none. Looks only, takes nothing."""
        ...

    async def cross_off(self, occurrence: Occurrence) -> bool:
        """This transaction carries it out. False if another one has already: then there is nothing to do."""
        ...

    async def write_down(self, entry: Entry) -> None: ...

    async def postings(self, space: SpaceId, place: str, limit: int) -> Sequence[Posting]:
        """Messages that stand at `place` (a channel's account, or a member's for their private messages), the
        last `limit` of them in the order in which they were sent.
        """
        ...


class Conflict(Exception):
    """Two transactions wanted the same; the later one is to be done again from the start."""


class Store(Protocol):
    def work(self, community: CommunityId | None = None) -> AbstractAsyncContextManager[Work]:
        """A transaction that reads and writes; committed on a clean exit, rolled back on an exception.

        Those of one `community` take turns, in every process: what is read stays true until the end, also
        that something is not there. Without one, only versions and unique keys keep two writers apart.
        """
        ...

    def look(self) -> AbstractAsyncContextManager[Work]:
        """A transaction that only reads, and waits for no writer."""
        ...
