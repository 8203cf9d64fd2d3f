"""SQLite: the embedded default, a file that one process writes at a time."""

import sqlite3
from typing import Protocol

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another process that writes."""

_TAKEN = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)

# The driver's own way of beginning transactions leaves reads and DDL outside them.
_OURS_TO_BEGIN = {"isolation_level": None}


def is_conflict(error: BaseException | None) -> bool:
    """Whether a unique key was there already."""
    return isinstance(error, sqlite3.Error) and error.sqlite_errorcode in _TAKEN


def writer(location: URL) -> AsyncEngine:
    """Begins every transaction as a writer, and has one connection, so that the writers of this process wait
    for each other in order.
    """
    engine = create_async_engine(
        location.set(drivername="sqlite+aiosqlite"), pool_size=1, max_overflow=0, connect_args=_OURS_TO_BEGIN
    )
    # BEGIN IMMEDIATE takes the writer's place at once. A read that becomes a write later fails with "database
    # is locked" if somebody else wrote in between, however long it would be willing to wait.
    _prepare(engine.sync_engine, "BEGIN IMMEDIATE", "PRAGMA foreign_keys=ON")
    return engine


def reader(location: URL) -> AsyncEngine:
    """Can't write."""
    engine = create_async_engine(location.set(drivername="sqlite+aiosqlite"), connect_args=_OURS_TO_BEGIN)
    _prepare(engine.sync_engine, "BEGIN", "PRAGMA query_only=ON")
    return engine


def for_migration(location: URL) -> Engine:
    """With foreign keys off: changing a SQLite table means rebuilding it."""
    engine = create_engine(
        location.set(drivername="sqlite+pysqlite"), poolclass=NullPool, connect_args=_OURS_TO_BEGIN
    )
    _prepare(engine, "BEGIN IMMEDIATE")
    return engine


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
