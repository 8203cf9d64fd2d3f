"""Random people do random things in random order, with buttons that are new, stale or somebody else's, while
time passes: whatever they do, the house stays in order.
"""

import asyncio
import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.application.interaction import Reply
from bot.application.ports import Channel, Private
from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain.audience import Audience
from bot.domain.community import Board, Platform
from bot.domain.ids import MemberId
from bot.domain.need import Need, NeedState
from bot.domain.offer import Offer
from bot.views.refusals import FORM_OF
from bot.views.vocabulary import ActionRef, Card, View
from tests.application.queue import Message, messages
from tests.application.world import World, WorldAtHand, a_world, a_world_at_hand, told
from tests.depth import DEPTH
from tests.stories import plain

PEOPLE = ("Amina", "Bruno", "Chidi", "Dana", "Robin", "Zoe")
NEEDS = (
    "can someone drive my mum to the clinic tomorrow at 9",
    "two people to carry a sofa downstairs",
    "a warm meal, I have the flu and can't cook",
    "a lift to the clinic",
)
OFFERS = (
    "lifts on weekday mornings",
    "I can carry a sofa or other furniture",
    "I can cook soup for somebody who is ill",
)
LENGTHS = (timedelta(minutes=3), timedelta(hours=5), timedelta(days=1), timedelta(days=6), timedelta(days=15))
CHANGES_WITH_TIME = ("still_needed", "still_offered")
"""Messages that say something else when their question is near, without anything having happened."""


@dataclass(frozen=True)
class Order:
    """How things stand, read in one go."""

    needs: dict[str, Need]
    offers: dict[str, Offer]
    messages: list[Message]

    def parties(self, message: Message) -> set[MemberId]:
        """Whom a private message may be for."""
        if need := self.needs.get(message.about or ""):
            helpers = {each.helper for each in need.handshakes if each.id.value == message.handshake}
            return {need.asker} | helpers
        if offer := self.offers.get(message.about or ""):
            return {offer.giver}
        return {MemberId(message.reader or "")}


async def read_order(world: World) -> Order:
    async with world.stage.house.store.look() as look:
        space = await look.communities.space_of(Platform.LOCAL, ROOM)
        assert space is not None
        needs = await look.needs.changed_since(space.community, 0)
        offers = await look.offers.changed_since(space.community, 0)
    return Order(
        {need.id.value: need for need in needs},
        {offer.id.value: offer for offer in offers},
        messages(world.stage.folder),
    )


class Lives(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        folder = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        shutil.copy(a_founded_database(), folder)
        self.hand: WorldAtHand = self.open.enter_context(a_world_at_hand(folder))
        self.world = self.hand.world
        self.seen: dict[str, dict[ActionRef, None]] = {who: {} for who in PEOPLE}
        """Every button that came before somebody's eyes, each once, the latest last."""

    def teardown(self) -> None:
        try:
            self.messages_arrive()
        finally:
            self.open.close()

    # -- what people do ------------------------------------------------------------------------------

    @initialize()
    def somebody_offers_and_somebody_asks(self) -> None:
        """So that there is something to do from the start."""
        self.does("Bruno", Verb.OFFER, text=OFFERS[1])
        self.does("Bruno", Verb.POST_OFFER, self.latest("Bruno", Verb.POST_OFFER))
        self.does("Amina", Verb.NEED, text=NEEDS[1])
        self.does("Amina", Verb.POST_NEED, self.latest("Amina", Verb.POST_NEED))
        self.messages_arrive()

    @rule(who=st.sampled_from(PEOPLE), text=st.sampled_from(NEEDS))
    def asks(self, who: str, text: str) -> None:
        self.does(who, Verb.NEED, text=text)

    @rule(who=st.sampled_from(PEOPLE), text=st.sampled_from(OFFERS))
    def offers(self, who: str, text: str) -> None:
        self.does(who, Verb.OFFER, text=text)

    @rule(who=st.sampled_from(PEOPLE), verb=st.sampled_from([Verb.HELP, Verb.MINE]))
    def looks(self, who: str, verb: Verb) -> None:
        self.does(who, verb)

    @rule(who=st.sampled_from(PEOPLE), whom=st.sampled_from(PEOPLE))
    def thanks(self, who: str, whom: str) -> None:
        self.does(who, Verb.THANK, person=whom.casefold(), text="for being there")

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def taps_what_they_saw_last(self, who: str, data: st.DataObject) -> None:
        self.taps(who, self.chosen(who, data, among=4), data)

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def taps_what_they_saw_once(self, who: str, data: st.DataObject) -> None:
        self.taps(who, self.chosen(who, data), data)

    @rule(
        who=st.sampled_from(PEOPLE),
        whose=st.sampled_from(PEOPLE),
        verb=st.sampled_from(Verb),
        data=st.data(),
    )
    def taps_with_a_token_of_somebody_else(
        self, who: str, whose: str, verb: Verb, data: st.DataObject
    ) -> None:
        theirs = self.chosen(whose, data)
        if theirs is not None:
            self.taps(who, ActionRef(verb, theirs.token), data)

    @rule(who=st.sampled_from(PEOPLE), other=st.sampled_from(PEOPLE), data=st.data())
    def two_tap_at_once(self, who: str, other: str, data: st.DataObject) -> None:
        one, two = self.chosen(who, data, among=4), self.chosen(other, data, among=4)
        if one is not None and two is not None:
            deeds = ((who, one.verb, one.token), (other, two.verb, two.token))
            for person, reply in zip((who, other), self.hand.runs(self.world.at_once(*deeds)), strict=True):
                self.sees_answer(person, reply)

    @rule(length=st.sampled_from(LENGTHS))
    def time_passes(self, length: timedelta) -> None:
        self.hand.runs(self.world.pass_time(length))

    @rule()
    def the_program_starts_again(self) -> None:
        self.hand.runs(self.world.stage.restart())

    @rule()
    def messages_arrive(self) -> None:
        """And when it is quiet, nothing is left to do and every screen shows how it is."""
        self.hand.runs(self.world.settle())
        order = self.hand.runs(read_order(self.world))
        assert {each.state for each in order.messages} <= {"recorded", "dropped"}
        notebook = self.world.stage.notebook
        assert len(notebook.sends) == len(set(notebook.sends)), "nothing is sent twice"
        for who in PEOPLE:
            places = [Private(who.casefold()), *(Channel(board.value) for board in Board)]
            for parcel in (parcel for place in places for parcel in notebook.at(place)):
                self.sees(who, parcel.view)
        self.every_screen_shows_how_it_is(order)

    def every_screen_shows_how_it_is(self, order: Order) -> None:
        shown = {
            effect: plain.shown(parcel.view, parcel.tongue)
            for effect, parcel in self.world.stage.notebook.standing.items()
        }
        as_it_is = self.hand.runs(drawn_now(self.world))
        for each in order.messages:
            if each.state == "recorded" and each.notice not in CHANGES_WITH_TIME:
                assert shown[each.id] == as_it_is[each.id], each.notice
        posted = (each for each in order.needs.values() if each.audience is not Audience.PRIVATE)
        open_needs = {each.id.value for each in posted if each.live}
        assert open_needs <= {
            each.about for each in order.messages if each.notice == "need_card" and each.id in shown
        }

    # -- what holds at any moment --------------------------------------------------------------------

    @invariant()
    def the_house_is_in_order(self) -> None:
        order = self.hand.runs(read_order(self.world))
        for need in order.needs.values():
            assert len(need.chosen) <= need.understood.hands
            assert (need.state is NeedState.MET) == (need.live and need.places_left == 0)
            for each in need.handshakes:
                assert each.because is None or order.offers[each.because.value].giver == each.helper
        asks = Counter((each.about, each.reader) for each in order.messages if each.notice == "ask")
        assert set(asks.values()) <= {1}, "nobody is asked twice about one need"
        for each in order.messages:
            assert each.reader is None or MemberId(each.reader) in order.parties(each), each.notice

    # -- hands and eyes ------------------------------------------------------------------------------

    def chosen(self, who: str, data: st.DataObject, among: int | None = None) -> ActionRef | None:
        """One of the last `among` buttons that they saw, or of all."""
        seen = list(self.seen[who])[-(among or 0) :]
        return data.draw(st.sampled_from(seen)) if seen else None

    def latest(self, who: str, verb: Verb) -> str:
        return next(each.token for each in reversed(self.seen[who]) if each.verb is verb)

    def taps(self, who: str, action: ActionRef | None, data: st.DataObject) -> None:
        if action is not None:
            words = data.draw(st.sampled_from((*NEEDS, *OFFERS))) if action.verb in FORM_OF else ""
            self.does(who, action.verb, action.token, text=words)

    def does(self, who: str, verb: Verb, token: str = "", *, text: str = "", person: str = "") -> None:
        self.sees_answer(who, self.hand.runs(self.world.does(who, verb, token, text=text, person=person)))

    def sees_answer(self, who: str, reply: Reply) -> None:
        assert told(reply) != "defect.title"
        self.sees(who, reply.view)

    def sees(self, who: str, view: View) -> None:
        if isinstance(view, Card):
            self.seen[who] |= dict.fromkeys(button.action for button in plain.buttons_of(view))
        else:
            self.seen[who][view.action] = None


async def drawn_now(world: World) -> dict[str, plain.Shown]:
    """What each message would show if it were drawn at this moment, by its effect."""
    room = world.stage.house.room
    everybody = [person.account for person in await room.people()]
    boards = [await room.messages(board, everybody[0]) for board in Board]
    private = [await room.messages(None, account) for account in everybody]
    return {
        message.effect.value: plain.shown(message.view, message.tongue)
        for place in (*boards, *private)
        for message in place
    }


@cache
def a_founded_database() -> Path:
    """A database in which the people are there and nothing has happened: made once, and copied."""

    async def found(folder: Path) -> None:
        async with a_world(folder):
            pass

    folder = Path(tempfile.mkdtemp())
    asyncio.run(found(folder))
    return folder / "hypha.db"


# Shrinking plays lives again and again, for many minutes: to be turned on by whoever looks for a cause.
AT_A_TIME = settings(
    max_examples=5,
    stateful_step_count=30,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)


@pytest.mark.parametrize("number", range(DEPTH.seeds // AT_A_TIME.max_examples))
def test_random_lives(number: int) -> None:
    run_state_machine_as_test(Lives, settings=AT_A_TIME)
