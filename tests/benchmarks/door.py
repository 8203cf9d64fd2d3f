"""`/need` through the core's door, with the commit, against the same reads and writes through a bare
AsyncSession: the same statements on the same tables of the same database, opened with the same pragmas, and
nothing else: no permissions, no domain, no sealing, no view. The two are timed in turns.

What understanding the text takes is timed on its own and taken off: it happens outside of the transaction,
and has a goal of its own.
"""

import gc
import re
import tempfile
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter_ns
from typing import Any

from sqlalchemy import Engine, event, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.interaction import Actor, Interaction, Origin
from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain import rhythm
from bot.domain.community import Identity, Member, Platform
from bot.domain.ids import MemberId
from bot.domain.limits import HOUR
from bot.domain.notice import NoticeKind
from bot.domain.occurrence import OccurrenceKind
from bot.matching.understand import understand
from bot.views.vocabulary import Card
from bot.wiring import House, open_house
from storage.engine import Engines, open_engines
from storage.keyring import open_vault
from storage.mapping import ACCOUNT
from storage.tables import (
    AuditRow,
    BoardRow,
    CommunityRow,
    DeliveryRow,
    IdentityRow,
    MemberRow,
    NeedRow,
    OccurrenceRow,
    SpaceRow,
    SubjectKind,
    values,
)
from tests.benchmarks.figures import Figure, Sample
from tests.stories.surroundings import KEYS, ZONE, HandClock, SeededChance

WARM_UP = 50
TIMES = 600
MOST = 2.0
"""The goal: at most so many times as long as the bare session, at p50."""

MEMBERS = 1000
"""So many live in the community, besides the one who writes."""

TEXT = "can someone drive my mum to the clinic on Tuesday at 9"
WHO = "amina"


@dataclass(frozen=True)
class TheDoor:
    house: House
    clock: HandClock

    async def need(self, number: int) -> None:
        interaction = Interaction(
            Origin(Platform.LOCAL, ROOM),
            Actor(WHO, "Amina", moderator=False),
            Verb.NEED,
            f"door {number}",
            values={"text": f"{TEXT}, please {number}"},
        )
        reply = await self.house.door.handle(interaction)
        assert isinstance(reply.view, Card)
        assert reply.view.title.key == "need.preview.title"


@dataclass(frozen=True)
class BareSession:
    engines: Engines
    account_index: bytes
    sealed: NeedRow
    """As the door sealed it: the same bytes are written again and again."""
    clock: HandClock

    async def need(self, number: int) -> None:
        async with AsyncSession(self.engines.reader, expire_on_commit=False) as session:
            spaces = (
                select(SpaceRow, BoardRow)
                .outerjoin(BoardRow, col(BoardRow.space) == SpaceRow.id)
                .where(SpaceRow.platform == Platform.LOCAL, SpaceRow.account == ROOM)
                .order_by(col(SpaceRow.id))
            )
            space = (await session.exec(spaces)).all()[0][0]
            members = (
                select(MemberRow)
                .join(IdentityRow, col(IdentityRow.member) == MemberRow.id)
                .where(IdentityRow.account_index == self.account_index, IdentityRow.space == space.id)
            )
            member = (await session.exec(members)).one()
            communities = select(CommunityRow).where(CommunityRow.id == space.community)
            community = (await session.exec(communities)).one()
        now, key, need = self.clock.now(), f"bare {number}", f"bare-{number}"
        async with AsyncSession(self.engines.writer, expire_on_commit=False) as session, session.begin():
            held = select(CommunityRow.id).where(CommunityRow.id == community.id)
            assert (await session.exec(held)).one() == community.id
            living = select(MemberRow.community).where(MemberRow.id == member.id)
            assert (await session.exec(living)).one() == community.id
            for whose in (col(NeedRow.asker) == member.id, col(NeedRow.community) == community.id):
                written = col(NeedRow.written_at)
                lately = select(written).where(whose, written > now - HOUR).order_by(written.desc())
                assert len((await session.exec(lately.limit(600))).all()) < 600
            deliveries = select(DeliveryRow).where(DeliveryRow.space == space.id, DeliveryRow.key == key)
            assert (await session.exec(deliveries)).first() is None
            recent = (
                select(NeedRow)
                .where(NeedRow.asker == member.id, NeedRow.written_at >= now - rhythm.RETYPED_WITHIN)
                .order_by(col(NeedRow.written_at).desc(), col(NeedRow.id))
            )
            assert not (await session.exec(recent)).all()
            counted = await session.exec(
                update(CommunityRow)
                .where(col(CommunityRow.id) == community.id)
                .values(changes=col(CommunityRow.changes) + 1)
                .returning(col(CommunityRow.changes))
            )
            changed = counted.scalar_one()
            session.add(self._need(need, community.id, member.id, changed))
            session.add(
                OccurrenceRow(
                    kind=OccurrenceKind.CLEAR_DRAFT,
                    about=need,
                    due_at=now + rhythm.DRAFT_KEPT,
                    handshake="",
                    about_kind=SubjectKind.NEED,
                    community=community.id,
                )
            )
            session.add(
                DeliveryRow(
                    space=space.id,
                    key=key,
                    at=now,
                    notice=NoticeKind.NEED_PREVIEW,
                    about_kind=SubjectKind.NEED,
                    about=need,
                )
            )
            session.add(
                AuditRow(
                    at=now,
                    community=community.id,
                    actor=member.id,
                    deed=Verb.NEED,
                    about_kind=SubjectKind.NEED,
                    about=need,
                )
            )
            accounts = select(IdentityRow).where(
                IdentityRow.space == space.id, col(IdentityRow.member).in_([member.id])
            )
            assert len((await session.exec(accounts)).all()) == 1
            boards = (
                select(SpaceRow, BoardRow)
                .outerjoin(BoardRow, col(BoardRow.space) == SpaceRow.id)
                .where(SpaceRow.community == community.id)
                .order_by(col(SpaceRow.id))
            )
            assert (await session.exec(boards)).all()
            names = select(MemberRow.id, MemberRow.name).where(MemberRow.community == community.id)
            assert len((await session.exec(names)).all()) > MEMBERS

    def _need(self, need: str, community: str, member: str, changed: int) -> NeedRow:
        columns: dict[str, Any] = values(self.sealed) | {
            "id": need,
            "community": community,
            "asker": member,
            "written_at": self.clock.now(),
            "changed": changed,
        }
        return NeedRow(**columns)


async def measure() -> list[Figure]:
    """Raises AssertionError if the two sides do not run the same statements."""
    async with both_sides() as (door, bare, clock):
        await run_the_same_statements(door, bare, clock)
        return await _figures(door, bare, clock)


@asynccontextmanager
async def both_sides() -> AsyncGenerator[tuple[TheDoor, BareSession, HandClock]]:
    """On one database, in which the whole community lives."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'hypha.db'}"
        clock = HandClock()
        async with open_house(
            url, KEYS, zone=ZONE, tokens_set=False, clock=clock, chance=SeededChance(1)
        ) as house:
            engines = open_engines(url)
            door = TheDoor(house, clock)
            await door.need(0)
            await _move_in(house)
            async with AsyncSession(engines.reader) as session:
                sealed = (await session.exec(select(NeedRow))).one()
            vault = await open_vault(engines, KEYS)
            try:
                yield door, BareSession(engines, vault.blind_index(ACCOUNT, WHO), sealed, clock), clock
            finally:
                await engines.dispose()


async def _move_in(house: House) -> None:
    """A need is looked through for the names of all of them, should it be posted without the asker's."""
    async with house.store.work() as work:
        space = await work.communities.space_of(Platform.LOCAL, ROOM)
        assert space is not None
        for number in range(MEMBERS):
            member = Member(MemberId(f"member-{number}"), space.community, f"Neighbour {number}", space.id)
            await work.members.add(member, Identity(member.id, space.id, f"account-{number}"))


async def _figures(door: TheDoor, bare: BareSession, clock: HandClock) -> list[Figure]:
    through_door: list[int] = []
    through_bare: list[int] = []
    understanding: list[int] = []
    for number in range(2, WARM_UP + TIMES):
        _time_passes(clock)
        by_door = await _timed(door.need, number)
        _time_passes(clock)
        by_bare = await _timed(bare.need, number)
        measured = (by_door, by_bare, _timed_understanding(f"{TEXT}, please {number}", clock))
        if number >= WARM_UP:
            for times, each in zip((through_door, through_bare, understanding), measured, strict=True):
                times.append(each)
        if number % 100 == 0:
            gc.collect()  # between two, so that neither pays for the other's
    without_understanding = [whole - text for whole, text in zip(through_door, understanding, strict=True)]
    one, other = Sample(without_understanding), Sample(through_bare)
    ratio = one.p50 / other.p50
    return [
        Figure(
            "`/need` through the door, with the commit",
            f"p50 {one.p50:.2f} ms, p99 {one.p99:.2f} ms",
        ),
        Figure(
            "the same reads and writes through a bare AsyncSession",
            f"p50 {other.p50:.2f} ms, p99 {other.p99:.2f} ms",
        ),
        Figure(
            "the one as a multiple of the other, at p50", f"{ratio:.2f}", f"at most {MOST:g}", ratio <= MOST
        ),
    ]


async def _timed(deed: Callable[[int], Awaitable[None]], number: int) -> int:
    start = perf_counter_ns()
    await deed(number)
    return perf_counter_ns() - start


def _timed_understanding(text: str, clock: HandClock) -> int:
    start = perf_counter_ns()
    understand(text, now=clock.now(), zone=ZONE)
    return perf_counter_ns() - start


def _time_passes(clock: HandClock) -> None:
    """So that nobody types the same again within two minutes."""
    clock.move_to(clock.now() + timedelta(minutes=3))


async def run_the_same_statements(door: TheDoor, bare: BareSession, clock: HandClock) -> None:
    """Once each. Raises AssertionError if they differ."""
    _time_passes(clock)
    with _counted() as through_door:
        await door.need(1)
    _time_passes(clock)
    with _counted() as through_bare:
        await bare.need(1)
    assert through_door == through_bare, f"door {through_door}, bare {through_bare}"


@contextmanager
def _counted() -> Iterator[Counter[str]]:
    """How often each kind of statement runs on each table meanwhile."""
    statements: Counter[str] = Counter()

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        kind = statement.split(maxsplit=1)[0]
        table = re.search(r"\b(?:FROM|INTO|UPDATE)\s+(\w+)", statement)
        statements[f"{kind} {table[1] if table else ''}".strip()] += 1

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", count)
