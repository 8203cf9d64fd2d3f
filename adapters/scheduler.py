"""The ticker: APScheduler, in memory, in every process. What is due is rows in the database; this only says
"look".
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

TICK = timedelta(seconds=30)
"""The longest that anything due is left lying, should every other wake-up be missed."""


@contextmanager
def ticking(look: Callable[[], None], every: timedelta = TICK) -> Iterator[None]:
    """Calls `look` in the running event loop at each tick, until left. Ticks that were slept through count
    once.
    """

    async def tick() -> None:  # a coroutine runs in the loop; a plain function would run in a thread
        look()

    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        tick,
        IntervalTrigger(seconds=int(every.total_seconds()), timezone=UTC),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
