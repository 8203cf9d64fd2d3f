"""Each host's file of who was forgotten gets to hold what others wrote: the database carries it to them.

The file of one host is enough, then, to forget everybody again after an older copy was put back
(docs/decisions/026-forgotten-on-every-host.md).
"""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from bot.application.ports import Conflict
from storage.engine import Engines, open_engines
from storage.tables import TombstoneRow
from storage.tombstones import append, marks_in
from storage.transaction import transaction
from storage.writing import add_new

_log = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two looks for what another host wrote."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What the file and the database have not told each other yet."""

    only_in_database: frozenset[bytes]
    only_in_file: frozenset[bytes]


async def even_out(engines: Engines, file: Path) -> None:
    """Afterwards both hold everything. Raises OSError, and what the database raises."""
    found = await _difference(engines, file)
    if found.only_in_database:
        await asyncio.to_thread(append, file, sorted(found.only_in_database))
    if found.only_in_file:
        async with transaction(engines.writer) as session:
            await add_new(session, *(TombstoneRow(mark=each) for each in sorted(found.only_in_file)))


async def difference(url: str, file: Path) -> Difference:
    """Looks only. Raises OSError, and what the database raises."""
    engines = open_engines(url)
    try:
        return await _difference(engines, file)
    finally:
        await engines.dispose()


@asynccontextmanager
async def kept_even(engines: Engines, file: Path, every: float = EVERY) -> AsyncGenerator[None]:
    """Until left, with a look `every` so many seconds; where other processes may share the database."""
    if engines.listener is None:
        yield
        return
    task = asyncio.create_task(_keep_even(engines, file, every), name="every-host")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_even(engines: Engines, file: Path, every: float) -> None:
    known = -1
    while True:
        try:
            async with transaction(engines.reader) as session:
                count = (await session.exec(select(func.count()).select_from(TombstoneRow))).one()
            if count != known:  # none is ever taken away
                await even_out(engines, file)
                known = count
        except (SQLAlchemyError, Conflict, OSError) as refused:
            _log.warning("forgotten_not_shared", extra={"error": type(refused).__name__})
        await asyncio.sleep(every)


async def _difference(engines: Engines, file: Path) -> Difference:
    async with transaction(engines.reader) as session:
        carried = frozenset((await session.exec(select(TombstoneRow.mark))).all())
    written = await asyncio.to_thread(marks_in, file)
    return Difference(carried - written, written - carried)
