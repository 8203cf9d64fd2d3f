"""Words that are not sent yet."""

import json
from types import MappingProxyType

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Conflict
from bot.domain.errors import Unknown
from bot.domain.ids import CommunityId, MemberId, UnsentId
from bot.domain.unsent import Unsent
from storage.encryption import Vault
from storage.tables import UnsentRow
from storage.writing import add


class SqlUnsents:
    """Fulfils ports.Unsents."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, unsent: UnsentId) -> Unsent:
        found = await self._session.exec(select(UnsentRow).where(UnsentRow.id == unsent.value))
        row = found.first()
        if row is None:
            raise Unknown
        said = self._vault.open(row.said, table="unsent", column="said", row=row.id)
        return Unsent(
            UnsentId(row.id),
            CommunityId(row.community),
            MemberId(row.member),
            row.verb,
            row.token,
            MappingProxyType(dict[str, str](json.loads(said))),
        )

    async def keep(self, unsent: Unsent) -> None:
        """Written once; settled, it is gone. Raises Conflict if somebody else settled it."""
        if unsent.settled:
            gone = await self._session.exec(delete(UnsentRow).where(col(UnsentRow.id) == unsent.id.value))
            if gone.rowcount == 0:
                raise Conflict
            return
        said = json.dumps(dict(unsent.values), ensure_ascii=False)
        row = UnsentRow(
            id=unsent.id.value,
            community=unsent.community.value,
            member=unsent.member.value,
            verb=unsent.verb,
            token=unsent.token,
            said=self._vault.seal(said, table="unsent", column="said", row=unsent.id.value),
        )
        await add(self._session, row)
