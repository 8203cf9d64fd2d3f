"""Who is not to be brought together."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.apart import Apart
from bot.domain.ids import CommunityId, MemberId
from storage.tables import ApartRow
from storage.writing import add_new


class SqlAparts:
    """Fulfils ports.Aparts."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, member: MemberId) -> Sequence[Apart]:
        found = await self._session.exec(
            select(ApartRow).where(or_(ApartRow.one == member.value, ApartRow.other == member.value))
        )
        return [
            Apart(CommunityId(row.community), MemberId(row.one), MemberId(row.other), row.cause)
            for row in found
        ]

    async def keep(self, apart: Apart) -> None:
        """Write it down once; lift it where it no longer holds, whichever way round it was written."""
        pair = (apart.one.value, apart.other.value)
        if apart.holds:
            row = ApartRow(one=pair[0], other=pair[1], cause=apart.cause, community=apart.community.value)
            await add_new(self._session, row)
            return
        await self._session.exec(
            delete(ApartRow).where(
                col(ApartRow.one).in_(pair), col(ApartRow.other).in_(pair), col(ApartRow.cause) == apart.cause
            )
        )
