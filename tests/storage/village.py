"""A small village with two spaces, on a real database, and the few things that tests say often."""

import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.application.ports import Claim, MessageRef
from bot.domain.community import Board, Community, Identity, Member, Platform, Space
from bot.domain.effects import Announce, Effect
from bot.domain.ids import CommunityId, EffectId, MemberId, NeedId, OfferId, SpaceId
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.offer import Offer, OfferState
from bot.domain.times import Window
from bot.domain.understanding import Features, Kind, Understanding
from storage.encryption import GivenKeys
from storage.open import Storage, open_storage
from tests.databases import Database

KEY = GivenKeys((bytes(range(32)),))
NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
LEASE = timedelta(seconds=30)
ALL = tuple(Platform)

LIFT = Understanding(
    kind=Kind.PRACTICAL,
    category="lift",
    when=Window(datetime(2026, 5, 5, 8, tzinfo=UTC), datetime(2026, 5, 5, 10, tzinfo=UTC)),
    area="Old Town",
    hands=1,
    urgent=False,
    features=Features(stems=("drive", "mum", "clinic"), concepts=("lift",)),
)

VILLAGE = Community(CommunityId("village"), "The Village", ZoneInfo("Europe/Lisbon"), "en", tryout=True)
ROOM = Space(
    SpaceId("the-room"),
    VILLAGE.id,
    Platform.LOCAL,
    "room",
    {Board.NEEDS: "needs", Board.OFFERS: "offers", Board.GRATITUDE: "gratitude"},
)
AMINA = Member(MemberId("m-amina"), VILLAGE.id, "Amina", ROOM.id, moderator=True)
BO = Member(MemberId("m-bo"), VILLAGE.id, "Bo", ROOM.id, locale="de-DE", zone=ZoneInfo("Europe/Berlin"))
CHEN = Member(MemberId("m-chen"), VILLAGE.id, "Chen", ROOM.id)
ACCOUNTS = {AMINA.id: "amina", BO.id: "bo", CHEN.id: "chen"}


@dataclass(frozen=True)
class Village:
    """The database, and the storage that is open on it."""

    database: Database
    storage: Storage

    @property
    def url(self) -> str:
        return self.database.url

    def rows(self, sql: str, *values: object) -> list[tuple]:
        return self.database.rows(sql, *values)

    def write(self, sql: str, *values: object) -> None:
        self.database.write(sql, *values)

    def state_of(self, effect: EffectId) -> str:
        [(state,)] = self.rows("SELECT state FROM effect WHERE id = ?", effect.value)
        return state

    def states(self) -> list[str]:
        """Of all effects, in the order in which they were queued."""
        return [state for (state,) in self.rows("SELECT state FROM effect ORDER BY seq")]

    @asynccontextmanager
    async def after_a_crash(self) -> AsyncGenerator["Village"]:
        """Another process opens the same database; what the first one only had in memory is gone."""
        async with open_storage(self.url, KEY) as storage:
            yield replace(self, storage=storage)

    # -- what people and processes do ------------------------------------------------------------------

    async def settle_in(self) -> None:
        async with self.storage.store.work() as work:
            await work.communities.add(VILLAGE, ROOM)
            for member in (AMINA, BO, CHEN):
                await work.members.add(member, Identity(member.id, ROOM.id, ACCOUNTS[member.id]))

    async def also_on_slack(self, boards: dict[Board, str]) -> Space:
        """The village gets a Slack workspace too, in which nobody has an account yet."""
        slack = Space(SpaceId("the-slack"), VILLAGE.id, Platform.SLACK, "T1", boards)
        # Without the way that moderators go, which takes a second community.
        self.write(
            "INSERT INTO space (id, community, platform, account, name) VALUES (?, ?, 'slack', 'T1', '')",
            slack.id.value,
            VILLAGE.id.value,
        )
        async with self.storage.store.work() as work:
            await work.keep([slack])
        return slack

    async def keep(self, *posts: Need | Offer) -> None:
        async with self.storage.store.work() as work:
            await work.keep(posts)

    async def need(self, need: NeedId) -> Need:
        async with self.storage.store.look() as look:
            return await look.needs.get(need)

    async def change(self, need: NeedId, text: str, *effects: Effect) -> None:
        """Other words for a need, and what that sets in motion."""
        async with self.storage.store.work() as work:
            changed = (await work.needs.get(need)).revise(text, LIFT)
            await work.keep([changed])
            await work.set_in_motion(VILLAGE.id, effects, NOW)

    async def set_in_motion(self, *effects: Effect, now: datetime = NOW) -> None:
        async with self.storage.store.work() as work:
            await work.set_in_motion(VILLAGE.id, effects, now)

    async def claim(
        self, now: datetime = NOW, *, platforms: tuple[Platform, ...] = ALL, limit: int = 20
    ) -> list[Claim]:
        return list(await self.storage.outbox.claim(now, lease=LEASE, platforms=platforms, limit=limit))

    async def claim_one(self, now: datetime = NOW) -> Claim:
        [claim] = await self.claim(now)
        return claim

    async def post(self, claim: Claim, *, version: int = 1, now: datetime = NOW) -> MessageRef:
        """The whole way of a first post: marked, handed over, recorded."""
        assert await self.storage.outbox.about_to_send(claim, now)
        return await self.hand_over(claim, version=version, now=now)

    async def hand_over(
        self, claim: Claim, *, version: int = 1, now: datetime = NOW, pace: timedelta = timedelta()
    ) -> MessageRef:
        """The platform took it, and that is recorded."""
        where = MessageRef("conversation", f"message-of-{claim.effect.value}")
        await self.storage.outbox.record(claim, where, version, now, pace)
        return where


def a_need(
    text: str = "a lift to the clinic", *, asker: Member = AMINA, state: NeedState = NeedState.OPEN
) -> Need:
    return Need(
        id=NeedId(secrets.token_urlsafe(16)),
        community=VILLAGE.id,
        asker=asker.id,
        text=text,
        understood=LIFT,
        state=state,
        written_at=NOW,
    )


def an_offer(text: str = "lifts", *, giver: Member = BO, state: OfferState = OfferState.OPEN) -> Offer:
    return Offer(
        id=OfferId(secrets.token_urlsafe(16)),
        community=VILLAGE.id,
        giver=giver.id,
        text=text,
        understood=LIFT,
        state=state,
        written_at=NOW,
    )


def card(post: Need | Offer) -> Announce:
    """On the board, for everybody."""
    if isinstance(post, Need):
        return Announce(Notice(NoticeKind.NEED_CARD, post.id), Board.NEEDS)
    return Announce(Notice(NoticeKind.OFFER_CARD, post.id), Board.OFFERS)


def ask(need: Need, reader: Member) -> Announce:
    """In private, to one member."""
    return Announce(Notice(NoticeKind.ASK, need.id), reader.id)
