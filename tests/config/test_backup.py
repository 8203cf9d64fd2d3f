"""A copy while Hypha runs, without the key; and back, with nobody remembered who asked to be forgotten."""

import asyncio
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from bot.cli import main
from bot.config import key_bytes
from bot.domain.ids import MemberId
from storage.encryption import GivenKeys
from storage.engine import open_engines
from storage.keyring import open_vault
from storage.tombstones import NAME, Tombstones
from tests.config.conftest import ask_database
from tests.config.program import started

CANARY = "kanarienvogel"
OTHER_KEY = "c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZS4="


class Terminal:
    """Somebody types, and reads what comes back."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def reads(self, command: str) -> str:
        assert main(command.split()) == 0, self._capsys.readouterr().err
        return self._capsys.readouterr().out

    def is_told(self, command: str) -> str:
        assert main(command.split()) == 1
        return self._capsys.readouterr().err


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def rows(file: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def everything_in(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


async def forget(folder: Path, member: str) -> None:
    """As the command does it, up to its mark outside the database."""
    key = key_bytes((folder / "data/hypha.key").read_text().strip())
    engines = open_engines(f"sqlite:///{folder / 'data/hypha.db'}")
    vault = await open_vault(engines, GivenKeys((key,)))
    await engines.dispose()
    Tombstones(folder / "data" / NAME, vault).add(MemberId(member))


async def test_a_copy_beside_a_running_hypha_holds_everything_and_gives_nothing_away(
    lived_in: Path, terminal: Terminal
):
    async with started(lived_in) as hypha, aiohttp.ClientSession(hypha.address) as browser:
        deed = {"kind": "command", "text": f"/need {CANARY} for my mum", "key": os.urandom(8).hex()}
        headers = {"Origin": hypha.address}
        async with browser.post("/act", params={"as": "amina"}, json=deed, headers=headers) as answer:
            assert CANARY in await answer.text()
        said = await asyncio.to_thread(terminal.reads, "backup copy.db")
        assert "The key is not in it. It is in data/hypha.key" in said
        assert "is there already" in await asyncio.to_thread(terminal.is_told, "backup copy.db")
        told = await asyncio.to_thread(terminal.is_told, "restore --over copy.db")
        assert "another Hypha has" in told
        assert await hypha.ends(signal.SIGTERM) == 0
    written = everything_in(lived_in)
    assert not [each for each, content in written.items() if CANARY.encode() in content]
    key = key_bytes((lived_in / "data/hypha.key").read_text().strip())
    assert not [each for each, content in written.items() if key in content]
    copy = lived_in / "copy.db"
    assert copy.stat().st_mode & 0o077 == 0
    assert rows(copy, "SELECT count(*) FROM need") == [(1,)]
    assert {each.relative_to(lived_in).parts[0] for each in written} == {"copy.db", "data"}


async def test_what_was_restored_runs_and_has_forgotten_whoever_asked_to_be(
    lived_in: Path, terminal: Terminal
):
    async with started(lived_in) as hypha, aiohttp.ClientSession(hypha.address) as browser:
        deed = {"kind": "command", "text": "/need a lift for my mum", "key": os.urandom(8).hex()}
        headers = {"Origin": hypha.address}
        async with browser.post("/act", params={"as": "amina"}, json=deed, headers=headers) as answer:
            assert answer.status == 200
        assert await hypha.ends(signal.SIGTERM) == 0
    database = lived_in / "data/hypha.db"
    [(amina,)] = rows(database, "SELECT asker FROM need")
    await asyncio.to_thread(terminal.reads, "backup copy.db")
    await forget(lived_in, amina)
    before = (lived_in / "copy.db").read_bytes()
    assert "There is a database in data/hypha.db already" in await asyncio.to_thread(
        terminal.is_told, "restore copy.db"
    )
    said = await asyncio.to_thread(terminal.reads, "restore --over copy.db")
    assert "asked to be forgotten since then: 1." in said
    assert "What was there before is data/hypha.db.before-" in said
    assert (lived_in / "copy.db").read_bytes() == before
    assert (amina,) not in rows(database, "SELECT member FROM identity")
    assert rows(database, "SELECT state FROM need") == [("taken_back",)]
    async with started(lived_in) as hypha:
        assert await hypha.ends(signal.SIGTERM) == 0


async def test_the_files_of_other_hosts_are_put_together(lived_in: Path, terminal: Terminal):
    database = lived_in / "data/hypha.db"
    people = [member for (member,) in rows(database, "SELECT DISTINCT member FROM identity")][:2]
    await asyncio.to_thread(terminal.reads, "backup copy.db")
    for number, member in enumerate(people):
        await forget(lived_in, member)
        (lived_in / "data" / NAME).rename(lived_in / f"host{number}")
    command = "restore --over copy.db --forgotten host0 --forgotten"
    (lived_in / "empty").write_text("hello\n")
    assert "Nobody's mark" in await asyncio.to_thread(terminal.is_told, f"{command} empty")
    assert "Nobody's mark" in await asyncio.to_thread(terminal.is_told, f"{command} nowhere")
    assert not (lived_in / "data" / NAME).exists()
    said = await asyncio.to_thread(terminal.reads, f"{command} host1")
    assert "asked to be forgotten since then: 2." in said
    left = {member for (member,) in rows(database, "SELECT member FROM identity")}
    assert left.isdisjoint(people)


def test_messages_that_may_have_been_sent_since_are_set_aside(lived_in: Path, terminal: Terminal):
    ask_database(
        lived_in / "data/hypha.db",
        "INSERT INTO effect (notice, page, id, community, space, channel, address, state, queued_at, tries) "
        "SELECT 'need_card', 0, 'e1', community, id, 'needs', 'a', 'queued', '2026-05-04 09:30:00', 0 "
        "FROM space",
    )
    terminal.reads("backup copy.db")
    assert "waiting when the copy was made: 1." in terminal.reads("restore --over copy.db")
    assert rows(lived_in / "data/hypha.db", "SELECT state, why FROM effect") == [("parked", "restored")]


def test_nothing_is_touched_where_the_copy_cannot_be_used(
    lived_in: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    terminal.reads("backup copy.db")
    (lived_in / "letter.txt").write_text("Dear Amina, " * 400)
    before = (lived_in / "data/hypha.db").read_bytes()
    assert "file is not a database" in terminal.is_told("restore --over letter.txt")
    assert "No such file" in terminal.is_told("restore --over nowhere.db")
    ask_database(lived_in / "copy.db", "UPDATE alembic_version SET version_num = '9999'")
    assert "belongs to a newer version" in terminal.is_told("restore --over copy.db")
    ask_database(lived_in / "copy.db", "DROP TABLE alembic_version")
    assert "none of Hypha's" in terminal.is_told("restore --over copy.db")
    terminal.reads("backup other.db")
    monkeypatch.setenv("HYPHA_KEY", OTHER_KEY)
    assert "sealed with another key" in terminal.is_told("restore --over other.db")
    assert (lived_in / "data/hypha.db").read_bytes() == before
    assert [each.name for each in (lived_in / "data").iterdir() if "before" in each.name] == []
    assert [each.name for each in (lived_in / "data").iterdir() if each.name.startswith(".")] == []


def test_on_a_server_it_says_how(folder: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HYPHA_DATABASE_URL", "postgresql://hypha:elderflower@127.0.0.1:9/hypha")
    monkeypatch.setenv("HYPHA_KEY", OTHER_KEY)
    for command, tool in (("backup", "pg_dump"), ("restore", "pg_restore")):
        said = terminal.is_told(f"{command} copy.db")
        assert tool in said
        assert "elderflower" not in said


async def test_half_a_line_of_a_crash_spoils_only_itself(lived_in: Path):
    file = lived_in / "data" / NAME
    file.write_text("0123abcd")
    await forget(lived_in, "a")
    await forget(lived_in, "b")
    assert [len(line) for line in file.read_text().split()] == [8, 64, 64]
    assert "a" not in file.read_text().split()
