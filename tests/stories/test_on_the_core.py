"""The stories on the bare core: no platform, and each kind of database."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.databases import Database
from tests.stories.all_stories import STORIES
from tests.stories.core_stage import core_stage
from tests.stories.lift_to_the_clinic import lift_to_the_clinic
from tests.stories.stage import Stage, says


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_on_the_core(
    story: Callable[[Stage], Awaitable[None]], database: Database, tmp_path: Path
) -> None:
    async with core_stage(tmp_path, database.url) as stage:
        await story(stage)


async def test_a_suspension_outlives_being_forgotten_also_where_a_copy_is_put_back(
    database: Database, tmp_path: Path
) -> None:
    async with core_stage(tmp_path, database.url) as stage:
        bruno, robin = await stage.person("Bruno"), await stage.person("Robin")
        values = {"Whom is it about?": "@bruno", "What should happen?": "Suspend for a week", "Why?": "rude"}
        await robin.fills(await robin.types("/aid-admin member"), values)
        await stage.back_up()
        for _ in range(2):
            await bruno.taps(await bruno.types("/aid forget-me"), "Yes, forget me")
            says(await bruno.types("/need a ladder"), "can't do that here for now")
            await stage.restore()
            says(await bruno.types("/need a ladder"), "can't do that here for now")


async def test_with_a_restart_before_every_tap(database: Database, tmp_path: Path) -> None:
    async with core_stage(tmp_path, database.url) as stage:
        await lift_to_the_clinic(stage, restarts=True)
