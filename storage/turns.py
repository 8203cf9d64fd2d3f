"""Whose turn it is: one message an address, in order, and at the address's pace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import and_, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.community import Platform
from storage.effect_states import HELD, EffectState
from storage.tables import EffectRow, IdentityRow, PaceRow, PostingRow, SpaceRow


@dataclass(frozen=True, slots=True)
class Turn:
    """An effect whose turn it is, with where its message stands already and who its reader is there."""

    effect: EffectRow
    posting: PostingRow | None
    reader: IdentityRow | None


async def whose_turn_it_is(
    session: AsyncSession, now: datetime, platforms: Sequence[Platform], limit: int
) -> list[Turn]:
    """The oldest effect of each address where none is held and no pause is on, oldest first. They are ours
    until the transaction ends; what another process is looking at in this moment is left to it.
    """
    held, older = aliased(EffectRow), aliased(EffectRow)
    nothing_held = (
        ~select(held.seq).where(held.address == EffectRow.address, col(held.state).in_(HELD)).exists()
    )
    nothing_older = (
        ~select(older.seq)
        .where(
            older.address == EffectRow.address,
            older.state == EffectState.QUEUED,
            col(older.seq) < EffectRow.seq,
        )
        .exists()
    )
    found = await session.exec(
        select(EffectRow, PostingRow, IdentityRow)
        .join(SpaceRow, col(SpaceRow.id) == EffectRow.space)
        .outerjoin(PaceRow, col(PaceRow.address) == EffectRow.address)
        .outerjoin(PostingRow, col(PostingRow.effect) == EffectRow.id)
        .outerjoin(
            IdentityRow,
            and_(col(IdentityRow.space) == EffectRow.space, col(IdentityRow.member) == EffectRow.reader),
        )
        .where(
            EffectRow.state == EffectState.QUEUED,
            col(SpaceRow.platform).in_(platforms),
            or_(col(EffectRow.not_before).is_(None), col(EffectRow.not_before) <= now),
            or_(col(PaceRow.not_before).is_(None), col(PaceRow.not_before) <= now),
            nothing_held,
            nothing_older,
        )
        .order_by(col(EffectRow.seq))
        .limit(limit)
        .with_for_update(of=EffectRow, skip_locked=True)
    )
    rows = cast("Sequence[tuple[EffectRow, PostingRow | None, IdentityRow | None]]", found.all())
    return [Turn(*row) for row in rows]


async def next_lease_end(session: AsyncSession, now: datetime) -> datetime | None:
    """When the first lease after `now` ends; None if nothing is held for longer than that."""
    lease_until = col(EffectRow.lease_until)
    found = await session.exec(
        select(func.min(lease_until)).where(col(EffectRow.state).in_(HELD), lease_until > now)
    )
    return found.one()


async def next_turn_at(session: AsyncSession, now: datetime) -> datetime | None:
    """When the first of those that wait for a moment after `now` may go; None if none does."""
    own, paced = col(EffectRow.not_before), col(PaceRow.not_before)
    later_of_both = case((own > paced, own), else_=func.coalesce(paced, own))
    found = await session.exec(
        select(func.min(later_of_both))
        .select_from(EffectRow)
        .outerjoin(PaceRow, col(PaceRow.address) == EffectRow.address)
        .where(EffectRow.state == EffectState.QUEUED, later_of_both > now)
    )
    return found.one()
