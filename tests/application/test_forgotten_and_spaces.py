"""What outlives being forgotten is not shed when communities join or part, nor by a copy that is put back."""

import shutil
from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.application.interaction import Origin
from bot.application.verbs import Verb
from tests.application.two_places import DISCORD, SLACK, TwoPlaces, two_places
from tests.application.world import DAY, told
from tests.databases import Database

SOFA = "somebody to carry a sofa downstairs"
BOTH = (SLACK, DISCORD)


@pytest.fixture
async def places(database: Database, tmp_path: Path) -> AsyncGenerator[TwoPlaces]:
    """One community in both places, in which Amina is one person with two accounts of one name; Bruno is
    on both sides.
    """
    async with two_places(tmp_path, database.url) as world:
        await world.pairs()
        await world.links("Amina")
        for origin in BOTH:
            await world.does("Bruno", Verb.HELP, origin=origin)
        yield world


async def tends(places: TwoPlaces, deed: str, person: str = "amina", **values: str) -> None:
    done = await places.does(
        "Robin", Verb.TEND_MEMBER, origin=SLACK, person=person, deed=deed, reason="x", **values
    )
    assert "refusal" not in told(done)


async def is_forgotten(places: TwoPlaces, origin: Origin = SLACK) -> None:
    assert told(await places.does("Amina", Verb.FORGET_ME_NOW, origin=origin)) == "forget.done.title"


async def may_not_ask(places: TwoPlaces, origin: Origin) -> bool:
    return told(await places.does("Amina", Verb.NEED, origin=origin, text=SOFA)) == "refusal.suspended"


@pytest.mark.parametrize("home", BOTH, ids=["last seen on Slack", "last seen on Discord"])
async def test_a_suspension_holds_on_both_sides_when_a_space_leaves(places: TwoPlaces, home: Origin) -> None:
    await places.does("Amina", Verb.HELP, origin=home)
    await tends(places, "suspend_a_week")
    await is_forgotten(places, home)
    await places.takes_out(DISCORD)
    for origin in BOTH:
        assert await may_not_ask(places, origin)
    await places.pairs()
    for origin in BOTH:
        assert await may_not_ask(places, origin)
    await places.pass_time(8 * DAY)
    for origin in BOTH:
        assert not await may_not_ask(places, origin)


async def test_it_holds_however_often_they_part_and_join(places: TwoPlaces, database: Database) -> None:
    await tends(places, "suspend_until_lifted")
    await is_forgotten(places)
    for _ in range(3):
        await places.takes_out(DISCORD)
        assert len(database.rows("SELECT * FROM surviving")) == 2
        await places.pairs()
        assert len(database.rows("SELECT * FROM surviving")) == 1
    for origin in BOTH:
        assert await may_not_ask(places, origin)


@pytest.mark.parametrize("comes_back", BOTH, ids=["on Slack", "on Discord"])
async def test_who_is_kept_apart_stays_so_on_both_sides(places: TwoPlaces, comes_back: Origin) -> None:
    slack, discord = [(await places.member("Bruno", each)).id for each in BOTH]
    assert slack != discord
    assert await places.links("Bruno") == "link.linked.title"
    await tends(places, "keep_apart", other="bruno")
    await is_forgotten(places)
    await places.takes_out(DISCORD)
    need = await places.posts_in("Bruno", comes_back, SOFA)
    helped = await places.does("Amina", Verb.CAN_HELP, need, origin=comes_back)
    assert told(helped) == "helper.offered.title"
    await places.settle()
    assert all(each.unheard for each in (await places.need(need)).handshakes)
    await places.pairs()
    for bruno, amina in (BOTH, BOTH[::-1]):
        need = await places.posts_in("Bruno", bruno, f"a ladder, said on {bruno.platform}")
        await places.does("Amina", Verb.CAN_HELP, need, origin=amina)
        await places.settle()
        handshakes = (await places.need(need)).handshakes
        assert handshakes
        assert all(each.unheard for each in handshakes)


async def test_two_suspensions_that_meet_are_the_longer_one(places: TwoPlaces) -> None:
    await places.takes_out(DISCORD)
    for origin, deed in ((SLACK, "suspend_a_week"), (DISCORD, "suspend_a_day")):
        who = {"person": "amina", "deed": deed, "reason": "x"}
        await places.does("Amina", Verb.HELP, origin=origin)
        await places.does("Robin", Verb.TEND_MEMBER, origin=origin, **who)
        await is_forgotten(places, origin)
    await places.pairs()
    await places.pass_time(timedelta(days=2))
    for origin in BOTH:
        assert await may_not_ask(places, origin)


async def test_a_copy_that_is_put_back_brings_neither_back(tmp_path: Path) -> None:
    async with two_places(tmp_path) as world:
        await world.pairs()
        await world.links("Amina")
        await world.does("Bruno", Verb.HELP, origin=DISCORD)
        await tends(world, "suspend_a_week")
        await world.stage.stop()
        copy = tmp_path / "copy.db"
        shutil.copy(tmp_path / "hypha.db", copy)
        await world.restart()
        await is_forgotten(world)
        await world.takes_out(DISCORD)
        await world.stage.stop()
        shutil.copy(copy, tmp_path / "hypha.db")
        await world.restart()
        for origin in BOTH:
            assert await may_not_ask(world, origin)
        await world.takes_out(DISCORD)
        for origin in BOTH:
            assert await may_not_ask(world, origin)
