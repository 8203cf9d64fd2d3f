"""From an empty database to today's tables, in one step or none, whoever else is at it."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.engine import UnusableDatabase, open_engines, open_for_migration
from storage.migrate import Standing, configuration, migrate, standing
from storage.tables import Row
from tests.databases import Database


def test_there_is_one_way_up():
    script = ScriptDirectory.from_config(configuration())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_the_migrations_make_exactly_the_tables_of_the_code(database: Database):
    engine = open_for_migration(database.url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "render_as_batch": True}
        )
        assert compare_metadata(context, Row.metadata) == []
    engine.dispose()


def test_what_is_up_to_date_stays_as_it_is(migrated: Path):
    before = migrated.read_bytes()
    migrate(f"sqlite:///{migrated}")
    assert migrated.read_bytes() == before


def test_a_folder_that_is_missing_is_made_for_its_owner_alone(tmp_path: Path):
    file = tmp_path / "data" / "hypha.db"
    migrate(f"sqlite:///{file}")
    assert file.is_file()
    assert file.parent.stat().st_mode & 0o077 == 0


def test_processes_that_start_at_once_take_turns(empty_database: Database):
    with ThreadPoolExecutor(4) as starts:
        for start in [starts.submit(migrate, empty_database.url) for _ in range(4)]:
            start.result()
    assert standing(empty_database.url) is Standing.FITTING


def test_a_database_of_a_newer_version_is_left_alone(database: Database):
    assert standing(database.url) is Standing.FITTING
    database.write("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UnusableDatabase, match="newer version"):
        migrate(database.url)
    assert standing(database.url) is Standing.NEWER


def test_a_step_that_fails_leaves_the_database_as_it_was(empty_database: Database):
    empty_database.write("CREATE TABLE need (in_the_way INTEGER)")
    with pytest.raises(UnusableDatabase, match="need"):
        migrate(empty_database.url)
    with pytest.raises(Exception, match="community"):  # the step before it was taken back
        empty_database.rows("SELECT id FROM community")


def test_looking_how_a_database_stands_leaves_it_as_it_is(tmp_path: Path, migrated: Path):
    absent, empty = tmp_path / "not" / "there.db", tmp_path / "empty.db"
    empty.touch()
    assert standing(f"sqlite:///{absent}") is Standing.ABSENT
    assert not absent.parent.exists()
    assert standing(f"sqlite:///{empty}") is Standing.EMPTY
    before = migrated.read_bytes()
    assert standing(f"sqlite:///{migrated}") is Standing.FITTING
    assert migrated.read_bytes() == before


def test_what_is_no_database_is_said_to_be_none(tmp_path: Path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Amina, " * 400)
    for look in (migrate, standing):
        with pytest.raises(UnusableDatabase, match="SQLite says: file is not a database"):
            look(f"sqlite:///{letter}")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "data").write_text("a file, not a folder")
    with pytest.raises(UnusableDatabase, match=r"data: (File exists|Not a directory)"):
        migrate(f"sqlite:///{tmp_path / 'data' / 'hypha.db'}")


def test_a_database_that_may_only_be_read_is_refused_at_once(
    tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copy(migrated, tmp_path / "hypha.db")
    monkeypatch.chdir(tmp_path)
    # Said in the URL, because a file's mode holds nobody back who runs as root.
    with pytest.raises(UnusableDatabase, match="readonly"):
        migrate("sqlite:///file:hypha.db?mode=ro&uri=true")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hypha.db",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://localhost/hypha",
    ],
)
@pytest.mark.parametrize("opens", [open_engines, open_for_migration])
def test_a_database_that_could_keep_nothing_is_refused_in_plain_words(opens, url: str):
    with pytest.raises(UnusableDatabase) as refused:
        opens(url)
    assert "sqlite:///" in str(refused.value) or "a file" in str(refused.value)
    assert refused.value.__cause__ is None  # the address may hold a password
