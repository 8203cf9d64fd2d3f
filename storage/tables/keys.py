"""The keys that this database is or was sealed with."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.row import Row


class SealingKeyRow(Row, table=True):
    """A main key that this database is or was sealed with."""

    name: str = Field(primary_key=True)
    """What the fields that are sealed with it carry; it gives nothing of the key away."""
    index_key: bytes | None
    """The key of the blind index, sealed under this key; none once it is retired."""
    retired_at: datetime | None
    """Since when nothing is sealed with it any more."""
