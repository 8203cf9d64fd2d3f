"""What a community can bear, and the round over its open needs in the evening."""

from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.domain.handshake import HandshakeState
from tests.application.two_worlds import CARRYING
from tests.application.world import DAY, HOUR, World, token_of

HELPERS = [f"Helper{each}" for each in range(20)]
FIRST, SECOND = "a sofa to be carried downstairs", "a wardrobe to be carried upstairs"


async def many_who_carry(world: World) -> None:
    """Twenty people, each of whom may be asked once a week: the community bears ten asks."""
    for each in HELPERS:
        await world.offers(each, CARRYING)
        await world.does(
            each, Verb.SAVE_ASK_ME, willingness="sometimes", often="1", kinds="", quiet="", zone=""
        )


async def asked_for(world: World, need: str) -> int:
    return sum(each.asked_at is not None for each in (await world.need(need)).handshakes)


async def posts_privately(world: World, who: str, text: str) -> str:
    need = token_of(await world.does(who, Verb.NEED, text=text), Verb.POST_PRIVATELY)
    await world.does(who, Verb.POST_PRIVATELY, need)
    await world.settle()
    return need


async def test_once_a_community_was_asked_enough_the_channel_tells_and_people_are_spared(
    world: World,
) -> None:
    await many_who_carry(world)
    first = await world.posts("Amina", FIRST)
    await world.pass_time(2 * DAY)
    assert await asked_for(world, first) == 10
    second = await world.posts("Bea", SECOND)
    assert await asked_for(world, second) == 0
    assert any("wardrobe" in card for card in world.board(Board.NEEDS))


async def test_what_is_asked_privately_is_asked_all_the_same(world: World) -> None:
    await many_who_carry(world)
    await world.posts("Amina", FIRST)
    await world.pass_time(2 * DAY)
    assert await asked_for(world, await posts_privately(world, "Bea", SECOND)) > 0


async def test_after_a_week_the_evening_looks_again_at_what_nobody_said_yes_to(world: World) -> None:
    await many_who_carry(world)
    first = await world.posts("Amina", FIRST)
    await world.pass_time(2 * DAY)
    second = await world.posts("Bea", SECOND)
    await world.does("Amina", Verb.TAKE_BACK_NEED, first)
    await world.pass_time(7 * DAY)
    assert await asked_for(world, second) > 0


async def test_in_the_evening_nobody_is_asked_beyond_what_they_said(world: World) -> None:
    await many_who_carry(world)
    needs = [await posts_privately(world, f"Asker{each}", f"{FIRST}, the {each}th") for each in range(9)]
    await world.pass_time(3 * DAY + 5 * HOUR)
    helpers = [each.helper for need in needs for each in (await world.need(need)).handshakes]
    assert len(helpers) == len(set(helpers)), "each once in these days"


async def test_an_evening_asks_nobody_for_what_somebody_said_yes_to(world: World) -> None:
    await many_who_carry(world)
    need = await world.posts("Amina", FIRST)
    helper = (await world.need(need)).handshakes[0]
    name = next(each for each in HELPERS if any(FIRST in message for message in world.inbox(each)))
    await world.helps(name, need)
    before = await asked_for(world, need)
    await world.pass_time(2 * DAY)
    assert await asked_for(world, need) == before
    assert helper.state is HandshakeState.ASKED
