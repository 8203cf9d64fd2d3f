"""What the documents say is there, is there."""

import ast
import re
from pathlib import Path

import pytest

from bot.cli import main
from bot.views.catalogue import find_command
from tests.architecture.source import ROOT, name, tracked, tree

DOCUMENTS = [path for path in tracked() if path.suffix == ".md"]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PATHS_SERVED = {"healthz", "readyz"}
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def _code(path: Path) -> list[str]:
    """Everything that is set as code, without its back-ticks."""
    return [found.strip("`") for found in CODE.findall(path.read_text(encoding="utf-8"))]


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(path: Path):
    lost: list[str] = []
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        target, _, anchor = link.partition("#")
        there = path.parent / target if target else path
        if not there.exists() or (anchor and anchor not in _anchors(there)):
            lost.append(link)
    assert lost == []


def _files_named(code: str) -> list[str]:
    """The paths in a piece of code; none with gaps to fill in, such as `adapters/<platform>/limits.py`."""
    words = re.findall(r"(?<![\w./<>*:-])[\w.-]+(?:/[\w.-]+)*/?(?=[\s,;]|$)", code)
    kind = re.compile(r"\w\.(?:py|toml|po|json|md|lock)$|^(?:bot|adapters|storage|tests|docs|deploy)/")
    return [word for word in words if kind.search(word)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_file_that_is_named_is_there(path: Path):
    """A path may be shortened from the left, as `views/i18n.py`: in its own surroundings it is clear."""
    places = {place for each in tracked() for place in (each, *each.parents) if place.is_relative_to(ROOT)}
    known = {f"/{name(place)}" for place in places}
    named = [word for code in _code(path) for word in _files_named(code)]
    lost = [word for word in named if not any(each.endswith(f"/{word.rstrip('/')}") for each in known)]
    assert lost == []


def test_files_are_found_where_they_are_named():
    assert _files_named("bot/views/i18n.py, deploy/; see access.py") == [
        "bot/views/i18n.py",
        "deploy/",
        "access.py",
    ]
    assert _files_named("adapters/<platform>/limits.py or the `.po` of bot.views and http://x.py") == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_command_of_the_project_is_there(path: Path, capsys: pytest.CaptureFixture[str]):
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^ {4}([a-z]+) ", capsys.readouterr().out, re.MULTILINE)
    text = "\n".join(_code(path))
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= set(targets)
    said = re.findall(r"\bhypha ((?:[a-z]+)(?: \| [a-z]+)*)", text)
    assert {each for line in said for each in line.split(" | ")} <= set(commands)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_command_that_people_type_is_there(path: Path):
    typed = re.findall(r"(?:^|\n)/([a-z-]+)(?: ([a-z]+))?", "\n".join(_code(path)))
    lost = [
        (command, word)
        for command, word in typed
        if command not in PATHS_SERVED
        if find_command(command, word or None) is None and find_command(command, None) is None
    ]
    assert lost == []


def _settings_that_are_read() -> list[str]:
    """The names that bot/config.py asks its reader for, in that order."""
    calls = [
        node
        for node in ast.walk(tree(ROOT / "bot/config.py"))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("reader.")
    ]
    calls.sort(key=lambda call: call.lineno)
    return [str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)]


def test_the_example_names_exactly_the_settings_that_are_read():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = [line.removeprefix("#").partition("=")[0] for line in lines if re.match(r"#?[A-Z_]+=", line)]
    assert len(named) == len(set(named))
    assert set(named) == set(_settings_that_are_read())
    assert "HYPHA_PORT" in named


def test_the_example_explains_each_setting_in_a_line():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    bare = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if re.match(r"#?[A-Z_]+=", line) and not re.match(r"# \w.*\w", before.replace("... ", ""))
    ]
    assert bare == []
