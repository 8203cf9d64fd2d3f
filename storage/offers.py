"""Offers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Conflict
from bot.domain.errors import Unknown
from bot.domain.ids import CommunityId, MemberId, OfferId
from bot.domain.offer import Offer, OfferState
from storage.encryption import Vault
from storage.mapping import offer_row, to_offer
from storage.tables import OfferRow, values
from storage.tables.posts import RETENTION
from storage.writing import add


class SqlOffers:
    """Fulfils ports.Offers."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, offer: OfferId) -> Offer:
        found = await self._newest_first(col(OfferRow.id) == offer.value)
        if not found:
            raise Unknown
        return found[0]

    async def of_giver(self, member: MemberId) -> Sequence[Offer]:
        return await self._newest_first(
            col(OfferRow.giver) == member.value, col(OfferRow.state) != OfferState.TAKEN_BACK
        )

    async def written_since(self, member: MemberId, since: datetime) -> Sequence[Offer]:
        return await self._newest_first(
            col(OfferRow.giver) == member.value, col(OfferRow.written_at) >= since
        )

    async def changed_since(self, community: CommunityId, counter: int) -> Sequence[Offer]:
        return await self._newest_first(
            col(OfferRow.community) == community.value, col(OfferRow.changed) > counter
        )

    async def out(self, community: CommunityId, limit: int) -> Sequence[Offer]:
        return await self._newest_first(
            col(OfferRow.community) == community.value, col(OfferRow.state) == OfferState.OPEN, limit=limit
        )

    async def _newest_first(self, *where: ColumnElement[bool], limit: int | None = None) -> list[Offer]:
        found = await self._session.exec(
            select(OfferRow)
            .where(*where)
            .order_by(col(OfferRow.written_at).desc(), col(OfferRow.id))
            .limit(limit)
        )
        return [to_offer(row, self._vault) for row in found]

    async def keep(self, offer: Offer, changed: int) -> None:
        """Write it as the community's change `changed`. Raises Conflict if it was written since read."""
        row = offer_row(offer, self._vault, version=offer.version + 1, changed=changed)
        if offer.version == 0:
            await add(self._session, row)
            return
        written = await self._session.exec(
            update(OfferRow)
            .where(col(OfferRow.id) == row.id, col(OfferRow.version) == offer.version)
            .values(values(row, "id", *(() if offer.live else RETENTION)))
        )
        if written.rowcount == 0:
            raise Conflict
