"""Which main keys a database is sealed with, and the key of its blind index, sealed under each of them.

The key of the index is random, made once, and stays: turning over the main key seals 32 bytes anew and leaves
every index as it is. See docs/decisions/013-keys.md.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.encryption import KEY_BYTES, CannotOpen, Keys, Ring, Vault, WrongKey
from storage.engine import Engines
from storage.tables import MemberRow, SealingKeyRow
from storage.transaction import transaction
from storage.writing import add_new

_PLACE = {"table": "sealingkey", "column": "index_key"}


class KeyStillNeeded(WrongKey):
    """Some fields are sealed with a key that is not among those that were given. `name` tells which."""

    def __init__(self, name: str) -> None:
        super().__init__(f"key {name} is still needed")
        self.name = name


class KeyRetired(WrongKey):
    """The newest of the given keys is one that was left behind. `name` tells which."""

    def __init__(self, name: str) -> None:
        super().__init__(f"key {name} was left behind")
        self.name = name


@dataclass(frozen=True, slots=True)
class KeysInUse:
    """How a database stands to the given keys, by their names."""

    newest: str
    still_needed: frozenset[str]
    """Older ones, with which something may still be sealed."""
    retired: frozenset[str]
    """Given, and needed for nothing in this database any more."""

    @property
    def turned_over(self) -> bool:
        """Whether everything is sealed with the newest."""
        return not self.still_needed


async def open_vault(engines: Engines, keys: Keys) -> Vault:
    """The vault for this database; a key that is newer than all before is made known to it.

    Raises WrongKey if none of the keys opens it, KeyStillNeeded if one more is needed, KeyRetired if the
    newest was left behind, and CannotOpen if the key of the index is damaged.
    """
    ring = Ring(keys.now())
    async with transaction(engines.reader) as session:
        rows = await _rows(session)
    if _checked(rows, ring) is None:
        async with transaction(engines.writer) as session:
            rows = await _rows(session)
            index_key = _checked(rows, ring) or await _first_index_key(session, ring)
            await add_new(session, _sealed_under_newest(index_key, ring))
            # Another process may have been first, with an index key of its own: what is written counts.
            rows = await _rows(session)
    newest = next(row for row in rows if row.name == ring.newest.name)
    return Vault(keys, _opened(newest, ring))


async def keys_in_use(engines: Engines, keys: Keys) -> KeysInUse | None:
    """Looks only. None if the database has never been opened with any key. Raises what `open_vault`
    raises.
    """
    ring = Ring(keys.now())
    async with transaction(engines.reader) as session:
        rows = await _rows(session)
    _checked(rows, ring)
    if not rows:
        return None
    active = frozenset(row.name for row in rows if row.retired_at is None)
    retired = frozenset(row.name for row in rows if row.retired_at is not None)
    return KeysInUse(ring.newest.name, active - {ring.newest.name}, retired & frozenset(ring.by_name))


async def retire_all_but(engines: Engines, newest: str, now: datetime) -> frozenset[str]:
    """The older keys open nothing any more, not even the key of the index. Returns their names."""
    older = (col(SealingKeyRow.name) != newest, col(SealingKeyRow.retired_at).is_(None))
    async with transaction(engines.writer) as session:
        found = await session.exec(select(SealingKeyRow.name).where(*older))
        names = frozenset(found)
        await session.exec(update(SealingKeyRow).where(*older).values(index_key=None, retired_at=now))
        return names


async def _rows(session: AsyncSession) -> list[SealingKeyRow]:
    return list(await session.exec(select(SealingKeyRow).order_by(col(SealingKeyRow.name))))


def _checked(rows: list[SealingKeyRow], ring: Ring) -> bytes | None:
    """The key of the index; None if it is not there yet, or not sealed under the newest key yet.

    Raises as `open_vault` does.
    """
    known = [row for row in rows if row.name in ring.by_name]
    if rows and not known:
        raise WrongKey("the database was sealed with another key")
    for row in rows:
        if row.retired_at is None and row.name not in ring.by_name:
            raise KeyStillNeeded(row.name)
        if row.retired_at is not None and row.name == ring.newest.name:
            raise KeyRetired(row.name)
    newest = [row for row in rows if row.name == ring.newest.name]
    return _opened(newest[0], ring) if newest else None


def _opened(row: SealingKeyRow, ring: Ring) -> bytes:
    if row.index_key is None:
        raise CannotOpen("the key of the index is missing")
    return bytes.fromhex(ring.open(row.index_key, **_PLACE, row=row.name))


async def _first_index_key(session: AsyncSession, ring: Ring) -> bytes:
    """That of an older key; else that which the accounts in the database were indexed with before the index
    had a key of its own; else a new one.
    """
    for row in await _rows(session):
        if row.retired_at is None:
            return _opened(row, ring)
    member = (await session.exec(select(MemberRow).limit(1))).first()
    if member is None:
        return secrets.token_bytes(KEY_BYTES)
    sealed_with = [key for key in ring.by_name.values() if key.mark == member.name[1:5]]
    if not sealed_with:
        raise WrongKey("the database was sealed with another key")
    return sealed_with[0].first_index_key


def _sealed_under_newest(index_key: bytes, ring: Ring) -> SealingKeyRow:
    name = ring.newest.name
    return SealingKeyRow(name=name, index_key=ring.seal(index_key.hex(), **_PLACE, row=name), retired_at=None)
