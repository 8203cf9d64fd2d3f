"""Who was forgotten, outside the database: so that a restored backup forgets them again.

The file has a line for each: a keyed mark of their member id, 64 letters. To whoever finds it, it tells how
many there are and no more; only with the database and its key can it be seen who is meant. It is only ever
added to.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlmodel import col, select

from bot.domain.ids import MemberId
from storage.encryption import Vault
from storage.engine import Engines
from storage.forgetting import forget
from storage.tables import IdentityRow, MemberRow
from storage.transaction import transaction

NAME = "forgotten"
"""What the file is called, in the data folder."""

_BYTES = 32


class Tombstones:
    """The file, and the vault that knows whom it means."""

    def __init__(self, file: Path, vault: Vault) -> None:
        self._file = file
        self._vault = vault

    def add(self, member: MemberId) -> None:
        """On disk when this returns. Called before the member is forgotten in the database: a crash between
        the two is put right when the file is replayed. Raises OSError.
        """
        append(self._file, [self.mark(member)])

    def meant(self, members: list[MemberId]) -> list[MemberId]:
        """Those of them who were forgotten. Raises OSError if the file is there and can't be read."""
        marks = marks_in(self._file)
        return [member for member in members if self.mark(member) in marks] if marks else []

    def mark(self, member: MemberId) -> bytes:
        """What stands in the file for them, in letters, and in the database."""
        return self._vault.blind_index("forgotten", member.value)


def append(file: Path, marks: Iterable[bytes]) -> None:
    """On disk when this returns. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = not file.exists()
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # Each begins with a new line, so that half a line that a crash left before it spoils only itself.
        os.write(descriptor, "".join(f"\n{each.hex()}\n" for each in marks).encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if new:
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def marks_in(file: Path) -> frozenset[bytes]:
    """Raises OSError if the file is there and can't be read."""
    marks: set[bytes] = set()
    with suppress(FileNotFoundError):
        for line in file.read_text(encoding="ascii", errors="replace").split():
            with suppress(ValueError):
                marks.add(bytes.fromhex(line))
    return frozenset(each for each in marks if len(each) == _BYTES)


async def replay(engines: Engines, vault: Vault, file: Path, now: datetime) -> int:
    """Forget again whoever was forgotten, and is still known here by an account. Returns how many."""
    async with transaction(engines.reader) as session:
        known = select(MemberRow.id).where(
            select(IdentityRow.member).where(col(IdentityRow.member) == MemberRow.id).exists()
        )
        members = [MemberId(each) for each in await session.exec(known)]
    meant = Tombstones(file, vault).meant(members)
    for member in meant:
        async with transaction(engines.writer) as session:
            await forget(session, vault, member, now)
    return len(meant)
