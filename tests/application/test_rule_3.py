"""Rule 3: "not now" is free. To everybody else it looks like silence, and nothing is learnt from it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.application.verbs import Verb
from tests.application.two_worlds import (
    CARRYING,
    HELPING_TO_MOVE,
    SOFA,
    a_watched_world,
    everybody_looks,
    seen_by,
)
from tests.application.world import DAY, HOUR, World


async def asked_and(world: World, *, bruno: Verb | None, next_one: str) -> None:
    """Bruno and Chidi are asked, then `next_one` as well, who helps. Bruno says something, or nothing."""
    await world.offers("Bruno", CARRYING)
    await world.offers("Chidi", "carrying sofas, downstairs only")
    await world.offers(next_one, HELPING_TO_MOVE)
    need = await world.posts("Amina", SOFA)
    if bruno:
        await world.does("Bruno", bruno, need)
    others = ("Amina", "Chidi", next_one, "Robin")
    await everybody_looks(world, *others)
    await world.pass_time(5 * HOUR)
    await everybody_looks(world, *others)
    await world.pass_time(DAY)
    await everybody_looks(world, *others)
    await world.does("Amina", Verb.CHOOSE, await world.helps(next_one, need))
    await world.pass_time(4 * DAY)
    await everybody_looks(world, *others)


async def test_rule_3_not_now_looks_like_silence_to_everybody_else(tmp_path: Path) -> None:
    screens: list[object] = []
    for answer in (None, Verb.NOT_NOW):
        async with a_watched_world(tmp_path / str(answer)) as world:
            await asked_and(world, bruno=answer, next_one="Dana")
            screens.append(seen_by(world, "Amina", "Chidi", "Dana", "Robin"))
    assert screens[0] == screens[1]


@pytest.mark.parametrize("after", [timedelta(0), 5 * HOUR, 2 * DAY, 20 * DAY], ids=str)
async def test_rule_3_whenever_it_is_said(tmp_path: Path, after: timedelta) -> None:
    """Even if nobody else is there to be asked, and the need is long put away."""
    screens: list[object] = []
    for answer in (None, Verb.NOT_NOW):
        async with a_watched_world(tmp_path / str(answer)) as world:
            await world.offers("Bruno", CARRYING)
            need = await world.posts("Amina", SOFA)
            await world.pass_time(after)
            if answer:
                await world.does("Bruno", answer, need)
                await world.settle()
            for _ in range(3):
                await everybody_looks(world, "Amina", "Robin")
                await world.pass_time(6 * DAY)
            screens.append(seen_by(world, "Amina", "Chidi", "Dana", "Robin"))
    assert screens[0] == screens[1]


async def test_rule_3_somebody_who_often_says_it_is_asked_like_anybody(tmp_path: Path) -> None:
    asked: list[list[int]] = []
    for answer in (None, Verb.NOT_NOW):
        async with a_watched_world(tmp_path / str(answer)) as world:
            await world.offers("Bruno", CARRYING)
            await world.offers("Chidi", HELPING_TO_MOVE)
            for _ in range(4):
                need = await world.posts("Amina", SOFA)
                if answer:
                    await world.does("Bruno", answer, need)
                await world.does("Amina", Verb.TAKE_BACK_NEED, need)
                await world.pass_time(4 * DAY)
            asked.append([len(world.inbox(who)) for who in ("Bruno", "Chidi")])
    assert asked[0] == asked[1] == [4, 4]


async def test_rule_3_and_nobody_is_asked_again_about_it(world: World) -> None:
    await world.offers("Bruno", CARRYING)
    need = await world.posts("Amina", SOFA)
    await world.does("Bruno", Verb.NOT_NOW, need)
    await world.does("Amina", Verb.REVISE_NEED, need, text="two people to carry a sofa downstairs")
    await world.pass_time(15 * DAY)
    await world.does("Amina", Verb.RENEW_NEED, need)
    await world.offers("Bruno", "carrying a sofa downstairs")
    await world.pass_time(2 * DAY)
    assert len(world.inbox("Bruno")) == 1
    assert "Nobody is told" in world.inbox("Bruno")[0]
