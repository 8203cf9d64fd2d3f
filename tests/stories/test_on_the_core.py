"""The stories on the bare core: no platform, and each kind of database."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.databases import Database
from tests.stories.all_stories import STORIES
from tests.stories.core_stage import core_stage
from tests.stories.lift_to_the_clinic import lift_to_the_clinic
from tests.stories.stage import Stage


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_on_the_core(
    story: Callable[[Stage], Awaitable[None]], database: Database, tmp_path: Path
) -> None:
    async with core_stage(tmp_path, database.url) as stage:
        await story(stage)


async def test_with_a_restart_before_every_tap(database: Database, tmp_path: Path) -> None:
    async with core_stage(tmp_path, database.url) as stage:
        await lift_to_the_clinic(stage, restarts=True)
