"""When things were done lately, read from what is kept anyway."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ids import CommunityId, MemberId
from bot.domain.limits import Doing
from storage.tables import AuditRow, MessageRow, NeedRow, NoteRow, OfferRow, Row

KEPT: dict[Doing, tuple[type[Row], str, str]] = {
    Doing.NEEDS: (NeedRow, "asker", "written_at"),
    Doing.OFFERS: (OfferRow, "giver", "written_at"),
    Doing.THANKS: (NoteRow, "giver", "given_at"),
    Doing.MESSAGES: (MessageRow, "writer", "written_at"),
}
"""The rows that tell of it, and their columns for who did it and when. The others only the audit tells of."""


class SqlLately:
    """Fulfils ports.Lately."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of_member(
        self, member: MemberId, doing: Doing, deeds: Sequence[str], since: datetime, limit: int
    ) -> Sequence[datetime]:
        if doing not in KEPT:
            return await self._of_audit(member, deeds, since, limit)
        row, who, when = KEPT[doing]
        return await self._newest(_column(row, who) == member.value, _column(row, when), since, limit)

    async def of_community(
        self, community: CommunityId, doing: Doing, since: datetime, limit: int
    ) -> Sequence[datetime]:
        row, _, when = KEPT[doing]
        there = _column(row, "community") == community.value
        return await self._newest(there, _column(row, when), since, limit)

    async def _newest(
        self, whose: ColumnElement[bool], when: Column[datetime], since: datetime, limit: int
    ) -> Sequence[datetime]:
        newest = select(when).where(whose, when > since).order_by(when.desc()).limit(limit)
        return (await self._session.exec(newest)).all()

    async def _of_audit(
        self, member: MemberId, deeds: Sequence[str], since: datetime, limit: int
    ) -> Sequence[datetime]:
        at, actor = _column(AuditRow, "at"), _column(AuditRow, "actor")
        newest = (
            select(at)
            .where(actor == member.value, _column(AuditRow, "deed").in_(deeds), at > since)
            .order_by(_column(AuditRow, "seq").desc())
            .limit(limit)
        )
        return (await self._session.exec(newest)).all()


def _column(row: type[Row], name: str) -> Column[Any]:
    return Row.metadata.tables[str(row.__tablename__)].c[name]
