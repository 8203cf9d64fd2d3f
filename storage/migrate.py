"""Brings a database up to the tables of this version. Alembic, configured here and nowhere else."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.engine import open_for_migration

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: str) -> None:
    """Make the database (a new one too) fit this version: all steps, or none. Blocks; processes take turns.

    Raises UnusableDatabase, or Alembic's CommandError if the database belongs to a newer version.
    """
    engine = open_for_migration(url)
    with engine.begin() as connection:
        settings = configuration()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
    engine.dispose()


def fits(url: str) -> bool:
    """Whether the database is of exactly this version. Raises UnusableDatabase."""
    engine = open_for_migration(url)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    engine.dispose()
    return set(current) == set(ScriptDirectory.from_config(configuration()).get_heads())


def configuration() -> Config:
    """Alembic's settings; a connection is put into `attributes` by whoever runs a command."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings
