"""What members said about the small things that Hypha does by itself."""

import json

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Conflict
from bot.domain.community import Member
from bot.domain.wishes import Wishes, from_plain, to_plain
from storage.encryption import Vault
from storage.tables import WishesRow, values
from storage.writing import add


class SqlWishes:
    """Fulfils ports.Wishbook."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def of(self, member: Member) -> Wishes:
        found = await self._session.exec(select(WishesRow).where(WishesRow.member == member.id.value))
        row = found.first()
        if row is None:
            return Wishes(member.id, member.community)
        plain = json.loads(self._vault.open(row.said, table="wishes", column="said", row=row.member))
        return from_plain(plain, member.id, member.community, row.version)

    async def keep(self, wishes: Wishes) -> None:
        """Raises Conflict if they were written since read."""
        member, plain = wishes.member.value, json.dumps(to_plain(wishes), separators=(",", ":"))
        row = WishesRow(
            member=member,
            community=wishes.community.value,
            said=self._vault.seal(plain, table="wishes", column="said", row=member),
            version=wishes.version + 1,
        )
        if wishes.version == 0:
            await add(self._session, row)
            return
        written = await self._session.exec(
            update(WishesRow)
            .where(col(WishesRow.member) == row.member, col(WishesRow.version) == wishes.version)
            .values(values(row, "member"))
        )
        if written.rowcount == 0:
            raise Conflict
