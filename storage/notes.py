"""Gratitude notes."""

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.errors import Unknown
from bot.domain.gratitude import GratitudeNote
from bot.domain.ids import NoteId
from storage.encryption import Vault
from storage.mapping import note_row, to_note
from storage.tables import NoteRow
from storage.writing import add


class SqlNotes:
    """Fulfils ports.Notes."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, note: NoteId) -> GratitudeNote:
        found = await self._session.exec(select(NoteRow).where(NoteRow.id == note.value))
        row = found.first()
        if row is None:
            raise Unknown
        return to_note(row, self._vault)

    async def add(self, note: GratitudeNote) -> None:
        """Thanks are given once and never rewritten."""
        await add(self._session, note_row(note, self._vault))
