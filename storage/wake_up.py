"""How processes on one database wake each other: NOTIFY in the transaction that queues something, LISTEN on a
connection that is held for that alone.

It carries no content, so that nothing can be read on it. Whoever misses it (the connection was cut) finds
what was queued at the next tick.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress

from psycopg import AsyncConnection
from psycopg import Error as DriverError
from sqlalchemy import func
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

_log = logging.getLogger(__name__)

CHANNEL = "hypha"

AGAIN_AFTER = 5.0
"""Seconds until a cut connection is opened anew."""


async def tell_other_processes(session: AsyncSession) -> None:
    """Heard once this transaction is committed, and never if it is not; several times are once."""
    if session.get_bind().dialect.name == "postgresql":
        await session.exec(select(func.pg_notify(CHANNEL, "")))


@asynccontextmanager
async def listening(engine: AsyncEngine | None, heard: Callable[[], None]) -> AsyncGenerator[None]:
    """Until left, `heard` is called whenever a process (this one too) has queued something, and after each
    time in which it could not be heard. It may not raise. Without an engine there is nobody to listen to.
    """
    if engine is None:
        yield
        return
    listener = asyncio.create_task(_listen_forever(engine, heard), name="wake-up")
    try:
        yield
    finally:
        listener.cancel()
        with suppress(asyncio.CancelledError):
            await listener


async def _listen_forever(engine: AsyncEngine, heard: Callable[[], None]) -> None:
    while True:
        try:
            await _listen(engine, heard)
        except (SQLAlchemyError, DriverError, OSError) as cut:
            _log.warning("wake_up_cut", extra={"error": type(cut).__name__})
        await asyncio.sleep(AGAIN_AFTER)


async def _listen(engine: AsyncEngine, heard: Callable[[], None]) -> None:
    """Until the connection is cut."""
    async with engine.connect() as connection:
        await connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        heard()
        driver = (await connection.get_raw_connection()).driver_connection
        if not isinstance(driver, AsyncConnection):
            raise TypeError("PostgreSQL is spoken through psycopg")
        async for _ in driver.notifies():
            heard()
