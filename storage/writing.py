"""How rows are written: plainly, or with what happens where the key is there already.

Standard SQL has no word for the second. SQLite and PostgreSQL spell it alike, and SQLAlchemy has it from a
module for each. Values travel apart from their statement, so that it is put together once, whatever it
carries.
"""

from collections.abc import Callable

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Row, values


async def add(session: AsyncSession, *rows: Row) -> None:
    """Insert rows of one table, in this order."""
    if rows:
        await session.exec(insert(type(rows[0])), params=_params(rows))


async def add_new(session: AsyncSession, *rows: Row) -> None:
    """Insert those rows of one table whose keys are new, and leave the others as they stand."""
    if rows:
        await session.exec(_insert_or_else(session, rows[0]).on_conflict_do_nothing(), params=_params(rows))


async def add_or_set(session: AsyncSession, key: str, columns: tuple[str, ...], *rows: Row) -> None:
    """Insert rows of one table; where `key` is there already, set only these columns."""
    if rows:
        statement = _insert_or_else(session, rows[0])
        statement = statement.on_conflict_do_update(
            index_elements=[key], set_={name: statement.excluded[name] for name in columns}
        )
        await session.exec(statement, params=_params(rows))


_INSERT_OR_ELSE: dict[str, Callable[[type[Row]], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def _insert_or_else(session: AsyncSession, row: Row) -> sqlite.Insert | postgresql.Insert:
    return _INSERT_OR_ELSE[session.get_bind().dialect.name](type(row))


def _params(rows: tuple[Row, ...]) -> list[dict[str, object]]:
    return [values(row, "seq") for row in rows]
