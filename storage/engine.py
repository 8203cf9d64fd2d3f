"""Opens the database in the way that keeps its promises: SQLite in a file, or a PostgreSQL server.

What the two do differently stands in storage/sqlite.py and storage/postgres.py, and nowhere else.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import postgres, sqlite

TRY = "try sqlite:///data/hypha.db or postgresql://name:password@host/database"


class UnusableDatabase(ValueError):
    """Hypha can't keep its data in what the database URL names. Its words end a plain sentence, and hold
    nothing of what is in the database.
    """


class InUse(UnusableDatabase):
    """Somebody else has the database."""


class Backend(StrEnum):
    """The databases that Hypha speaks to, as SQLAlchemy calls them."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class Engines:
    """Two ways in. `reader` can't write, and waits for nobody; each of its transactions sees one moment."""

    writer: AsyncEngine
    reader: AsyncEngine
    listener: AsyncEngine | None = None
    """How other processes on the same database are heard; None where there can be none."""

    async def dispose(self) -> None:
        await self.reader.dispose()
        await self.writer.dispose()
        if self.listener is not None:
            await self.listener.dispose()


def open_engines(url: str) -> Engines:
    """Raises UnusableDatabase. Nothing is read or written yet."""
    location = located(url)
    if backend_of(location) is Backend.SQLITE:
        return Engines(sqlite.writer(location), sqlite.reader(location))
    return Engines(postgres.writer(location), postgres.reader(location), postgres.listener(location))


def open_for_migration(url: str) -> Engine:
    """A synchronous engine for Alembic, whose every transaction keeps others from migrating meanwhile.

    Makes the folder of a database file where it is missing. Raises UnusableDatabase.
    """
    location = located(url)
    if backend_of(location) is Backend.SQLITE:
        Path(str(location.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return sqlite.for_migration(location)
    return postgres.for_migration(location)


def located(url: str) -> URL:
    """The URL, taken apart. Raises UnusableDatabase, which quotes nothing of it: it may hold a password."""
    try:
        # The name that many hosting services and libpq itself use.
        location = make_url(url.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise UnusableDatabase(f"this is not a database URL; {TRY}") from None
    if location.get_backend_name() not in list(Backend):
        raise UnusableDatabase(f"Hypha keeps its data in SQLite or PostgreSQL; {TRY}")
    if backend_of(location) is Backend.SQLITE and location.database in (None, "", ":memory:"):
        raise UnusableDatabase("the database needs a file: what was confirmed to people has to stay")
    return location


def backend_of(location: URL) -> Backend:
    """`location` is one that `located` gave."""
    return Backend(location.get_backend_name())
