"""How deep the tests go. `make test` is quick; `.ci/run` sets HYPHA_DEPTH=deep."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Depth:
    """How many of each a test tries."""

    name: str
    kill_points: int
    """moments of a story at which the process is killed"""
    seeds: int
    """worlds that a simulation walks through"""
    examples: int
    """made-up inputs for each property"""


QUICK = Depth("quick", kill_points=10, seeds=5, examples=30)
DEEP = Depth("deep", kill_points=50, seeds=50, examples=300)


def chosen(name: str | None) -> Depth:
    """The depth of that name, quick where none is named. Raises ValueError for any other name."""
    for depth in (QUICK, DEEP):
        if depth.name == (name or QUICK.name):
            return depth
    raise ValueError(f"HYPHA_DEPTH is {name!r}; it can be quick or deep")


DEPTH = chosen(os.environ.get("HYPHA_DEPTH"))
