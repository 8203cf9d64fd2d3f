"""Communities and their spaces."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Conflict
from bot.domain.community import Community, Platform, Space
from bot.domain.errors import Unknown
from bot.domain.ids import CommunityId, SpaceId
from storage.mapping import board_rows, community_row, space_row, to_community, to_space
from storage.tables import BoardRow, CommunityRow, SpaceRow, values
from storage.writing import add


class SqlCommunities:
    """Fulfils ports.Communities."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def any(self) -> bool:
        return (await self._session.exec(select(CommunityRow.id).limit(1))).first() is not None

    async def all(self) -> Sequence[Community]:
        found = await self._session.exec(select(CommunityRow).order_by(col(CommunityRow.id)))
        return [to_community(row) for row in found]

    async def get(self, community: CommunityId) -> Community:
        found = await self._session.exec(select(CommunityRow).where(CommunityRow.id == community.value))
        row = found.first()
        if row is None:
            raise Unknown
        return to_community(row)

    async def space(self, space: SpaceId) -> Space:
        found = await self._spaces(col(SpaceRow.id) == space.value)
        if not found:
            raise Unknown
        return found[0]

    async def space_of(self, platform: Platform, account: str) -> Space | None:
        found = await self._spaces(col(SpaceRow.platform) == platform, col(SpaceRow.account) == account)
        return found[0] if found else None

    async def spaces(self, community: CommunityId) -> Sequence[Space]:
        return await self._spaces(col(SpaceRow.community) == community.value)

    async def spaces_by_id(self, spaces: Iterable[str]) -> dict[str, Space]:
        """Several spaces at once, by the values of their ids."""
        return {each.id.value: each for each in await self._spaces(col(SpaceRow.id).in_(spaces))}

    async def _spaces(self, *where: ColumnElement[bool]) -> list[Space]:
        found = await self._session.exec(
            select(SpaceRow, BoardRow)
            .outerjoin(BoardRow, col(BoardRow.space) == SpaceRow.id)
            .where(*where)
            .order_by(col(SpaceRow.id))
        )
        boards: defaultdict[str, list[BoardRow]] = defaultdict(list)
        rows: dict[str, SpaceRow] = {}
        found_rows = cast("Sequence[tuple[SpaceRow, BoardRow | None]]", found.all())
        for space, board in found_rows:
            rows[space.id] = space
            if board is not None:
                boards[space.id].append(board)
        return [to_space(row, boards[row.id]) for row in rows.values()]

    async def add(self, community: Community, space: Space) -> None:
        await add(self._session, community_row(community))
        await add(self._session, space_row(space))
        await self._write_boards(space)

    async def keep(self, community: Community) -> None:
        """Raises Unknown if it is gone."""
        written = await self._session.exec(
            update(CommunityRow)
            .where(col(CommunityRow.id) == community.id.value)
            .values(values(community_row(community), "id", "changes", "parted"))
        )
        if written.rowcount == 0:
            raise Unknown

    async def keep_space(self, space: Space) -> None:
        """A space stays the same one for good; what changes is which channel is for what."""
        await self._session.exec(delete(BoardRow).where(col(BoardRow.space) == space.id.value))
        await self._write_boards(space)

    async def _write_boards(self, space: Space) -> None:
        await add(self._session, *board_rows(space))

    async def change_counter(self, community: CommunityId) -> int:
        found = await self._session.exec(
            select(CommunityRow.changes).where(CommunityRow.id == community.value)
        )
        number = found.first()
        if number is None:
            raise Unknown
        return number

    async def parted_at(self, community: CommunityId) -> int:
        found = await self._session.exec(
            select(CommunityRow.parted).where(CommunityRow.id == community.value)
        )
        number = found.first()
        if number is None:
            raise Unknown
        return number

    async def hold(self, community: CommunityId) -> None:
        """Wait until no other transaction holds it, and hold it until this one ends. Raises Conflict if it
        is no more: it has joined another since whoever comes was there.
        """
        await self._hold(community, wait=True)

    async def hold_as_well(self, other: CommunityId, held: CommunityId) -> None:
        """Whoever holds one and wants the other waits for it in one order alone; the other way round they
        begin again, so that no two wait for each other. Raises Conflict, also as `hold` does.
        """
        await self._hold(other, wait=held.value < other.value)

    async def _hold(self, community: CommunityId, *, wait: bool) -> None:
        found = await self._session.exec(
            select(CommunityRow.id)
            .where(CommunityRow.id == community.value)
            .with_for_update(key_share=True, nowait=not wait)  # rows that point at it may still be written
        )
        if found.first() is None:
            raise Conflict

    async def part(self, community: CommunityId, changed: int) -> None:
        """With its change `changed` something is no longer there that was indexed."""
        await self._session.exec(
            update(CommunityRow).where(col(CommunityRow.id) == community.value).values(parted=changed)
        )

    async def count_change(self, community: CommunityId) -> int:
        """The number of this change, the community's next.

        Holds the community's row until the transaction ends, so that whoever catches up by numbers never
        passes a gap that is filled later. Raises Unknown.
        """
        counted = await self._session.exec(
            update(CommunityRow)
            .where(col(CommunityRow.id) == community.value)
            .values(changes=col(CommunityRow.changes) + 1)
            .returning(col(CommunityRow.changes))
        )
        number = counted.scalar_one_or_none()
        if number is None:
            raise Unknown
        return number
