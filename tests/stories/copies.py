"""A stage's database is copied and put back, as docs/keys-and-backups.md tells whoever runs Hypha: by
`hypha backup` and `hypha restore`, and on a server by PostgreSQL's own programs.
"""

import asyncio
import subprocess
from base64 import b64encode
from pathlib import Path

from bot import copies
from bot.config import Settings, load_settings
from tests import needed
from tests.stories.surroundings import KEY, HandClock

COPY = "copy.db"


async def back_up(folder: Path, url: str | None = None) -> None:
    """One copy, beside the running house. `folder` and `url` are those that `life.opened` takes."""
    if _on_a_server(url):
        await _run("pg_dump", "--format=custom", f"--file={folder / COPY}", _plain(url))
    else:
        await asyncio.to_thread(copies.back_up, _settings(folder, url), folder / COPY, _unheard)


async def put_back(folder: Path, clock: HandClock, url: str | None = None) -> None:
    """The copy in the place of the database, which nobody may have open."""
    if _on_a_server(url):
        await _run("pg_restore", "--clean", f"--dbname={_plain(url)}", folder / COPY)
    else:
        settings = _settings(folder, url)
        await asyncio.to_thread(copies.restore, settings, folder / COPY, _unheard, over=True, clock=clock.now)


def _on_a_server(url: str | None) -> bool:
    return url is not None and url.startswith("postgresql")


def _settings(folder: Path, url: str | None) -> Settings:
    named = {} if url is None else {"HYPHA_DATABASE_URL": url}
    key = b64encode(KEY).decode()
    return load_settings({"HYPHA_DATA_DIR": str(folder), "HYPHA_KEY": key, **named}, folder / ".env")


def _unheard(_: str) -> None:
    """What is said to whoever runs Hypha."""


def _plain(url: str | None) -> str:
    """As PostgreSQL's own programs spell it."""
    assert url is not None
    return url.replace("+psycopg", "", 1)


async def _run(program: str, *arguments: str | Path) -> None:
    command = (needed.postgres_programs() / program, *arguments)
    done = await asyncio.to_thread(
        subprocess.run, command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
