"""What a room may do, beyond whom it may know (that stands in pyproject.toml, for import-linter)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import EVERYTHING, PROGRAM, ROOT, imported, name, python_files, tree

PURE = ("bot/domain", "bot/matching", "bot/care", "bot/views")
CORE = (*PURE, "bot/application")

# Clocks, randomness, and every way to reach what is outside.
OUTSIDE = {
    "asyncio",
    "logging",
    "os",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "time",
}
OUTSIDE |= {"urllib", "uuid"}

# Matching and views read the files that come with them; the domain reads nothing.
READING = {"importlib", "io", "pathlib", "threading"}

ASKS_THE_CLOCK = {"now", "utcnow", "today"}


def _first(dotted: str) -> str:
    return dotted.partition(".")[0]


def _offences(folders: tuple[str, ...], forbidden: set[str]) -> list[str]:
    return [
        f"{name(path)}:{line} imports {dotted}"
        for path in python_files(*folders)
        for line, dotted in imported(tree(path))
        if _first(dotted) in forbidden
    ]


def test_the_domain_is_made_of_the_standard_library():
    known = sys.stdlib_module_names | {"bot"}
    found = [
        f"{name(path)}:{line} imports {dotted}"
        for path in python_files("bot/domain")
        for line, dotted in imported(tree(path))
        if _first(dotted) not in known
    ]
    assert not found, "\n".join(found)


def test_pure_rooms_have_no_clock_no_randomness_and_no_way_out():
    found = _offences(("bot/domain",), OUTSIDE | READING) + _offences(PURE[1:], OUTSIDE)
    assert not found, "\n".join(found)


def test_use_cases_are_given_chance_and_time():
    found = _offences(("bot/application",), {"random", "secrets", "time", "uuid", "os", "socket"})
    assert not found, "\n".join(found)


def test_the_core_never_asks_what_time_it_is():
    """`now` comes from the injected clock: `clock.now()` is the only `now` that is called."""
    found = [
        f"{name(path)}:{node.lineno} calls {ast.unparse(node)}"
        for path in python_files(*CORE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ASKS_THE_CLOCK
        and ast.unparse(node.value) in {"datetime", "datetime.datetime", "date", "datetime.date"}
    ]
    assert not found, "\n".join(found)


def _reads_environment(path: Path) -> Iterator[int]:
    module = tree(path)
    for line, dotted in imported(module):
        if _first(dotted) == "dotenv" or dotted in {"os.environ", "os.getenv", "os.environb", "os.getenvb"}:
            yield line
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv", "os.putenv"}:
            yield node.lineno


def test_only_the_settings_read_the_environment():
    readers = {name(path) for path in python_files(*PROGRAM) if any(_reads_environment(path))}
    assert readers == {"bot/config.py"}


def test_rows_are_declared_in_one_place():
    """A class with `table=True` is a row of the database, not a domain object."""
    found = {
        name(path)
        for path in python_files(*PROGRAM)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and any(each.arg == "table" for each in node.keywords)
    }
    assert {each.rpartition("/")[0] for each in found} == {"storage/tables"}


@pytest.mark.parametrize("platform", ["slack", "discord", "local"])
def test_each_face_has_the_same_rooms(platform: str):
    expected = {"app.py", "inbound.py", "render.py", "outbound.py", "escape.py", "limits.py", "faults.py"}
    assert expected <= {path.name for path in (ROOT / "adapters" / platform).iterdir()}


def test_no_module_is_longer_than_one_thing_needs():
    longest = 350
    found = [
        f"{name(path)} has {lines} lines"
        for path in python_files(*EVERYTHING)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > longest
    ]
    assert not found, "\n".join(found)


def test_no_room_is_called_by_what_is_left_over():
    leftovers = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}
    found = [name(path) for path in python_files(*EVERYTHING) if path.stem in leftovers]
    assert not found, "\n".join(found)
