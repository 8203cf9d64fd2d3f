"""What being asked and helping leaves: it spreads the asks, its owner reads it, and it goes at their tap."""

from pathlib import Path

from bot.application.verbs import Verb
from tests.application.two_places import DISCORD, SLACK, two_places
from tests.application.two_worlds import (
    CARRYING,
    SOFA,
    a_watched_world,
    everybody_looks,
    gets_soup_from_bruno,
    seen_by,
)
from tests.application.watching import WatchedStage
from tests.application.world import DAY, World, told, words

HELPED = "You've helped somebody lately."
WAS_HELPED = "Somebody has helped you lately."


async def bruno_has_carried_a_sofa(world: World) -> None:
    await world.offers("Bruno", CARRYING)
    need = await world.posts("Amina", SOFA)
    await world.does("Amina", Verb.CHOOSE, await world.helps("Bruno", need))
    await world.settle()


async def asked(world: World, *who: str) -> list[str]:
    return [each for each in who if any(SOFA in message for message in world.inbox(each))]


async def test_whoever_helped_lately_is_asked_after_those_who_did_not(world: World):
    await bruno_has_carried_a_sofa(world)
    for who in ("Chidi", "Dana"):
        await world.offers(who, CARRYING)
    await world.posts("Esi", f"two strong people for {SOFA}")
    heard = [message for message in world.inbox("Bruno") if "two strong people" in message]
    assert not heard or await asked(world, "Chidi", "Dana") == ["Chidi", "Dana"]
    await world.posts("Farid", SOFA)
    assert await asked(world, "Chidi", "Dana") == ["Chidi", "Dana"]


async def test_rule_1_load_changes_who_is_asked_first_and_nothing_else_that_others_see(tmp_path: Path):
    """Three can carry, two are asked; in one of two worlds Bruno has given much before."""
    screens: list[object] = []
    first: list[list[str]] = []
    for times in (0, 2):
        async with a_watched_world(tmp_path / str(times)) as world:
            await gets_soup_from_bruno(world, "Chidi", times)
            assert isinstance(world.stage, WatchedStage)
            world.stage.seen.clear()
            for who in ("Bruno", "Dana", "Esi"):
                await world.offers(who, CARRYING)
            await world.posts("Amina", SOFA)
            await everybody_looks(world, "Amina", "Robin")
            first.append(await asked(world, "Bruno", "Dana", "Esi"))
            screens.append(seen_by(world, "Amina", "Robin"))
    assert first[1] == ["Dana", "Esi"]
    assert screens[0] == screens[1]


async def test_its_owner_reads_it_in_words_and_nobody_else_does(world: World):
    await bruno_has_carried_a_sofa(world)
    for verb in (Verb.MINE, Verb.EXPORT):
        assert HELPED in words(await world.does("Bruno", verb))
        assert WAS_HELPED in words(await world.does("Amina", verb))
        assert "lately" not in words(await world.does("Chidi", verb))


async def test_it_goes_at_their_tap(world: World):
    await bruno_has_carried_a_sofa(world)
    assert told(await world.does("Bruno", Verb.FORGET_TRACES)) == "traces.forgotten.title"
    assert "lately" not in words(await world.does("Bruno", Verb.MINE))
    assert told(await world.does("Bruno", Verb.FORGET_TRACES)) == "traces.forgotten.title"
    assert WAS_HELPED in words(await world.does("Amina", Verb.MINE)), "what is Amina's stays hers"


async def test_it_fades_and_then_nothing_of_it_is_kept(world: World):
    await bruno_has_carried_a_sofa(world)
    await world.pass_time(30 * DAY)
    assert HELPED in words(await world.does("Bruno", Verb.MINE))
    await world.pass_time(230 * DAY)
    assert "lately" not in words(await world.does("Bruno", Verb.MINE))
    async with world.stage.house.store.look() as look:
        member = (await look.members.moderators((await look.communities.all())[0].id))[0]
        everybody = await look.members.of_community(member.community)
        assert all(each.version == 0 for each in (await look.traces.of_many(everybody)).values())


async def test_two_accounts_of_one_person_have_it_together(tmp_path: Path):
    async with two_places(tmp_path) as places:
        await places.pairs()
        await places.offers_in("Bruno", DISCORD, CARRYING)
        need = await places.posts_in("Amina", SLACK, SOFA)
        await places.does("Bruno", Verb.CAN_HELP, need, origin=DISCORD)
        handshake = (await places.need(need)).handshakes[0].id.value
        await places.does("Amina", Verb.CHOOSE, handshake, origin=SLACK)
        await places.links("Bruno", made=SLACK, entered=DISCORD)
        assert HELPED in words(await places.does("Bruno", Verb.MINE, origin=SLACK))
