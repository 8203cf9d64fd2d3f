"""What is installed is whole: built without a network, unpacked, and started from there."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import PROGRAM, ROOT, name, tracked

BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what is in git in a folder of its own, so that nothing built earlier gets in."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in tracked():
        copy = source / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    subprocess.run([sys.executable, "-c", BUILD, str(built)], cwd=source, check=True, capture_output=True)
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def hypha(installed: Path, where: Path, *arguments: str) -> str:
    """What the console script says in the folder `where`."""
    script = "import sys; from bot.cli import main; sys.exit(main())"
    result = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_it_holds_every_file_of_the_program_and_no_other(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        packed = {each for each in archive.namelist() if ".dist-info/" not in each}
    assert packed == {name(path) for path in tracked() if name(path).split("/")[0] in PROGRAM}
    for part in ("lexicon/en.toml", "hypha.po", "static/room.html", "versions/0001_the_first_tables.py"):
        assert any(each.endswith(part) for each in packed)


def test_the_command_is_called_hypha(installed: Path, tmp_path: Path):
    (entry_points,) = installed.glob("*.dist-info/entry_points.txt")
    assert "hypha = bot.cli:main" in entry_points.read_text()
    assert "migrate" in hypha(installed, tmp_path, "--help")


def test_it_makes_its_database_from_what_is_installed(installed: Path, tmp_path: Path):
    assert hypha(installed, tmp_path, "migrate") == "The database fits this version.\n"
    assert (tmp_path / "data/hypha.db").is_file()
