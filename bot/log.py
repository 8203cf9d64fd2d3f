"""Logs that can be shown to anybody: JSON lines of fixed events and an allow-list of fields.

A message is the name of an event. Of an exception the type and the places are kept, never its words: they may
quote what a person wrote. What a library logs is kept as its logger's name and level alone.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

FIELDS = ("place", "kind", "verb", "id", "count", "seconds", "reason", "error", "at")
"""What may stand beside an event. Ids are opaque, `at` is a line of the code; nothing here is a person's."""

OURS = ("bot", "adapters", "storage")
"""The packages whose messages are names of events."""

_EVENT = re.compile(r"[a-z]+(_[a-z]+)*")
_LONGEST_FIELD = 200
_FRAMES = 4
"""How many places of ours are told of an exception, besides the innermost, which may be a library's."""


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if _is_ours(record.name):
            line |= _event(record)
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = [_described(each) for each in _chain(record.exc_info[1])]
        return json.dumps(line, ensure_ascii=True)


def _event(record: logging.LogRecord) -> dict[str, object]:
    if not isinstance(record.msg, str) or not _EVENT.fullmatch(record.msg):
        # A sentence may hold anything; where it was logged says as much to whoever mends it.
        return {"event": "unnamed", "at": f"{record.module}:{record.lineno}"}
    fields = {name: _plain(getattr(record, name)) for name in FIELDS if hasattr(record, name)}
    return {"event": record.msg, **fields}


def _plain(value: object) -> object:
    return value if isinstance(value, int | float) else str(value)[:_LONGEST_FIELD]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception, what it came from, and so on, each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _described(error: BaseException) -> dict[str, object]:
    frames = list(traceback.walk_tb(error.__traceback__))
    ours = [each for each in frames if _is_ours(each[0].f_globals.get("__name__"))][-_FRAMES:]
    innermost = [each for each in frames[-1:] if each not in ours]
    at = [f"{_short(frame.f_code.co_filename)}:{line}" for frame, line in (*ours, *innermost)]
    return {"type": type(error).__name__, "at": at}


def _is_ours(module: object) -> bool:
    return str(module).partition(".")[0] in OURS


def _short(filename: str) -> str:
    """The last folder and the file: the whole path may hold somebody's user name."""
    return "/".join(Path(filename).parts[-2:])


def start_logging(to: IO[str] | None = None) -> None:
    """One line an event, to standard error unless told otherwise. Libraries speak only when something is
    wrong.
    """
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(_Lines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
