"""The rules that no feature may break, by their numbers in the product's list, as far as the story has them.

Rules 1 to 3 are held as non-interference: two worlds differ only in somebody's history, and everybody else
sees the same in both.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.application.dispatch import MOST_CONFLICTS, FrontDoor
from bot.application.interaction import Origin, Reply
from bot.application.ports import Conflict, Store, Work
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from bot.domain.need import NeedState
from bot.views.i18n import Literal
from bot.views.vocabulary import Card
from tests.application.queue import messages
from tests.application.watching import WatchedStage
from tests.application.world import DAY, HOUR, World, token_of, told, words
from tests.stories import plain
from tests.stories.all_stories import STORIES
from tests.stories.stage import Stage
from tests.stories.surroundings import ZONE, SeededChance
from tests.views import walk

SOFA = "somebody to carry a sofa downstairs"
CARRYING = "carrying sofas and other furniture, up and downstairs"
HELPING_TO_MOVE = "I can help to carry furniture"
SOUP = "soup for somebody who is ill"
MEAL = "soup, I am ill and can't cook"


@asynccontextmanager
async def a_watched_world(folder: Path) -> AsyncGenerator[World]:
    stage = WatchedStage(folder)
    await stage.start()
    try:
        yield World(stage)
    finally:
        await stage.stop()


def seen_by(world: World, *who: str) -> list[tuple[str, plain.Shown]]:
    """Everything that these people, and everybody on the boards, were shown from the beginning; each in their
    own order.
    """
    assert isinstance(world.stage, WatchedStage)
    places = sorted(each.casefold() for each in (*who, *Board))
    return [
        (place, plain.shown(sight.view, sight.tongue))
        for place in places
        for sight in world.stage.seen
        if sight.who == place
    ]


async def everybody_looks(world: World, *who: str) -> None:
    for each in who:
        for verb in (Verb.HELP, Verb.MINE):
            await world.does(each, verb)
    await world.does("Robin", Verb.SET_UP)


async def chidi_gets_soup_from_bruno(world: World, times: int) -> None:
    """So often Bruno gives and Chidi receives. Without, the same time passes. It ends when nobody was asked
    lately: to be asked no more than they said is theirs to decide (rule 4).
    """
    offer = await world.offers("Bruno", SOUP)
    for _ in range(times):
        need = await world.posts("Chidi", MEAL)
        handshake = await world.helps("Bruno", need)
        for verb in (Verb.CHOOSE, Verb.WENT_WELL):
            await world.does("Chidi", verb, handshake)
        await world.does("Chidi", Verb.THANK, person="bruno", text="for the soup")
        await world.settle()
        world.stage.clock.move_to(world.stage.now() + timedelta(minutes=3))
    await world.does("Bruno", Verb.TAKE_BACK_OFFER, offer)
    await world.settle()
    await world.pass_time(8 * DAY)
    world.stage.clock.move_to(world.stage.clock.now().replace(hour=16, minute=0))


async def the_sofa_is_carried(world: World, asker: str, *looking: str) -> None:
    """Somebody needs a sofa carried, Bruno and Dana offer to, and Dana does it; meanwhile people look."""
    assert isinstance(world.stage, WatchedStage)
    world.stage.seen.clear()
    await world.offers("Bruno", CARRYING)
    await world.offers("Dana", HELPING_TO_MOVE)
    need = await world.posts(asker, SOFA)
    await everybody_looks(world, *looking)
    handshake = await world.helps("Dana", need)
    await world.does(asker, Verb.CHOOSE, handshake)
    await world.pass_time(4 * DAY)
    await everybody_looks(world, *looking)
    await world.does(asker, Verb.WENT_WELL, handshake)
    await world.does(asker, Verb.THANK, person="dana", text="for the sofa")
    await world.settle()
    await everybody_looks(world, *looking)


# -- 1: no score ---------------------------------------------------------------------------------------------


async def test_rule_1_what_somebody_gave_or_received_changes_nothing_that_others_see(tmp_path: Path) -> None:
    screens: list[object] = []
    for times in (0, 3):
        async with a_watched_world(tmp_path / str(times)) as world:
            await chidi_gets_soup_from_bruno(world, times)
            await the_sofa_is_carried(world, "Amina", "Amina", "Bruno", "Chidi", "Dana", "Robin")
            screens.append(seen_by(world, "Amina", "Bruno", "Chidi", "Dana", "Robin"))
    assert screens[0] == screens[1]
    assert screens[0]


NUMBERS = {"facts.hands.count", "refusal.too_long"}
"""The only words with a number in them: how many hands a need wants, and how long a text is."""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_rule_1_no_number_is_about_a_person(
    story: Callable[[Stage], Awaitable[None]], tmp_path: Path
) -> None:
    async with a_watched_world(tmp_path) as world:
        assert isinstance(world.stage, WatchedStage)
        await story(world.stage)
        assert world.stage.seen
        for sight in world.stage.seen:
            for phrase in walk.phrases(sight.view):
                has_number = any(isinstance(value, int) for value in phrase.params.values())
                assert not has_number or phrase.key in NUMBERS


# -- 2: a need is never gated --------------------------------------------------------------------------------


async def test_rule_2_a_need_reaches_as_far_whatever_its_asker_received(tmp_path: Path) -> None:
    screens: list[object] = []
    for times in (0, 3):
        async with a_watched_world(tmp_path / str(times)) as world:
            await chidi_gets_soup_from_bruno(world, times)
            await the_sofa_is_carried(world, "Chidi", "Amina", "Chidi", "Dana", "Robin")
            screens.append(seen_by(world, "Amina", "Bruno", "Chidi", "Dana", "Robin"))
    assert screens[0] == screens[1]


async def test_rule_2_having_received_makes_nobody_likelier_to_be_asked(tmp_path: Path) -> None:
    asked: list[list[str]] = []
    for times in (0, 3):
        async with a_watched_world(tmp_path / str(times)) as world:
            await chidi_gets_soup_from_bruno(world, times)
            await world.offers("Dana", CARRYING)
            await world.offers("Bruno", HELPING_TO_MOVE)
            await world.offers("Chidi", "I have a van and can carry things in it, not only furniture")
            await world.posts("Amina", SOFA)
            asked.append(
                [who for who in ("Bruno", "Chidi", "Dana") if any(SOFA in m for m in world.inbox(who))]
            )
    assert asked[0] == asked[1]
    assert len(asked[0]) == 2


# -- 3: not now is free --------------------------------------------------------------------------------------


async def asked_and(world: World, *, bruno: Verb | None, next_one: str) -> None:
    """Bruno and Chidi are asked, then `next_one` as well, who helps. Bruno says something, or nothing."""
    await world.offers("Bruno", CARRYING)
    await world.offers("Chidi", "carrying sofas, downstairs only")
    await world.offers(next_one, HELPING_TO_MOVE)
    need = await world.posts("Amina", SOFA)
    if bruno:
        await world.does("Bruno", bruno, need)
    others = ("Amina", "Chidi", next_one, "Robin")
    await everybody_looks(world, *others)
    await world.pass_time(5 * HOUR)
    await everybody_looks(world, *others)
    await world.pass_time(DAY)
    await everybody_looks(world, *others)
    await world.does("Amina", Verb.CHOOSE, await world.helps(next_one, need))
    await world.pass_time(4 * DAY)
    await everybody_looks(world, *others)


async def test_rule_3_not_now_looks_like_silence_to_everybody_else(tmp_path: Path) -> None:
    screens: list[object] = []
    for answer in (None, Verb.NOT_NOW):
        async with a_watched_world(tmp_path / str(answer)) as world:
            await asked_and(world, bruno=answer, next_one="Dana")
            screens.append(seen_by(world, "Amina", "Chidi", "Dana", "Robin"))
    assert screens[0] == screens[1]


@pytest.mark.parametrize("after", [timedelta(0), 5 * HOUR, 2 * DAY, 20 * DAY], ids=str)
async def test_rule_3_whenever_it_is_said(tmp_path: Path, after: timedelta) -> None:
    """Even if nobody else is there to be asked, and the need is long put away."""
    screens: list[object] = []
    for answer in (None, Verb.NOT_NOW):
        async with a_watched_world(tmp_path / str(answer)) as world:
            await world.offers("Bruno", CARRYING)
            need = await world.posts("Amina", SOFA)
            await world.pass_time(after)
            if answer:
                await world.does("Bruno", answer, need)
                await world.settle()
            for _ in range(3):
                await everybody_looks(world, "Amina", "Robin")
                await world.pass_time(6 * DAY)
            screens.append(seen_by(world, "Amina", "Chidi", "Dana", "Robin"))
    assert screens[0] == screens[1]


async def test_rule_3_somebody_who_often_says_it_is_asked_like_anybody(tmp_path: Path) -> None:
    asked: list[list[int]] = []
    for answer in (None, Verb.NOT_NOW):
        async with a_watched_world(tmp_path / str(answer)) as world:
            await world.offers("Bruno", CARRYING)
            await world.offers("Chidi", HELPING_TO_MOVE)
            for _ in range(4):
                need = await world.posts("Amina", SOFA)
                if answer:
                    await world.does("Bruno", answer, need)
                await world.does("Amina", Verb.TAKE_BACK_NEED, need)
                await world.pass_time(4 * DAY)
            asked.append([len(world.inbox(who)) for who in ("Bruno", "Chidi")])
    assert asked[0] == asked[1] == [4, 4]


async def test_rule_3_and_nobody_is_asked_again_about_it(world: World) -> None:
    await world.offers("Bruno", CARRYING)
    need = await world.posts("Amina", SOFA)
    await world.does("Bruno", Verb.NOT_NOW, need)
    await world.does("Amina", Verb.REVISE_NEED, need, text="two people to carry a sofa downstairs")
    await world.pass_time(15 * DAY)
    await world.does("Amina", Verb.RENEW_NEED, need)
    await world.offers("Bruno", "carrying a sofa downstairs")
    await world.pass_time(2 * DAY)
    assert len(world.inbox("Bruno")) == 1
    assert "Nobody is told" in world.inbox("Bruno")[0]


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
    async def work(self) -> AsyncGenerator[Work]:
        async with self.kept.work() as work:
            yield work
            if self.failures:
                raise self.failures.pop(0)

    def look(self) -> AbstractAsyncContextManager[Work]:
        return self.kept.look()


def door_that_fails(world: World, *failures: Exception) -> FrontDoor:
    store = FailingStore(world.stage.house.store, list(failures))
    return FrontDoor(store, world.stage.clock, SeededChance(3), ZONE, lambda: None)


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
