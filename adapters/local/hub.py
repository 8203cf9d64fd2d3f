"""Tells the open tabs of this process which place has something new. It holds no message and no words."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from bot.application.ports import Address, Channel, Private
from bot.domain.community import Board

PRIVATE = "private"
"""The name of the place where the reader's own messages stand. The others have their board's name."""

PLACES: tuple[str, ...] = (*(board.value for board in Board), PRIVATE)


class TooManyListeners(Exception):
    """As many tabs listen as this process serves."""


class Listener:
    """One open tab. However much happens while it is slow, it holds no more than the names of its places."""

    def __init__(self, stamps: Mapping[Address, int], account: str) -> None:
        self._stamps = stamps
        self._addresses: dict[str, Address] = {board.value: Channel(board.value) for board in Board}
        self._addresses[PRIVATE] = Private(account)
        self._fresh = set(self._addresses)
        self._closed = False
        self._woken = asyncio.Event()
        self._woken.set()

    async def news(self, patience: timedelta) -> Mapping[str, int] | None:
        """The places that changed since the last call, with how often they changed so far; the first call
        names all.

        Empty if nothing changed within `patience`; None once the hub is closed.
        """
        try:
            async with asyncio.timeout(patience.total_seconds()):
                await self._woken.wait()
        except TimeoutError:
            return {}
        self._woken.clear()
        if self._closed:
            return None
        fresh, self._fresh = self._fresh, set()
        return {name: self._stamps[self._addresses[name]] for name in PLACES if name in fresh}

    def hear(self, address: Address) -> None:
        for name, own in self._addresses.items():
            if own == address:
                self._fresh.add(name)
                self._woken.set()

    def close(self) -> None:
        self._closed = True
        self._woken.set()


class Hub:
    """Where changes of places are told. `run` is a name of this run of the program: stamps of two runs can't
    be compared.
    """

    def __init__(self, run: str, most: int) -> None:
        self.run = run
        self._most = most
        self._stamps: defaultdict[Address, int] = defaultdict(int)
        self._listeners: set[Listener] = set()
        self._closed = False

    def __len__(self) -> int:
        """How many tabs listen."""
        return len(self._listeners)

    def changed(self, address: Address) -> None:
        """Something stands at `address` that was not there, or looks different now."""
        self._stamps[address] += 1
        for listener in self._listeners:
            listener.hear(address)

    @contextmanager
    def listening(self, account: str) -> Iterator[Listener]:
        """A listener for what the member with that account may see, until it is left. Raises
        TooManyListeners.
        """
        if len(self._listeners) >= self._most:
            raise TooManyListeners
        listener = Listener(self._stamps, account)
        if self._closed:
            listener.close()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """Let every listener go, and every later one at once."""
        self._closed = True
        for listener in self._listeners:
            listener.close()
