"""Two of Hypha on one SQLite database: the second is told so, and nothing is touched."""

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main
from storage.alone import alone
from storage.engine import InUse, UnusableDatabase
from tests.config.conftest import ROOT
from tests.config.places import free_port
from tests.config.program import started


async def typed(folder: Path, *command: str) -> tuple[int | None, str]:
    """Typed in another terminal: its exit status, and what it says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HYPHA_PORT": str(free_port())},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


async def test_a_second_start_is_told_what_to_do_and_what_may_run_beside_it_does(lived_in: Path):
    async with started(lived_in) as hypha:
        for command in (["run"], ["migrate"]):
            status, said = await typed(lived_in, *command)
            assert status == 1
            assert "another Hypha has" in said
            assert "stop that one first" in said
            assert "HYPHA_DATA_DIR" in said
            assert "Traceback" not in said
        assert (await typed(lived_in, "backup", "copy.db"))[0] == 0
        assert (await typed(lived_in, "restore", "--over", "copy.db"))[0] == 1
        assert (await typed(lived_in, "key", "rotate"))[0] == 0
        assert "mend" not in (await typed(lived_in, "doctor"))[1]
        assert await hypha.ends(signal.SIGTERM) == 0
    assert (await typed(lived_in, "restore", "--over", "copy.db"))[0] == 0
    assert (await typed(lived_in, "migrate"))[0] == 0


async def test_the_lock_ends_with_whoever_held_it(lived_in: Path):
    async with started(lived_in) as hypha:
        assert await hypha.ends(signal.SIGKILL) == -signal.SIGKILL
    async with started(lived_in) as hypha:
        assert await hypha.ends(signal.SIGTERM) == 0


def test_whichever_way_the_file_is_named_it_is_one(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "hypha.db")):
        pass
    (tmp_path / "other").symlink_to(tmp_path, target_is_directory=True)
    with alone(f"sqlite:///{tmp_path / 'hypha.db'}"):
        with pytest.raises(InUse), alone(f"sqlite:///{tmp_path / 'other' / 'hypha.db'}"):
            pass
        with alone(f"sqlite:///{tmp_path / 'another.db'}"):
            pass
    with alone(f"sqlite:///{tmp_path / 'other' / 'hypha.db'}"):
        pass


def test_on_a_server_there_is_nothing_to_hold():
    url = "postgresql://hypha:elderflower@127.0.0.1:9/hypha"
    with alone(url), alone(url):
        pass


def test_a_lock_that_cannot_be_made_is_a_plain_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (folder / "file").write_text("")
    with pytest.raises(UnusableDatabase), alone(f"sqlite:///{folder / 'file' / 'hypha.db'}"):
        pass
    monkeypatch.setenv("HYPHA_DATABASE_URL", f"sqlite:///{folder / 'file' / 'hypha.db'}")
    monkeypatch.setenv("HYPHA_KEY", "c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZS4=")
    assert main(["migrate"]) == 1
    assert capsys.readouterr().err.startswith("The database can't be used: ")
