"""The way into storage: everything that the wiring needs, opened and closed."""

import secrets
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from bot.domain.keeping import Overstay
from storage.encryption import Keys, Ring, Vault
from storage.engine import Engines, UnusableDatabase, open_engines
from storage.every_host import even_out, kept_even
from storage.keyring import KeysInUse, keys_in_use, open_vault
from storage.outbox import SqlOutbox
from storage.retention import overstays
from storage.tables import MemberRow
from storage.tombstones import Tombstones, replay
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


def right_now() -> datetime:
    """What the clock on the wall shows."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_storage(
    url: str,
    keys: Keys,
    new_id: Callable[[], str] = random_id,
    woken: Callable[[], None] = lambda: None,
    *,
    forgotten: Path | None = None,
    now: Callable[[], datetime] = right_now,
) -> AsyncGenerator[Storage]:
    """`url` as SQLAlchemy spells it, of a database that is migrated (storage/migrate.py).
    `forgotten` is the file of storage/tombstones.py: whoever it means is forgotten before anything else, so
    that a database that was put back by hand forgets them too. `now` says which suspensions hold then.
    `woken` is called when another process may have queued something; it is quick, and doesn't raise.

    Raises UnusableDatabase, ValueError for a key of another length, and WrongKey (of a kind that
    storage/keyring.py knows) if these are not the keys that it was sealed with: going on without them would
    meet every member as a stranger.
    """
    engines = open_engines(url)
    try:
        vault = await _opened(engines, keys)
        if forgotten is not None:
            await replay(engines, vault, forgotten, now())
            await even_out(engines, forgotten)
        async with AsyncExitStack() as opened:
            await opened.enter_async_context(listening(engines.listener, woken))
            if forgotten is not None:
                await opened.enter_async_context(kept_even(engines, forgotten))
            tombstones = Tombstones(forgotten, vault) if forgotten is not None else None
            store = SqlStore(engines, vault, new_id, tombstones)
            yield Storage(store, SqlOutbox(engines, vault, new_id))
    finally:
        await engines.dispose()


async def try_keys(url: str, keys: Keys) -> KeysInUse | None:
    """Whether they open this database, and which of them it needs; see `keys_in_use`. Looks only.

    Raises what `open_storage` raises.
    """
    engines = open_engines(url)
    try:
        with _told_from_damage():
            in_use = await keys_in_use(engines, keys)
            member = await _anybody(engines)
        if member is not None:
            _try_name(member, Ring(keys.now()))
        return in_use
    finally:
        await engines.dispose()


async def held_too_long(url: str, now: datetime) -> list[Overstay]:
    """Looks only, and needs no key. Raises UnusableDatabase."""
    engines = open_engines(url)
    try:
        async with transaction(engines.reader) as session:
            return await overstays(session, now)
    finally:
        await engines.dispose()


async def _opened(engines: Engines, keys: Keys) -> Vault:
    with _told_from_damage():
        vault = await open_vault(engines, keys)
        member = await _anybody(engines)
    if member is not None:
        _try_name(member, vault)
    return vault


async def _anybody(engines: Engines) -> MemberRow | None:
    async with transaction(engines.reader) as session:
        return (await session.exec(select(MemberRow).limit(1))).first()


def _try_name(member: MemberRow, vault: Vault | Ring) -> None:
    vault.open(member.name, table="member", column="name", row=member.id)


@contextmanager
def _told_from_damage() -> Generator[None]:
    try:
        yield
    except DatabaseError as refused:
        raise UnusableDatabase("it is damaged, so put a copy of it back") from refused
