"""A helper can't after all: who is asked then, and who is not."""

from bot.application.verbs import Verb
from tests.application.world import World, told


async def test_whoever_had_not_answered_yet_is_asked_once_more(world: World) -> None:
    await world.offers("Bruno", "lifts by car")
    await world.offers("Chidi", "lifts by car")
    need = await world.posts("Amina", "could somebody give me a lift to the clinic?")
    brunos = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, brunos)
    await world.settle()
    assert not any("Could you help" in each for each in world.inbox("Chidi"))

    await world.does("Bruno", Verb.STEP_BACK, brunos)
    await world.settle()

    assert "Could you help" in world.inbox("Chidi")[-1]
    await world.does("Chidi", Verb.CAN_HELP, need)
    await world.settle()
    assert "Chidi can help" in world.inbox("Amina")[-1]
    assert not any("Could you help" in each for each in world.inbox("Bruno"))


async def test_both_times_count_towards_what_they_said(world: World) -> None:
    for who in ("Bruno", "Chidi"):
        await world.offers(who, "lifts by car")
    need = await world.posts("Amina", "could somebody give me a lift to the clinic?")
    brunos = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, brunos)
    await world.does("Bruno", Verb.STEP_BACK, brunos)
    await world.settle()  # Chidi has been asked twice now, which is what is usual in a week

    await world.posts("Dana", "a lift to the station, please")

    assert not any("to the station" in each for each in world.inbox("Chidi"))


async def test_whoever_said_not_now_is_left_in_peace(world: World) -> None:
    await world.offers("Chidi", "lifts by car")
    need = await world.posts("Amina", "could somebody give me a lift to the clinic?")
    await world.does("Chidi", Verb.NOT_NOW, need)
    brunos = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, brunos)
    await world.does("Bruno", Verb.STEP_BACK, brunos)
    await world.settle()

    assert not any("Could you help" in each for each in world.inbox("Chidi"))


async def test_not_this_person_holds_and_does_not_show(world: World) -> None:
    need = await world.posts("Amina", "could somebody give me a lift to the clinic?")
    chidis = await world.helps("Chidi", need)
    await world.does("Amina", Verb.PASS_OVER, chidis)
    await world.settle()
    heard = world.inbox("Amina")

    passed_over = await world.does("Chidi", Verb.CAN_HELP, need)
    await world.settle()

    assert told(passed_over) == "refusal.place_taken"  # what anybody hears who comes a moment late
    assert world.inbox("Amina") == heard


async def test_each_card_says_what_it_is_about(world: World) -> None:
    need = await world.posts("Amina", "could somebody give me a lift to the clinic?")
    brunos = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, brunos)
    await world.does("Bruno", Verb.STEP_BACK, brunos)
    await world.settle()

    assert all("a lift to the clinic" in each for each in world.inbox("Amina"))
