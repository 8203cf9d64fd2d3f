"""A folder to start Hypha in, with nothing set, and a log that is put back as it was."""

import asyncio
import logging
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config import load_settings
from bot.keyfile import find_keys
from bot.wiring import open_house

ROOT = Path(__file__).parents[2]
SETTINGS = re.findall(r"^#(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory; whoever runs the tests may have settings of their own, which stay out."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def _log_put_back() -> Iterator[None]:
    root = logging.getLogger()
    kept = [
        (logger, logger.level) for logger in (root, *map(logging.getLogger, ("bot", "adapters", "storage")))
    ]
    handlers = root.handlers
    yield
    root.handlers = handlers
    for logger, level in kept:
        logger.setLevel(level)


@pytest.fixture(scope="session")
def _data_of_a_first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("first day") / "data"
    settings = load_settings({"HYPHA_DATA_DIR": str(data)}, data / ".env")
    keys, _ = find_keys(settings, lambda: None)

    async def open_once() -> None:
        async with open_house(settings.database_url.reveal(), keys, zone=ZoneInfo("UTC"), tokens_set=False):
            pass

    asyncio.run(open_once())
    return data


@pytest.fixture
def lived_in(folder: Path, _data_of_a_first_day: Path) -> Path:
    """The same folder after Hypha ran in it: a key, and a database with the people of the try-out."""
    shutil.copytree(_data_of_a_first_day, folder / "data")
    return folder


def ask_database(file: Path, statement: str) -> None:
    """Do something to a database behind Hypha's back."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)
