"""Brings a database up to the tables of this version. Alembic, configured here and nowhere else."""

from collections.abc import Generator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection
from sqlalchemy.exc import DatabaseError

from storage import postgres
from storage.engine import Backend, UnusableDatabase, backend_of, located, open_for_migration

MIGRATIONS = Path(__file__).parent / "migrations"


class Standing(Enum):
    """How a database stands to this version of Hypha."""

    ABSENT = auto()
    EMPTY = auto()
    OLDER = auto()
    FITTING = auto()
    NEWER = auto()


def migrate(url: str) -> None:
    """Make the database (a new one too) fit this version: all steps, or none. Blocks; processes take turns.

    Raises UnusableDatabase, also if the database belongs to a newer version or may only be read.
    """
    with _spoken_plainly(url):
        engine = open_for_migration(url)
        with engine.begin() as connection:
            _check_encoding(connection)
            settings = configuration()
            if not _known(settings, MigrationContext.configure(connection).get_current_heads()):
                raise UnusableDatabase("it belongs to a newer version of Hypha, so start that one")
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
            # A file that may only be read opens without complaint, and would refuse what people do later on.
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
        engine.dispose()


def standing(url: str) -> Standing:
    """Looks only: an absent database stays absent. Raises UnusableDatabase."""
    with _spoken_plainly(url):
        location = located(url)
        if backend_of(location) is Backend.SQLITE and not Path(str(location.database)).exists():
            return Standing.ABSENT
        engine = open_for_migration(url)
        with engine.connect() as connection:
            _check_encoding(connection)
            current = MigrationContext.configure(connection).get_current_heads()
        engine.dispose()
    if not current:
        return Standing.EMPTY
    settings = configuration()
    if set(current) == set(ScriptDirectory.from_config(settings).get_heads()):
        return Standing.FITTING
    return Standing.OLDER if _known(settings, current) else Standing.NEWER


def configuration() -> Config:
    """Alembic's settings; a connection is put into `attributes` by whoever runs a command."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def _known(settings: Config, revisions: tuple[str, ...]) -> bool:
    ours = {step.revision for step in ScriptDirectory.from_config(settings).walk_revisions()}
    return ours.issuperset(revisions)


def _check_encoding(connection: Connection) -> None:
    if connection.dialect.name == Backend.POSTGRESQL:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise UnusableDatabase(f"its encoding is {encoding}; make one with ENCODING 'UTF8'")


@contextmanager
def _spoken_plainly(url: str) -> Generator[None]:
    """Turns what a folder, SQLite or a server refuses into UnusableDatabase."""
    try:
        yield
    except DatabaseError as refused:
        raise UnusableDatabase(_in_words(refused, located(url))) from refused
    except OSError as refused:
        raise UnusableDatabase(f"{refused.filename}: {refused.strerror}") from refused


def _in_words(refused: DatabaseError, location: URL) -> str:
    if backend_of(location) is Backend.SQLITE:
        return f"SQLite says: {refused.orig}"
    return postgres.in_words(refused.orig)
