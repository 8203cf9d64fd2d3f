"""Which columns point at which rows: read off the tables themselves, so that a new table is not forgotten
when a member or a community becomes another.
"""

from sqlalchemy import Column, Table

from storage.tables import Row


def pointing_at(table: str) -> list[Column[str]]:
    """Every column that holds the id of a row of `table`."""
    return [
        column
        for each in Row.metadata.sorted_tables
        for column in each.columns
        if any(key.column.table.name == table for key in column.foreign_keys)
    ]


def is_key(column: Column[str]) -> bool:
    """Whether the row is known by it: such a row can't simply be given to another."""
    return column.primary_key


def owner_of(table: Table) -> Column[str] | None:
    """The column with the member whose row it is: the first that points at one."""
    return next((each for each in pointing_at("member") if each.table is table), None)
