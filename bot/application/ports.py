"""What the core needs from the outside: time, chance, storage and the platforms. Fakes stand beside the tests
that use them.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.application.capacities import Capacities
from bot.domain.community import Community, Identity, Member, Platform, Space
from bot.domain.decision import Change
from bot.domain.deed import Deed
from bot.domain.effects import Effect
from bot.domain.gratitude import GratitudeNote
from bot.domain.ids import (
    CommunityId,
    DeedId,
    EffectId,
    HandshakeId,
    MemberId,
    MessageId,
    NeedId,
    NoteId,
    OfferId,
    SpaceId,
)
from bot.domain.message import Message
from bot.domain.need import Need
from bot.domain.notice import Notice, Subject
from bot.domain.occurrence import Occurrence
from bot.domain.offer import Offer
from bot.views.i18n import Tongue
from bot.views.vocabulary import Card


class Clock(Protocol):
    def now(self) -> datetime:
        """This moment, aware UTC."""
        ...


class Chance(Protocol):
    def token(self) -> str:
        """22 characters of A-Z a-z 0-9 - _ that nobody can guess (128 bits)."""
        ...


# -- storage ---------------------------------------------------------------------------------------


class Communities(Protocol):
    async def any(self) -> bool:
        """Whether there is any community at all."""
        ...

    async def get(self, community: CommunityId) -> Community: ...
    async def space(self, space: SpaceId) -> Space: ...
    async def space_of(self, platform: Platform, account: str) -> Space | None: ...
    async def spaces(self, community: CommunityId) -> Sequence[Space]: ...
    async def add(self, community: Community, space: Space) -> None: ...

    async def change_counter(self, community: CommunityId) -> int:
        """Counts up with each change of its needs, offers or capacities, in that change's transaction."""
        ...


class Members(Protocol):
    async def get(self, member: MemberId) -> Member: ...
    async def many(self, members: Sequence[MemberId]) -> Mapping[MemberId, Member]: ...
    async def by_account(self, space: SpaceId, account: str) -> Member | None: ...
    async def anywhere(self, platform: Platform, account: str) -> Member | None:
        """Who that account is, in whichever space of the platform they were seen last: for messages that name
        no space.
        """
        ...

    async def accounts(self, space: SpaceId, members: Sequence[MemberId]) -> Mapping[MemberId, str]:
        """The platform accounts that these members have in that space; who has none is missing."""
        ...

    async def add(self, member: Member, identity: Identity) -> None: ...
    async def save(self, member: Member) -> None: ...
    async def of_community(self, community: CommunityId) -> Sequence[Member]: ...
    async def moderators(self, community: CommunityId) -> Sequence[Member]: ...


class Needs(Protocol):
    async def get(self, need: NeedId) -> Need:
        """Raises Unknown."""
        ...

    async def with_handshake(self, handshake: HandshakeId) -> Need:
        """The need that the handshake belongs to. Raises Unknown."""
        ...

    async def of_asker(self, member: MemberId) -> Sequence[Need]:
        """Drafts and everything that is not over, newest first."""
        ...

    async def of_helper(self, member: MemberId) -> Sequence[Need]:
        """Needs that are out, in which this member has offered or was chosen, newest first."""
        ...

    async def written_since(self, member: MemberId, since: datetime) -> Sequence[Need]: ...

    async def changed_since(self, community: CommunityId, counter: int) -> Sequence[Need]:
        """Needs in any state whose last change came after `counter` (see Communities.change_counter)."""
        ...

    async def out(self, community: CommunityId, limit: int) -> Sequence[Need]:
        """Needs that are out, seen or not, newest first, at most `limit`."""
        ...


class Offers(Protocol):
    async def get(self, offer: OfferId) -> Offer:
        """Raises Unknown."""
        ...

    async def of_giver(self, member: MemberId) -> Sequence[Offer]:
        """Drafts and everything that is not over, newest first."""
        ...

    async def written_since(self, member: MemberId, since: datetime) -> Sequence[Offer]: ...

    async def changed_since(self, community: CommunityId, counter: int) -> Sequence[Offer]:
        """Offers in any state whose last change came after `counter` (see Communities.change_counter)."""
        ...

    async def out(self, community: CommunityId, limit: int) -> Sequence[Offer]:
        """Offers that are out, seen or not, newest first, at most `limit`."""
        ...


class Deeds(Protocol):
    """What moderators did, in an order that nobody can change unseen."""

    async def get(self, deed: DeedId) -> Deed:
        """Raises Unknown."""
        ...

    async def newest(self, community: CommunityId, limit: int) -> Sequence[Deed]: ...

    async def broken(self) -> Sequence[CommunityId]:
        """The communities in whose order something was changed, taken out or put in."""
        ...


class Messages(Protocol):
    async def get(self, message: MessageId) -> Message:
        """Raises Unknown."""
        ...

    async def about(self, need: NeedId, limit: int) -> Sequence[Message]:
        """What was written between its asker and whoever may help, newest first, at most `limit`."""
        ...


class Notes(Protocol):
    async def get(self, note: NoteId) -> GratitudeNote:
        """Raises Unknown."""
        ...


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

    Reading for a decision locks what is read against a second writer.
    """

    @property
    def communities(self) -> Communities: ...
    @property
    def members(self) -> Members: ...
    @property
    def capacities(self) -> Capacities: ...
    @property
    def needs(self) -> Needs: ...
    @property
    def offers(self) -> Offers: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def deeds(self) -> Deeds: ...
    @property
    def messages(self) -> Messages: ...

    async def earlier_reply(self, space: SpaceId, delivery_key: str) -> Notice | None:
        """What was answered when this delivery came before."""
        ...

    async def remember_reply(
        self, space: SpaceId, delivery_key: str, reply: Notice, now: datetime
    ) -> None: ...

    async def keep(self, changes: Sequence[Change]) -> None:
        """Write what changed. Raises Conflict if somebody else wrote it since it was read."""
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
    """Two transactions wanted the same row; the later one is to be done again from the start."""


class Store(Protocol):
    def work(self) -> AbstractAsyncContextManager[Work]:
        """A transaction that reads and writes; committed on a clean exit, rolled back on an exception."""
        ...

    def look(self) -> AbstractAsyncContextManager[Work]:
        """A transaction that only reads, and waits for no writer."""
        ...


# -- delivery --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Private:
    """To one person alone; `account` is their id on the platform."""

    account: str


@dataclass(frozen=True, slots=True)
class Channel:
    account: str


Address = Private | Channel


@dataclass(frozen=True, slots=True)
class MessageRef:
    """Where a message stands: the platform's ids of the conversation and of the message in it."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A view on its way. `effect` is opaque and stays the same however often it is tried."""

    effect: EffectId
    to: Address
    view: Card
    tongue: Tongue


class Outbound(Protocol):
    """How one connected platform is written to. Both calls raise DeliveryError and nothing else."""

    @property
    def pace(self) -> timedelta:
        """The shortest time between two messages to one address."""
        ...

    @property
    def recognises_repeats_for(self) -> timedelta:
        """For how long after a first try the platform itself turns a second send of the same effect into the
        first. Zero if it does not. Within it, a send of unknown outcome is tried again; past it, it is
        parked.
        """
        ...

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef: ...

    async def edit(self, space_account: str, parcel: Parcel, where: MessageRef) -> None: ...
