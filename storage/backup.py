"""Copies of a SQLite database: made while Hypha runs, and put back.

A copy is made by `VACUUM INTO`: one moment of the database in one file, and none of what was deleted before.
"""

import os
import secrets
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlmodel import select

from storage.effect_states import Event
from storage.engine import Backend, Engines, InUse, UnusableDatabase, backend_of, located
from storage.moves import move
from storage.tables import EffectRow, PostingRow
from storage.transaction import transaction

RESTORED = "restored"
"""Why a message is parked that was not sent yet when the copy was made: it may have been sent since."""


class NotAFile(UnusableDatabase):
    """The database is on a server, which has its own ways of copying."""


def database_file(url: str) -> Path:
    """The file of a SQLite database. Raises UnusableDatabase, NotAFile."""
    location = located(url)
    if backend_of(location) is not Backend.SQLITE:
        raise NotAFile("it is on a server, which has its own ways of copying")
    return Path(str(location.database))


def copy_to(url: str, copy: Path) -> None:
    """Everything as it is in this moment, in one new file for its owner alone. Whoever writes goes on
    writing.

    Raises UnusableDatabase, FileExistsError, and OSError where it can't be written.
    """
    source = database_file(url)
    if copy.exists():
        raise FileExistsError(copy)
    draft = _beside(copy)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
        _settle(draft)
        copy.hardlink_to(draft)
        _settle(copy.parent)
    except sqlite3.Error as refused:
        raise UnusableDatabase(f"SQLite says: {refused}") from refused
    finally:
        draft.unlink()


def drafted_from(copy: Path, target: Path) -> Path:
    """A second copy, beside the database that it shall become: nothing that is done to it touches the first.

    Raises UnusableDatabase if it is no whole database, and OSError.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _beside(target)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        shutil.copyfile(copy, draft)
        whole = _is_whole(draft)
    except BaseException:
        discard(draft)
        raise
    if not whole:
        discard(draft)
        raise UnusableDatabase("it is damaged, so take another copy")
    return draft


def _is_whole(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.Error as refused:
        raise UnusableDatabase(f"SQLite says: {refused}") from refused


async def park_what_may_have_been_sent(engines: Engines, now: datetime) -> int:
    """What waited to be said when the copy was made may have been said since, so it is set aside. Edits of
    what stands are harmless, and go on waiting. Returns how many messages that are.
    """
    stands = select(PostingRow.effect).where(PostingRow.effect == EffectRow.id).exists()
    async with transaction(engines.writer) as session:
        parked = await session.exec(move(Event.RESTORED).where(~stands).values(why=RESTORED, settled_at=now))
        return parked.rowcount


def put_in_place(draft: Path, target: Path, aside: Path) -> None:
    """The draft becomes the database; what was there before is called `aside` from then on.

    Raises InUse, and OSError.
    """
    _fold(draft)
    if target.exists():
        _fold(target)
        target.rename(aside)
    _settle(draft)
    draft.rename(target)
    _settle(target.parent)


def discard(draft: Path) -> None:
    """Nothing of it is left."""
    for each in (draft, *(draft.with_name(f"{draft.name}{end}") for end in ("-wal", "-shm", "-journal"))):
        each.unlink(missing_ok=True)


def _fold(file: Path) -> None:
    """Everything into the one file. SQLite does that only for whoever has it alone."""
    with closing(sqlite3.connect(file, timeout=0)) as connection:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError as refused:
            raise InUse("somebody has it open, so stop Hypha first") from refused
    if mode != "delete":
        raise InUse("somebody has it open, so stop Hypha first")


def _beside(file: Path) -> Path:
    return file.with_name(f".{file.name}.{secrets.token_hex(4)}")


def _settle(path: Path) -> None:
    """What was written to the file or folder is on disk when this returns."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
