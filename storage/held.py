"""Reads everything that is held about one member, for themselves."""

from datetime import UTC, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.community import Platform
from bot.domain.deed import DeedKind
from bot.domain.handshake import HandshakeState
from bot.domain.held import Account, Held
from bot.domain.ids import MemberId
from storage.deed_mapping import to_deed
from storage.encryption import Vault
from storage.forgetting import all_ids
from storage.mapping import account_of
from storage.messages import to_message
from storage.needs import SqlNeeds
from storage.notes import SqlNotes
from storage.offers import SqlOffers
from storage.tables import DeedRow, IdentityRow, MessageRow, SpaceRow

_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_SAID_YES = (
    HandshakeState.OFFERED,
    HandshakeState.CHOSEN,
    HandshakeState.DONE,
    HandshakeState.RELEASED,
)
_TOLD = (DeedKind.WARNED, DeedKind.SUSPENDED, DeedKind.WELCOMED_BACK)
"""What is done about a member, and told to them; two who are kept apart are told nothing."""


async def held_about(session: AsyncSession, vault: Vault, member: MemberId) -> Held:
    """Everything; of others no more than what they know already."""
    identities = await session.exec(
        select(SpaceRow.platform, IdentityRow)
        .join(SpaceRow, col(SpaceRow.id) == IdentityRow.space)
        .where(IdentityRow.member == member.value)
        .order_by(col(IdentityRow.space))
    )
    messages = await session.exec(
        select(MessageRow).where(MessageRow.writer == member.value).order_by(col(MessageRow.seq).desc())
    )
    deeds = await session.exec(
        select(DeedRow)
        .where(col(DeedRow.about).in_(await all_ids(session, member)), col(DeedRow.kind).in_(_TOLD))
        .order_by(col(DeedRow.number).desc())
    )
    needs = SqlNeeds(session, vault)
    return Held(
        accounts=[Account(Platform(platform), account_of(row, vault)) for platform, row in identities],
        needs=await needs.written_since(member, _EVER),
        offers=await SqlOffers(session, vault).written_since(member, _EVER),
        helping=await needs.helped_by(member, _SAID_YES),
        notes=await SqlNotes(session, vault).of(member),
        messages=[to_message(row, vault) for row in messages],
        deeds=[to_deed(row, vault) for row in deeds],
    )
