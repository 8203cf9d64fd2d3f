"""A bell that is rung after each commit, so that whatever waits for work looks at once."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager


class Bell:
    """Any number of listeners. Ringing is cheap, never blocks, and is heard once however often it is done."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Event] = set()

    def ring(self) -> None:
        for listener in self._listeners:
            listener.set()

    @contextmanager
    def listening(self) -> Generator[asyncio.Event]:
        """An event that is set by each ring; whoever waits for it clears it. Set from the start: look once
        first.
        """
        heard = asyncio.Event()
        heard.set()
        self._listeners.add(heard)
        try:
            yield heard
        finally:
            self._listeners.discard(heard)
