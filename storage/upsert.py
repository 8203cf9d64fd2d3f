"""Insert, or else: standard SQL has no word for it. PostgreSQL's is spelt the same, from another module."""

from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.dml import Insert

from storage.tables import Row


def insert_new(table: type[Row]) -> Insert:
    """Insert rows whose keys are new, and leave the others as they are."""
    return insert(table).on_conflict_do_nothing()


def upsert(table: type[Row], key: str, *updated: str) -> Insert:
    """Insert rows, or set the columns `updated` where `key` is there already."""
    statement = insert(table)
    return statement.on_conflict_do_update(
        index_elements=[key], set_={name: statement.excluded[name] for name in updated}
    )
