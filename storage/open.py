"""The way into storage: everything that the wiring needs, opened and closed."""

import secrets
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from storage.encryption import Vault
from storage.engine import Engines, UnusableDatabase, open_engines
from storage.outbox import SqlOutbox
from storage.tables import MemberRow
from storage.transaction import transaction
from storage.unit_of_work import SqlStore
from storage.wake_up import listening


@dataclass(frozen=True, slots=True)
class Storage:
    """One database, through the ports of the core."""

    store: SqlStore
    outbox: SqlOutbox


def random_id() -> str:
    """22 characters of A-Z a-z 0-9 - _ (128 bits): short enough for a Discord nonce."""
    return secrets.token_urlsafe(16)


@asynccontextmanager
async def open_storage(
    url: str, key: bytes, new_id: Callable[[], str] = random_id, woken: Callable[[], None] = lambda: None
) -> AsyncGenerator[Storage]:
    """`url` as SQLAlchemy spells it, of a database that is migrated (storage/migrate.py); `key` has 32 bytes.
    `woken` is called when another process may have queued something; it is quick, and doesn't raise.

    Raises UnusableDatabase, ValueError for a key of another length, and WrongKey if the database was sealed
    with another key: going on with it would meet every member as a stranger.
    """
    vault = Vault(key)
    engines = open_engines(url)
    try:
        await _try_key(engines, vault)
        async with listening(engines.listener, woken):
            yield Storage(SqlStore(engines, vault, new_id), SqlOutbox(engines, vault, new_id))
    finally:
        await engines.dispose()


async def _try_key(engines: Engines, vault: Vault) -> None:
    try:
        async with transaction(engines.reader) as session:
            member = (await session.exec(select(MemberRow).limit(1))).first()
    except DatabaseError as refused:
        raise UnusableDatabase("it is damaged, so put a copy of it back") from refused
    if member is not None:
        vault.open(member.name, table="member", column="name", row=member.id)
