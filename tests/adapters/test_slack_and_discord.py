"""One community on Slack and on Discord: the real Bolt app on the loopback Slack and the real discord.py in
SimCord, at once, on one house.
"""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from adapters.discord.outbound import DiscordOutbound
from adapters.slack.manifest import manifest
from bot.domain.community import Platform
from bot.wiring import House
from tests.adapters.discord import discord_stage
from tests.adapters.discord.discord_stage import DiscordPerson
from tests.adapters.discord.world import World, a_world
from tests.adapters.slack import stage as slack_stage
from tests.adapters.slack.stage import SlackPeople
from tests.loopback.slack import SlackOnLoopback
from tests.specs.discord_openapi import DiscordOpenApi
from tests.stories import life
from tests.stories.stage import Person
from tests.stories.surroundings import HandClock
from tests.stories.two_platforms import half_on_slack_and_half_on_discord

MODERATOR_ON_DISCORD = "Sam"


class BothClients:
    """Fulfils `two_platforms.TwoPlatforms`."""

    def __init__(self, folder: Path, slack: SlackOnLoopback) -> None:
        self._folder = folder
        self._slack = slack
        self._on_slack = SlackPeople(slack)
        self._clock = HandClock()
        self._starts = 0
        self._house: House
        self._world: World
        self._house_open = AsyncExitStack()

    @asynccontextmanager
    async def standing(self, described: DiscordOpenApi | None) -> AsyncGenerator[None]:
        """Everything, set up in both places, until it is left."""
        await self._open_house()
        try:
            async with a_world(self._house.door, described) as self._world:
                await self._on_slack.set_up()
                await discord_stage.set_up(self._world, self._on_discord(MODERATOR_ON_DISCORD))
                yield
        finally:
            await self._house_open.aclose()

    async def person(self, name: str, where: Platform) -> Person:
        if where is Platform.SLACK:
            return self._on_slack.named(name)
        return self._on_discord(name)

    def account(self, name: str, where: Platform) -> str:
        if where is Platform.SLACK:
            return self._on_slack.named(name).user.id
        return str(self._world.member(name).id)

    async def settle(self) -> None:
        await life.settle(self._house, self._clock)

    async def restart(self) -> None:
        await self._house_open.aclose()
        await self._open_house()
        await self._world.restart(self._house.door)

    def _on_discord(self, name: str) -> DiscordPerson:
        self._world.member(name, moderator=name == MODERATOR_ON_DISCORD)
        return DiscordPerson(name, self._world)

    async def _open_house(self) -> None:
        self._starts += 1
        opened = life.opened(self._folder, self._clock, self._starts, tokens_set=True)
        self._house = await self._house_open.enter_async_context(opened)
        connection = slack_stage.connection(self._house, self._slack)
        self._house.connect(Platform.SLACK, connection.outbound)
        self._house.connect(Platform.DISCORD, DiscordOutbound(lambda: self._world.bot))
        await self._house_open.enter_async_context(slack_stage.kept(connection, self._slack))


async def test_half_on_slack_and_half_on_discord(tmp_path: Path, described: DiscordOpenApi | None):
    async with SlackOnLoopback(manifest=manifest()) as slack:
        stage = BothClients(tmp_path, slack)
        async with stage.standing(described):
            await half_on_slack_and_half_on_discord(stage)
