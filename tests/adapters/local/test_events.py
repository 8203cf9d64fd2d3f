"""Open tabs hear of changes, and neither a closed tab nor a closing room leaves anything hanging."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, web
from aiohttp.test_utils import TestClient

from adapters.local.app import make_app, serving
from adapters.local.hub import PLACES, Hub
from bot.application.ports import Channel, Private
from tests.adapters.local.conftest import LOOPBACK, Opens
from tests.adapters.local.fakes import FakeDoor, FakeRoom, HandClock, SameToken, WatchedHub
from tests.adapters.local.posting import origin


async def next_news(tab: ClientWebSocketResponse) -> dict[str, int]:
    told = await tab.receive_json(timeout=10)
    assert told["run"] == "this run"
    return told["places"]


@asynccontextmanager
async def a_tab(client: TestClient, who: str) -> AsyncGenerator[ClientWebSocketResponse]:
    """Of which the first news is heard."""
    async with client.ws_connect(f"/events?as={who}", origin=origin(client), autoping=False) as tab:
        assert await next_news(tab) != {}
        yield tab


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
    async with client.ws_connect("/events?as=amina", origin=origin(client)) as tab:
        assert await next_news(tab) == {**dict.fromkeys(PLACES, 0), "needs": 1}


async def test_twenty_tabs_hear_the_same(opens: Opens, hub: Hub) -> None:
    client = await opens()

    async def hears() -> dict[str, int]:
        async with a_tab(client, "amina") as tab:
            all_there.release()
            return await next_news(tab)

    all_there = asyncio.Semaphore(0)
    tabs = [asyncio.create_task(hears()) for _ in range(20)]
    for _ in tabs:
        await all_there.acquire()
    hub.changed(Channel("offers"))
    assert await asyncio.gather(*tabs) == [{"offers": 1}] * 20


async def test_a_closed_tab_is_forgotten_at_once(opens: Opens, hub: WatchedHub) -> None:
    client = await opens()
    async with a_tab(client, "amina"):
        assert len(hub) == 1
    async with asyncio.timeout(10):
        await hub.left.wait()
    assert len(hub) == 0


async def test_a_silent_line_is_kept_warm(opens: Opens) -> None:
    client = await opens(heartbeat=timedelta(milliseconds=5))
    async with a_tab(client, "amina") as tab:
        assert (await tab.receive(timeout=10)).type is WSMsgType.PING


async def test_what_a_tab_says_where_it_only_listens_is_passed_over(opens: Opens, hub: Hub) -> None:
    client = await opens()
    async with a_tab(client, "amina") as tab:
        await tab.send_str("hello?")
        hub.changed(Channel("needs"))
        assert await next_news(tab) == {"needs": 1}


async def test_who_only_asks_for_the_page_of_it_is_told_kindly(opens: Opens) -> None:
    client = await opens()
    answer = await client.get("/events?as=amina")
    assert (answer.status, (await answer.json())["kind"]) == (400, "refused")


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
    here = f"127.0.0.1:{port}"
    writer.write(
        f"GET /events?as=amina HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    await reader.readuntil(b'"run"')
    return reader, writer
