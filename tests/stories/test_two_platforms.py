"""One community on Slack and on Discord, on the bare core, which can be both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.application.interaction import Actor, Origin
from bot.application.ports import Channel, Private
from bot.domain.community import Board, Platform
from tests.databases import Database
from tests.stories import plain
from tests.stories.core_stage import CorePerson, CoreStage, Notebook
from tests.stories.stage import Shown
from tests.stories.two_platforms import SERVER, WORKSPACE, half_on_slack_and_half_on_discord

ORIGINS = {
    Platform.SLACK: Origin(Platform.SLACK, "T1", WORKSPACE),
    Platform.DISCORD: Origin(Platform.DISCORD, "G1", SERVER),
}


@dataclass
class Somebody(CorePerson):
    """A person on one of the two platforms."""

    where: Platform = Platform.SLACK
    notebook: Notebook = field(default_factory=Notebook)

    @property
    def account(self) -> str:
        return f"{self.where.value}-{self.name.casefold()}"

    async def inbox(self) -> Sequence[Shown]:
        return [plain.shown(each.view, each.tongue) for each in self.notebook.at(Private(self.account))]

    async def sees(self, board: Board) -> Sequence[Shown]:
        return [plain.shown(each.view, each.tongue) for each in self.notebook.at(Channel(board.value))]

    @property
    def _origin(self) -> Origin:
        return ORIGINS[self.where]

    @property
    def _actor(self) -> Actor:
        return Actor(self.account, self.name, moderator=self.name in ("Robin", "Sam"))


class CoreOfTwo:
    """Fulfils `two_platforms.TwoPlatforms`."""

    def __init__(self, folder: Path, url: str) -> None:
        self._core = CoreStage(folder, url)
        self._notebooks = {platform: Notebook() for platform in ORIGINS}

    async def start(self) -> None:
        await self._core.start()
        for platform, notebook in self._notebooks.items():
            self._core.house.connect(platform, notebook)

    async def stop(self) -> None:
        await self._core.stop()

    async def set_up(self) -> None:
        for name, where in (("Robin", Platform.SLACK), ("Sam", Platform.DISCORD)):
            moderator = await self.person(name, where)
            form = await moderator.types("/aid-admin setup")
            await moderator.fills(form, {form.fields[0]: "needs", form.fields[1]: "offers"})

    async def person(self, name: str, where: Platform) -> Somebody:
        return Somebody(name, self._core, where, self._notebooks[where])

    def account(self, name: str, where: Platform) -> str:
        return f"{where.value}-{name.casefold()}"

    async def settle(self) -> None:
        await self._core.settle()

    async def restart(self) -> None:
        await self.stop()
        await self.start()


async def test_half_on_slack_and_half_on_discord(database: Database, tmp_path: Path) -> None:
    stage = CoreOfTwo(tmp_path, database.url)
    await stage.start()
    try:
        await stage.set_up()
        await half_on_slack_and_half_on_discord(stage)
    finally:
        await stage.stop()
