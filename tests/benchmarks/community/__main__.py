"""`python -m tests.benchmarks.community`: ways of asking compared in a made-up community, as
docs/fair-asking.md quotes it. `--seeds 3` for a quick look. Ends with 1 if a goal was missed.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from random import Random
from statistics import fmean, pstdev, stdev

from bot.domain.ids import MemberId, NeedId
from bot.domain.traces import AN_ASK
from bot.matching.who_first import Candidate, in_order
from tests.benchmarks.community.policies import AtRandom, Broadcast, GreedyBestMatch, Ours, Policy
from tests.benchmarks.community.simulate import Outcome, simulate
from tests.benchmarks.community.world import (
    SCENARIOS,
    SPREAD_ASKS,
    SPREAD_PEOPLE,
    Person,
    Scenario,
    needs,
    people,
)
from tests.benchmarks.figures import Figure, table

SEEDS = 30
POLICIES: Sequence[Callable[[Sequence[Person], int], Policy]] = (
    lambda _, __: Broadcast(),
    lambda _, seed: AtRandom(Random(seed)),
    lambda _, __: GreedyBestMatch(),
    lambda everybody, _: Ours(everybody),
)
Outcomes = dict[tuple[str, str], list[Outcome]]
"""By scenario and policy, one for each seed."""


def main() -> int:
    """0 if every goal was reached, 1 if one was missed."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seeds", type=int, default=SEEDS)
    seeds = range(arguments.parse_args().seeds)
    outcomes: Outcomes = {}
    for scenario in SCENARIOS:
        for seed in seeds:
            for outcome, policy in _half_years(scenario, seed):
                outcomes.setdefault((scenario.name, policy), []).append(outcome)
    figures = _goals(outcomes, seeds)
    sys.stdout.write(f"{_compared(outcomes)}\n\n{table(figures)}\n")
    return 0 if all(each.reached is not False for each in figures) else 1


def _half_years(scenario: Scenario, seed: int) -> list[tuple[Outcome, str]]:
    everybody, asked = people(Random(seed)), needs(scenario, Random(seed + 1000))
    policies = [make(everybody, seed) for make in POLICIES]
    return [(simulate(scenario, everybody, asked, each, seed), each.name) for each in policies]


def _compared(outcomes: Outcomes) -> str:
    names = ("filled", "asks a fill", "Gini of help", "Gini of asks", "ever over-asked", "left")
    lines = [f"| scenario | policy | {' | '.join(names)} |", f"|---|---|{'---|' * len(names)}"]
    for (scenario, policy), of_seeds in outcomes.items():
        means = [fmean(getattr(each, field.name) for each in of_seeds) for field in fields(Outcome)]
        lines.append(f"| {scenario} | {policy} | {' | '.join(f'{mean:.3f}' for mean in means)} |")
    return "\n".join(lines)


def _goals(outcomes: Outcomes, seeds: Sequence[int]) -> list[Figure]:
    figures = [
        _fill_to_greedy(outcomes, "base", 1.03),
        _fill_to_greedy(outcomes, "double demand", 1.15),
        _ours_at_most("Gini of asks, base", [each.gini_of_asks for each in outcomes["base", "ours"]], 0.20),
    ]
    over = [each.over_asked for scenario in SCENARIOS for each in outcomes[scenario.name, "ours"]]
    figures.append(_ours_at_most("ever asked beyond their limit, in any scenario", over, 0.0))
    of_two, of_ten = ([_spread(seed, choices) for seed in seeds] for choices in (2, 10))
    figures.append(_ours_at_most("spread of load with two choices, to that of one at random", of_two, 0.15))
    figures.append(Figure("the same where ten who fit are compared", _mean(of_ten)))
    return figures


def _fill_to_greedy(outcomes: Outcomes, scenario: str, goal: float) -> Figure:
    pairs = zip(outcomes[scenario, "ours"], outcomes[scenario, "greedy best match"], strict=True)
    ratios = [ours.fill / greedy.fill for ours, greedy in pairs]
    what = f"filled, to greedy best match of the same seed: {scenario}"
    return Figure(what, _mean(ratios), f"at least {goal}", fmean(ratios) >= goal)


def _ours_at_most(what: str, values: Sequence[float], goal: float) -> Figure:
    return Figure(what, _mean(values), f"at most {goal}", fmean(values) <= goal)


def _mean(values: Sequence[float]) -> str:
    """With the half width of its 95 % interval over the seeds."""
    error = 1.96 * stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return f"{fmean(values):.3f} ± {error:.3f}"


def _spread(seed: int, choices: int) -> float:
    chance = Random(seed)
    everybody = [MemberId(f"{each:03}") for each in range(SPREAD_PEOPLE)]
    by_chance, by_load = dict.fromkeys(everybody, 0.0), dict.fromkeys(everybody, 0.0)
    for number in range(SPREAD_ASKS):
        drawn = chance.sample(everybody, choices)
        by_chance[drawn[0]] += AN_ASK
        candidates = [Candidate(each, 1.0, by_load[each]) for each in drawn]
        by_load[in_order(NeedId(f"{seed}/{number}"), candidates)[0]] += AN_ASK
    return pstdev(by_load.values()) / pstdev(by_chance.values())


if __name__ == "__main__":
    sys.exit(main())
