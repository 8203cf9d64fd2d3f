"""The stories, in the local room, in a browser: each person at a tab of their own."""

from collections.abc import Awaitable, Callable

import pytest

from tests.browser.room_stage import RoomStage
from tests.stories.all_stories import IN_A_BROWSER
from tests.stories.lift_to_the_clinic import lift_to_the_clinic
from tests.stories.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("story", IN_A_BROWSER, ids=lambda story: story.__name__)
async def test_in_the_room(story: Callable[[Stage], Awaitable[None]], stage: RoomStage) -> None:
    await story(stage)


async def test_with_a_restart_before_every_tap(stage: RoomStage) -> None:
    await lift_to_the_clinic(stage, restarts=True)
