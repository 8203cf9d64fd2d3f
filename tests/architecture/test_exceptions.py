"""Whoever tells a tool to look away says why."""

import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import EVERYTHING, ROOT, name, python_files

TOOL = r"#\s*(?:noqa|type:\s*ignore|pyright:\s*\w+)"
RULES = r"(?P<rules>:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*|\[[\w\-, ]+\])?"
LOOK_AWAY = re.compile(f"{TOOL}{RULES}(?P<reason>.*)")


def without_reason(comment: str) -> bool:
    """Whether a comment tells a tool to look away, and names no rule or no reason."""
    found = LOOK_AWAY.match(comment)
    if found is None:
        return False
    return not found["rules"] or len(re.findall(r"[a-z]+", found["reason"], re.IGNORECASE)) < 2


def _comments(path: Path) -> Iterator[tuple[int, str]]:
    source = io.StringIO(path.read_text(encoding="utf-8"))
    for token in tokenize.generate_tokens(source.readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def test_every_exception_in_the_code_has_its_reason():
    found = [
        f"{name(path)}:{line} {comment}"
        for path in python_files(*EVERYTHING)
        for line, comment in _comments(path)
        if without_reason(comment)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("comment", "lacks"),
    [
        ("# noqa", True),
        ("# noqa: BLE001", True),
        ("# noqa: BLE001 - why", True),
        ("# noqa: BLE001 - the pump outlives whatever breaks", False),
        ("# noqa: BLE001, S110 (nobody is left to tell)", False),
        ("# type: ignore", True),
        ("# type: ignore[arg-type]  # the stub is wrong", False),
        ("# pyright: ignore[reportArgumentType]", True),
        ("# pyright: ignore[reportArgumentType] # the stub is wrong", False),
        ("# an ordinary comment", False),
    ],
)
def test_a_reason_is_told_from_none(comment: str, lacks: bool):
    assert without_reason(comment) is lacks


def test_every_exception_in_the_settings_of_the_linter_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    places = [lint["ignore"], *lint["per-file-ignores"].values()]
    # One rule a line, alone or behind the files that it is about; `select` holds many a line.
    one_rule = re.compile(
        r'^(?:"[^"]+" = \[|\s+)"(?P<rule>[A-Z]+\d*)"[\],]+ *(?P<reason>#.*)?$', re.MULTILINE
    )
    found = list(one_rule.finditer(text))
    assert sorted(each["rule"] for each in found) == sorted(rule for place in places for rule in place)
    assert [each[0] for each in found if not each["reason"]] == []
