"""PostgreSQL: a server that any number of processes write at once."""

from collections.abc import Mapping

from psycopg.errors import (
    DeadlockDetected,
    ForeignKeyViolation,
    LockNotAvailable,
    SerializationFailure,
    UniqueViolation,
)
from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

_TAKEN = (UniqueViolation,)
_IN_THE_WAY = (SerializationFailure, DeadlockDetected, LockNotAvailable)
_OF_A_COMMUNITY = "_community"  # how the names of all keys end that point at a community


def is_conflict(error: BaseException | None) -> bool:
    """Whether a unique key was there already, or another transaction stood in the way of this one, which may
    well succeed next time. So it is where somebody comes into a community just as that joins another.
    """
    if isinstance(error, ForeignKeyViolation):
        return (error.diag.constraint_name or "").endswith(_OF_A_COMMUNITY)
    return isinstance(error, (*_TAKEN, *_IN_THE_WAY))


CONNECTIONS = 10
"""The most of each kind, for writing and for reading, that one process opens; one more listens."""

_CONNECT_WITHIN = 10
"""Seconds."""

_SESSION = {
    # As long as a writer waits on SQLite.
    "lock_timeout": "10s",
    # A process that is frozen, or whose machine is gone, holds a community's turn no longer than this.
    "idle_in_transaction_session_timeout": "30s",
}

_MIGRATION = {"lock_timeout": "60s"}

_MIGRATING = 0x6879706861
"""The advisory lock of whoever migrates: "hypha" in hexadecimal."""


def writer(location: URL) -> AsyncEngine:
    """Each statement sees what was committed before it: whoever waited for a row reads it as it is now."""
    return _pool(location, {"isolation_level": "READ COMMITTED"})


def reader(location: URL) -> AsyncEngine:
    """Can't write, and each transaction sees one moment."""
    return _pool(location, {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True})


def listener(location: URL) -> AsyncEngine:
    """For one connection that is held for as long as the program runs."""
    return create_async_engine(
        _driven(location),
        poolclass=NullPool,
        connect_args=_connecting(location, {}),
        isolation_level="AUTOCOMMIT",
    )


def for_migration(location: URL) -> Engine:
    """Whoever begins a transaction on it waits until nobody else migrates."""
    engine = create_engine(
        _driven(location), poolclass=NullPool, connect_args=_connecting(location, _MIGRATION)
    )

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")

    event.listen(engine, "begin", on_begin)
    return engine


def in_words(refused: object) -> str:
    """What stands in the way, from an error of the driver: the end of a sentence, on one line."""
    said = next(iter(str(refused).splitlines()), "it does not say why")
    _, _, answer = said.partition("FATAL:  ")
    if answer:
        return f"the PostgreSQL server says: {answer}"
    if getattr(refused, "sqlstate", None) is not None:
        return f"the PostgreSQL server says: {said}"
    # Nobody answered. The driver begins with words of its own that add nothing.
    for beginning in ("connection failed: ", "connection is bad: "):
        said = said.removeprefix(beginning)
    return f"the PostgreSQL server can't be reached: {said}"


def _pool(location: URL, execution_options: Mapping[str, object]) -> AsyncEngine:
    engine = create_async_engine(
        _driven(location),
        pool_size=CONNECTIONS // 2,
        max_overflow=CONNECTIONS // 2,
        # A connection that the server closed meanwhile is replaced rather than failing the next person.
        pool_pre_ping=True,
        connect_args=_connecting(location, _SESSION),
    )
    return engine.execution_options(**execution_options)


def _driven(location: URL) -> URL:
    return location.set(drivername="postgresql+psycopg")


def _connecting(location: URL, session: Mapping[str, str]) -> dict[str, object]:
    """What the URL says of the same wins, and its options come after ours."""
    settings = [f"-c {name}={value}" for name, value in ({"timezone": "UTC"} | dict(session)).items()]
    ours = {"connect_timeout": _CONNECT_WITHIN, "application_name": "hypha", "client_encoding": "UTF8"}
    theirs = location.normalized_query
    return {
        **{name: value for name, value in ours.items() if name not in theirs},
        "options": " ".join([*settings, *theirs.get("options", ())]),
    }
