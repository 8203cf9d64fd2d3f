"""The databases that tests run on: an empty one for each test, of either kind, with all tables in it.

`database` plays a test on both, `postgresql` on that alone.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest

from storage.migrate import migrate
from tests import cluster, needed
from tests.cluster import Cluster

Statements = Mapping[str, Any]
"""Statements as the driver gets them, each with its parameters."""


class Database(Protocol):
    """One database, as somebody outside Hypha gets at it. SQL has `?` where a value goes."""

    @property
    def url(self) -> str: ...

    @property
    def kind(self) -> str:
        """Its backend, as the URL names it."""
        ...

    def rows(self, sql: str, *values: object) -> list[tuple]:
        """What a look from outside finds."""
        ...

    def write(self, sql: str, *values: object) -> None:
        """What somebody does to it from outside."""
        ...

    def tables(self) -> list[str]: ...

    def written(self) -> bytes:
        """Everything that Hypha wrote into it."""
        ...

    def plans_without_index(self, statements: Statements) -> dict[str, list[str]]:
        """The plan of each statement that reads a table from end to end."""
        ...


@dataclass(frozen=True)
class SqliteFile:
    file: Path
    kind = "sqlite"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def rows(self, sql: str, *values: object) -> list[tuple]:
        with closing(sqlite3.connect(self.file)) as outside:
            return outside.execute(sql, values).fetchall()

    def write(self, sql: str, *values: object) -> None:
        with closing(sqlite3.connect(self.file)) as outside, outside:
            outside.execute(sql, values)

    def tables(self) -> list[str]:
        return [name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]

    def written(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.file.parent.glob(f"{self.file.name}*"))

    def plans_without_index(self, statements: Statements) -> dict[str, list[str]]:
        plans = {
            statement: [step for *_, step in self.rows(f"EXPLAIN QUERY PLAN {statement}", *parameters)]
            for statement, parameters in statements.items()
        }
        return {
            statement: plan
            for statement, plan in plans.items()
            if any(step.startswith("SCAN") and step != "SCAN CONSTANT ROW" for step in plan)
        }


@dataclass(frozen=True)
class OnServer:
    server: Cluster
    name: str
    kind = "postgresql"

    @property
    def url(self) -> str:
        return self.server.url(self.name)

    def rows(self, sql: str, *values: object) -> list[tuple]:
        with self.server.connect(self.name) as outside:
            return outside.execute(_placed(sql), values).fetchall()

    def write(self, sql: str, *values: object) -> None:
        with self.server.connect(self.name) as outside:
            outside.execute(_placed(sql), values)

    def tables(self) -> list[str]:
        return [name for (name,) in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]

    def written(self) -> bytes:
        with self.server.connect(self.name) as outside, outside.cursor() as cursor:
            parts = []
            for table in self.tables():
                with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)'.encode()) as copy:
                    parts += [bytes(part) for part in copy]
            return b"".join(parts)

    def plans_without_index(self, statements: Statements) -> dict[str, list[str]]:
        slow: dict[str, list[str]] = {}
        with self.server.connect(self.name) as outside:
            # So few rows are quicker read in one go. Forbidden that, it does so only where it has to.
            outside.execute("SET enable_seqscan = off")
            for statement, parameters in statements.items():
                plan = [step for (step,) in outside.execute(f"EXPLAIN {statement}".encode(), parameters)]
                if any("Seq Scan" in step for step in plan):
                    slow[statement] = plan
        return slow


def _placed(sql: str) -> bytes:
    return sql.replace("%", "%%").replace("?", "%s").encode()


class Databases(Protocol):
    """Makes databases of one kind, with all tables in them or (`empty`) none."""

    def fresh(self, folder: Path, *, empty: bool = False) -> AbstractContextManager[Database]:
        """One more, until it is left; if it is a file, `folder` is where."""
        ...


@dataclass(frozen=True)
class SqliteFiles:
    migrated: Path

    @contextmanager
    def fresh(self, folder: Path, *, empty: bool = False) -> Iterator[SqliteFile]:
        file = folder / "hypha.db"
        if not empty:
            shutil.copy(self.migrated, file)
        yield SqliteFile(file)


@dataclass(frozen=True)
class OnOneServer:
    server: Cluster
    migrated: str
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def fresh(self, folder: Path, *, empty: bool = False) -> Iterator[OnServer]:
        name = f"test{next(self.numbers)}"
        self.server.create(name, "template1" if empty else self.migrated)
        try:
            yield OnServer(self.server, name)
        finally:
            self.server.drop(name)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and nothing in them, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "hypha.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def sqlite_files(migrated: Path) -> SqliteFiles:
    return SqliteFiles(migrated)


@pytest.fixture(scope="session")
def on_one_server() -> Iterator[OnOneServer]:
    """On a PostgreSQL server that is there for the tests alone."""
    with cluster.running(needed.postgres_programs()) as server:
        server.create("migrated")
        migrate(server.url("migrated"))
        yield OnOneServer(server, "migrated")


@pytest.fixture(scope="session", params=["sqlite_files", "on_one_server"], ids=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Each kind in turn; who asks for it runs once on each."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def database(databases: Databases, tmp_path: Path) -> Iterator[Database]:
    with databases.fresh(tmp_path) as fresh:
        yield fresh


@pytest.fixture
def empty_database(databases: Databases, tmp_path: Path) -> Iterator[Database]:
    with databases.fresh(tmp_path, empty=True) as fresh:
        yield fresh


@pytest.fixture
def postgresql(on_one_server: OnOneServer, tmp_path: Path) -> Iterator[OnServer]:
    with on_one_server.fresh(tmp_path) as fresh:
        yield fresh


@pytest.fixture
def empty_postgresql(on_one_server: OnOneServer, tmp_path: Path) -> Iterator[OnServer]:
    with on_one_server.fresh(tmp_path, empty=True) as fresh:
        yield fresh
