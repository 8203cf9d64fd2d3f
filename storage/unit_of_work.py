"""Store and Work on a database: one transaction for everything that belongs together."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import assert_never

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Entry, Posting
from bot.domain.apart import Apart
from bot.domain.capacity import Capacity
from bot.domain.community import Community, Member, Space
from bot.domain.decision import Change
from bot.domain.deed import Deed
from bot.domain.effects import Effect
from bot.domain.forgotten import Forgotten
from bot.domain.gratitude import GratitudeNote
from bot.domain.held import Held
from bot.domain.ids import CommunityId, EffectId, MemberId, SpaceId
from bot.domain.keeping import Overstay
from bot.domain.linking import JoinedCommunities, Linked, SplitOff
from bot.domain.message import Message
from bot.domain.need import Need
from bot.domain.notice import Notice
from bot.domain.occurrence import Occurrence
from bot.domain.offer import Offer
from bot.domain.one_time_code import OneTimeCode, WrongCode
from bot.domain.report import Report
from bot.domain.taking_out import TakenOut
from bot.domain.traces import Traces
from bot.domain.unsent import Unsent
from bot.domain.wishes import Wishes
from storage import addresses, in_motion, retention
from storage.agenda import Agenda
from storage.apart import SqlAparts
from storage.capacities import SqlCapacities
from storage.codes import SqlCodes
from storage.communities import SqlCommunities
from storage.deeds import SqlDeeds
from storage.encryption import Vault
from storage.engine import Engines
from storage.forgetting import all_ids, forget
from storage.held import held_about
from storage.lately import SqlLately
from storage.linking import link, split_off
from storage.mapping import ACCOUNT
from storage.members import SqlMembers
from storage.messages import SqlMessages
from storage.needs import SqlNeeds
from storage.notes import SqlNotes
from storage.notices import notice_columns, subject_kind, to_notice
from storage.offers import SqlOffers
from storage.pairing import join, take_out
from storage.reports import SqlReports
from storage.tables import AuditRow, DeliveryRow, EffectRow, IdentityRow, PostingRow, TombstoneRow
from storage.tombstones import Tombstones
from storage.traces import SqlTraces
from storage.transaction import transaction
from storage.unsent import SqlUnsents
from storage.wake_up import tell_other_processes
from storage.wishes import SqlWishes
from storage.writing import add, add_new


class SqlWork:
    """Fulfils ports.Work."""

    def __init__(
        self, session: AsyncSession, vault: Vault, new_id: Callable[[], str], tombstones: Tombstones | None
    ) -> None:
        self._session = session
        self._vault = vault
        self._new_id = new_id
        self._tombstones = tombstones
        self._agenda = Agenda(session)
        self.communities = SqlCommunities(session)
        self.members = SqlMembers(session, vault)
        self.capacities = SqlCapacities(session, vault)
        self.traces = SqlTraces(session, vault)
        self.needs = SqlNeeds(session, vault)
        self.offers = SqlOffers(session, vault)
        self.notes = SqlNotes(session, vault)
        self.wishes = SqlWishes(session, vault)
        self.apart = SqlAparts(session)
        self.deeds = SqlDeeds(session, vault)
        self.messages = SqlMessages(session, vault)
        self.codes = SqlCodes(session, vault)
        self.reports = SqlReports(session, vault)
        self.unsent = SqlUnsents(session, vault)
        self.lately = SqlLately(session)

    async def earlier_reply(self, space: SpaceId, delivery_key: str) -> Notice | None:
        found = await self._session.exec(
            select(DeliveryRow).where(DeliveryRow.space == space.value, DeliveryRow.key == delivery_key)
        )
        row = found.first()
        return to_notice(row) if row else None

    async def remember_reply(self, space: SpaceId, delivery_key: str, reply: Notice, now: datetime) -> None:
        row = DeliveryRow(space=space.value, key=delivery_key, at=now, **notice_columns(reply))
        await add(self._session, row)

    async def keep(self, changes: Sequence[Change]) -> None:
        for joined in changes:
            if isinstance(joined, JoinedCommunities):  # before anything of the other is written
                await self.communities.hold_as_well(joined.gone, joined.into)
        for change in changes:
            match change:
                case Need() | Offer() | Capacity() | Deed():
                    await self._keep_counted(change)
                case GratitudeNote() | Message() | Report():
                    await self._keep_words(change)
                case Space() | Community() | Member():
                    await self._keep_place(change)
                case Wishes():
                    await self.wishes.keep(change)
                case Apart():
                    await self.apart.keep(change)
                case Traces():
                    await self.traces.keep(change)
                case Forgotten():
                    await self._forget(change)
                case Unsent():
                    await self.unsent.keep(change)
                case _:
                    await self._bring_together(change)

    async def _keep_place(self, change: Space | Community | Member) -> None:
        match change:
            case Space():
                await self.communities.keep_space(change)
            case Community():
                await self.communities.keep(change)
            case Member():
                await self.members.save(change)
            case _:
                assert_never(change)

    async def _bring_together(
        self, change: OneTimeCode | WrongCode | Linked | SplitOff | JoinedCommunities | TakenOut
    ) -> None:
        """Accounts and spaces: what brings them together, and what parts them again."""
        match change:
            case OneTimeCode():
                await self.codes.keep(change)
            case WrongCode():
                await self.codes.add_wrong(change)
            case Linked(stays):
                changed = await self.communities.count_change(stays.community)
                await self.members.save(stays)
                await link(self._session, self._vault, change, changed)
                await self.communities.part(stays.community, changed)
            case SplitOff():
                await split_off(self._session, self._vault, change)
            case JoinedCommunities(into):
                await join(self._session, change, await self.communities.count_change(into))
            case TakenOut():
                changed = await self.communities.count_change(change.out_of)
                await take_out(self._session, change, changed)
            case _:
                assert_never(change)

    async def _keep_words(self, words: GratitudeNote | Message | Report) -> None:
        match words:
            case GratitudeNote():
                await self.notes.keep(words)
            case Message():
                await self.messages.add(words)
            case Report():
                await self.reports.keep(words)

    async def _keep_counted(self, change: Need | Offer | Capacity | Deed) -> None:
        number = await self.communities.count_change(change.community)
        match change:
            case Need():
                await self.needs.keep(change, number)
            case Offer():
                await self.offers.keep(change, number)
            case Capacity():
                await self.capacities.keep(change, number)
            case Deed():
                await self.deeds.add(change)  # counted as well, so that one link is added at a time
            case _:
                assert_never(change)

    async def _forget(self, forgotten: Forgotten) -> None:
        if self._tombstones is not None:
            for each in await all_ids(self._session, forgotten.member):  # an older copy knows them by these
                await asyncio.to_thread(self._tombstones.add, MemberId(each))
                await add_new(self._session, TombstoneRow(mark=self._tombstones.mark(MemberId(each))))
        await forget(self._session, self._vault, forgotten.member, forgotten.at)
        await tell_other_processes(self._session)

    async def tidy_up(self, community: CommunityId, now: datetime) -> bool:
        return await retention.tidy_up(self._session, self._vault, community.value, now)

    async def overstays(self, now: datetime) -> Sequence[Overstay]:
        return await retention.overstays(self._session, now)

    async def held_about(self, member: MemberId) -> Held:
        return await held_about(self._session, self._vault, member)

    async def set_in_motion(self, community: CommunityId, effects: Sequence[Effect], now: datetime) -> None:
        await in_motion.set_in_motion(self._session, self._new_id, community, effects, now)
        if effects:
            await tell_other_processes(self._session)

    async def expect(self, occurrences: Sequence[Occurrence]) -> None:
        await self._agenda.expect(occurrences)
        if occurrences:
            await tell_other_processes(self._session)

    async def next_due(self, now: datetime) -> Occurrence | None:
        return await self._agenda.next_due(now)

    async def cross_off(self, occurrence: Occurrence) -> bool:
        return await self._agenda.cross_off(occurrence)

    async def write_down(self, entry: Entry) -> None:
        row = AuditRow(
            at=entry.at,
            community=entry.community.value,
            actor=entry.actor.value if entry.actor else None,
            deed=entry.deed,
            about_kind=subject_kind(entry.about) if entry.about else None,
            about=entry.about.value if entry.about else None,
        )
        await add(self._session, row)

    async def postings(self, space: SpaceId, place: str, limit: int) -> Sequence[Posting]:
        reader = await self._session.exec(
            select(IdentityRow.member).where(
                IdentityRow.account_index == self._vault.blind_index(ACCOUNT, place),
                IdentityRow.space == space.value,
            )
        )
        at = [addresses.of_channel(space, place)]
        at += [addresses.of_member(space, MemberId(member)) for member in reader]
        found = await self._session.exec(
            select(PostingRow.posted_at, EffectRow)
            .join(EffectRow, col(EffectRow.id) == PostingRow.effect)
            .where(col(PostingRow.address).in_(at))
            .order_by(col(PostingRow.seq).desc())
            .limit(limit)
        )
        last_first = [
            Posting(
                EffectId(effect.id),
                space,
                to_notice(effect),
                MemberId(effect.reader) if effect.reader else None,
                posted_at,
            )
            for posted_at, effect in found
        ]
        return last_first[::-1]


class SqlStore:
    """Fulfils ports.Store."""

    def __init__(
        self,
        engines: Engines,
        vault: Vault,
        new_id: Callable[[], str],
        tombstones: Tombstones | None = None,
    ) -> None:
        self._engines = engines
        self._vault = vault
        self._new_id = new_id
        self._tombstones = tombstones

    @asynccontextmanager
    async def work(self, community: CommunityId | None = None) -> AsyncGenerator[SqlWork]:
        async with transaction(self._engines.writer) as session:
            work = SqlWork(session, self._vault, self._new_id, self._tombstones)
            if community is not None:
                await work.communities.hold(community)
            yield work

    @asynccontextmanager
    async def look(self) -> AsyncGenerator[SqlWork]:
        async with transaction(self._engines.reader) as session:
            yield SqlWork(session, self._vault, self._new_id, self._tombstones)
