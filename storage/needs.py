"""Needs, each with its handshakes: at most two queries however many there are."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import and_, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Conflict
from bot.domain.errors import Unknown
from bot.domain.handshake import HandshakeState
from bot.domain.ids import CommunityId, HandshakeId, MemberId, NeedId
from bot.domain.need import Need, NeedState
from storage.encryption import Vault
from storage.mapping import handshake_rows, need_row, to_need
from storage.tables import HandshakeRow, NeedRow, values
from storage.tables.posts import RETENTION
from storage.writing import add, add_or_set

_OVER = (NeedState.CLOSED, NeedState.TAKEN_BACK)
_OUT = (NeedState.OPEN, NeedState.MET)
_INVOLVED = (HandshakeState.OFFERED, HandshakeState.CHOSEN)
_AGREED = (HandshakeState.CHOSEN, HandshakeState.DONE)


class SqlNeeds:
    """Fulfils ports.Needs."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, need: NeedId) -> Need:
        return await self._only(col(NeedRow.id) == need.value)

    async def with_handshake(self, handshake: HandshakeId) -> Need:
        its_need = select(HandshakeRow.need).where(HandshakeRow.id == handshake.value)
        return await self._only(col(NeedRow.id).in_(its_need))

    async def of_asker(self, member: MemberId) -> Sequence[Need]:
        return await self._newest_first(col(NeedRow.asker) == member.value, col(NeedRow.state).not_in(_OVER))

    async def of_helper(self, member: MemberId) -> Sequence[Need]:
        helped = select(HandshakeRow.need).where(
            HandshakeRow.helper == member.value, col(HandshakeRow.state).in_(_INVOLVED)
        )
        return await self._newest_first(col(NeedRow.id).in_(helped), col(NeedRow.state).in_(_OUT))

    async def helped_by(self, member: MemberId, states: Collection[HandshakeState]) -> Sequence[Need]:
        """Needs of others, however they stand, in which the member's handshake is in one of these states."""
        helped = select(HandshakeRow.need).where(
            HandshakeRow.helper == member.value, col(HandshakeRow.state).in_(states)
        )
        return await self._newest_first(col(NeedRow.id).in_(helped))

    async def agreed_with(self, member: MemberId) -> Sequence[Need]:
        agreed = select(HandshakeRow.need).where(col(HandshakeRow.state).in_(_AGREED))
        helped = agreed.where(HandshakeRow.helper == member.value)
        own = col(NeedRow.asker) == member.value
        return await self._newest_first(
            or_(col(NeedRow.id).in_(helped), and_(own, col(NeedRow.id).in_(agreed)))
        )

    async def written_since(self, member: MemberId, since: datetime) -> Sequence[Need]:
        return await self._newest_first(col(NeedRow.asker) == member.value, col(NeedRow.written_at) >= since)

    async def changed_since(self, community: CommunityId, counter: int) -> Sequence[Need]:
        return await self._newest_first(
            col(NeedRow.community) == community.value, col(NeedRow.changed) > counter
        )

    async def out(self, community: CommunityId, limit: int) -> Sequence[Need]:
        return await self._newest_first(
            col(NeedRow.community) == community.value, col(NeedRow.state).in_(_OUT), limit=limit
        )

    async def _only(self, where: ColumnElement[bool]) -> Need:
        found = await self._newest_first(where)
        if not found:
            raise Unknown
        return found[0]

    async def _newest_first(self, *where: ColumnElement[bool], limit: int | None = None) -> list[Need]:
        found = await self._session.exec(
            select(NeedRow)
            .where(*where)
            .order_by(col(NeedRow.written_at).desc(), col(NeedRow.id))
            .limit(limit)
        )
        rows = found.all()
        handshakes = await self._handshakes_of([row.id for row in rows])
        return [to_need(row, handshakes[row.id], self._vault) for row in rows]

    async def _handshakes_of(self, needs: Sequence[str]) -> defaultdict[str, list[HandshakeRow]]:
        handshakes: defaultdict[str, list[HandshakeRow]] = defaultdict(list)
        if needs:
            found = await self._session.exec(
                select(HandshakeRow)
                .where(col(HandshakeRow.need).in_(needs))
                .order_by(col(HandshakeRow.position))
            )
            for row in found:
                handshakes[row.need].append(row)
        return handshakes

    async def keep(self, need: Need, changed: int) -> None:
        """Write it as the community's change `changed`. Raises Conflict if it was written since read."""
        row = need_row(need, self._vault, version=need.version + 1, changed=changed)
        if need.version == 0:
            await add(self._session, row)
        else:
            written = await self._session.exec(
                update(NeedRow)
                .where(col(NeedRow.id) == row.id, col(NeedRow.version) == need.version)
                .values(values(row, "id", *(() if need.live else RETENTION)))
            )
            if written.rowcount == 0:
                raise Conflict
        # None is ever taken away, and of one that is there already only how it stands can change.
        changing = (
            "state",
            "because",
            "since",
            "asked_at",
            "asked_before",
            "told_name",
            "known_as",
            "only_if",
        )
        await add_or_set(self._session, "id", changing, *handshake_rows(need))
