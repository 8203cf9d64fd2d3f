"""Opens the database in the way that keeps its promises: SQLite, and one place that knows how it differs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another process that writes."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)


class UnusableDatabase(ValueError):
    """Hypha can't keep its data in what the database URL names. Its words end a plain sentence, and hold
    nothing of what is in the database.
    """


@dataclass(frozen=True, slots=True)
class Engines:
    """Two ways in. `reader` can't write, and waits for nobody.

    `writer` begins every transaction as a writer, and has one connection, so that the writers of this process
    wait for each other in order.
    """

    writer: AsyncEngine
    reader: AsyncEngine

    async def dispose(self) -> None:
        await self.reader.dispose()
        await self.writer.dispose()


def open_engines(url: str) -> Engines:
    """Raises UnusableDatabase. Nothing is read or written yet."""
    location = sqlite_file(url).set(drivername="sqlite+aiosqlite")
    writer = create_async_engine(location, pool_size=1, max_overflow=0, connect_args=_OURS_TO_BEGIN)
    reader = create_async_engine(location, connect_args=_OURS_TO_BEGIN)
    # BEGIN IMMEDIATE takes the writer's place at once. A read that becomes a write later fails with "database
    # is locked" if somebody else wrote in between, however long it would be willing to wait.
    _prepare(writer.sync_engine, "BEGIN IMMEDIATE", "PRAGMA foreign_keys=ON")
    _prepare(reader.sync_engine, "BEGIN", "PRAGMA query_only=ON")
    return Engines(writer, reader)


def open_for_migration(url: str) -> Engine:
    """A synchronous engine for Alembic. Foreign keys are off: changing a SQLite table means rebuilding it.

    Makes the folder of the database file where it is missing. Raises UnusableDatabase.
    """
    location = sqlite_file(url)
    Path(str(location.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        location.set(drivername="sqlite+pysqlite"), poolclass=NullPool, connect_args=_OURS_TO_BEGIN
    )
    _prepare(engine, "BEGIN IMMEDIATE")
    return engine


# The driver's own way of beginning transactions leaves reads and DDL outside them.
_OURS_TO_BEGIN = {"isolation_level": None}


class _Cursor(Protocol):
    def execute(self, statement: str, /) -> object: ...
    def close(self) -> None: ...


class _DriverConnection(Protocol):
    def cursor(self) -> _Cursor: ...


def _prepare(engine: Engine, begin: str, *pragmas: str) -> None:
    def on_connect(connection: _DriverConnection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, *pragmas):
            cursor.execute(pragma)
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


def sqlite_file(url: str) -> URL:
    """The URL, taken apart; `database` is the path of the file. Raises UnusableDatabase."""
    try:
        location = make_url(url)
    except ArgumentError:
        raise UnusableDatabase("this is not a database URL; try sqlite:///data/hypha.db") from None
    if location.get_backend_name() != "sqlite":
        raise UnusableDatabase("Hypha keeps its data in SQLite; try sqlite:///data/hypha.db")
    if location.database in (None, "", ":memory:"):
        raise UnusableDatabase("the database needs a file: what was confirmed to people has to stay")
    return location
