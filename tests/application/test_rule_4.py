"""Rule 4: consent and capacity are law. Nobody is asked who did not say they may be, nor beyond their limits,
in quiet hours, paused, or about something they said no to.

People say things, offer, pause and ask in any order, over weeks in which clocks are changed. Each ask that
reaches somebody is held to what that person said, kept here apart from the house.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import assert_never
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.application.ports import MessageRef, Parcel
from bot.application.verbs import Verb
from bot.domain.capacity import MORNING, WEEK, PauseLength
from bot.domain.times import local_moment
from bot.views.ask_me import ASKS_A_WEEK
from bot.views.vocabulary import Card, Phrase, Prose, Quote
from tests.application.world import World, token_in
from tests.depth import DEPTH
from tests.stories.core_stage import CoreStage, Notebook
from tests.stories.surroundings import ZONE, HandClock

BEFORE_CLOCKS_CHANGE = datetime(2026, 3, 26, 9, 0, tzinfo=UTC)

OFFERS = {
    "transport": "lifts to the hospital",
    "food": "cooking warm meals",
    "emotional": "a listening ear for whoever feels lonely",
}
NEEDS = {
    "transport": "a lift to the hospital",
    "food": "somebody to cook a warm meal",
    "emotional": "a listening ear, I feel lonely",
}


@dataclass(frozen=True)
class Says:
    who: str
    willingness: str
    kinds: frozenset[str]
    often: int
    quiet: tuple[time, time] | None
    zone: str


@dataclass(frozen=True)
class Offers:
    who: str
    kind: str


@dataclass(frozen=True)
class Pauses:
    who: str
    length: PauseLength


@dataclass(frozen=True)
class EndsPause:
    who: str


@dataclass(frozen=True)
class Stops:
    """Taps "stop asking me about this" on the last ask."""

    who: str


@dataclass(frozen=True)
class Needs:
    kind: str


@dataclass(frozen=True)
class Waits:
    hours: int


Step = Says | Offers | Pauses | EndsPause | Stops | Needs | Waits

_who = st.sampled_from(["Bruno", "Chidi", "Dana"])
_kind = st.sampled_from(sorted(NEEDS))
_clock = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30, 45]))
_quiet = st.tuples(_clock, _clock).filter(lambda two: two[0] != two[1])
_says = st.builds(
    Says,
    _who,
    st.sampled_from(["sometimes", "sometimes", "sometimes", "never"]),
    st.frozensets(_kind),
    st.sampled_from(ASKS_A_WEEK),
    st.none() | _quiet,
    st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
_steps = st.one_of(
    _says,
    st.builds(Offers, _who, _kind),
    st.builds(Pauses, _who, st.sampled_from(PauseLength)),
    st.builds(EndsPause, _who),
    st.builds(Stops, _who),
    st.builds(Needs, _kind),
    st.builds(Needs, _kind),
    st.builds(Waits, st.sampled_from([1, 6, 11, 30, 80])),
)


@dataclass
class Person:
    """What somebody said. Of whom nothing is known, nothing was said."""

    willingness: str = "sometimes"
    kinds: set[str] = field(default_factory=set)
    offers: set[str] = field(default_factory=set)
    """Kinds of help that they offer, and said no no to."""
    often: int = 2
    quiet: tuple[time, time] | None = None
    zone: ZoneInfo = ZONE
    paused_until: datetime | None = None
    asked: list[datetime] = field(default_factory=list)
    last: tuple[str, str] | None = None
    """The last ask: its kind, and the token of the button that stops them."""

    def objections(self, kind: str, *, offered: bool, at: datetime) -> list[str]:
        """Why they were not to be asked about that kind of help at that moment."""
        clock = at.astimezone(self.zone).time()
        start, end = self.quiet or (time(0), time(0))
        quiet = start <= clock < end if start <= end else clock >= start or clock < end
        found = {
            "said never": self.willingness == "never",
            f"did not agree to {kind}": kind not in (self.offers if offered else self.kinds),
            "has a pause": self.paused_until is not None and at < self.paused_until,
            "was asked enough": sum(at - each < WEEK for each in self.asked) >= self.often,
            f"has quiet hours, and it is {clock}": quiet,
        }
        return [why for why, so in found.items() if so]


class Watcher(Notebook):
    """Looks at every ask at the moment when it reaches somebody."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__()
        self.people: dict[str, Person] = {name: Person() for name in ("bruno", "chidi", "dana", "amina")}
        self.wrong: list[str] = []
        self._clock = clock

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef:
        if parcel.view.title.key == "ask.title":
            self._look(parcel.to.account, parcel.view)
        return await super().send(space_account, parcel)

    def _look(self, account: str, ask: Card) -> None:
        person, now = self.people[account], self._clock.now()
        words = next(block.text.raw for block in ask.blocks if isinstance(block, Quote))
        kind = next(kind for kind, need in NEEDS.items() if need == words)
        said = [span for block in ask.blocks if isinstance(block, Prose) for span in block.spans]
        keys = {span.key for span in said if isinstance(span, Phrase)}
        assert len(keys & {"ask.because", "ask.because_kind"}) == 1
        why_not = person.objections(kind, offered="ask.because" in keys, at=now)
        self.wrong += [f"{account} {why} at {now}" for why in why_not]
        person.asked.append(now)
        person.last = (kind, token_in(ask, Verb.STOP_ASKING))


async def _played(steps: list[Step], folder: Path) -> Watcher:
    stage = CoreStage(folder)
    stage.clock = HandClock(BEFORE_CLOCKS_CHANGE)
    stage.notebook = watcher = Watcher(stage.clock)
    await stage.start()
    try:
        for step in steps:
            world = World(stage)
            await world.pass_time(timedelta(minutes=3))  # later, the same words are no longer the same post
            await _plays(step, world, watcher)
            await world.settle()
    finally:
        await stage.stop()
    return watcher


async def _plays(step: Step, world: World, watcher: Watcher) -> None:
    """The person is told first, so that nothing that follows at once is held to what they said before."""
    match step:
        case Says():
            person = watcher.people[step.who.casefold()]
            person.willingness, person.kinds, person.often = step.willingness, set(step.kinds), step.often
            person.quiet, person.zone = step.quiet, ZoneInfo(step.zone)
            await world.does(
                step.who,
                Verb.SAVE_ASK_ME,
                willingness=step.willingness,
                kinds=",".join(sorted(step.kinds)),
                often=str(step.often),
                quiet="-".join(f"{each:%H:%M}" for each in step.quiet or ()),
                zone=step.zone,
            )
        case Offers(who, kind):
            watcher.people[who.casefold()].offers.add(kind)
            await world.offers(who, OFFERS[kind])
        case Pauses(who, length):
            person, now = watcher.people[who.casefold()], world.stage.now()
            tomorrow = now.astimezone(person.zone).date() + timedelta(days=1)
            person.paused_until = {
                PauseLength.MORNING: local_moment(tomorrow, MORNING, person.zone),
                PauseLength.WEEK: now + WEEK,
                PauseLength.OPEN: datetime.max.replace(tzinfo=UTC),
            }[length]
            await world.does(who, Verb.PAUSE_ASKS, length)
        case EndsPause(who):
            watcher.people[who.casefold()].paused_until = None
            await world.does(who, Verb.END_PAUSE)
        case Stops(who):
            person = watcher.people[who.casefold()]
            if person.last is not None:
                kind, token = person.last
                person.kinds.discard(kind)
                person.offers.discard(kind)
                await world.does(who, Verb.STOP_ASKING, token)
        case Needs(kind):
            await world.posts("Amina", NEEDS[kind])
        case Waits(hours):
            await world.pass_time(timedelta(hours=hours))
        case _:
            assert_never(step)


@settings(max_examples=DEPTH.examples // 6)
@given(st.lists(_steps, min_size=4, max_size=12))
def test_rule_4_nobody_is_asked_beyond_what_they_said(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        watcher = asyncio.run(_played(steps, Path(folder)))
    assert watcher.wrong == []


def test_such_weeks_do_bring_asks() -> None:
    """So that the test above looks at something."""
    may = Says("Chidi", "sometimes", frozenset({"food"}), 7, (time(21), time(8)), "Asia/Kathmandu")
    steps: list[Step] = [may, Offers("Bruno", "food"), *([Needs("food"), Waits(30)] * 4)]
    with TemporaryDirectory() as folder:
        watcher = asyncio.run(_played(steps, Path(folder)))
    assert watcher.wrong == []
    assert len(watcher.people["bruno"].asked) == 2
    assert len(watcher.people["chidi"].asked) == 4
    assert watcher.people["dana"].asked == []
