"""Half a year in the made-up community, under one way of asking."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from tests.benchmarks.community.policies import Open, Policy
from tests.benchmarks.community.world import (
    BY_THE_CARD,
    CLARITY,
    DAYS_A_WEEK,
    WAVES_A_DAY,
    WEEKS,
    YES_BY_FIT,
    MadeUpNeed,
    Person,
    Scenario,
)

_START = datetime(2026, 1, 5, 8, tzinfo=UTC)
_A_WAVE = timedelta(hours=4)
_WILLING_FITS = 0.5
"""Somebody who may be asked about a kind of help fits a need of it half as well as the best offer."""
_WEEK_OF_WAVES = DAYS_A_WEEK * WAVES_A_DAY


@dataclass(frozen=True)
class Outcome:
    """Of those who may be asked at all: Gini of helping and of being asked; which part of them was ever asked
    more often in seven days than they said (two, where they said nothing else), and which part left.
    """

    fill: float
    asks_a_fill: float
    gini_of_help: float
    gini_of_asks: float
    over_asked: float
    left: float


def simulate(
    scenario: Scenario, people: Sequence[Person], needs: Sequence[MadeUpNeed], policy: Policy, seed: int
) -> Outcome:
    """The same seed draws the same chances for whoever is asked, as far as the same people are."""
    town = _Town(scenario, people, Random(seed), seed)
    coming: defaultdict[int, list[MadeUpNeed]] = defaultdict(list)
    for need in needs:
        coming[need.at].append(need)
    for wave in range(WEEKS * _WEEK_OF_WAVES):
        town.go_on(wave, coming[wave], policy)
    return town.outcome(len(needs))


class _Town:
    def __init__(self, scenario: Scenario, people: Sequence[Person], chance: Random, seed: int) -> None:
        self._scenario = scenario
        self._people = people
        self._chance = chance
        self._seed = seed
        self._able = {each.number for each in people if each.clarity or each.willing}
        self._gone: set[int] = set()
        self._silent_until: defaultdict[int, float] = defaultdict(float)
        self._asked_at: defaultdict[int, list[int]] = defaultdict(list)
        self._helped: Counter[int] = Counter()
        self._over: set[int] = set()
        self._filled = 0
        self._open: dict[int, MadeUpNeed] = {}
        self._fits: dict[int, dict[int, float]] = {}

    def go_on(self, wave: int, new: Sequence[MadeUpNeed], policy: Policy) -> None:
        for need in new:
            self._open[need.number] = need
            self._fits[need.number] = self._who_fits(need)
        for number in [each.number for each in self._open.values() if wave >= each.at + each.waves_left]:
            self._close(number)
        now = _START + timedelta(days=wave // WAVES_A_DAY) + (wave % WAVES_A_DAY) * _A_WAVE
        out = [
            Open(need, {who: fit for who, fit in self._fits[number].items() if who not in self._gone})
            for number, need in self._open.items()
        ]
        chosen = policy.ask(out, now, evening=wave % WAVES_A_DAY == WAVES_A_DAY - 1)
        for number, asked in chosen.items():
            need = self._open[number]
            answers = [who for who in asked if self._asked(who, self._fits[number].pop(who), wave)]
            if answers:
                self._helped[answers[0]] += 1
                policy.answered(answers[0], need, now)
                self._filled += 1
                self._close(number)
        for need in [each for each in self._open.values() if not each.private]:
            if self._chance.random() < BY_THE_CARD:
                self._filled += 1
                self._close(need.number)

    def _who_fits(self, need: MadeUpNeed) -> dict[int, float]:
        chance = Random(f"{self._seed}/{need.number}")
        able = [each for each in self._people if each.able(need.kind) and each.number != need.asker]
        fits = {
            each.number: CLARITY * each.clarity[need.kind] + (1 - CLARITY) * chance.random()
            for each in able
            if need.kind in each.clarity
        }
        best = max(fits.values(), default=1.0)
        willing = {each.number: _WILLING_FITS for each in able if need.kind not in each.clarity}
        return {**{who: max(fit / best, 0.01) for who, fit in fits.items()}, **willing}

    def _asked(self, who: int, fit: float, wave: int) -> bool:
        """Whether they say yes; and what the ask does to them."""
        person = self._people[who]
        self._asked_at[who].append(wave)
        lately = sum(at > wave - _WEEK_OF_WAVES for at in self._asked_at[who])
        if lately > person.limit:
            self._over.add(who)
            if self._chance.random() < self._scenario.leaves:
                self._gone.add(who)
        if wave < self._silent_until[who]:
            return False
        self._silent_until[who] = wave + self._chance.expovariate(
            1 / (self._scenario.silent_days * WAVES_A_DAY)
        )
        return self._chance.random() < person.readiness * (1 - YES_BY_FIT + YES_BY_FIT * fit)

    def _close(self, number: int) -> None:
        del self._open[number]
        del self._fits[number]

    def outcome(self, needs: int) -> Outcome:
        asks = sum(map(len, self._asked_at.values()))
        return Outcome(
            fill=self._filled / needs,
            asks_a_fill=asks / self._filled,
            gini_of_help=gini([self._helped[each] for each in self._able]),
            gini_of_asks=gini([len(self._asked_at[each]) for each in self._able]),
            over_asked=len(self._over) / len(self._able),
            left=len(self._gone) / len(self._able),
        )


def gini(counts: Sequence[int]) -> float:
    """0 where all have the same, near 1 where one has everything."""
    total = sum(counts)
    if total == 0:
        return 0.0
    ranked = sum(rank * count for rank, count in enumerate(sorted(counts), start=1))
    return 2 * ranked / (len(counts) * total) - (len(counts) + 1) / len(counts)
