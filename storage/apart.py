"""Who is not to be brought together."""

from collections.abc import Sequence

from sqlalchemy import delete, tuple_
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.apart import Apart, Cause
from bot.domain.ids import CommunityId, MemberId, NeedId
from storage.tables import ApartRow, values
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
            Apart(
                CommunityId(row.community),
                MemberId(row.one),
                MemberId(row.other),
                row.cause,
                veiled_by=NeedId(row.veiled_by) if row.veiled_by else None,
            )
            for row in found
        ]

    async def keep(self, apart: Apart) -> None:
        """Write it down once, or lift it. What moderators keep apart is lifted whichever way round it was
        written; of two who blocked each other, each lifts their own block.
        """
        one, other = apart.one.value, apart.other.value
        veiled_by = apart.veiled_by.value if apart.veiled_by else ""
        if apart.holds:
            row = ApartRow(
                one=one,
                other=other,
                cause=apart.cause,
                veiled_by=veiled_by,
                community=apart.community.value,
            )
            await add_new(self._session, row)
            return
        pairs = [(one, other)] if apart.cause is Cause.BLOCK else [(one, other), (other, one)]
        await self._session.exec(
            delete(ApartRow).where(
                tuple_(col(ApartRow.one), col(ApartRow.other)).in_(pairs),
                col(ApartRow.cause) == apart.cause,
                col(ApartRow.veiled_by) == veiled_by,
            )
        )


async def apart_rows(session: AsyncSession, member: str) -> list[ApartRow]:
    """Whom the member is not to meet, whichever way round it was written."""
    found = await session.exec(select(ApartRow).where(or_(ApartRow.one == member, ApartRow.other == member)))
    return list(found.all())


def of_another(row: ApartRow, before: str, after: str) -> ApartRow:
    """The same of `after` instead of `before`."""
    changed = {name: after if value == before else value for name, value in values(row).items()}
    return ApartRow.model_validate(changed)
