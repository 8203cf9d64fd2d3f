"""The answers between yes and no, and askers who take the first yes."""

import pytest

from bot.application.verbs import Verb
from bot.domain.handshake import HandshakeState
from bot.domain.need import NeedState
from tests.application.two_worlds import CARRYING, SOFA
from tests.application.world import DAY, HOUR, World, told, words

WORDS = "mornings only, and not the stairs"


async def bruno_could(world: World, only_if: str, text: str = WORDS) -> tuple[str, str]:
    """The ids of the need and of his handshake."""
    await world.offers("Bruno", CARRYING)
    need = await world.posts("Amina", SOFA)
    assert told(await world.does("Bruno", Verb.COULD_IF, need)) == "could_if.form.title"
    answer = await world.does("Bruno", Verb.SEND_COULD_IF, need, only_if=only_if, text=text)
    assert told(answer) == "helper.could_if.title"
    await world.settle()
    return need, (await world.handshake(need, "Bruno")).id.value


@pytest.mark.parametrize("only_if", ["part", "another_day"])
async def test_to_part_of_it_or_another_day_the_asker_can_say_yes(world: World, only_if: str) -> None:
    need, handshake = await bruno_could(world, only_if)
    assert WORDS in world.inbox("Amina")[-1]
    assert told(await world.does("Amina", Verb.CHOOSE, handshake)) == "asker.chosen.title"
    assert (await world.handshake(need, "Bruno")).state is HandshakeState.CHOSEN


async def test_who_does_part_of_it_leaves_the_place_open_and_others_are_asked(world: World) -> None:
    need, handshake = await bruno_could(world, "part")
    await world.does("Amina", Verb.CHOOSE, handshake)
    await world.offers("Chidi", CARRYING)
    await world.pass_time(5 * HOUR)
    assert (await world.need(need)).state is NeedState.OPEN
    assert any(SOFA in each for each in world.inbox("Chidi"))


async def test_of_another_day_nobody_is_reminded_at_the_old_time(world: World) -> None:
    await world.offers("Bruno", CARRYING)
    need = await world.posts("Amina", f"{SOFA} on Tuesday at 9")
    await world.does("Bruno", Verb.SEND_COULD_IF, need, only_if="another_day", text=WORDS)
    await world.does("Amina", Verb.CHOOSE, (await world.handshake(need, "Bruno")).id.value)
    await world.settle()
    before = len(world.inbox("Bruno"))
    await world.pass_time(2 * DAY)
    assert len(world.inbox("Bruno")) == before


@pytest.mark.parametrize("only_if", ["question", "somebody"])
async def test_after_a_question_or_a_hint_they_talk_and_others_are_still_asked(
    world: World, only_if: str
) -> None:
    need, handshake = await bruno_could(world, only_if)
    assert WORDS in world.inbox("Amina")[-1]
    assert told(await world.does("Amina", Verb.CHOOSE, handshake)) == "refusal.no_longer_offered"
    assert told(await world.does("Amina", Verb.SEND_MESSAGE, handshake, text="gladly")) == "talk.sent.title"
    await world.offers("Chidi", CARRYING)
    await world.pass_time(5 * HOUR)
    assert any(SOFA in each for each in world.inbox("Chidi"))
    assert (await world.need(need)).state is NeedState.OPEN


async def test_after_an_answer_to_their_question_they_can_say_yes(world: World) -> None:
    need, handshake = await bruno_could(world, "question")
    await world.does("Bruno", Verb.CAN_HELP, need)
    await world.settle()
    assert "can help with this" in world.inbox("Amina")[-1]
    assert told(await world.does("Amina", Verb.CHOOSE, handshake)) == "asker.chosen.title"


async def test_sent_twice_it_is_said_once(world: World) -> None:
    need, _ = await bruno_could(world, "part")
    before = len(world.inbox("Amina"))
    await world.does("Bruno", Verb.SEND_COULD_IF, need, only_if="part", text=WORDS)
    await world.settle()
    assert len(world.inbox("Amina")) == before


async def test_the_form_wants_one_of_the_four_and_some_words(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    await world.does("Bruno", Verb.HELP)
    for only_if, text in (("", WORDS), ("part", "")):
        again = await world.does("Bruno", Verb.SEND_COULD_IF, need, only_if=only_if, text=text)
        assert told(again).startswith("could_if.form.title")


async def test_rule_5_of_two_who_are_kept_apart_it_reaches_nobody(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    await world.does("Amina", Verb.SAVE_BLOCK, person="bruno")
    need = await world.posts("Amina", SOFA)
    before = len(world.inbox("Amina"))
    answer = await world.does("Bruno", Verb.SEND_COULD_IF, need, only_if="question", text=WORDS)
    await world.settle()
    assert told(answer) == "helper.could_if.title"
    assert len(world.inbox("Amina")) == before
    assert WORDS not in words(await world.does("Amina", Verb.TALK, f"0-{need}"))


# -- the first yes is fine -----------------------------------------------------------------------------------


async def test_whoever_says_yes_first_is_introduced_at_once(world: World) -> None:
    for each in ("Bruno", "Chidi"):
        await world.offers(each, CARRYING)
    need = await world.posts("Amina", SOFA)
    assert "introduced to you at once" in words(await world.does("Amina", Verb.FIRST_YES, need))
    await world.helps("Bruno", need)
    assert (await world.need(need)).state is NeedState.MET
    for each in ("Amina", "Bruno"):
        assert "You two are set" in world.inbox(each)[-1]
    assert told(await world.does("Chidi", Verb.CAN_HELP, need)) == "refusal.place_taken"


async def test_it_can_be_said_of_a_draft_and_taken_back(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    await world.does("Amina", Verb.FIRST_YES, need)
    assert "at once" not in words(await world.does("Amina", Verb.CHOOSE_MYSELF, need))
    await world.offers("Bruno", CARRYING)
    await world.helps("Bruno", need)
    assert (await world.need(need)).state is NeedState.OPEN


async def test_an_answer_with_a_condition_is_still_for_the_asker_to_choose(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    await world.does("Amina", Verb.FIRST_YES, need)
    await world.does("Bruno", Verb.SEND_COULD_IF, need, only_if="part", text=WORDS)
    assert (await world.handshake(need, "Bruno")).state is HandshakeState.OFFERED


async def test_rule_5_the_first_yes_of_somebody_kept_apart_is_no_yes(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    await world.does("Amina", Verb.SAVE_BLOCK, person="bruno")
    need = await world.posts("Amina", SOFA)
    await world.does("Amina", Verb.FIRST_YES, need)
    await world.does("Bruno", Verb.CAN_HELP, need)
    assert (await world.need(need)).state is NeedState.OPEN
