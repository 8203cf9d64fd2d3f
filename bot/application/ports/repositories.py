"""What is kept, a kind at a time. Writing goes through `store.Work`, reading for a decision as well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.apart import Apart
from bot.domain.capacity import Capacity
from bot.domain.community import Community, Identity, Member, Platform, Space
from bot.domain.deed import Deed
from bot.domain.gratitude import GratitudeNote
from bot.domain.ids import (
    CodeId,
    CommunityId,
    DeedId,
    HandshakeId,
    MemberId,
    MessageId,
    NeedId,
    NoteId,
    OfferId,
    ReportId,
    SpaceId,
    UnsentId,
)
from bot.domain.limits import Doing
from bot.domain.message import Message
from bot.domain.need import Need
from bot.domain.offer import Offer
from bot.domain.one_time_code import OneTimeCode, Purpose
from bot.domain.report import Report
from bot.domain.traces import Traces
from bot.domain.unsent import Unsent
from bot.domain.wishes import Wishes


class Communities(Protocol):
    async def any(self) -> bool:
        """Whether there is any community at all."""
        ...

    async def all(self) -> Sequence[Community]: ...

    async def get(self, community: CommunityId) -> Community: ...
    async def space(self, space: SpaceId) -> Space: ...
    async def space_of(self, platform: Platform, account: str) -> Space | None: ...
    async def spaces(self, community: CommunityId) -> Sequence[Space]: ...
    async def add(self, community: Community, space: Space) -> None: ...

    async def change_counter(self, community: CommunityId) -> int:
        """Counts up with each change of its needs, offers or capacities, in that change's transaction."""
        ...

    async def parted_at(self, community: CommunityId) -> int:
        """What the change counter stood at when something of the indexed last left the community."""
        ...


class Members(Protocol):
    async def get(self, member: MemberId) -> Member: ...
    async def many(self, members: Sequence[MemberId]) -> Mapping[MemberId, Member]: ...
    async def who_is(self, member: MemberId) -> MemberId:
        """Who that is now: what somebody filled in may still say who they were before two became one."""
        ...

    async def by_account(self, space: SpaceId, account: str) -> Member | None: ...
    async def at_the_door(self, space: SpaceId, account: str) -> tuple[Member, bool] | None:
        """Who that account is, and whether it is a moderator's in this space, as far as was told."""
        ...

    async def anywhere(self, platform: Platform, account: str) -> tuple[Member, SpaceId] | None:
        """Who that account is, and where, in whichever space of the platform they were seen last: for
        messages that name no space.
        """
        ...

    async def lives_in(self, member: MemberId, community: CommunityId) -> bool:
        """Whether there is still such a member in it."""
        ...

    async def spaces_of(self, members: Sequence[MemberId]) -> Mapping[MemberId, frozenset[SpaceId]]:
        """Where each of them has an account."""
        ...

    async def moderates_elsewhere(self, member: MemberId, space: SpaceId) -> bool:
        """Whether one of their accounts in other spaces is a moderator's."""
        ...

    async def say_moderator(self, member: MemberId, space: SpaceId, *, moderator: bool) -> None:
        """What the platform says of their account in this space."""
        ...

    async def accounts(self, space: SpaceId, members: Sequence[MemberId]) -> Mapping[MemberId, str]:
        """The platform accounts that these members have in that space; who has none is missing."""
        ...

    async def add(self, member: Member, identity: Identity) -> Member:
        """Returns them as they were written: where the account belonged to somebody who was forgotten, with
        what outlives that (a suspension, and whom they are kept apart from).
        """
        ...

    async def save(self, member: Member) -> None: ...
    async def of_community(self, community: CommunityId) -> Sequence[Member]: ...
    async def names(self, community: CommunityId) -> Mapping[MemberId, str]:
        """Of everybody there, and nothing else of them: quicker by far."""
        ...

    async def moderators(self, community: CommunityId) -> Sequence[Member]: ...


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

    async def asked_in(self, community: CommunityId, since: datetime) -> int:
        """How often anybody of that community was asked after `since`."""
        ...

    async def changed_since(self, community: CommunityId, counter: int) -> Sequence[Capacity]:
        """Capacities whose last change came after `counter` (see Communities.change_counter)."""
        ...


class AllTraces(Protocol):
    """What being asked, helping and being helped left behind."""

    async def of(self, member: Member) -> Traces:
        """Theirs; nothing, if there is nothing."""
        ...

    async def of_many(self, members: Sequence[Member]) -> Mapping[MemberId, Traces]:
        """The same of each of them."""
        ...


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

    async def agreed_with(self, member: MemberId) -> Sequence[Need]:
        """Needs, over or not, in which this member has agreed on something with somebody, newest first: as
        long as it is kept who helped whom.
        """
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


class Aparts(Protocol):
    async def of(self, member: MemberId) -> Sequence[Apart]:
        """Everything that keeps this member from meeting somebody."""
        ...


class Deeds(Protocol):
    """What moderators did, in an order that nobody can change unseen."""

    async def get(self, deed: DeedId) -> Deed:
        """Raises Unknown."""
        ...

    async def newest(self, community: CommunityId, limit: int) -> Sequence[Deed]: ...

    async def holds(self, community: CommunityId) -> bool:
        """Whether nothing in its order was changed, taken out or put in."""
        ...

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


class Codes(Protocol):
    async def get(self, code: CodeId) -> OneTimeCode:
        """Raises Unknown."""
        ...

    def letters(self, code: CodeId) -> str:
        """What its maker is shown."""
        ...

    async def entered(self, purpose: Purpose, letters: str) -> OneTimeCode | None:
        """The code with these letters, whatever has become of it."""
        ...

    async def wrong_ones(self, member: MemberId) -> Sequence[datetime]:
        """When this member entered codes that did nothing, lately at least."""
        ...


class Reports(Protocol):
    async def get(self, report: ReportId) -> Report:
        """Raises Unknown."""
        ...

    async def newest(self, community: CommunityId, limit: int) -> Sequence[Report]:
        """Newest first, closed or not, at most `limit`."""
        ...


class Notes(Protocol):
    async def get(self, note: NoteId) -> GratitudeNote:
        """Raises Unknown."""
        ...

    async def last_between(self, giver: MemberId, receiver: MemberId) -> GratitudeNote | None:
        """The newest from the one to the other."""
        ...

    async def of(self, member: MemberId) -> Sequence[GratitudeNote]:
        """What they gave, and what reached them, newest first."""
        ...


class Wishbook(Protocol):
    async def of(self, member: Member) -> Wishes:
        """What they said; nothing, if they have not been asked."""
        ...


class Unsents(Protocol):
    """Words that wait for a second look."""

    async def get(self, unsent: UnsentId) -> Unsent:
        """Raises Unknown, also once it is settled."""
        ...


class Lately(Protocol):
    """When things were done after `since`, newest first, at most `limit`."""

    async def of_member(
        self, member: MemberId, doing: Doing, deeds: Sequence[str], since: datetime, limit: int
    ) -> Sequence[datetime]:
        """`deeds`: what the audit calls it, where no row of its own tells of it."""
        ...

    async def of_community(
        self, community: CommunityId, doing: Doing, since: datetime, limit: int
    ) -> Sequence[datetime]: ...
