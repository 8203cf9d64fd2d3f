"""Too much in a short while waits a little, on both databases and between two processes; the safety paths
never do.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.application.limits import LIMITED
from bot.application.use_cases import NEVER_LIMITED, ONLY_LOOKING
from bot.application.verbs import Verb
from bot.domain.ids import OfferId
from bot.domain.limits import FOR_ALL, FOR_ONE, Doing
from bot.views.vocabulary import Card, Moment
from tests.application.world import HOUR, World, a_world, token_of, told, words
from tests.databases import Database
from tests.stories.core_stage import CoreStage

TOO_SOON = "refusal.too_soon"
SOFA = "somebody to carry a sofa downstairs"


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> AsyncGenerator[World]:
    async with a_world(tmp_path, database.url) as made:
        yield made


def test_the_safety_paths_have_no_limit() -> None:
    assert not NEVER_LIMITED & LIMITED.keys()
    assert not ONLY_LOOKING & LIMITED.keys()
    assert set(LIMITED.values()) == set(Doing)


async def many_needs(world: World, already: int = 0) -> None:
    for number in range(already, FOR_ONE[Doing.NEEDS].most):
        preview = await world.does("Amina", Verb.NEED, text=f"{SOFA}, the {number}th")
        assert told(preview) == "need.preview.title"


async def test_whoever_wrote_very_much_is_told_when_it_is_possible_again(world: World) -> None:
    begun = world.stage.now()
    await many_needs(world)
    refused = await world.does("Amina", Verb.NEED, text="and one more")
    assert told(refused) == TOO_SOON
    assert "and one more" in words(refused), "what they typed is given back"
    assert isinstance(refused.view, Card)
    moments = [
        value
        for block in refused.view.blocks
        for span in getattr(block, "spans", ())
        for value in getattr(span, "params", {}).values()
        if isinstance(value, Moment)
    ]
    assert [moment.at for moment in moments] == [begun + HOUR]
    assert told(await world.does("Amina", Verb.NEED)) == "need.form.write", "looking is free"
    assert told(await world.does("Bruno", Verb.NEED, text=SOFA)) == "need.preview.title", "nobody else waits"
    await world.pass_time(HOUR + timedelta(seconds=1))
    assert told(await world.does("Amina", Verb.NEED, text="and one more")) == "need.preview.title"


async def test_the_safety_paths_stay_open(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    handshake = await world.helps("Bruno", need)
    for _ in range(FOR_ONE[Doing.TURNS].most):
        await world.does("Bruno", Verb.STEP_BACK, handshake)
        if told(await world.does("Bruno", Verb.CAN_HELP, need)) == TOO_SOON:
            break
    else:
        raise AssertionError("turn after turn, and never told to rest")
    await many_needs(world, already=1)
    for who, verb, token in (
        ("Bruno", Verb.STEP_BACK, handshake),
        ("Bruno", Verb.NOT_NOW, need),
        ("Bruno", Verb.PAUSE, ""),
        ("Bruno", Verb.PAUSE_ASKS, "week"),
        ("Amina", Verb.HELP, ""),
        ("Amina", Verb.TAKE_BACK_NEED, need),
    ):
        assert verb in NEVER_LIMITED
        assert told(await world.does(who, verb, token)) != TOO_SOON


async def test_thanks_messages_and_changes_are_limited_each_for_itself(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    handshake = await world.helps("Bruno", need)
    for doing, verb, token in (
        (Doing.MESSAGES, Verb.SEND_MESSAGE, handshake),
        (Doing.THANKS, Verb.THANK, ""),
    ):
        for number in range(FOR_ONE[doing].most):
            text = f"at nine, I ask for the {number}th time?"
            assert told(await world.does("Amina", verb, token, person="bruno", text=text)) != TOO_SOON
        assert told(await world.does("Amina", verb, token, person="bruno", text="at nine?")) == TOO_SOON
    assert told(await world.does("Bruno", Verb.SEND_MESSAGE, handshake, text="yes")) == "talk.sent.title"


async def test_a_flood_of_many_people_is_held_up_as_well(world: World) -> None:
    first = OfferId(token_of(await world.does("Bruno", Verb.OFFER, text="cheap things"), Verb.POST_OFFER))
    store = world.stage.house.store
    async with store.look() as look:
        offer = await look.offers.get(first)
    async with store.work(offer.community) as work:
        others = range(1, FOR_ALL[Doing.OFFERS].most)
        await work.keep([replace(offer, id=OfferId(f"{first.value}-{each}"), version=0) for each in others])
    assert told(await world.does("Dana", Verb.OFFER, text="bread on Fridays")) == TOO_SOON
    assert told(await world.does("Dana", Verb.NEED, text=SOFA)) == "need.preview.title"


async def test_of_two_processes_at_once_only_one_takes_the_last_place(
    world: World, database: Database, tmp_path: Path
) -> None:
    other = CoreStage(tmp_path / "other", database.url)
    other._starts = 100  # another seed, so that the two never make the same id
    await other.start()
    try:
        elsewhere = World(other)
        for number in range(FOR_ONE[Doing.NEEDS].most - 1):
            await world.does("Amina", Verb.NEED, text=f"{SOFA}, the {number}th")
        answers = await asyncio.gather(
            world.does("Amina", Verb.NEED, text="from here", key="here"),
            elsewhere.does("Amina", Verb.NEED, text="from there", key="there"),
        )
        assert Counter(map(told, answers)) == {"need.preview.title": 1, TOO_SOON: 1}
        assert token_of(next(each for each in answers if told(each) != TOO_SOON), Verb.POST_NEED)
    finally:
        await other.stop()
