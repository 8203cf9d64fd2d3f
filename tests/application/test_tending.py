"""Moderators and posts: what waits, what is hidden, and who may decide."""

from dataclasses import replace

import pytest

from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from bot.domain.policies import Approval
from bot.domain.sight import WAYS, Sight, Step, after, can
from tests.application.world import DAY, World, told, words

WHY = "because it is so"


async def decide(world: World, **changes: object) -> None:
    """The community's policies, changed from outside."""
    house = world.stage.house
    async with house.store.work() as work:
        space = await work.communities.space_of(Platform.LOCAL, ROOM)
        assert space is not None
        community = await work.communities.get(space.community)
        policies = replace(community.policies, **changes)
        await work.keep([replace(community, policies=policies)])


async def waiting(world: World, text: str = "a lift to the hospital") -> str:
    """Robin and Chidi tend; Amina's need waits for one of them. Returns its token for moderators."""
    await world.does("Robin", Verb.HELP)
    await decide(world, approval=Approval.ALL)
    return f"n-{await world.posts('Amina', text)}"


async def test_a_need_that_waits_is_seen_by_nobody_but_moderators(world: World) -> None:
    await world.offers("Bruno", "lifts to the hospital")
    token = await waiting(world)
    assert world.board(Board.NEEDS) == []
    assert world.inbox("Bruno") == []
    assert "Would you look at this one?" in world.inbox("Robin")[-1]
    assert "a lift to the hospital" in words(await world.does("Robin", Verb.QUEUE))
    assert told(await world.does("Bruno", Verb.CAN_HELP, token[2:])) == "refusal.no_longer_needed"

    assert told(await world.does("Robin", Verb.APPROVE_POST, token)) == "queue.tended.shown"
    await world.settle()
    assert "a lift to the hospital" in world.board(Board.NEEDS)[-1]
    assert "Could you help" in world.inbox("Bruno")[-1]
    assert "It's out" in world.inbox("Amina")[-1]
    assert told(await world.does("Robin", Verb.APPROVE_POST, token)) == "queue.tended.shown"
    await world.settle()
    assert len(world.board(Board.NEEDS)) == 1


async def test_new_words_are_looked_at_again(world: World) -> None:
    token = await waiting(world)
    await world.does("Robin", Verb.APPROVE_POST, token)
    await world.settle()
    await world.does("Amina", Verb.REVISE_NEED, token[2:], text="something else altogether")
    await world.settle()
    assert world.board(Board.NEEDS) == ["This one is set aside for the moment."]
    await world.does("Robin", Verb.APPROVE_POST, token)
    await world.settle()
    [card] = world.board(Board.NEEDS)
    assert "something else altogether" in card


async def test_an_offer_that_waits_makes_nobody_able(world: World) -> None:
    await world.does("Robin", Verb.HELP)
    await decide(world, approval=Approval.ALL)
    offer = await world.offers("Bruno", "lifts to the hospital")
    await decide(world, approval=Approval.NOTHING)
    await world.posts("Amina", "a lift to the hospital")
    assert world.inbox("Bruno") == []
    await world.does("Robin", Verb.APPROVE_POST, f"o-{offer}")
    await world.settle()
    assert "lifts to the hospital" in world.board(Board.OFFERS)[-1]
    assert "Could you help" in world.inbox("Bruno")[-1]


async def test_the_only_moderator_waits_for_nobody(world: World) -> None:
    await world.does("Robin", Verb.HELP)
    await decide(world, approval=Approval.ALL)
    await world.posts("Robin", "a ladder")
    assert "a ladder" in world.board(Board.NEEDS)[-1]


async def test_a_hidden_need_is_asked_of_nobody_and_chosen_for_nobody(world: World) -> None:
    need = await world.posts("Amina", "somebody to carry a sofa downstairs")
    handshake = await world.helps("Bruno", need)
    await world.does("Robin", Verb.HIDE_POST, f"n-{need}", reason=WHY)
    await world.settle()
    assert told(await world.does("Amina", Verb.CHOOSE, handshake)) == "refusal.set_aside"
    await world.offers("Chidi", "carrying sofas and other furniture")
    await world.pass_time(3 * DAY)
    assert world.inbox("Chidi") == []
    assert not any("Nobody could help" in each for each in world.inbox("Amina"))
    await world.does("Amina", Verb.RENEW_NEED, need)
    assert (await world.need(need)).sight is Sight.HIDDEN

    await world.does("Robin", Verb.RESTORE_POST, f"n-{need}", reason=WHY)
    await world.settle()
    assert told(await world.does("Amina", Verb.CHOOSE, handshake)) == "asker.chosen.title"


async def test_what_is_closed_frees_whoever_offered(world: World) -> None:
    need = await world.posts("Amina", "somebody to carry a sofa downstairs")
    await world.helps("Bruno", need)
    await world.does("Robin", Verb.CLOSE_POST, f"n-{need}", reason=WHY)
    await world.settle()
    assert "No longer needed" in world.inbox("Bruno")[-1]
    assert "A moderator has closed this" in world.inbox("Amina")[-1]
    assert WHY in world.inbox("Amina")[-1]


async def test_another_moderator_was_quicker(world: World) -> None:
    need = await world.posts("Amina", "a ladder")
    await world.does("Robin", Verb.HIDE_POST, f"n-{need}", reason=WHY)

    tapped = await world.does("Robin", Verb.HIDE_POST, f"n-{need}")
    sent = await world.does("Robin", Verb.HIDE_POST, f"n-{need}", reason="what took me long to write")

    assert told(tapped) == "queue.tended.hidden"
    assert told(sent) == "refusal.tended_meanwhile"
    assert "what took me long to write" in words(sent)


@pytest.mark.parametrize("verb", [Verb.HOLD_POST, Verb.HIDE_POST, Verb.CLOSE_POST])
async def test_without_a_reason_nothing_happens(world: World, verb: Verb) -> None:
    need = await world.posts("Amina", "a ladder")
    for reason in ("", " \n ", "x" * 501):
        reply = await world.does("Robin", verb, f"n-{need}", reason=reason)
        code = "too_long" if reason.startswith("x") else "say_why"
        assert told(reply) == f"tending.{verb}.title refusal.{code}"
    assert (await world.need(need)).shown


async def test_the_queue_is_turned_page_by_page(world: World) -> None:
    for each in range(6):
        await world.posts("Amina", f"a ladder number {each}")
    first = words(await world.does("Robin", Verb.QUEUE))
    assert "number 5" in first
    assert "number 0" not in first
    assert "number 0" in words(await world.does("Robin", Verb.TURN_QUEUE, "1"))
    assert "number 5" in words(await world.does("Robin", Verb.TURN_QUEUE, "nonsense"))


def test_every_way_leads_somewhere_else_or_is_refused() -> None:
    for sight in Sight:
        for step in Step:
            if can(sight, step):
                assert after(sight, step) in Sight
    assert {sight for sight, _ in WAYS} == set(Sight)
