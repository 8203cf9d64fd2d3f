"""Who was forgotten on one host stands in the file of every host."""

import asyncio
from pathlib import Path

from bot.application.verbs import Verb
from storage.engine import open_engines
from storage.every_host import difference, even_out, kept_even
from storage.tombstones import NAME, append, marks_in
from tests.application.world import World, told
from tests.databases import Database, OnServer
from tests.stories.core_stage import CoreStage


async def test_what_is_forgotten_on_one_host_reaches_the_file_of_the_other(
    database: Database, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    stage = CoreStage(here, database.url)
    await stage.start()
    for who in ("Amina", "Bruno"):
        assert told(await World(stage).does(who, Verb.FORGET_ME_NOW)) == "forget.done.title"
    await stage.stop()
    marks = marks_in(here / NAME)
    assert len(marks) == 2
    assert (await difference(database.url, there / NAME)).only_in_database == marks
    other = CoreStage(there, database.url)
    await other.start()
    await other.stop()
    assert marks_in(there / NAME) == marks
    found = await difference(database.url, there / NAME)
    assert not found.only_in_database | found.only_in_file


async def test_an_older_database_learns_from_the_file(database: Database, tmp_path: Path) -> None:
    file = tmp_path / NAME
    append(file, [bytes(32), bytes([1]) * 32])
    assert len((await difference(database.url, file)).only_in_file) == 2
    engines = open_engines(database.url)
    for _ in range(2):
        await even_out(engines, file)
    await engines.dispose()
    assert len(database.rows("SELECT mark FROM tombstone")) == 2
    assert len(file.read_text().split()) == 2


async def test_a_host_that_runs_hears_of_it_as_well(postgresql: OnServer, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    stage = CoreStage(here, postgresql.url)
    await stage.start()
    engines = open_engines(postgresql.url)
    async with asyncio.timeout(60), kept_even(engines, there / NAME, every=0.01):
        await World(stage).does("Amina", Verb.FORGET_ME_NOW)
        while not marks_in(there / NAME):  # noqa: ASYNC110 - what is waited for is a file
            await asyncio.sleep(0.01)
    assert marks_in(there / NAME) == marks_in(here / NAME)
    await engines.dispose()
    await stage.stop()
