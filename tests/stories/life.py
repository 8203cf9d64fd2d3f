"""Runs a house through time for a stage: everything falls due at its own moment, however far the clock is
moved.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.wiring import House, open_house
from tests.stories.surroundings import KEY, ZONE, HandClock, SeededChance

STEP = timedelta(hours=1)
"""No two things in a story that depend on each other are due closer together than this."""


@asynccontextmanager
async def opened(folder: Path, clock: HandClock, seed: int, *, tokens_set: bool) -> AsyncGenerator[House]:
    """A house on a SQLite file in `folder`: the same folder again is the same database again."""
    url = f"sqlite:///{folder / 'hypha.db'}"
    chance = SeededChance(seed)
    async with open_house(url, KEY, zone=ZONE, tokens_set=tokens_set, clock=clock, chance=chance) as house:
        yield house


async def settle(house: House, clock: HandClock) -> None:
    """Until nothing is left to do; messages that wait for a platform's pace get it."""
    await house.pump.settle()
    while (moment := await house.outbox.next_moment(clock.now())) is not None:
        if moment > clock.now() + STEP:
            return
        clock.move_to(moment)
        await house.pump.settle()


async def pass_time(house: House, clock: HandClock, until: datetime) -> None:
    """Hour by hour, so that nothing is late by more than that."""
    while clock.now() < until:
        clock.move_to(min(until, clock.now() + STEP))
        await settle(house, clock)
