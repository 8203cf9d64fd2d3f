"""Several people, or one with a quick finger, at the very same moment: places are safe, and everybody gets a
kind word.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.domain.need import NeedState
from tests.application.world import Deed, World, a_world, token_of, told
from tests.databases import Database
from tests.stories.core_stage import CoreStage

MANY = ("Bruno", "Chidi", "Dana", "Esi", "Farid", "Gita", "Hugo", "Ines", "Jun", "Kofi")
SOFA = "somebody to carry a sofa downstairs"


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> AsyncGenerator[World]:
    """On both databases: they keep two writers apart each in its own way."""
    async with a_world(tmp_path, database.url) as made:
        yield made


async def test_yes_please_to_two_people_for_one_place(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    brunos, chidis = await world.helps("Bruno", need), await world.helps("Chidi", need)
    replies = await world.at_once(("Amina", Verb.CHOOSE, brunos), ("Amina", Verb.CHOOSE, chidis))
    assert sorted(map(told, replies)) == ["asker.chosen.title", "refusal.no_longer_offered"]
    await world.settle()
    assert len((await world.need(need)).chosen) == 1
    introduced = [who for who in ("Bruno", "Chidi") if "Amina, meet" in world.inbox(who)[-1]]
    assert len(introduced) == 1
    (spared,) = {"Bruno", "Chidi"} - set(introduced)
    assert "Thank you for being there" in world.inbox(spared)[-1]
    assert sum("meet" in message for message in world.inbox("Amina")) == 1


async def test_ten_people_can_help_and_the_asker_says_yes_to_all_of_them(world: World) -> None:
    """Ten taps for two places: two get them, and eight of the asker's taps get a kind word."""
    need = await world.posts("Amina", "two people to carry a sofa downstairs")
    assert (await world.need(need)).understood.hands == 2
    replies = await world.at_once(*((who, Verb.CAN_HELP, need) for who in MANY))
    assert {told(reply) for reply in replies} == {"helper.offered.title"}
    await world.settle()
    assert len(world.inbox("Amina")) == len(MANY)

    handshakes = [each.id.value for each in (await world.need(need)).handshakes]
    replies = await world.at_once(*(("Amina", Verb.CHOOSE, each) for each in handshakes))
    assert Counter(map(told, replies)) == {"asker.chosen.title": 2, "refusal.no_longer_offered": 8}
    met = await world.need(need)
    assert (met.state, len(met.chosen), met.places_left) == (NeedState.MET, 2, 0)
    await world.settle()
    assert sum("Amina, meet" in world.inbox(who)[-1] for who in MANY) == 2


async def test_ten_people_tap_the_card_as_the_last_place_goes(world: World) -> None:
    """Whoever is before the yes has offered, and hears that it is sorted; who comes late hears so at once."""
    need = await world.posts("Amina", SOFA)
    robins = await world.helps("Robin", need)
    taps: list[Deed] = [(who, Verb.CAN_HELP, need) for who in MANY]
    replies = await world.at_once(*taps[:5], ("Amina", Verb.CHOOSE, robins), *taps[5:])
    assert told(replies[5]) == "asker.chosen.title"
    helpers = [told(reply) for reply in (*replies[:5], *replies[6:])]
    assert set(helpers) <= {"helper.offered.title", "refusal.place_taken"}
    await world.settle()
    assert [each.helper for each in (await world.need(need)).chosen] == [
        (await world.handshake(need, "Robin")).helper
    ]
    for who, answer in zip(MANY, helpers, strict=True):
        if answer == "helper.offered.title":
            assert "Thank you for being there" in world.inbox(who)[-1]
        else:
            assert world.inbox(who) == []


async def test_ten_people_tap_a_card_whose_place_is_taken(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    await world.does("Amina", Verb.CHOOSE, await world.helps("Robin", need))
    replies = await world.at_once(*((who, Verb.CAN_HELP, need) for who in MANY))
    assert {told(reply) for reply in replies} == {"refusal.place_taken"}
    await world.settle()
    assert all(world.inbox(who) == [] for who in MANY)


# Two deeds that exclude each other. Whichever comes first, the second gets one of these answers, and this is
# how the need may stand afterwards.
COLLISIONS = {
    "a yes and a step back": (
        ("Amina", Verb.CHOOSE),
        ("Bruno", Verb.STEP_BACK),
        {"asker.chosen.title", "helper.released.title", "refusal.no_longer_offered"},
        {NeedState.OPEN},
    ),
    "a yes and a no": (
        ("Amina", Verb.CHOOSE),
        ("Amina", Verb.PASS_OVER),
        {"asker.chosen.title", "asker.not_chosen.title", "refusal.no_longer_offered"},
        {NeedState.MET, NeedState.OPEN},
    ),
    "a yes and taking it back": (
        ("Amina", Verb.CHOOSE),
        ("Amina", Verb.TAKE_BACK_NEED),
        {"asker.chosen.title", "need.taken_back.title", "refusal.no_longer_offered"},
        {NeedState.TAKEN_BACK},
    ),
    "stepping back and taking it back": (
        ("Bruno", Verb.STEP_BACK),
        ("Amina", Verb.TAKE_BACK_NEED),
        {"helper.released.title", "need.taken_back.title", "refusal.already_moved_on"},
        {NeedState.TAKEN_BACK},
    ),
    "an offer of help and putting it away": (
        ("Chidi", Verb.CAN_HELP),
        ("Amina", Verb.PUT_AWAY_NEED),
        {"helper.offered.title", "need.put_away.title", "refusal.no_longer_needed"},
        {NeedState.LAPSED},
    ),
    "taking it back twice": (
        ("Amina", Verb.TAKE_BACK_NEED),
        ("Amina", Verb.TAKE_BACK_NEED),
        {"need.taken_back.title"},
        {NeedState.TAKEN_BACK},
    ),
    "sorted and put away": (
        ("Amina", Verb.SORTED_NEED),
        ("Amina", Verb.PUT_AWAY_NEED),
        {"need.sorted.title", "need.put_away.title", "refusal.already_moved_on"},
        {NeedState.CLOSED, NeedState.LAPSED},
    ),
}
ABOUT_A_HANDSHAKE = {Verb.CHOOSE, Verb.PASS_OVER, Verb.STEP_BACK}


@pytest.mark.parametrize("second_first", [False, True], ids=["one first", "the other first"])
@pytest.mark.parametrize("name", COLLISIONS)
async def test_two_deeds_that_exclude_each_other(world: World, name: str, second_first: bool) -> None:
    one, other, answers, ends = COLLISIONS[name]
    need = await world.posts("Amina", SOFA)
    handshake = await world.helps("Bruno", need)
    deeds: list[Deed] = [
        (who, verb, handshake if verb in ABOUT_A_HANDSHAKE else need) for who, verb in (one, other)
    ]
    replies = await world.at_once(*(reversed(deeds) if second_first else deeds))
    assert {told(reply) for reply in replies} <= answers
    await world.settle()
    assert (await world.need(need)).state in ends


async def test_somebody_new_comes_in_through_two_doors_at_once(world: World) -> None:
    replies = await asyncio.gather(
        world.does("Zoe", Verb.NEED, text="a lift to the clinic"),
        world.does("Zoe", Verb.OFFER, text="soup for somebody who is ill"),
        world.does("Zoe", Verb.HELP),
    )
    assert [told(reply) for reply in replies] == ["need.preview.title", "offer.preview.title", "help.title"]
    mine = await world.does("Zoe", Verb.MINE)
    assert token_of(mine, Verb.LOOK_AT_NEED)
    assert token_of(mine, Verb.POST_OFFER)


async def test_two_processes_on_one_database(database: Database, tmp_path: Path) -> None:
    """Nothing but the database is between them: still one place is given once, and nothing is said twice."""
    first, second = CoreStage(tmp_path, database.url), CoreStage(tmp_path, database.url)
    second.key = first.key  # deliveries are told apart by their keys, whichever process they reach
    second.notebook, second.clock = first.notebook, first.clock
    await first.start()
    await second.start()
    await second.restart()  # so that its chance is not the first one's
    here, there = World(first), World(second)
    try:
        need = await here.posts("Amina", SOFA)
        answers = await asyncio.gather(
            *((here if place % 2 else there).does(who, Verb.CAN_HELP, need) for place, who in enumerate(MANY))
        )
        assert {told(reply) for reply in answers} == {"helper.offered.title"}
        handshakes = [each.id.value for each in (await here.need(need)).handshakes]
        answers = await asyncio.gather(
            *(
                (here if place % 2 else there).does("Amina", Verb.CHOOSE, each)
                for place, each in enumerate(handshakes)
            )
        )
        assert Counter(map(told, answers)) == {"asker.chosen.title": 1, "refusal.no_longer_offered": 9}
        await asyncio.gather(here.settle(), there.settle())
        assert len(first.notebook.sends) == len(set(first.notebook.sends))
        assert len(here.board(Board.NEEDS)) == 1
        assert sum("Amina, meet" in message for message in here.inbox("Amina")) == 1
    finally:
        await second.stop()
        await first.stop()
