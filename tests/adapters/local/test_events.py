"""Open tabs hear of changes, and neither a closed tab nor a closing room leaves anything hanging."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

from adapters.local.app import make_app, serving
from adapters.local.hub import PLACES, Hub
from bot.application.ports import Channel, Private
from tests.adapters.local.conftest import LOOPBACK, Opens
from tests.adapters.local.fakes import FakeDoor, FakeRoom, HandClock, SameToken, WatchedHub


async def next_news(stream: ClientResponse) -> dict[str, int]:
    """What the next `changed` event says; heartbeats pass by."""
    async with asyncio.timeout(10):
        async for line in stream.content:
            if line.startswith(b"data: "):
                told = json.loads(line.removeprefix(b"data: "))
                assert told["run"] == "this run"
                return told["places"]
    raise AssertionError("the stream ended")


@asynccontextmanager
async def a_tab(client: TestClient, who: str) -> AsyncGenerator[ClientResponse]:
    async with client.get("/events", params={"as": who}) as stream:
        assert stream.content_type == "text/event-stream"
        assert stream.headers["Cache-Control"] == "no-store"
        await next_news(stream)
        yield stream


async def test_a_tab_hears_of_boards_and_of_its_own_messages(opens: Opens, hub: Hub) -> None:
    client = await opens()
    async with a_tab(client, "amina") as amina, a_tab(client, "bruno") as bruno:
        hub.changed(Private("bruno"))
        assert await next_news(bruno) == {"private": 1}
        hub.changed(Channel("needs"))
        assert await next_news(amina) == {"needs": 1}


async def test_a_tab_that_comes_back_is_told_how_everything_stands(opens: Opens, hub: Hub) -> None:
    client = await opens()
    hub.changed(Channel("needs"))
    async with client.get("/events", params={"as": "amina"}) as stream:
        assert await next_news(stream) == {**dict.fromkeys(PLACES, 0), "needs": 1}


async def test_twenty_tabs_hear_the_same(opens: Opens, hub: Hub) -> None:
    client = await opens()

    async def hears() -> dict[str, int]:
        async with a_tab(client, "amina") as stream:
            all_there.release()
            return await next_news(stream)

    all_there = asyncio.Semaphore(0)
    tabs = [asyncio.create_task(hears()) for _ in range(20)]
    for _ in tabs:
        await all_there.acquire()
    hub.changed(Channel("offers"))
    assert await asyncio.gather(*tabs) == [{"offers": 1}] * 20


async def test_a_closed_tab_is_forgotten(opens: Opens, hub: WatchedHub) -> None:
    client = await opens(heartbeat=timedelta(milliseconds=5))
    async with a_tab(client, "amina"):
        assert len(hub) == 1
    async with asyncio.timeout(10):
        await hub.left.wait()
    assert len(hub) == 0


async def test_a_silent_stream_is_kept_warm(opens: Opens) -> None:
    client = await opens(heartbeat=timedelta(milliseconds=5))
    async with a_tab(client, "amina") as stream, asyncio.timeout(10):
        while (await stream.content.readline()) != b":\n":
            pass


async def test_the_room_closes_at_once_though_tabs_are_open() -> None:
    hub = Hub("this run", 10)
    # Far less than it waits for a request that hangs.
    async with asyncio.timeout(3):
        async with serving(_app(hub), "127.0.0.1", 0) as port:
            reader, writer = await _listening(port)
            assert len(hub) == 1
        assert len(hub) == 0
        await reader.read()
    writer.close()
    await writer.wait_closed()


async def test_a_tab_that_was_closed_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    hub = WatchedHub("this run", 10)
    async with asyncio.timeout(10), serving(_app(hub), "127.0.0.1", 0) as port:
        _, writer = await _listening(port)
        writer.transport.abort()
        await hub.left.wait()
    assert caplog.records == []


def _app(hub: Hub) -> web.Application:
    return make_app(
        door=FakeDoor(),
        room=FakeRoom(),
        hub=hub,
        doorstep=LOOPBACK,
        readiness={},
        clock=HandClock(),
        chance=SameToken(),
        heartbeat=timedelta(milliseconds=5),
    )


async def _listening(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A tab that has heard the first news."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /events?as=amina HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    await reader.readuntil(b"event: changed")
    return reader, writer
