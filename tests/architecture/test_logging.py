"""What is logged is the name of an event and fields that are about nobody.

`bot/log.py` drops all else; so that nobody misses what was dropped, every call is looked at here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bot.log import FIELDS
from tests.architecture.source import PROGRAM, name, python_files, tree

LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
EVENT = re.compile(r"[a-z]+(_[a-z]+)*")


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in LEVELS
            and ast.unparse(node.func.value).lower() in {"_log", "log", "logger", "_logger", "logging"}
        ):
            yield node


def wrong_with(call: ast.Call) -> str | None:
    """What a call tells the log that the log would drop, or should never hear; None if nothing."""
    match call.args:
        case [ast.Constant(value=str(event))] if EVENT.fullmatch(event):
            pass
        case _:
            return "its message is not the plain name of an event"
    for keyword in call.keywords:
        if keyword.arg == "exc_info":
            continue
        if keyword.arg != "extra":
            return f"{keyword.arg} is nothing that a line has"
        if not isinstance(keyword.value, ast.Dict):
            return "its fields can't be read here"
        for key in keyword.value.keys:
            if not isinstance(key, ast.Constant) or key.value not in FIELDS:
                return f"{ast.unparse(key) if key else '**'} is not in bot.log.FIELDS"
    return None


def test_every_line_of_the_log_is_an_event_with_known_fields():
    calls = [(path, call) for path in python_files(*PROGRAM) for call in _calls(path)]
    assert calls
    found = [f"{name(path)}:{call.lineno}: {why}" for path, call in calls if (why := wrong_with(call))]
    assert not found, "\n".join(found)


def _wrong(source: str) -> str | None:
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    return wrong_with(call)


def test_what_a_person_wrote_is_found_in_a_call():
    assert _wrong('_log.info("posted", extra={"id": need.id.value})') is None
    assert _wrong('_log.info("posted %s", text)') is not None
    assert _wrong('_log.info(f"posted_{text}")') is not None
    assert _wrong('_log.info("somebody posted")') is not None
    assert _wrong('_log.info("posted", extra={"text": text})') is not None
    assert _wrong('_log.info("posted", extra=fields)') is not None
    assert _wrong('_log.info("posted", extra={**fields})') is not None
