"""One transaction: all of it, or nothing."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps
from types import CoroutineType
from typing import Any, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Conflict
from storage import postgres, sqlite

P = ParamSpec("P")
T = TypeVar("T")

MOST_TRIES = 10

# Statements go straight to the database: nothing is answered from what the session happens to remember.
_DIRECT = {"populate_existing": True, "synchronize_session": False}


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncGenerator[AsyncSession]:
    """Committed on a clean exit, rolled back on an exception. Raises Conflict where a unique key is taken, or
    where another transaction stood in the way.
    """
    try:
        async with _session(engine) as session, session.begin():
            yield session
    except DBAPIError as error:
        if postgres.is_conflict(error.orig) or sqlite.is_conflict(error.orig):
            raise Conflict from error
        raise


def again_after_conflicts(method: Callable[P, Awaitable[T]]) -> "Callable[P, CoroutineType[Any, Any, T]]":
    """For a method that is one transaction and nothing else: a Conflict begins it afresh, MOST_TRIES times
    at most.
    """

    @wraps(method)
    async def persistent(*args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(MOST_TRIES - 1):
            try:
                return await method(*args, **kwargs)
            except Conflict:
                continue
        return await method(*args, **kwargs)

    return persistent


def _session(engine: AsyncEngine) -> AsyncSession:
    return AsyncSession(engine, expire_on_commit=False, autoflush=False, execution_options=_DIRECT)
