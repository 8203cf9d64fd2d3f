"""Keeps things moving: carries out what is due and delivers what is queued, whenever it is woken: after each
commit, and by the ticker.
"""

import asyncio
import logging
from contextlib import suppress

from bot.application.carry_out_due import Due
from bot.application.delivery import Delivery
from bot.application.ports import Clock, Outbox

_log = logging.getLogger(__name__)

AFTER_A_FAILURE = 5.0
"""Seconds."""


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
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()

    async def _until_next(self) -> float | None:
        """Seconds until a message that waits for its moment may go; None if only being woken brings anything."""
        now = self._clock.now()
        moment = await self._outbox.next_moment(now)
        return None if moment is None else max(0.0, (moment - now).total_seconds())
