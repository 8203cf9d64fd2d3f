"""Gratitude notes."""

from collections.abc import Sequence

from sqlmodel import and_, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.errors import Unknown
from bot.domain.gratitude import GratitudeNote
from bot.domain.ids import MemberId, NoteId
from storage.encryption import Vault
from storage.mapping import note_row, to_note
from storage.tables import NoteRow
from storage.writing import add_or_set


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

    async def last_between(self, giver: MemberId, receiver: MemberId) -> GratitudeNote | None:
        found = await self._session.exec(
            select(NoteRow)
            .where(NoteRow.giver == giver.value, NoteRow.receiver == receiver.value)
            .order_by(col(NoteRow.given_at).desc(), col(NoteRow.id))
            .limit(1)
        )
        row = found.first()
        return to_note(row, self._vault) if row else None

    async def of(self, member: MemberId) -> Sequence[GratitudeNote]:
        reached = and_(col(NoteRow.receiver) == member.value, col(NoteRow.unheard).is_(False))
        found = await self._session.exec(
            select(NoteRow)
            .where(or_(col(NoteRow.giver) == member.value, reached))
            .order_by(col(NoteRow.given_at).desc(), col(NoteRow.id))
        )
        return [to_note(row, self._vault) for row in found]

    async def keep(self, note: GratitudeNote) -> None:
        """Thanks are given once and never rewritten; only how far it may be seen changes."""
        await add_or_set(self._session, "id", ("giver_shows", "receiver_shows"), note_row(note, self._vault))
