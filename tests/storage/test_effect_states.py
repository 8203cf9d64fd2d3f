"""docs/effects.md and the code say the same about what becomes of an effect."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from storage.effect_states import WAYS, EffectState

PAGE = (Path(__file__).parents[2] / "docs" / "effects.md").read_text(encoding="utf-8")
FIRST = (None, "set in motion", EffectState.QUEUED)

Way = tuple[EffectState | None, str, EffectState]


def ways_in_code() -> set[Way]:
    moves = {(start, event.value, end) for event, (starts, end) in WAYS.items() for start in starts}
    return {FIRST, *moves}


def table(heading: str) -> list[list[str]]:
    """The rows of the first table under that heading, without its own head."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def state(name: str) -> EffectState | None:
    return None if name in ("nothing", "[*]") else EffectState(name)


def test_the_states_are_those_of_the_page():
    assert [name for name, _ in table("The states")] == [each.value for each in EffectState]


def test_the_ways_are_those_of_the_table():
    rows = [(state(start), what, state(end)) for start, what, end, _ in table("The ways between them")]
    assert len(rows) == len(set(rows))
    assert set(rows) == ways_in_code()


def test_the_drawing_shows_the_same_ways():
    drawn = re.findall(r"^ +(\S+) --> (\S+): (.+)$", PAGE, re.MULTILINE)
    assert {(state(start), state(end)) for start, end, _ in drawn} == {
        (start, end) for start, _, end in ways_in_code()
    }


@pytest.mark.parametrize(
    "story",
    [
        "nothing queued claimed sent recorded",
        "nothing queued claimed sent recorded queued claimed recorded",
        "nothing queued claimed dropped",
        "nothing queued claimed queued claimed sent parked",
        "nothing queued claimed sent queued claimed sent recorded",
    ],
)
def test_the_usual_stories_can_be_walked(story: str):
    steps = {(start, end) for start, _, end in ways_in_code()}
    for start, end in pairwise(story.split()):
        assert (state(start), state(end)) in steps
