"""Runs a house through time for a stage: everything falls due at its own moment, however far the clock is
moved.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.wiring import House, open_house
from storage import tombstones
from tests.stories.surroundings import KEYS, ZONE, HandClock, SeededChance

PATIENCE = timedelta(minutes=5)
"""A pace is over within this; what waits longer waits for something else."""


@asynccontextmanager
async def opened(
    folder: Path, clock: HandClock, seed: int, *, tokens_set: bool, url: str | None = None
) -> AsyncGenerator[House]:
    """A house on the database at `url`, or on a SQLite file in `folder`: the same folder again is the same
    database again.
    """
    url = url or f"sqlite:///{folder / 'hypha.db'}"
    chance = SeededChance(seed)
    async with open_house(
        url,
        KEYS,
        zone=ZONE,
        tokens_set=tokens_set,
        clock=clock,
        chance=chance,
        forgotten=folder / tombstones.NAME,
    ) as house:
        yield house


async def settle(house: House, clock: HandClock) -> None:
    """Until nothing is left to do; messages that wait for a platform's pace get it."""
    await house.pump.settle()
    while (moment := await house.outbox.next_moment(clock.now())) is not None:
        if moment > clock.now() + PATIENCE:
            return
        clock.move_to(moment)
        await house.pump.settle()


async def pass_time(house: House, clock: HandClock, until: datetime) -> None:
    """From one thing that is due to the next, each at its own moment."""
    await settle(house, clock)
    while (moment := await _next_due(house, until)) is not None:
        clock.move_to(moment)
        await settle(house, clock)
    clock.move_to(until)


async def _next_due(house: House, until: datetime) -> datetime | None:
    async with house.store.look() as look:
        occurrence = await look.next_due(until)
    return occurrence.due_at if occurrence is not None else None
