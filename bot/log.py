"""Logs that can be shown to anybody: JSON lines of fixed events and an allow-list of fields.

A message is the name of an event. Of an exception the type and the place are kept, never its words: they may
quote what a person wrote. What a library logs is kept as its logger's name and level alone.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import IO

FIELDS = ("place", "kind", "verb", "id", "count", "seconds", "reason", "error")
"""What may stand beside an event. Ids are opaque; nothing here is a person's."""

OURS = ("bot", "adapters", "storage")
"""The packages whose messages are names of events."""


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.partition(".")[0] in OURS:
            line["event"] = record.msg
            line |= {name: _plain(getattr(record, name)) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["at"] = [
                f"{each.name}:{each.lineno}" for each in traceback.extract_tb(record.exc_info[2])[-4:]
            ]
        return json.dumps(line, ensure_ascii=True)


def _plain(value: object) -> object:
    return value if isinstance(value, int | float) else str(value)[:100]


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
