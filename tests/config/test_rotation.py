"""`hypha key rotate`, beside a running Hypha: killed in the middle, gone on with, to its last word."""

import asyncio
import os
import re
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from bot.cli import main
from bot.config import key_bytes
from storage.encryption import GivenKeys, MainKey, Vault
from tests.config.conftest import ROOT, SETTINGS, ask_database
from tests.config.program import PATIENCE, started

ROWS = 1500


def keys_of(folder: Path) -> list[str]:
    """The names of the keys in the key file, newest first."""
    return [MainKey(key_bytes(line)).name for line in (folder / "data/hypha.key").read_text().split()]


def sealed_with(folder: Path, table: str) -> set[str]:
    """The names of the keys of all the texts in it."""
    with closing(sqlite3.connect(folder / "data/hypha.db")) as connection:
        return {
            name.hex()
            for (name,) in connection.execute(f"SELECT substr(text, 2, 4) FROM {table}")  # noqa: S608 - the name is ours
        }


async def rotating(folder: Path) -> asyncio.subprocess.Process:
    surroundings = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "key", "rotate"),
        cwd=folder,
        env={**surroundings, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def says_of_itself(process: asyncio.subprocess.Process) -> str:
    async with asyncio.timeout(PATIENCE):
        said, _ = await process.communicate()
    return said.decode()


async def writes_a_need(browser: aiohttp.ClientSession, address: str) -> str:
    deed = {"kind": "command", "text": "/need somebody to water the plants", "key": os.urandom(8).hex()}
    async with browser.post("/act", params={"as": "amina"}, json=deed, headers={"Origin": address}) as answer:
        assert answer.status == 200
        return await answer.text()


def with_many_rows(folder: Path) -> None:
    """So that there is a middle in which it can be killed."""
    [key] = [key_bytes(line) for line in (folder / "data/hypha.key").read_text().split()]
    vault = Vault(GivenKeys((key,)), bytes(32))
    with closing(sqlite3.connect(folder / "data/hypha.db")) as connection, connection:
        [(community, member)] = connection.execute("SELECT community, id FROM member LIMIT 1")
        for number in range(ROWS):
            row = f"note-{number:05}"
            text = vault.seal("thank you", table="note", column="text", row=row)
            connection.execute(
                "INSERT INTO note (id, community, giver, receiver, text, given_at,"
                " giver_shows, receiver_shows, hides_receiver, quiet, unheard)"
                " VALUES (?, ?, ?, ?, ?, ?, 'private', 'private', 0, 0, 0)",
                (row, community, member, member, text, "2026-05-04 09:30:00.000000"),
            )


async def test_killed_in_the_middle_beside_a_running_hypha_and_gone_on_with(lived_in: Path):
    with_many_rows(lived_in)
    [old] = keys_of(lived_in)
    async with started(lived_in) as hypha, aiohttp.ClientSession(hypha.address) as browser:
        first = await rotating(lived_in)
        assert first.stdout
        async with asyncio.timeout(PATIENCE):
            while b"so far" not in await first.stdout.readline():
                assert not first.stdout.at_eof()
        first.send_signal(signal.SIGKILL)
        await first.communicate()
        new, still_there = keys_of(lived_in)
        assert still_there == old
        assert "water the plants" in await writes_a_need(browser, hypha.address)
        assert sealed_with(lived_in, "need") == {new}  # it knows the new key by itself
        assert sealed_with(lived_in, "note") == {old, new}

        second = await rotating(lived_in)
        said = await says_of_itself(second)
        assert second.returncode == 0, said
        assert "goes on with it" in said
        assert keys_of(lived_in) == [new, old]
        assert f"Everything is sealed with key {new} now." in said
        assert re.search(rf"Key {old} \(in line 2 of data/hypha.key\) may be thrown away", said)
        assert "water the plants" in await writes_a_need(browser, hypha.address)
        assert await hypha.ends(signal.SIGTERM) == 0
        assert not [line for line in hypha.said if line.startswith("{")]
    assert sealed_with(lived_in, "need") == sealed_with(lived_in, "note") == {new}
    (lived_in / "data/hypha.key").write_text((lived_in / "data/hypha.key").read_text().split()[0] + "\n")
    async with started(lived_in) as hypha:
        assert await hypha.ends(signal.SIGTERM) == 0


def test_with_a_key_of_ones_own_it_says_how(
    lived_in: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    old = (lived_in / "data/hypha.key").read_text().strip()
    new = "c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZS4="
    monkeypatch.setenv("HYPHA_KEY", old)
    assert main(["key", "rotate"]) == 1
    assert "put it in front of the old one" in capsys.readouterr().err
    monkeypatch.setenv("HYPHA_KEY", f"{new}, {old}")
    assert main(["key", "rotate"]) == 0
    assert "as soon as every Hypha was started with the new one first" in capsys.readouterr().out
    monkeypatch.setenv("HYPHA_KEY", f"{old},{new}")
    main(["doctor"])
    assert "was left behind by `hypha key rotate`. The newest key comes first" in capsys.readouterr().out
    monkeypatch.setenv("HYPHA_KEY", new)
    main(["doctor"])
    assert "The database fits this version, and the key opens it." in capsys.readouterr().out


def test_the_doctor_tells_which_key_is_still_needed_and_which_is_not(
    lived_in: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["key", "rotate"]) == 0
    new, old = keys_of(lived_in)
    capsys.readouterr()
    main(["doctor"])
    assert f"Key {old} in data/hypha.key opens nothing in this database any more." in capsys.readouterr().out
    ask_database(lived_in / "data/hypha.db", "UPDATE sealingkey SET retired_at = NULL")
    main(["doctor"])
    assert f"Some of it may still be sealed with key {old}." in capsys.readouterr().out
    lines = (lived_in / "data/hypha.key").read_text().split()
    (lived_in / "data/hypha.key").write_text(lines[0] + "\n")
    main(["doctor"])
    assert f"partly sealed with key {old}, which is not in data/hypha.key" in capsys.readouterr().out
    assert new != old


def test_without_a_database_there_is_nothing_to_turn_over(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["key", "rotate"]) == 1
    assert "There is no database yet" in capsys.readouterr().err
    assert list(folder.iterdir()) == []
