"""What moderators did: a chain in which each link holds the one before, so that nothing can be changed, taken
out or put in unseen by whoever has the database and not the key.

A link is made over marks, not over what they stand for: keyed pseudonyms of people, posts and reasons. So a
name can be forgotten and a reason deleted, and the chain still holds.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.deed import Deed
from bot.domain.errors import Unknown
from bot.domain.ids import CommunityId, DeedId, MemberId
from storage.deed_mapping import deed_row, mark_of, mark_of_reason, to_deed
from storage.encryption import CannotOpen, Vault
from storage.pairing import former_communities
from storage.tables import DeedRow, FormerMemberRow
from storage.writing import add

_LINK = "link of the audit"


class SqlDeeds:
    """Fulfils ports.Deeds."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, deed: DeedId) -> Deed:
        found = await self._session.exec(select(DeedRow).where(DeedRow.id == deed.value))
        row = found.first()
        if row is None:
            raise Unknown
        return (await self._read((row,)))[0]

    async def newest(self, community: CommunityId, limit: int) -> Sequence[Deed]:
        earlier = await former_communities(self._session, community)
        found = await self._session.exec(
            select(DeedRow)
            .where(col(DeedRow.community).in_((community.value, *earlier)))
            .order_by(col(DeedRow.at).desc(), col(DeedRow.community), col(DeedRow.number).desc())
            .limit(limit)
        )
        return await self._read(found.all())

    async def broken(self) -> Sequence[CommunityId]:
        communities = await self._session.exec(
            select(DeedRow.community).distinct().order_by(col(DeedRow.community))
        )
        return [CommunityId(each) for each in communities.all() if not await self._holds(each)]

    async def add(self, deed: Deed) -> None:
        """As the next link of its community's chain. The caller holds the community's row (count_change), so
        that no two processes add the same link.
        """
        found = await self._session.exec(
            select(DeedRow)
            .where(DeedRow.community == deed.community.value)
            .order_by(col(DeedRow.number).desc())
            .limit(1)
        )
        last = found.first()
        row = deed_row(deed, self._vault, number=last.number + 1 if last else 1)
        row.link = self._link(row, last.link if last else b"")
        await add(self._session, row)

    async def holds(self, community: CommunityId) -> bool:
        chains = [community.value, *await former_communities(self._session, community)]
        return all([await self._holds(each) for each in chains])

    async def _read(self, rows: Sequence[DeedRow]) -> list[Deed]:
        """A link of the chain says who somebody was then; read, it is about who they are now."""
        named = {each for row in rows for each in (row.moderator, row.about, row.other) if each}
        found = await self._session.exec(select(FormerMemberRow).where(col(FormerMemberRow.id).in_(named)))
        now = {MemberId(row.id): MemberId(row.member) for row in found}
        return [_as_now(to_deed(row, self._vault), now) for row in rows]

    async def _holds(self, community: str) -> bool:
        found = await self._session.exec(
            select(DeedRow).where(DeedRow.community == community).order_by(col(DeedRow.number))
        )
        before = b""
        for number, row in enumerate(found, start=1):
            if row.number != number or row.link != self._link(row, before) or not self._as_marked(row):
                return False
            before = row.link
        return True

    def _link(self, row: DeedRow, before: bytes) -> bytes:
        marked = [
            before.hex(),
            row.community,
            row.number,
            row.id,
            _plain(row.at),
            row.kind,
            row.moderator_mark.hex(),
            row.about_kind,
            row.about_mark.hex(),
            row.other_mark.hex(),
            _plain(row.until) if row.until else None,
            row.detail,
            row.reason_mark.hex(),
        ]
        return self._vault.blind_index(_LINK, json.dumps(marked))

    def _as_marked(self, row: DeedRow) -> bool:
        """Whether what is still there is what was marked; what was forgotten or deleted is not there."""
        pairs = (
            (row.moderator, row.moderator_mark),
            (row.about, row.about_mark),
            (row.other, row.other_mark),
        )
        if any(value is not None and mark_of(value, self._vault) != mark for value, mark in pairs):
            return False
        if row.reason is None:
            return True
        try:
            reason = self._vault.open(row.reason, table="deed", column="reason", row=row.id)
        except CannotOpen:
            return False
        return mark_of_reason(row.id, reason, self._vault) == row.reason_mark


def _as_now(deed: Deed, now: Mapping[MemberId, MemberId]) -> Deed:
    return replace(
        deed,
        moderator=now.get(deed.moderator, deed.moderator) if deed.moderator else None,
        about=now.get(deed.about, deed.about) if isinstance(deed.about, MemberId) else deed.about,
        other=now.get(deed.other, deed.other) if deed.other else None,
    )


def _plain(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
