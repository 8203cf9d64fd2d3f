"""Rules 1 and 2: no score, and a need is never gated. What somebody gave or received changes nothing."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.application.two_worlds import (
    CARRYING,
    HELPING_TO_MOVE,
    SOFA,
    a_watched_world,
    gets_soup_from_bruno,
    seen_by,
    the_sofa_is_carried,
)
from tests.application.watching import WatchedStage
from tests.stories.all_stories import STORIES
from tests.stories.stage import Stage
from tests.views import walk

# -- 1: no score ---------------------------------------------------------------------------------------------


async def test_rule_1_what_somebody_gave_or_received_changes_nothing_that_others_see(tmp_path: Path) -> None:
    screens: list[object] = []
    for times in (0, 3):
        async with a_watched_world(tmp_path / str(times)) as world:
            await gets_soup_from_bruno(world, "Chidi", times)
            await the_sofa_is_carried(world, "Amina", "Amina", "Bruno", "Chidi", "Dana", "Robin")
            screens.append(seen_by(world, "Amina", "Bruno", "Chidi", "Dana", "Robin"))
    assert screens[0] == screens[1]
    assert screens[0]


NUMBERS = {"facts.hands.count", "refusal.too_long"}
"""The only words with a number in them: how many hands a need wants, and how long a text is."""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_rule_1_no_number_is_about_a_person(
    story: Callable[[Stage], Awaitable[None]], tmp_path: Path
) -> None:
    async with a_watched_world(tmp_path) as world:
        assert isinstance(world.stage, WatchedStage)
        await story(world.stage)
        assert world.stage.seen
        for sight in world.stage.seen:
            for phrase in walk.phrases(sight.view):
                has_number = any(isinstance(value, int) for value in phrase.params.values())
                assert not has_number or phrase.key in NUMBERS


# -- 2: a need is never gated --------------------------------------------------------------------------------


async def test_rule_2_a_need_reaches_as_far_whatever_its_asker_received(tmp_path: Path) -> None:
    screens: list[object] = []
    for times in (0, 3):
        async with a_watched_world(tmp_path / str(times)) as world:
            await gets_soup_from_bruno(world, "Chidi", times)
            await the_sofa_is_carried(world, "Chidi", "Amina", "Chidi", "Dana", "Robin")
            screens.append(seen_by(world, "Amina", "Bruno", "Chidi", "Dana", "Robin"))
    assert screens[0] == screens[1]


async def test_rule_2_having_received_makes_nobody_likelier_to_be_asked(tmp_path: Path) -> None:
    """Bruno gives as much in both: that he did is what may change who is asked first."""
    asked: list[list[str]] = []
    for who in ("Robin", "Chidi"):
        async with a_watched_world(tmp_path / who) as world:
            await gets_soup_from_bruno(world, who, 3)
            await world.offers("Dana", CARRYING)
            await world.offers("Bruno", HELPING_TO_MOVE)
            await world.offers("Chidi", "I have a van and can carry things in it, not only furniture")
            await world.posts("Amina", SOFA)
            asked.append(
                [each for each in ("Bruno", "Chidi", "Dana") if any(SOFA in m for m in world.inbox(each))]
            )
    assert asked[0] == asked[1]
    assert len(asked[0]) == 2
