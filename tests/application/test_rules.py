"""Rules 4, 7, 9 and 10, as far as the story has them; the others have files of their own."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.application.again import MOST_CONFLICTS
from bot.application.dispatch import FrontDoor
from bot.application.interaction import Origin, Reply
from bot.application.ports import Conflict, Store, Work
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from bot.domain.ids import CommunityId
from bot.domain.need import NeedState
from bot.views.i18n import Literal
from bot.views.vocabulary import Card
from tests.application.queue import messages
from tests.application.two_worlds import CARRYING, MEAL, SOFA, a_watched_world
from tests.application.watching import WatchedStage
from tests.application.world import DAY, HOUR, World, token_of, told, words
from tests.stories import plain
from tests.stories.surroundings import ZONE, SeededChance
from tests.views import walk

# -- 4: consent and capacity are law -------------------------------------------------------------------------


async def no_offer_at_all(world: World) -> None:
    pass


async def a_draft(world: World) -> None:
    await world.does("Bruno", Verb.OFFER, text=CARRYING)


async def an_offer_taken_back(world: World) -> None:
    await world.does("Bruno", Verb.TAKE_BACK_OFFER, await world.offers("Bruno", CARRYING))


async def an_offer_put_away(world: World) -> None:
    await world.does("Bruno", Verb.PUT_AWAY_OFFER, await world.offers("Bruno", CARRYING))


async def an_offer_put_away_by_time(world: World) -> None:
    await world.offers("Bruno", CARRYING)
    await world.pass_time(31 * DAY)


async def an_offer_of_something_else(world: World) -> None:
    await world.offers("Bruno", "teaching the accordion")


async def an_offer_changed_to_something_else(world: World) -> None:
    offer = await world.offers("Bruno", CARRYING)
    await world.does("Bruno", Verb.REVISE_OFFER, offer, text="teaching the accordion")


async def an_offer_for_another_time(world: World) -> None:
    await world.offers("Bruno", f"{CARRYING}, on Saturday mornings")


async def an_offer_in_another_community(world: World) -> None:
    elsewhere = Origin(Platform.SLACK, "T1", "Another place")
    reply = await world.does("Bruno", Verb.OFFER, origin=elsewhere, text=CARRYING)
    await world.does("Bruno", Verb.POST_OFFER, token_of(reply, Verb.POST_OFFER), origin=elsewhere)


async def thanks_and_needs_but_no_offer(world: World) -> None:
    await world.posts("Bruno", SOFA)
    await world.does("Amina", Verb.THANK, person="bruno", text="for carrying my sofa")


NOT_ABLE = (
    no_offer_at_all,
    a_draft,
    an_offer_taken_back,
    an_offer_put_away,
    an_offer_put_away_by_time,
    an_offer_of_something_else,
    an_offer_changed_to_something_else,
    an_offer_for_another_time,
    an_offer_in_another_community,
    thanks_and_needs_but_no_offer,
)


@pytest.mark.parametrize("history", NOT_ABLE, ids=lambda history: history.__name__)
async def test_rule_4_nobody_is_asked_without_a_live_offer_that_fits(
    world: World, history: Callable[[World], Awaitable[None]]
) -> None:
    await history(world)
    await world.posts("Amina", f"{SOFA} on Tuesday at 9")
    await world.pass_time(3 * DAY)
    assert "ask" not in {each.notice for each in messages(world.stage.folder)}


async def test_rule_4_but_with_one_they_are(world: World) -> None:
    await world.offers("Bruno", CARRYING)
    await world.posts("Amina", f"{SOFA} on Tuesday at 9")
    assert "because you offered" in world.inbox("Bruno")[-1]


async def test_rule_4_no_more_people_are_asked_than_are_needed(world: World) -> None:
    """Two for each place, then two more hours later; the others are left in peace."""
    for who in ("Bruno", "Chidi", "Dana", "Esi", "Farid"):
        await world.offers(who, CARRYING)
    need = await world.posts("Amina", SOFA)
    assert asked(world) == 2
    await world.pass_time(3 * HOUR)
    assert asked(world) == 2
    await world.pass_time(2 * HOUR)
    assert asked(world) == 4
    helper = next(who for who in ("Bruno", "Chidi", "Dana", "Esi", "Farid") if world.inbox(who))
    await world.helps(helper, need)
    await world.pass_time(DAY)
    assert asked(world) == 4, "somebody has offered: nobody else is asked"


def asked(world: World) -> int:
    return sum(each.notice == "ask" for each in messages(world.stage.folder))


# -- 7: acknowledged means kept ------------------------------------------------------------------------------
# What survives a kill is in tests/crash.


@dataclass
class FailingStore:
    """A store whose next commits fail with these; then it is well again."""

    kept: Store
    failures: list[Exception]

    @asynccontextmanager
    async def work(self, community: CommunityId | None = None) -> AsyncGenerator[Work]:
        async with self.kept.work(community) as work:
            yield work
            if self.failures:
                raise self.failures.pop(0)

    def look(self) -> AbstractAsyncContextManager[Work]:
        return self.kept.look()


def door_that_fails(world: World, *failures: Exception) -> FrontDoor:
    store = FailingStore(world.stage.house.store, list(failures))
    return FrontDoor(store, world.stage.clock, SeededChance(3), ZONE, lambda: None)


@pytest.mark.stumbles
async def test_rule_7_what_could_not_be_kept_is_not_confirmed(world: World) -> None:
    need = token_of(await world.does("Amina", Verb.NEED, text=SOFA), Verb.POST_NEED)
    house = world.stage.house
    world.stage.house = replace(house, door=door_that_fails(world, OSError("the disk is full")))
    failed = await world.does("Amina", Verb.POST_NEED, need, key="post it")
    assert told(failed) == "defect.title"
    assert "Nothing of yours was changed" in words(failed)
    await world.settle()
    assert world.board(Board.NEEDS) == []
    assert (await world.need(need)).state is NeedState.DRAFT
    assert told(await world.does("Amina", Verb.POST_NEED, need, key="post it")) == "need.posted.title"


async def test_rule_7_a_writer_who_was_overtaken_tries_again_and_at_last_says_so(world: World) -> None:
    house = world.stage.house
    world.stage.house = replace(house, door=door_that_fails(world, *[Conflict()] * (MOST_CONFLICTS - 1)))
    assert told(await world.does("Amina", Verb.NEED, text=SOFA)) == "need.preview.title"
    world.stage.house = replace(house, door=door_that_fails(world, *[Conflict()] * MOST_CONFLICTS))
    busy = await world.does("Amina", Verb.NEED, text=MEAL)
    assert told(busy) == "refusal.busy"
    assert MEAL in words(busy), "their words are given back"


# -- 9: only what is needed, only as long as needed ----------------------------------------------------------


@pytest.mark.parametrize("ending", [Verb.TAKE_BACK_NEED, Verb.PUT_AWAY_NEED, Verb.SORTED_NEED])
async def test_rule_9_a_card_that_is_over_keeps_neither_name_nor_words(world: World, ending: Verb) -> None:
    need = await world.posts("Amina", SOFA)
    assert "Amina" in world.board(Board.NEEDS)[0]
    await world.does("Amina", ending, need)
    await world.settle()
    (card,) = world.board(Board.NEEDS)
    assert "Amina" not in card
    assert "sofa" not in card


@pytest.mark.parametrize("ending", [Verb.TAKE_BACK_OFFER, Verb.PUT_AWAY_OFFER])
async def test_rule_9_nor_does_that_of_an_offer(world: World, ending: Verb) -> None:
    await world.does("Bruno", ending, await world.offers("Bruno", CARRYING))
    await world.settle()
    (card,) = world.board(Board.OFFERS)
    assert "Bruno" not in card
    assert "sofa" not in card


# -- 10: user text is never markup ---------------------------------------------------------------------------

MARK = "\u2603"


async def test_rule_10_words_and_names_of_people_never_become_words_of_ours(tmp_path: Path) -> None:
    """In every view they travel as user text, which only a platform's own escape opens."""
    async with a_watched_world(tmp_path) as world:
        assert isinstance(world.stage, WatchedStage)
        for who in ("Amina", "Bruno", "Chidi"):
            await world.does(who, Verb.HELP, name=f"{MARK}<@{who}>")
        names = {who: f"{MARK}<@{who}>" for who in ("Amina", "Bruno", "Chidi")}

        async def does(who: str, verb: Verb, token: str = "", text: str = "", person: str = "") -> Reply:
            reply = await world.does(who, verb, token, name=names[who], text=text, person=person)
            await world.settle()
            return reply

        offer = token_of(await does("Bruno", Verb.OFFER, text=f"{MARK}{CARRYING}"), Verb.POST_OFFER)
        await does("Bruno", Verb.POST_OFFER, offer)
        need = token_of(await does("Amina", Verb.NEED, text=f"{MARK}{SOFA} on Tuesday at 9"), Verb.POST_NEED)
        await does("Amina", Verb.POST_NEED, need)
        await does("Amina", Verb.EDIT_NEED, need)
        await does("Bruno", Verb.CAN_HELP, need)
        handshake = (await world.handshake(need, "Bruno")).id.value
        await does("Amina", Verb.CHOOSE, handshake)
        await does("Chidi", Verb.CAN_HELP, need)
        await world.pass_time(2 * DAY)
        await does("Amina", Verb.MINE)
        await does("Bruno", Verb.MINE)
        await does("Amina", Verb.WENT_WELL, handshake)
        await does("Amina", Verb.THANK_HELPER, handshake)
        await does("Amina", Verb.THANK, person="bruno", text=f"{MARK}thanks")
        await does("Amina", Verb.THANK, person=MARK, text=f"{MARK}thanks")
        await does("Amina", Verb.WRITE_NEED, text=MARK * 9999)

        assert sum(MARK in plain.shown(sight.view, sight.tongue).words for sight in world.stage.seen) > 25
        for sight in world.stage.seen:
            for span in walk.spans(sight.view):
                ours = [each.text for each in sight.tongue.pieces(span) if isinstance(each, Literal)]
                assert not any(MARK in text for text in ours)
            for button in plain.buttons_of(sight.view) if isinstance(sight.view, Card) else ():
                assert MARK not in sight.tongue.words(button.label) + button.action.encode()
