"""One transaction: all of it, or nothing."""

import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Conflict

# Statements go straight to the database: nothing is answered from what the session happens to remember.
_DIRECT = {"populate_existing": True, "synchronize_session": False}

_TAKEN = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncGenerator[AsyncSession]:
    """Committed on a clean exit, rolled back on an exception. Raises Conflict where a unique key is taken."""
    try:
        async with _session(engine) as session, session.begin():
            yield session
    except IntegrityError as error:
        if getattr(error.orig, "sqlite_errorcode", None) in _TAKEN:
            raise Conflict from error
        raise


def _session(engine: AsyncEngine) -> AsyncSession:
    return AsyncSession(engine, expire_on_commit=False, autoflush=False, execution_options=_DIRECT)
