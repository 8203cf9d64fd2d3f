"""Moderators and members: suspended, welcomed back, kept apart."""

import pytest

from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain.apart import Apart, Cause, may_meet
from bot.domain.community import Board, Platform
from bot.domain.ids import CommunityId, MemberId
from bot.domain.sight import Sight
from tests.application.world import DAY, World, token_of, told, words

WHY = "shouting at people"
SOFA = "somebody to carry a sofa downstairs"


async def does_with(world: World, values: dict[str, str]) -> Reply:
    """Robin sends the form."""
    deed = Interaction(
        Origin(Platform.LOCAL, ROOM),
        Actor("robin", "Robin", moderator=True),
        Verb.TEND_MEMBER,
        world.stage.key(),
        values=values,
    )
    return await world.stage.house.door.handle(deed)


async def tends(world: World, person: str, deed: str, other: str = "", **values: str) -> str:
    for name in (person, other):
        if name:
            await world.does(name, Verb.HELP)
    values = {"person": person, "deed": deed, "reason": WHY, **({"other": other} if other else {}), **values}
    answer = told(await does_with(world, values))
    await world.settle()
    return answer


async def test_a_warning_is_read_and_changes_nothing(world: World) -> None:
    await world.posts("Bruno", SOFA)
    assert await tends(world, "Bruno", "warn") == "member.done.title"
    assert WHY in world.inbox("Bruno")[-1]
    assert SOFA in world.board(Board.NEEDS)[-1]


async def test_a_suspended_members_posts_rest_and_come_back_by_themselves(world: World) -> None:
    need = await world.posts("Bruno", SOFA)
    await world.offers("Bruno", "lifts to the hospital")
    await tends(world, "Bruno", "suspend_a_week")
    assert world.board(Board.NEEDS) == ["This one is set aside for the moment."]
    assert "You can't take part here" in world.inbox("Bruno")[-1]
    lift = await world.posts("Amina", "a lift to the hospital")
    assert "Could you help" not in world.inbox("Bruno")[-1]
    assert told(await world.does("Bruno", Verb.CAN_HELP, lift)) == "refusal.suspended"
    assert told(await world.does("Bruno", Verb.NEED, text="anything")) == "refusal.suspended"
    for verb in (Verb.HELP, Verb.MINE):
        assert not told(await world.does("Bruno", verb)).startswith("refusal")

    await world.pass_time(8 * DAY)
    assert (await world.need(need)).sight is Sight.SHOWN
    assert SOFA in world.board(Board.NEEDS)[0]
    assert any("Could you help" in each for each in world.inbox("Bruno"))
    assert told(await world.does("Bruno", Verb.NEED, text="anything")) == "need.preview.title"


async def test_a_suspension_does_not_show_whose_a_need_without_a_name_is(world: World) -> None:
    """Not on the board, not in the queue, and not by letting it out or bringing it back."""
    need = await _draft(world, SOFA)
    await world.does("Bruno", Verb.POST_UNNAMED, need)
    await world.does("Bruno", Verb.POST_PRIVATELY, await _draft(world, "somebody to read a letter with me"))
    await world.settle()
    seen = world.board(Board.NEEDS), words(await world.does("Robin", Verb.QUEUE))
    await tends(world, "Bruno", "suspend_a_week")
    assert (world.board(Board.NEEDS), words(await world.does("Robin", Verb.QUEUE))) == seen
    for verb in (Verb.HIDE_POST, Verb.RESTORE_POST, Verb.HOLD_POST):
        await world.does("Robin", verb, f"n-{need}", reason=WHY)
    assert told(await world.does("Robin", Verb.APPROVE_POST, f"n-{need}")) == "queue.tended.shown"
    await world.offers("Chidi", "carrying sofas and other furniture")
    assert world.inbox("Chidi") == []  # nobody is asked on behalf of somebody who can't choose

    await world.pass_time(8 * DAY)
    assert any("Could you help" in each for each in world.inbox("Chidi"))


async def _draft(world: World, text: str) -> str:
    return token_of(await world.does("Bruno", Verb.NEED, text=text), Verb.POST_NEED)


async def test_what_a_suspended_member_had_agreed_on_is_off_without_a_word_about_why(world: World) -> None:
    theirs = await world.posts("Bruno", SOFA)
    await world.does("Bruno", Verb.CHOOSE, await world.helps("Chidi", theirs))
    need = await world.posts("Amina", "a ladder for a day")
    await world.does("Amina", Verb.CHOOSE, await world.helps("Bruno", need))
    await tends(world, "Bruno", "suspend_until_lifted")
    for counterpart in ("Amina", "Chidi"):
        assert "A change of plan" in world.inbox(counterpart)[-1]
        assert WHY not in world.inbox(counterpart)[-1]
        assert "suspend" not in world.inbox(counterpart)[-1]
    assert (await world.need(need)).places_left == 1
    await world.pass_time(8 * DAY)
    assert told(await world.does("Bruno", Verb.NEED, text="anything")) == "refusal.suspended"
    await tends(world, "Bruno", "welcome_back")
    assert told(await world.does("Bruno", Verb.NEED, text="anything")) == "need.preview.title"


async def test_two_who_are_kept_apart_never_meet_and_are_told_nothing(world: World) -> None:
    await world.offers("Bruno", "carrying sofas and other furniture")
    await tends(world, "Bruno", "keep_apart", "Amina")
    assert world.inbox("Bruno") == world.inbox("Amina") == []
    need = await world.posts("Amina", SOFA)
    assert world.inbox("Bruno") == []
    assert told(await world.does("Bruno", Verb.CAN_HELP, need)) == "helper.offered.title"
    await world.settle()
    assert world.inbox("Amina") == []
    assert told(await world.does("Bruno", Verb.THANK, person="Amina")) == "thanks.given.title"
    await world.settle()
    assert world.inbox("Amina") == []
    await tends(world, "Amina", "let_meet", "Bruno")
    assert told(await world.does("Bruno", Verb.CAN_HELP, need)) == "helper.offered.title"


async def test_an_agreement_of_two_who_are_kept_apart_is_off(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    handshake = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, handshake)
    await tends(world, "Amina", "keep_apart", "Bruno")
    assert "A change of plan" in world.inbox("Amina")[-1]
    assert "A change of plan" in world.inbox("Bruno")[-1]
    assert told(await world.does("Amina", Verb.CHOOSE, handshake)) == "refusal.no_longer_offered"


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"deed": "warn", "reason": " "}, "say_why"),
        ({"deed": "praise"}, "choose_one"),
        ({"deed": "keep_apart"}, "who_is_that"),
        ({"deed": "keep_apart", "other": "Bruno"}, "two_people"),
        ({"deed": "warn", "person": "nobody"}, "who_is_that"),
    ],
)
async def test_a_form_that_says_too_little_comes_back(
    world: World, values: dict[str, str], problem: str
) -> None:
    given = {"person": "Bruno", "deed": "warn", **values}
    await world.does("Bruno", Verb.HELP)
    said = {"reason": WHY, **given}
    reply = await does_with(world, said)
    assert told(reply) == f"member.title refusal.{problem}"


def test_the_rule_is_symmetric() -> None:
    amina, bruno, chidi = (MemberId(each) for each in ("amina", "bruno", "chidi"))
    apart = Apart(CommunityId("c"), amina, bruno, Cause.MODERATORS)
    assert not may_meet(amina, bruno, [apart])
    assert not may_meet(bruno, amina, [apart])
    assert may_meet(amina, chidi, [apart])
    assert may_meet(amina, bruno, [])
