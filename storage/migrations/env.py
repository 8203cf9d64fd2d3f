"""What Alembic runs around each command; storage/migrate.py gives it the connection."""

from typing import Literal

import sqlalchemy as sa
from alembic import context
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from storage.tables import Row


def _plainly(kind: str, thing: object, _autogenerate: object) -> str | Literal[False]:
    """Migrations say what a column is to the database: they must not change when a class of ours does."""
    if kind != "type":
        return False
    match thing:
        case sa.Enum():
            return f"sa.String(length={thing.length})"
        case AutoString():
            return "sa.String()"
        case UTCDateTime():
            return "sa.DateTime(timezone=True)"
        case _:
            return False


def _run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        render_as_batch=True,  # SQLite changes a table by rebuilding it
        transactional_ddl=True,  # our connections begin the transaction themselves, DDL included
        render_item=_plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
