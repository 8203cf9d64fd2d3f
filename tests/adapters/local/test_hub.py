"""What tabs are told: which place changed, and no more."""

import asyncio
from datetime import timedelta

import pytest

from adapters.local.hub import PLACES, Hub, TooManyListeners
from bot.application.ports import Channel, Private

AT_ONCE = timedelta(0)
SOON = timedelta(seconds=10)


async def test_the_first_news_name_every_place() -> None:
    hub = Hub("run", 5)
    with hub.listening("amina") as listener:
        assert await listener.news(SOON) == dict.fromkeys(PLACES, 0)
        assert await listener.news(AT_ONCE) == {}


async def test_everybody_hears_of_a_board_and_only_the_reader_of_a_private_message() -> None:
    hub = Hub("run", 5)
    with hub.listening("amina") as amina, hub.listening("bruno") as bruno:
        await amina.news(SOON)
        await bruno.news(SOON)
        hub.changed(Private("bruno"))
        assert await amina.news(AT_ONCE) == {}
        assert await bruno.news(SOON) == {"private": 1}
        hub.changed(Channel("needs"))
        assert await amina.news(SOON) == {"needs": 1}
        assert await bruno.news(SOON) == {"needs": 1}


async def test_a_member_called_like_a_board_hears_no_board_twice() -> None:
    hub = Hub("run", 5)
    with hub.listening("needs") as listener:
        await listener.news(SOON)
        hub.changed(Private("needs"))
        assert await listener.news(SOON) == {"private": 1}


async def test_a_slow_tab_holds_no_more_than_its_places() -> None:
    hub = Hub("run", 5)
    with hub.listening("amina") as listener:
        for _ in range(10_000):
            hub.changed(Channel("needs"))
            hub.changed(Private("amina"))
            hub.changed(Channel("unknown place"))
        news = await listener.news(SOON)
        assert news is not None
        assert set(news) == set(PLACES)
        assert news["needs"] == 10_000


async def test_a_waiting_tab_wakes_when_something_happens() -> None:
    hub = Hub("run", 5)
    with hub.listening("amina") as listener:
        await listener.news(SOON)
        waiting = asyncio.create_task(listener.news(SOON))
        await asyncio.sleep(0)
        hub.changed(Channel("offers"))
        assert await waiting == {"offers": 1}


async def test_closing_lets_every_tab_go_and_later_ones_at_once() -> None:
    hub = Hub("run", 5)
    with hub.listening("amina") as listener:
        await listener.news(SOON)
        waiting = asyncio.create_task(listener.news(SOON))
        await asyncio.sleep(0)
        hub.close()
        assert await waiting is None
    with hub.listening("amina") as late:
        assert await late.news(SOON) is None


async def test_tabs_that_close_leave_nothing_behind() -> None:
    hub = Hub("run", 2)
    for _ in range(100):
        with hub.listening("amina"), hub.listening("bruno"):
            assert len(hub) == 2
            with pytest.raises(TooManyListeners), hub.listening("one more"):
                pass
    assert len(hub) == 0
