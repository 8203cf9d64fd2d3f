"""Rule 5: blocks are silent and symmetric. Two worlds that differ in who blocked whom are one to everybody
else, and to whoever is blocked.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.application.verbs import Verb
from bot.domain.apart import Apart, Cause, may_go_on, may_meet
from bot.domain.ids import CommunityId, MemberId, NeedId
from tests.application.two_worlds import CARRYING, SOFA, Seen, a_watched_world, everybody_looks, seen_by
from tests.application.watching import WatchedStage
from tests.application.world import DAY, World, token_of, told, words

WARDROBE = "somebody to carry a wardrobe upstairs"
ONLOOKERS = ("Chidi", "Dana", "Robin")


async def blocks(world: World, who: str, whom: str) -> None:
    await world.does(whom, Verb.HELP)
    assert told(await world.does(who, Verb.BLOCK, person=whom)) == "block.done.title"
    await world.settle()


async def asks_without_a_name(world: World, who: str, text: str = WARDROBE) -> str:
    world.stage.clock.move_to(world.stage.now() + timedelta(minutes=1))  # lists are in the order of writing
    need = token_of(await world.does(who, Verb.NEED, text=text), Verb.POST_UNNAMED)
    await world.does(who, Verb.POST_UNNAMED, need)
    await world.settle()
    return need


async def comes_forward(world: World, who: str, need: str) -> None:
    """Everything by which somebody can come to another person, and what they see of it."""
    offered = await world.does(who, Verb.CAN_HELP, need)
    assert told(offered) == "helper.offered.title"
    assert told(await world.does(who, Verb.CAN_HELP, need)) == "helper.offered.title"
    await world.settle()
    handshake = token_of(offered, Verb.WRITE_MESSAGE)
    await world.does(who, Verb.WRITE_MESSAGE, handshake)
    await world.does(who, Verb.SEND_MESSAGE, handshake, text="when would suit you?")
    await world.settle()
    for verb, token in ((Verb.TALK, f"0-{need}"), (Verb.MINE, ""), (Verb.FELT_WRONG, handshake)):
        await world.does(who, verb, token)
    await world.does(who, Verb.STEP_BACK, handshake)
    await world.settle()
    await world.does(who, Verb.CAN_HELP, need)
    await world.settle()


async def a_week_together(world: World) -> None:
    """Bruno comes to Amina in every way, by name and without; she leaves it unanswered and ends her needs."""
    await world.offers("Chidi", CARRYING)
    named, unnamed = await world.posts("Amina", SOFA), await asks_without_a_name(world, "Amina")
    for need in (named, unnamed):
        await comes_forward(world, "Bruno", need)
        await everybody_looks(world, "Bruno", *ONLOOKERS)
    assert told(await world.does("Bruno", Verb.THANK, person="Amina", text="for waving")) == (
        "thanks.given.title"
    )
    await world.settle()
    await world.pass_time(2 * DAY)
    for verb, need in ((Verb.TAKE_BACK_NEED, named), (Verb.SORTED_NEED, unnamed)):
        await world.does("Amina", verb, need)
        await world.settle()
    await everybody_looks(world, "Bruno", *ONLOOKERS)
    await world.pass_time(15 * DAY)


async def test_rule_5_a_block_changes_nothing_that_others_or_the_blocked_one_see(tmp_path: Path) -> None:
    screens: list[list[Seen]] = []
    for blocked in (False, True):
        async with a_watched_world(tmp_path / str(blocked)) as world:
            if blocked:
                await blocks(world, "Amina", "Bruno")
            else:
                await world.does("Bruno", Verb.HELP)
            await a_week_together(world)
            screens.append(seen_by(world, "Bruno", *ONLOOKERS))
            heard = [each for each in world.inbox("Amina") if "Bruno" in each]
            assert bool(heard) != blocked
    assert screens[0] == screens[1]
    assert len(screens[0]) > 30


async def test_rule_5_whoever_of_the_two_blocked(tmp_path: Path) -> None:
    screens: list[list[Seen]] = []
    for who, whom in (("Amina", "Bruno"), ("Bruno", "Amina")):
        async with a_watched_world(tmp_path / who) as world:
            await blocks(world, who, whom)
            await a_week_together(world)
            screens.append(seen_by(world, *ONLOOKERS))
            assert not [each for each in world.inbox("Amina") if "Bruno" in each]
    assert screens[0] == screens[1]


Ending = Callable[[World, str], Awaitable[None]]


def taps(who: str, verb: Verb) -> Ending:
    async def ending(world: World, handshake: str) -> None:
        await world.does(who, verb, handshake)
        await world.settle()

    return ending


def block_of(who: str, whom: str) -> Ending:
    async def ending(world: World, _handshake: str) -> None:
        await blocks(world, who, whom)

    return ending


@pytest.mark.parametrize(
    ("agreed", "blocker", "blocked", "ordinary"),
    [
        (False, "Amina", "Bruno", Verb.PASS_OVER),
        (True, "Amina", "Bruno", Verb.LOOK_AGAIN),
        (False, "Bruno", "Amina", Verb.STEP_BACK),
        (True, "Bruno", "Amina", Verb.STEP_BACK),
    ],
    ids=["not this person", "look again", "took it back", "can't after all"],
)
async def test_rule_5_what_stands_ends_as_such_things_end_anyway(
    tmp_path: Path, agreed: bool, blocker: str, blocked: str, ordinary: Verb
) -> None:
    screens: list[list[Seen]] = []
    for ending in (taps(blocker, ordinary), block_of(blocker, blocked)):
        async with a_watched_world(tmp_path / str(len(screens))) as world:
            assert isinstance(world.stage, WatchedStage)
            await world.offers("Chidi", CARRYING)
            need = await world.posts("Amina", SOFA)
            handshake = await world.helps("Bruno", need)
            if agreed:
                await world.does("Amina", Verb.CHOOSE, handshake)
                await world.settle()
            await world.does(blocked, Verb.HELP)
            world.stage.seen.clear()
            await ending(world, handshake)
            world.stage.seen[:] = [each for each in world.stage.seen if told_of(each.view) != "help.title"]
            assert told(await world.does("Amina", Verb.CHOOSE, handshake)) == "refusal.no_longer_offered"
            for who in ("Amina", "Bruno"):
                over = await world.does(who, Verb.SEND_MESSAGE, handshake, text="but why?")
                assert told(over) == "refusal.talk_is_over"
            await everybody_looks(world, blocked, *ONLOOKERS)
            await world.pass_time(5 * DAY)
            screens.append(seen_by(world, blocked, *ONLOOKERS))
    assert screens[0] == screens[1]
    assert any(each.where == blocked.casefold() for each in screens[0])


def told_of(view: object) -> str:
    return getattr(getattr(view, "title", None), "key", "")


@pytest.mark.parametrize(("who", "whom"), [("Amina", "Bruno"), ("Bruno", "Amina")])
async def test_rule_5_nothing_ever_joins_the_two(world: World, who: str, whom: str) -> None:
    await world.offers("Bruno", CARRYING)
    await blocks(world, who, whom)
    need = await world.posts("Amina", SOFA)
    unnamed = await asks_without_a_name(world, "Amina")
    for each in (need, unnamed):
        await comes_forward(world, "Bruno", each)
        handshake = (await world.handshake(each, "Bruno")).id.value
        for verb in (Verb.CHOOSE, Verb.PASS_OVER, Verb.WENT_WELL, Verb.LOOK_AGAIN, Verb.GIVE_THANKS):
            assert told(await world.does("Amina", verb, handshake)).startswith("refusal.")
        for verb in (Verb.FELT_WRONG, Verb.BLOCK_COUNTERPART, Verb.WRITE_MESSAGE, Verb.SEND_MESSAGE):
            assert told(await world.does("Amina", verb, handshake, text="hello")) == "refusal.unknown"
    for giver, receiver in (("Amina", "Bruno"), ("Bruno", "Amina")):
        assert told(await world.does(giver, Verb.THANK, person=receiver)) == "thanks.given.title"
    await world.does("Bruno", Verb.OFFER, text="carrying sofas, once more")
    await world.pass_time(2 * DAY)
    await world.does("Amina", Verb.RENEW_NEED, need)
    await world.pass_time(20 * DAY)
    for one, other in (("Amina", "Bruno"), ("Bruno", "Amina")):
        joined = [each for each in world.inbox(one) if other in each and "No longer needed" not in each]
        assert joined == [], one
    assert "Bruno" not in words(await world.does("Amina", Verb.TALK, f"0-{need}"))


async def test_rule_5_a_made_up_name_stays_one(tmp_path: Path) -> None:
    """Bruno blocks whoever asks without a name, and looks afterwards for who it was."""
    screens: list[list[Seen]] = []
    for asker in ("Amina", "Dana"):
        async with a_watched_world(tmp_path / asker) as world:
            for who in ("Amina", "Bruno", "Dana"):
                await world.does(who, Verb.HELP)
            theirs = await world.posts("Amina", "a ladder for a day")
            agreed = await world.helps("Bruno", theirs)
            need = await asks_without_a_name(world, asker)
            handshake = await world.helps("Bruno", need)
            assert told(await world.does("Bruno", Verb.BLOCK_COUNTERPART, handshake)) == "block.done.title"
            await world.settle()
            assert asker not in words(await world.does("Bruno", Verb.BLOCKS))
            again = await asks_without_a_name(world, asker, SOFA)
            later = await world.posts("Amina", "two chairs to be moved")
            for each in (again, later, need):
                await comes_forward(world, "Bruno", each)
            await world.does("Amina", Verb.CHOOSE, agreed)
            await world.settle()
            await world.does("Bruno", Verb.THANK, person="Amina", text="for the ladder")
            await world.pass_time(15 * DAY)
            screens.append(seen_by(world, "Bruno", "Chidi", "Robin"))
            async with world.stage.house.store.look() as look:
                brunos = [
                    (await look.needs.get(NeedId(each))).with_helper(
                        (await world.handshake(need, "Bruno")).helper
                    )
                    for each in (again, later)
                ]
            assert [each.unheard for each in brunos if each] == [True, asker == "Amina"]
    assert screens[0] == screens[1]


async def test_rule_5_a_block_by_name_finds_nobody_behind_a_made_up_one(tmp_path: Path) -> None:
    screens: list[list[Seen]] = []
    for asker in ("Amina", "Dana"):
        async with a_watched_world(tmp_path / asker) as world:
            await world.does("Dana", Verb.HELP)
            await blocks(world, "Bruno", "Amina")
            need = await asks_without_a_name(world, asker)
            await comes_forward(world, "Bruno", need)
            await world.does(asker, Verb.TAKE_BACK_NEED, need)
            await world.settle()
            screens.append(seen_by(world, "Bruno", "Chidi", "Robin"))
    assert screens[0] == screens[1]


async def test_a_message_that_is_under_way_when_somebody_is_blocked_does_not_arrive(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    handshake = await world.helps("Bruno", need)
    before = world.inbox("Amina")
    await world.does("Bruno", Verb.SEND_MESSAGE, handshake, text="I know where you live")
    await world.does("Amina", Verb.BLOCK_COUNTERPART, handshake)
    await world.settle()
    assert "I know where you live" not in " ".join(world.inbox("Amina"))
    assert len(world.inbox("Amina")) == len(before)


async def test_a_block_is_seen_and_lifted_by_its_owner_alone(world: World) -> None:
    await blocks(world, "Amina", "Bruno")
    await blocks(world, "Amina", "Bruno")
    listed = await world.does("Amina", Verb.BLOCKS)
    assert "Bruno" in words(listed)
    token = token_of(listed, Verb.UNBLOCK)
    assert told(await world.does("Bruno", Verb.UNBLOCK, token)) == "blocks.title"
    assert "Amina" not in words(await world.does("Bruno", Verb.BLOCKS))
    need = await world.posts("Amina", SOFA)
    await world.helps("Bruno", need)
    assert world.inbox("Amina") == []
    for _ in range(2):
        assert "Bruno" not in words(await world.does("Amina", Verb.UNBLOCK, token))
    await world.helps("Bruno", need)
    assert "Bruno can help" in " ".join(world.inbox("Amina"))


async def test_two_who_blocked_each_other_lift_each_their_own(world: World) -> None:
    await blocks(world, "Amina", "Bruno")
    await blocks(world, "Bruno", "Amina")
    await world.does("Amina", Verb.UNBLOCK, token_of(await world.does("Amina", Verb.BLOCKS), Verb.UNBLOCK))
    await world.helps("Bruno", await world.posts("Amina", SOFA))
    assert world.inbox("Amina") == []


async def test_nobody_blocks_themselves_or_nobody(world: World) -> None:
    assert told(await world.does("Amina", Verb.BLOCK)) == "block.form.title"
    again = await world.does("Amina", Verb.SAVE_BLOCK, person="Amina")
    assert told(again) == "block.form.title refusal.block_somebody_else"
    assert told(await world.does("Amina", Verb.BLOCK, person="nobody")) == "refusal.who_is_that"


def test_of_a_made_up_name_only_its_own_need_is_left() -> None:
    amina, bruno = MemberId("amina"), MemberId("bruno")
    heron, fox = NeedId("heron"), NeedId("fox")
    block = Apart(CommunityId("c"), bruno, amina, Cause.BLOCK, veiled_by=heron)
    assert not may_meet(amina, bruno, [block])
    assert not may_go_on(amina, bruno, heron, [block])
    assert may_go_on(amina, bruno, fox, [block])
