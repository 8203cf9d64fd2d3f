"""Ways of asking: three to compare with, and the one of the application, by the application's own code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.capacity import WEEK, Capacity, free_again_at
from bot.domain.ids import CommunityId, MemberId, NeedId
from bot.domain.traces import Traces
from bot.matching.waves import WAVE, Wanting, asks_left, assign, wave_size
from bot.matching.who_first import WILLING_FIT, Candidate, in_order
from bot.matching.yes import Answers, hour_of
from tests.benchmarks.community.world import MadeUpNeed, Person

UTC_ZONE = ZoneInfo("UTC")
_COMMUNITY = CommunityId("made up")


@dataclass(frozen=True)
class Open:
    """A need that is out, and who may be asked for it: able, still there, not asked before. `fits` is by the
    number of the person, the best of all is 1.
    """

    need: MadeUpNeed
    fits: Mapping[int, float]


class Policy(Protocol):
    """Told of everything that it may know, and of nothing else."""

    name: str

    def ask(self, needs: Sequence[Open], now: datetime, *, evening: bool) -> Mapping[int, Sequence[int]]:
        """Whom to ask with this wave, by the number of the need."""
        ...

    def answered(self, person: int, need: MadeUpNeed, now: datetime) -> None:
        """They said yes."""
        ...


@dataclass
class Broadcast:
    """Everybody who is able, at once."""

    name: str = "broadcast"

    def ask(self, needs: Sequence[Open], now: datetime, *, evening: bool) -> Mapping[int, Sequence[int]]:
        return {each.need.number: list(each.fits) for each in needs}

    def answered(self, person: int, need: MadeUpNeed, now: datetime) -> None:
        pass


@dataclass
class AtRandom:
    """Two of those who are able, drawn by chance."""

    chance: Random
    name: str = "random"

    def ask(self, needs: Sequence[Open], now: datetime, *, evening: bool) -> Mapping[int, Sequence[int]]:
        return {
            each.need.number: self.chance.sample(sorted(each.fits), min(WAVE, len(each.fits)))
            for each in needs
        }

    def answered(self, person: int, need: MadeUpNeed, now: datetime) -> None:
        pass


@dataclass
class GreedyBestMatch:
    """The two whose words fit best."""

    name: str = "greedy best match"

    def ask(self, needs: Sequence[Open], now: datetime, *, evening: bool) -> Mapping[int, Sequence[int]]:
        return {each.need.number: sorted(each.fits, key=lambda who: -each.fits[who])[:WAVE] for each in needs}

    def answered(self, person: int, need: MadeUpNeed, now: datetime) -> None:
        pass


@dataclass
class Ours:
    """As the application asks (bot/application/ask_around.py): by its capacity, traces, order, wave, budget
    and evening round.
    """

    people: Sequence[Person]
    name: str = "ours"
    asked: dict[int, list[datetime]] = field(default_factory=dict)
    traces: dict[int, Traces] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)

    def __post_init__(self) -> None:
        able = [each for each in self.people if each.clarity or each.willing]
        self.said = {
            each.number: Capacity(_member(each.number), _COMMUNITY, asks_a_week=each.limit) for each in able
        }
        self.traces = {each: Traces(_member(each), _COMMUNITY) for each in self.said}
        self.asked = {each: [] for each in self.said}
        self.allowances = [each.limit for each in able]

    def ask(self, needs: Sequence[Open], now: datetime, *, evening: bool) -> Mapping[int, Sequence[int]]:
        self.asked = {each: [at for at in moments if at > now - WEEK] for each, moments in self.asked.items()}
        left = asks_left(self.allowances, sum(map(len, self.asked.values())))
        if evening:
            return self._evening_round(needs, left, now)
        chosen: dict[int, Sequence[int]] = {}
        for each in needs:
            if left == 0 and not each.need.private:
                continue
            order = in_order(NeedId(str(each.need.number)), self._candidates(each, now))
            chosen[each.need.number] = self._taken(order[: self._wave_size(each, now)], each.need, now)
            left = None if left is None else max(0, left - len(chosen[each.need.number]))
        return chosen

    def _evening_round(
        self, needs: Sequence[Open], left: int | None, now: datetime
    ) -> Mapping[int, Sequence[int]]:
        wanting = [
            Wanting(
                NeedId(str(each.need.number)),
                self._wave_size(each, now),
                [*self._candidates(each, now)],
            )
            for each in needs
        ]
        allowed = {_member(each): self.said[each].asks_a_week - len(self.asked[each]) for each in self.said}
        assigned = assign(wanting, allowed, left)
        by_number = {str(each.need.number): each.need for each in needs}
        return {
            int(need.value): self._taken(members, by_number[need.value], now)
            for need, members in assigned.items()
        }

    def _candidates(self, each: Open, now: datetime) -> Sequence[Candidate]:
        return [
            Candidate(_member(who), self._fit(who, fit, each.need), self.traces[who].load_at(now))
            for who, fit in each.fits.items()
            if free_again_at(self.said[who], now, UTC_ZONE, self.asked[who]) == now
        ]

    def _fit(self, who: int, fit: float, need: MadeUpNeed) -> float:
        return fit if need.kind in self.people[who].clarity else WILLING_FIT

    def _wave_size(self, each: Open, now: datetime) -> int:
        return wave_size(self.answers.likely(each.need.kind, now, UTC_ZONE))

    def _taken(self, members: Sequence[MemberId], need: MadeUpNeed, now: datetime) -> Sequence[int]:
        taken = [int(each.value) for each in members]
        for who in taken:
            self.asked[who].append(now)
            self.traces[who] = self.traces[who].asked(now)
            self.answers.asked[need.kind, hour_of(now, UTC_ZONE)] += 1
        return taken

    def answered(self, person: int, need: MadeUpNeed, now: datetime) -> None:
        self.answers.yes[need.kind, hour_of(now, UTC_ZONE)] += 1
        self.traces[person] = self.traces[person].helped(now)


def _member(number: int) -> MemberId:
    return MemberId(str(number))
