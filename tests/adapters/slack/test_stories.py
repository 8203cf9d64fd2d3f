"""The stories of the house, played on Slack."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.adapters.slack.stage import SlackStage, slack_stage
from tests.stories.all_stories import STORIES
from tests.stories.lift_to_the_clinic import lift_to_the_clinic
from tests.stories.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncGenerator[SlackStage]:
    async with slack_stage(tmp_path) as slack:
        yield slack


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_a_story_is_played_to_its_end(stage: SlackStage, story: Callable[[Stage], Awaitable[None]]):
    await story(stage)


async def test_buttons_survive_a_restart_before_every_tap(stage: SlackStage):
    await lift_to_the_clinic(stage, restarts=True)
