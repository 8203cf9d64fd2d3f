"""The only place that builds objects and knows every room."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.application.bell import Bell
from bot.application.carry_out_due import Due
from bot.application.delivery import Delivery
from bot.application.dispatch import FrontDoor
from bot.application.found_tryout import found_tryout
from bot.application.matchmaker import Matchmaker
from bot.application.ports import Address, Chance, Clock, Outbound, Outbox, Store
from bot.application.pump import Pump
from bot.application.read_room import Room
from bot.application.tidy_up import expect_nights
from bot.domain.community import Platform
from storage.encryption import Keys
from storage.migrate import migrate
from storage.open import open_storage


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemChance:
    def token(self) -> str:
        return secrets.token_urlsafe(16)


@dataclass(frozen=True, slots=True)
class House:
    """The core on its storage, before any platform is connected."""

    store: Store
    outbox: Outbox
    clock: Clock
    chance: Chance
    door: FrontDoor
    room: Room
    pump: Pump
    delivery: Delivery

    async def answers(self) -> bool:
        """Whether the database does."""
        async with self.store.look() as look:
            await look.communities.any()
        return True

    def connect(
        self, platform: Platform, outbound: Outbound, stands: Callable[[Address], None] | None = None
    ) -> None:
        """From now on messages to that platform are sent; see `Delivery.connect`."""
        self.delivery.connect(platform, outbound, stands)


@asynccontextmanager
async def open_house(
    database_url: str,
    keys: Keys,
    *,
    zone: ZoneInfo,
    tokens_set: bool,
    clock: Clock | None = None,
    chance: Chance | None = None,
    forgotten: Path | None = None,
) -> AsyncGenerator[House]:
    """Bring the database up to date, open it, and put the core on it.

    `tokens_set`: Slack or Discord will be connected, so that nobody picks who they are.
    Raises what `migrate` and `open_storage` raise.
    """
    clock = clock or SystemClock()
    chance = chance or SystemChance()
    await asyncio.to_thread(migrate, database_url)
    bell = Bell()
    async with open_storage(
        database_url, keys, chance.token, bell.ring, forgotten=forgotten, now=clock.now
    ) as storage:
        if not tokens_set:
            await found_tryout(storage.store, chance, zone)
        await expect_nights(storage.store, clock.now())
        yield put_together(
            storage.store, storage.outbox, clock, chance, zone, bell=bell, tokens_set=tokens_set
        )


def put_together(
    store: Store,
    outbox: Outbox,
    clock: Clock,
    chance: Chance,
    zone: ZoneInfo,
    *,
    bell: Bell,
    tokens_set: bool,
) -> House:
    """The core on any storage. `zone` is that of communities which have not chosen one; `bell` may be rung by
    others too.
    """
    delivery = Delivery(store, outbox, clock)
    due = Due(store, clock, chance, Matchmaker(), bell.ring)
    return House(
        store=store,
        outbox=outbox,
        clock=clock,
        chance=chance,
        door=FrontDoor(store, clock, chance, zone, bell.ring),
        room=Room(store, clock, tokens_set=tokens_set),
        pump=Pump(due, delivery, outbox, clock, bell),
        delivery=delivery,
    )
