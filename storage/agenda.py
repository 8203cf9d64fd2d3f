"""What is due, and when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.occurrence import Occurrence
from storage.notices import occurrence_row, to_occurrence
from storage.tables import OccurrenceRow
from storage.writing import add_new


class Agenda:
    """Occurrences that are still to be carried out."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def expect(self, occurrences: Sequence[Occurrence]) -> None:
        """What is expected already stays as it is."""
        await add_new(self._session, *(occurrence_row(each) for each in occurrences))

    async def next_due(self, now: datetime) -> Occurrence | None:
        """What is due longest, or None."""
        found = await self._session.exec(
            select(OccurrenceRow)
            .where(OccurrenceRow.due_at <= now)
            .order_by(col(OccurrenceRow.due_at), col(OccurrenceRow.about))
            .limit(1)
        )
        row = found.first()
        return to_occurrence(row) if row else None

    async def cross_off(self, occurrence: Occurrence) -> bool:
        """Whether it was still to be done; from now on it no longer is."""
        row = occurrence_row(occurrence)
        deleted = await self._session.exec(
            delete(OccurrenceRow).where(
                col(OccurrenceRow.kind) == row.kind,
                col(OccurrenceRow.about) == row.about,
                col(OccurrenceRow.due_at) == row.due_at,
                col(OccurrenceRow.handshake) == row.handshake,
            )
        )
        return deleted.rowcount == 1
