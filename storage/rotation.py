"""Seals everything anew with the newest key, while Hypha runs.

It goes through the tables in small transactions and looks only for fields that are sealed with an older key,
so that it can be ended at any point and begun again. A field that somebody writes meanwhile is left to them.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, LargeBinary, Table, func, literal, or_, select, text, tuple_, update
from sqlalchemy.sql import ColumnElement

from storage.encryption import NAME_AT, NAME_BYTES, CannotOpen, Keys, Ring
from storage.engine import Engines, open_engines
from storage.keyring import open_vault, retire_all_but
from storage.tables import Row, SealingKeyRow
from storage.transaction import again_after_conflicts, transaction

BATCH = 100
"""Rows that are sealed anew in one transaction."""
BREATH = 0.02
"""Seconds between two of them: SQLite gives its one writer's place to whoever asks while it is free."""


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table with sealed columns; `named_by` are those that name the row where it is sealed."""

    table: Table
    columns: tuple[Column[bytes], ...]
    named_by: tuple[Column[str], ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """How many rows were sealed anew, and how many can't be opened with any key that there is. `retired` are
    the names of the keys that open nothing any more: none while there are damaged rows.
    """

    resealed: int
    damaged: int
    retired: frozenset[str]


def sealed_tables() -> list[SealedTable]:
    """All tables with something sealed in them, but for that of the keys, which are sealed each under
    itself.
    """
    found: list[SealedTable] = []
    for row in _tables_of_ours(Row):
        table = Row.metadata.tables.get(str(row.__tablename__))
        if table is None or row is SealingKeyRow:
            continue
        columns = [
            column
            for column in table.columns
            if isinstance(column.type, LargeBinary) and column.name not in row.not_sealed
        ]
        if columns:
            names = row.sealed_as or tuple(column.name for column in table.primary_key)
            found.append(SealedTable(table, tuple(columns), tuple(table.c[name] for name in names)))
    return found


async def turn_over(
    url: str, keys: Keys, *, now: Callable[[], datetime], tell: Callable[[int], None], batch: int = BATCH
) -> Turned:
    """Seal everything with the newest of `keys`, and retire the others. `tell` hears after each transaction
    how many rows were sealed in it.

    Raises what `open_storage` raises.
    """
    engines = open_engines(url)
    try:
        await open_vault(engines, keys)  # makes the newest known to the database
        ring = Ring(keys.now())
        resealed = damaged = 0
        for sealed in sealed_tables():
            resealed += (await _sweep(engines, ring, sealed, tell, batch)).resealed
        for sealed in sealed_tables():
            # Who began to write before the newest key was there has ended when this has waited for them.
            await _wait_for_writers(engines, sealed.table)
            last = await _sweep(engines, ring, sealed, tell, batch)
            resealed, damaged = resealed + last.resealed, damaged + last.damaged
        retired = frozenset[str]()
        if not damaged:
            retired = await retire_all_but(engines, ring.newest.name, now())
        return Turned(resealed, damaged, retired)
    finally:
        await engines.dispose()


async def _sweep(
    engines: Engines, ring: Ring, sealed: SealedTable, tell: Callable[[int], None], batch: int
) -> Turned:
    """Once through a table, in the order of its key."""
    resealed = damaged = 0
    after: Sequence[object] = ()
    while True:
        rows, done = await _seal_some(engines, ring, sealed, after, batch)
        if not rows:
            return Turned(resealed, damaged, frozenset())
        resealed, damaged = resealed + done, damaged + len(rows) - done
        after = rows[-1]
        tell(done)
        await asyncio.sleep(BREATH)


@again_after_conflicts
async def _seal_some(
    engines: Engines, ring: Ring, sealed: SealedTable, after: Sequence[object], batch: int
) -> tuple[list[Sequence[object]], int]:
    """The keys of the next rows with a field that is sealed with an older key, and how many of them are
    sealed anew now. What can't be opened is left as it is.
    """
    key = tuple(sealed.table.primary_key)
    older = or_(*(_is_older(column, ring) for column in sealed.columns))
    further = [tuple_(*key) > tuple_(*map(literal, after))] if after else []
    wanted = select(*key, *sealed.named_by, *sealed.columns).where(older, *further)
    done = 0
    async with transaction(engines.writer) as session:
        connection = await session.connection()
        found = await connection.execute(wanted.order_by(*key).limit(batch).with_for_update())
        rows = [tuple(row) for row in found]
        for row in rows:
            fresh = _sealed_anew(ring, sealed, row[len(key) :])
            if fresh is not None:
                here = (column == value for column, value in zip(key, row, strict=False))
                await connection.execute(update(sealed.table).where(*here).values(fresh))
                done += 1
    return [row[: len(key)] for row in rows], done


def _is_older(column: Column[bytes], ring: Ring) -> ColumnElement[bool]:
    mark = func.substr(column, NAME_AT + 1, NAME_BYTES, type_=LargeBinary)
    return mark != literal(ring.newest.mark, LargeBinary)


def _sealed_anew(ring: Ring, sealed: SealedTable, row: Sequence[object]) -> dict[str, bytes] | None:
    """The fields of a row (after the columns that name it), sealed with the newest key; None if one of them
    can't be opened.
    """
    place = "/".join(str(name) for name in row[: len(sealed.named_by)])
    fresh: dict[str, bytes] = {}
    for column, field in zip(sealed.columns, row[len(sealed.named_by) :], strict=True):
        if isinstance(field, bytes):
            where = {"table": sealed.table.name, "column": column.name, "row": place}
            try:
                fresh[column.name] = ring.seal(ring.open(field, **where), **where)
            except CannotOpen:
                return None
    return fresh


@again_after_conflicts
async def _wait_for_writers(engines: Engines, table: Table) -> None:
    """Until every transaction has ended that is writing to this table now."""
    async with transaction(engines.writer) as session:
        # On SQLite a transaction that may write has waited for all others when it begins.
        if session.get_bind().dialect.name == "postgresql":
            name = engines.writer.dialect.identifier_preparer.format_table(table)
            connection = await session.connection()
            await connection.execute(text(f"LOCK TABLE {name} IN SHARE MODE"))


def _tables_of_ours(above: type[Row]) -> list[type[Row]]:
    below = above.__subclasses__()
    return below + [deeper for each in below for deeper in _tables_of_ours(each)]
