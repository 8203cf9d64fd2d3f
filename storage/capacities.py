"""What members said about being asked, and how often they were."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Askable, Conflict
from bot.domain.capacity import Capacity
from bot.domain.community import Member
from bot.domain.ids import CommunityId, MemberId
from storage.encryption import Vault
from storage.mapping import capacity_row, to_capacity, to_member
from storage.tables import CapacityRow, HandshakeRow, MemberRow, NeedRow, values
from storage.writing import add


class SqlCapacities:
    """Fulfils ports.Capacities."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def of(self, member: Member) -> Capacity:
        found = await self._session.exec(select(CapacityRow).where(CapacityRow.member == member.id.value))
        row = found.first()
        return to_capacity(row, self._vault) if row else Capacity(member.id, member.community)

    async def for_asking(self, members: Sequence[MemberId], since: datetime) -> Mapping[MemberId, Askable]:
        wanted = [each.value for each in members]
        # Held in one order, so that two who ask around at once wait for each other rather than forever; and
        # not against those who only point at a member, as a new handshake does.
        held = await self._session.exec(
            select(MemberRow)
            .where(col(MemberRow.id).in_(wanted))
            .order_by(col(MemberRow.id))
            .with_for_update(key_share=True)
        )
        people = {row.id: to_member(row, self._vault) for row in held}
        said = await self._session.exec(select(CapacityRow).where(col(CapacityRow.member).in_(wanted)))
        capacities = {row.member: to_capacity(row, self._vault) for row in said}
        asked = await self._asked(wanted, since)
        return {
            each.id: Askable(
                each, capacities.get(key, Capacity(each.id, each.community)), tuple(asked.get(key, ()))
            )
            for key, each in people.items()
        }

    async def _asked(self, members: Sequence[str], since: datetime) -> Mapping[str, list[datetime]]:
        found = await self._session.exec(
            select(HandshakeRow.helper, HandshakeRow.asked_at, HandshakeRow.asked_before).where(
                col(HandshakeRow.helper).in_(members), col(HandshakeRow.asked_at) > since
            )
        )
        asked: defaultdict[str, list[datetime]] = defaultdict(list)
        for helper, *moments in found:
            asked[helper] += [at for at in moments if at is not None and at > since]
        return asked

    async def asked_in(self, community: CommunityId, since: datetime) -> int:
        found = await self._session.exec(
            select(func.count())
            .select_from(HandshakeRow)
            .join(NeedRow, col(NeedRow.id) == HandshakeRow.need)
            .where(NeedRow.community == community.value, col(HandshakeRow.asked_at) > since)
        )
        return found.one()

    async def changed_since(self, community: CommunityId, counter: int) -> Sequence[Capacity]:
        found = await self._session.exec(
            select(CapacityRow)
            .where(CapacityRow.community == community.value, col(CapacityRow.changed) > counter)
            .order_by(col(CapacityRow.member))
        )
        return [to_capacity(row, self._vault) for row in found]

    async def keep(self, capacity: Capacity, changed: int) -> None:
        """Write it as the community's change `changed`. Raises Conflict if it was written since read."""
        row = capacity_row(capacity, self._vault, version=capacity.version + 1, changed=changed)
        if capacity.version == 0:
            await add(self._session, row)
            return
        written = await self._session.exec(
            update(CapacityRow)
            .where(col(CapacityRow.member) == row.member, col(CapacityRow.version) == capacity.version)
            .values(values(row, "member"))
        )
        if written.rowcount == 0:
            raise Conflict
