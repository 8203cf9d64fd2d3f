"""The queue and the agenda as they stand on disk, read by somebody who knows nothing of Hypha."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Message:
    """`about` and `handshake` are ids; `reader` is a member's id, None for a board."""

    id: str
    notice: str
    about: str | None
    handshake: str | None
    reader: str | None
    state: str


def messages(folder: Path) -> list[Message]:
    """Every message that was ever set in motion, oldest first."""
    with closing(sqlite3.connect(folder / "hypha.db")) as database:
        rows = database.execute(
            "SELECT id, notice, about, handshake, reader, state FROM effect ORDER BY seq"
        ).fetchall()
    return [Message(*row) for row in rows]
