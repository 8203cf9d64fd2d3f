"""Keeps things moving: carries out what is due and delivers what is queued, at once after each commit and
again at each tick.
"""

import asyncio
import logging
from datetime import timedelta

from bot.application.carry_out_due import Due
from bot.application.delivery import Delivery
from bot.application.ports import Clock, Outbox

_log = logging.getLogger(__name__)

TICK = timedelta(seconds=30)
"""The longest that anything due is left lying, should every wake-up be missed."""
AFTER_A_FAILURE = timedelta(seconds=5)


class Pump:
    def __init__(
        self, due: Due, delivery: Delivery, outbox: Outbox, clock: Clock, woken: asyncio.Event
    ) -> None:
        """`woken` is set by whoever commits something that may be waiting."""
        self._due = due
        self._delivery = delivery
        self._outbox = outbox
        self._clock = clock
        self._woken = woken

    def wake(self) -> None:
        """Something may be waiting. Cheap, and never blocks."""
        self._woken.set()

    async def settle(self) -> None:
        """Until nothing is left that may happen now."""
        while await self._due.carry_out_all() + await self._delivery.deliver_all():
            pass

    async def run(self) -> None:
        """For as long as the program lives. A failure (the database is away) is logged, and tried again."""
        while True:
            self._woken.clear()
            try:
                await self._delivery.recover()
                await self.settle()
                pause = await self._until_next()
            except Exception as failure:  # noqa: BLE001 - the pump outlives whatever breaks
                _log.exception("pump_failed", extra={"error": type(failure).__name__})
                pause = AFTER_A_FAILURE
            try:
                async with asyncio.timeout(pause.total_seconds()):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def _until_next(self) -> timedelta:
        """How long nothing can happen: messages may be waiting only for a platform's pace."""
        now = self._clock.now()
        moment = await self._outbox.next_moment(now)
        if moment is None:
            return TICK
        return min(TICK, max(timedelta(0), moment - now))
