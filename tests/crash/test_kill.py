"""`kill -9` at any moment: what was confirmed stays, and every message is sent once, or parked."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import zip_longest
from pathlib import Path

import pytest

from storage.effect_states import EffectState
from tests.crash.checkpoints import Moment
from tests.crash.lives import Found, Nursery, Run, Weather, a_nursery
from tests.crash.script import STORY, Waits
from tests.databases import Databases
from tests.depth import DEPTH

REPEATS_RECOGNISED = Weather("repeats are recognised", timedelta(minutes=5), away=timedelta(seconds=31))
RECOGNISED_NO_LONGER = Weather("recognised no longer", timedelta(minutes=5), away=timedelta(hours=2))
NEVER_RECOGNISED = Weather("never recognised", timedelta(0), away=timedelta(seconds=31))
WEATHERS = (REPEATS_RECOGNISED, RECOGNISED_NO_LONGER, NEVER_RECOGNISED)

SEED = 20260302
KILLS_A_STORY = 5
STORIES = range(-(-DEPTH.kill_points // KILLS_A_STORY))


@pytest.fixture(scope="module", name="nursery")
def _nursery() -> Iterator[Nursery]:
    with a_nursery() as nursery:
        yield nursery


@pytest.fixture(scope="module", name="undisturbed")
def _undisturbed(nursery: Nursery, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The story as it goes when nobody is killed."""
    return nursery.story(tmp_path_factory.mktemp("story") / "undisturbed", databases, NEVER_RECOGNISED, [])


def test_undisturbed_the_story_comes_to_its_end(undisturbed: Run) -> None:
    end = undisturbed.end
    assert undisturbed.skipped == []
    assert (end.rows["offer"], end.rows["need"], end.rows["handshake"], end.rows["note"]) == (1, 1, 1, 1)
    assert {each.state for each in end.effects.values()} == {EffectState.RECORDED}
    assert sorted(names_of(undisturbed)) == [
        "after answer",
        "after claim",
        "after commit",
        "after edit",
        "after mark",
        "after record",
        "after send",
        "before answer",
        "before commit",
        "before edit",
        "before mark",
        "before record",
        "before send",
    ]


@pytest.mark.parametrize("weather", WEATHERS, ids=lambda weather: weather.name)
@pytest.mark.parametrize("story", STORIES)
def test_killed_in_the_middle(
    nursery: Nursery, databases: Databases, undisturbed: Run, weather: Weather, story: int, tmp_path: Path
) -> None:
    run = nursery.story(tmp_path / "story", databases, weather, kill_points(undisturbed, weather)[story])
    assert run.killed_at, "nobody was killed"
    assert_what_was_confirmed_is_kept(run)
    assert_nothing_was_sent_that_was_not_written_ahead(run)
    assert_every_message_was_sent_once_or_parked(run, weather)
    assert_screens_show_how_it_is(run)
    if not run.skipped:
        assert_it_is_the_same_story(run, undisturbed)
    if weather is REPEATS_RECOGNISED:
        assert run.skipped == []
        assert screens(run) == screens(undisturbed)


# -- which moments -------------------------------------------------------------------------------------------


def names_of(run: Run) -> list[str]:
    return list(dict.fromkeys(str(line["passed"]) for line in run.around.moments.lines()))


def kill_points(undisturbed: Run, weather: Weather) -> list[list[Moment]]:
    """Seeded moments, of each name about as many, in the order of the story: for each story to be lived."""
    chance = random.Random(f"{SEED} {weather.name}")
    times: Counter[str] = Counter()
    passed: defaultdict[str, list[tuple[int, Moment]]] = defaultdict(list)
    for position, line in enumerate(undisturbed.around.moments.lines()):
        name = str(line["passed"])
        times[name] += 1
        passed[name].append((position, Moment(name, times[name])))
    for moments in passed.values():
        chance.shuffle(moments)
    names = sorted(passed)
    chance.shuffle(names)
    one_of_each = [
        moment for row in zip_longest(*(passed[name] for name in names)) for moment in row if moment
    ]
    chosen = one_of_each[: DEPTH.kill_points]
    stories = [sorted(chosen[first :: len(STORIES)]) for first in range(len(STORIES))]
    return [[moment for _, moment in story] for story in stories]


# -- what has to hold ----------------------------------------------------------------------------------------


def assert_what_was_confirmed_is_kept(run: Run) -> None:
    """Whoever saw an answer finds it kept, at every death and at the end; and it was done once."""
    for found in (*run.deaths, run.end):
        assert found.confirmed().keys() <= found.deliveries, run.told()
    verbs = {f"step {number}": step.verb for number, step in enumerate(STORY) if not isinstance(step, Waits)}
    assert run.end.deeds == tuple(verbs[key] for key in run.end.confirmed()), run.told()


def assert_nothing_was_sent_that_was_not_written_ahead(run: Run) -> None:
    """A first post is on the platform only if the database knows that it may be."""
    known_to_be_unknown: set[str] = set()
    for found in run.deaths:
        known_to_be_unknown |= outcome_unknown(found)
        for effect in sent(found):
            assert found.effects[effect].stands or effect in known_to_be_unknown, run.told()


def assert_every_message_was_sent_once_or_parked(run: Run, weather: Weather) -> None:
    end = run.end
    unknown = set[str]().union(*map(outcome_unknown, run.deaths))
    recorded, parked = end.in_state(EffectState.RECORDED), end.in_state(EffectState.PARKED)
    assert recorded | parked == end.effects.keys(), f"something is left to do; {run.told()}"
    assert max(Counter(sent(end)).values()) == 1, f"sent twice; {run.told()}"
    assert recorded <= set(sent(end)) <= recorded | parked, run.told()
    assert all(end.effects[each].stands for each in recorded), run.told()
    said = Counter((each.notice, each.to) for each in end.effects.values())
    assert max(said.values()) == 1, f"said twice; {run.told()}"
    if weather is REPEATS_RECOGNISED:
        assert parked == set(), run.told()
        assert repeated(end) <= unknown, run.told()
    else:
        assert parked == unknown, f"exactly what can't be known is parked; {run.told()}"
        assert {end.effects[each].why for each in parked} <= {"outcome_unknown"}
        assert repeated(end) == set(), run.told()


def assert_screens_show_how_it_is(run: Run) -> None:
    """Whatever was edited, and whatever was lost on the way: each message says what it would say now."""
    drawn_now = json.loads((run.around.folder / "screens.json").read_text(encoding="utf-8"))
    shown = {line["effect"]: line["words"] for line in run.around.platform.lines()}
    for effect in run.end.in_state(EffectState.RECORDED):
        assert shown[effect] == drawn_now[effect], run.told()


def assert_it_is_the_same_story(run: Run, undisturbed: Run) -> None:
    """Nothing more was said than without the kills, and nothing less; nothing was kept twice."""
    expected = undisturbed.end
    said = {(each.notice, each.to) for each in run.end.effects.values()}
    assert said == {(each.notice, each.to) for each in expected.effects.values()}, run.told()
    uncounted = {"posting", "pace"}  # of what is parked, nobody knows where it stands
    for table in expected.rows.keys() - uncounted:
        assert run.end.rows[table] == expected.rows[table], f"{table}; {run.told()}"


def outcome_unknown(found: Found) -> set[str]:
    """First posts that were about to be handed over: the platform may have them, or not."""
    return {each.id for each in found.effects.values() if each.state is EffectState.SENT and not each.stands}


def sent(found: Found) -> list[str]:
    """The effects that stand on the platform, as often as they were put there."""
    return [line["effect"] for line in found.around.platform.lines() if line["deed"] == "send"]


def repeated(found: Found) -> set[str]:
    """The effects that came again, and that the platform took for what they were."""
    return {line["effect"] for line in found.around.platform.lines() if line["deed"] == "repeat"}


def screens(run: Run) -> dict[str, list[str]]:
    """What stands at each place at the end, in the order in which it was sent."""
    shown = {line["effect"]: line["words"] for line in run.around.platform.lines()}
    places: defaultdict[str, list[str]] = defaultdict(list)
    for line in run.around.platform.lines():
        if line["deed"] == "send":
            places[line["place"]].append(shown[line["effect"]])
    return places
