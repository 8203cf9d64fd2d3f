"""Waiting for something to be so, instead of waiting for time to pass."""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

PATIENCE: Final = 20.0
"""Seconds after which a wait is given up as a failed test. No test that passes ever waits so long."""


class Changes:
    """Tells whoever waits that something has changed."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._waiting: set[asyncio.Future[None]] = set()

    def happened(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def until(self, look: Callable[[], T | None], what: str, *, patience: float | None = None) -> T:
        """Look now and after every change; return the first finding that is true.

        `what` completes the sentence "waited in vain until ..." of the AssertionError that ends the patience.
        """
        try:
            async with asyncio.timeout(self._patience if patience is None else patience):
                while True:
                    found = look()
                    if found:
                        return found
                    waiter = asyncio.get_running_loop().create_future()
                    self._waiting.add(waiter)
                    await waiter
        except TimeoutError:
            raise AssertionError(f"waited in vain until {what}") from None
