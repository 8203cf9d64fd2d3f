"""What being asked, helping and being helped left behind, sealed with each member."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Conflict
from bot.domain import traces
from bot.domain.community import Member
from bot.domain.ids import CommunityId, MemberId
from bot.domain.traces import Traces
from storage.encryption import Vault
from storage.tables import TraceRow, values
from storage.writing import add


class SqlTraces:
    """Fulfils ports.AllTraces."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def of(self, member: Member) -> Traces:
        found = await self.of_many([member])
        return found[member.id]

    async def of_many(self, members: Sequence[Member]) -> Mapping[MemberId, Traces]:
        found = await self._session.exec(
            select(TraceRow).where(col(TraceRow.member).in_([each.id.value for each in members]))
        )
        kept = {row.member: _to_traces(row, self._vault) for row in found}
        return {each.id: kept.get(each.id.value, Traces(each.id, each.community)) for each in members}

    async def keep(self, changed: Traces) -> None:
        """Write them, or let them go where nothing is left. Raises Conflict if they were written since."""
        if changed.version == 0:
            await add(self._session, _row(changed, self._vault))
            return
        here = (col(TraceRow.member) == changed.member.value, col(TraceRow.version) == changed.version)
        if changed == changed.forgotten():
            written = await self._session.exec(delete(TraceRow).where(*here))
        else:
            row = _row(changed, self._vault)
            written = await self._session.exec(update(TraceRow).where(*here).values(values(row, "member")))
        if written.rowcount == 0:
            raise Conflict


async def let_go_of_faded(session: AsyncSession, vault: Vault, community: str, now: datetime) -> None:
    """How much is left stands in no column, so each is opened."""
    found = await session.exec(select(TraceRow).where(TraceRow.community == community))
    faded = [row.member for row in found if _to_traces(row, vault).faded_at(now)]
    if faded:
        await session.exec(delete(TraceRow).where(col(TraceRow.member).in_(faded)))


def _row(changed: Traces, vault: Vault) -> TraceRow:
    plain = json.dumps(traces.to_plain(changed), separators=(",", ":"))
    return TraceRow(
        member=changed.member.value,
        community=changed.community.value,
        amounts=vault.seal(plain, table="trace", column="amounts", row=changed.member.value),
        version=changed.version + 1,
    )


def _to_traces(row: TraceRow, vault: Vault) -> Traces:
    plain = json.loads(vault.open(row.amounts, table="trace", column="amounts", row=row.member))
    return traces.from_plain(plain, MemberId(row.member), CommunityId(row.community), row.version)
