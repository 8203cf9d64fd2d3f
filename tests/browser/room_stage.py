"""The local room as a stage: the core on SQLite, served on loopback, and a browser tab for each person."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from aiohttp import web
from playwright.async_api import BrowserContext

from adapters.local import limits
from adapters.local.app import make_app, serving
from adapters.local.doorstep import Doorstep
from adapters.local.hub import Hub
from adapters.local.outbound import LocalOutbound
from bot.domain.community import Platform
from bot.wiring import House
from tests.browser.tab import Tab
from tests.stories import copies, life
from tests.stories.surroundings import KEY, HandClock


class RoomStage:
    """Fulfils `stage.Stage`. All tabs belong to one browser, as they do when one person tries both sides."""

    def __init__(self, folder: Path, context: BrowserContext) -> None:
        self.clock = HandClock()
        self.house: House
        self.hub: Hub
        self.address = ""
        self._folder = folder
        self._context = context
        self._tabs: dict[str, Tab] = {}
        self._starts = 0
        self._port = 0
        self._open = AsyncExitStack()

    async def start(self) -> None:
        self._starts += 1
        self.house = await self._open.enter_async_context(
            life.opened(self._folder, self.clock, self._starts, tokens_set=False)
        )
        self.hub = Hub(f"run {self._starts}", limits.STREAMS_MAX)
        self.house.connect(Platform.LOCAL, LocalOutbound(), self.hub.changed)
        app = self.app(Doorstep(loopback=True, key=KEY))
        # Started again, it is found at the same address by the tabs that are open.
        self._port = await self._open.enter_async_context(serving(app, "127.0.0.1", self._port))
        self.address = f"http://127.0.0.1:{self._port}"

    def app(self, doorstep: Doorstep) -> web.Application:
        return make_app(
            door=self.house.door,
            room=self.house.room,
            hub=self.hub,
            doorstep=doorstep,
            readiness={},
            clock=self.house.clock,
            chance=self.house.chance,
        )

    async def stop(self) -> None:
        await self._open.aclose()

    def now(self) -> datetime:
        return self.clock.now()

    async def person(self, name: str) -> Tab:
        if name not in self._tabs:
            self._tabs[name] = await self.another_tab(name)
        return self._tabs[name]

    async def another_tab(self, name: str) -> Tab:
        tab = Tab(name, await self._context.new_page())
        await tab.open(self.address)
        return tab

    async def settle(self) -> None:
        await life.settle(self.house, self.clock)

    async def pass_time(self, until: datetime) -> None:
        await life.pass_time(self.house, self.clock, until)

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def back_up(self) -> None:
        await copies.back_up(self._folder)

    async def restore(self) -> None:
        await self.stop()
        await copies.put_back(self._folder, self.clock)
        await self.start()


@asynccontextmanager
async def room_stage(folder: Path, context: BrowserContext) -> AsyncGenerator[RoomStage]:
    stage = RoomStage(folder, context)
    await stage.start()
    try:
        yield stage
    finally:
        await stage.stop()
