"""The room on loopback, with fakes behind it."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.local import limits
from adapters.local.app import make_app
from adapters.local.doorstep import Doorstep
from tests.adapters.local.fakes import FakeDoor, FakeRoom, HandClock, SameToken, WatchedHub

LOOPBACK = Doorstep(loopback=True, key=b"a key of sixteen and more bytes")

Opens = Callable[..., Awaitable[TestClient]]


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def room() -> FakeRoom:
    return FakeRoom()


@pytest.fixture
def hub() -> WatchedHub:
    return WatchedHub("this run", limits.STREAMS_MAX)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def opens(door: FakeDoor, room: FakeRoom, hub: WatchedHub, clock: HandClock) -> AsyncGenerator[Opens]:
    """Opens the room and gives a client of it, which keeps its cookies."""
    clients: list[TestClient] = []

    async def open_room(
        doorstep: Doorstep = LOOPBACK,
        readiness: dict[str, Callable[[], Awaitable[bool]]] | None = None,
        heartbeat: timedelta = limits.HEARTBEAT,
        ready_within: timedelta = limits.READY_WITHIN,
    ) -> TestClient:
        app = make_app(
            door=door,
            room=room,
            hub=hub,
            doorstep=doorstep,
            readiness=readiness or {},
            clock=clock,
            chance=SameToken(),
            heartbeat=heartbeat,
            ready_within=ready_within,
        )
        client = TestClient(TestServer(app))
        await client.start_server()
        clients.append(client)
        return client

    yield open_room
    for client in clients:
        await client.close()
