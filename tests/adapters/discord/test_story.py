"""The stories of tests/stories, played on Discord."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.adapters.discord.discord_stage import discord_stage
from tests.specs.discord_openapi import DiscordOpenApi
from tests.stories.all_stories import STORIES
from tests.stories.lift_to_the_clinic import lift_to_the_clinic
from tests.stories.stage import Stage


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_on_discord(
    story: Callable[[Stage], Awaitable[None]], tmp_path: Path, described: DiscordOpenApi | None
):
    async with discord_stage(tmp_path, described) as stage:
        await story(stage)


async def test_with_a_restart_before_every_tap(tmp_path: Path, described: DiscordOpenApi | None):
    async with discord_stage(tmp_path, described) as stage:
        await lift_to_the_clinic(stage, restarts=True)
