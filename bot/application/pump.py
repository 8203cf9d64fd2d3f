"""Keeps things moving: carries out what is due, and delivers what is queued, whenever the bell rings.

Each platform has a loop of its own, so that a slow one keeps nobody else waiting.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

from bot.application.bell import Bell
from bot.application.carry_out_due import Due
from bot.application.delivery import Delivery
from bot.application.ports import Clock, Outbox
from bot.domain.community import Platform

_log = logging.getLogger(__name__)

AFTER_A_FAILURE = 5.0
"""Seconds."""


class Pump:
    def __init__(self, due: Due, delivery: Delivery, outbox: Outbox, clock: Clock, bell: Bell) -> None:
        """`bell` is rung by whoever commits something that may be waiting."""
        self._due = due
        self._delivery = delivery
        self._outbox = outbox
        self._clock = clock
        self._bell = bell
        self._ticks = Bell()

    def tick(self) -> None:
        """Look at everything, should a wake-up have been missed or another process have died."""
        self._ticks.ring()
        self._bell.ring()

    async def settle(self) -> None:
        """Until nothing is left that may happen now."""
        while await self._due.carry_out_all() + await self._delivery.deliver_all():
            pass

    async def run(self) -> None:
        """For as long as the program lives, for the platforms that are connected when it begins."""
        async with asyncio.TaskGroup() as loops:
            loops.create_task(self._turn(self._ticks, self._recover, self._until_a_lease_ends))
            loops.create_task(self._turn(self._bell, self._due.carry_out_all, _never))
            for platform in self._delivery.platforms:
                loops.create_task(self._turn(self._bell, self._delivering(platform), self._until_next))

    async def _recover(self) -> int:
        taken_back = await self._delivery.recover()
        if taken_back:
            self._bell.ring()
        return taken_back

    def _delivering(self, platform: Platform) -> Callable[[], Awaitable[int]]:
        async def deliver() -> int:
            return await self._delivery.deliver_all(platform)

        return deliver

    async def _turn(
        self, bell: Bell, work: Callable[[], Awaitable[int]], pause: Callable[[], Awaitable[float | None]]
    ) -> None:
        """Work at each ring, and after `pause` seconds where that is sooner. A failure (the database is away)
        is logged, and the work tried again.
        """
        with bell.listening() as heard:
            while True:
                heard.clear()
                try:
                    await work()
                    seconds = await pause()
                except Exception as failure:  # noqa: BLE001 - the pump outlives whatever breaks
                    _log.exception("pump_failed", extra={"error": type(failure).__name__})
                    seconds = AFTER_A_FAILURE
                with suppress(TimeoutError):
                    async with asyncio.timeout(seconds):
                        await heard.wait()

    async def _until_next(self) -> float | None:
        """Until a message that waits for its moment may go; None if only the bell brings anything."""
        now = self._clock.now()
        return _seconds(now, await self._outbox.next_moment(now))

    async def _until_a_lease_ends(self) -> float | None:
        """So that what a dead process held is not kept waiting for a tick as well."""
        now = self._clock.now()
        return _seconds(now, await self._outbox.next_lease_end(now))


def _seconds(now: datetime, moment: datetime | None) -> float | None:
    return None if moment is None else max(0.0, (moment - now).total_seconds())


async def _never() -> None:
    return None
