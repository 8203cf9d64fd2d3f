"""Communities join, and a space leaves again: all rows that belong to them, in one transaction."""

from sqlalchemy import ColumnElement, Table, delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.ids import CommunityId
from bot.domain.linking import JoinedCommunities
from bot.domain.taking_out import TakenOut
from storage.mapping import community_row
from storage.references import is_key, owner_of, pointing_at
from storage.surviving import hold_in_both, hold_once
from storage.tables import (
    AuditRow,
    CapacityRow,
    CommunityRow,
    EffectRow,
    FormerCommunityRow,
    MemberRow,
    MessageRow,
    NeedRow,
    OccurrenceRow,
    OfferRow,
    Row,
    SpaceRow,
    SubjectKind,
)
from storage.writing import add

_FIRST_CHANGE = 1


async def join(session: AsyncSession, joined: JoinedCommunities, changed: int) -> None:
    """Everything of the community that is no more belongs to the other, as its change `changed`; of what a
    community has only once, the other's holds. The caller holds both.
    """
    into, gone = joined.into.value, joined.gone.value
    await hold_once(session, into, gone)
    for column in pointing_at("community"):
        table = column.table
        if is_key(column):
            await session.exec(delete(table).where(column == gone))
        else:
            await session.exec(
                update(table).where(column == gone).values({column.name: into, **_as_change(table, changed)})
            )
    await session.exec(update(AuditRow).where(col(AuditRow.community) == gone).values(community=into))
    await session.exec(
        update(FormerCommunityRow).where(col(FormerCommunityRow.community) == gone).values(community=into)
    )
    await add(session, FormerCommunityRow(id=gone, community=into, name=joined.gone_name))
    await session.exec(delete(CommunityRow).where(col(CommunityRow.id) == gone))


async def take_out(session: AsyncSession, taken: TakenOut, changed: int) -> None:
    """The space, the members whose home it is, and what is theirs make a community of their own. `changed` is
    the change of the one that they leave.
    """
    community, left = taken.community.id.value, taken.out_of.value
    row = community_row(taken.community)
    row.changes = _FIRST_CHANGE
    await add(session, row)
    await session.exec(
        update(SpaceRow).where(col(SpaceRow.id) == taken.space.value).values(community=community)
    )
    for member in sorted(taken.members):
        await session.exec(
            update(MemberRow).where(col(MemberRow.id) == member.value).values(community=community)
        )
    moved = select(MemberRow.id).where(MemberRow.community == community)
    for table in (NeedRow, OfferRow, CapacityRow):
        await _move(session, _table(table), left, community, _of_members(_table(table), moved))
    needs = select(NeedRow.id).where(NeedRow.community == community)
    offers = select(OfferRow.id).where(OfferRow.community == community)
    await _move(session, _table(MessageRow), left, community, col(MessageRow.need).in_(needs))
    await _move(session, _table(EffectRow), left, community, col(EffectRow.space) == taken.space.value)
    for kind, theirs in ((SubjectKind.NEED, needs), (SubjectKind.OFFER, offers), (SubjectKind.MEMBER, moved)):
        about = (col(OccurrenceRow.about_kind) == kind) & col(OccurrenceRow.about).in_(theirs)
        await _move(session, _table(OccurrenceRow), left, community, about)
    await hold_in_both(session, left, community)
    done = {"community", "space", "member", "need", "offer", "capacity", "message", "effect"}
    done |= {"occurrence", "surviving"}
    for column in pointing_at("community"):
        table = column.table
        if table.name not in done and not is_key(column) and owner_of(table) is not None:
            await _move(session, table, left, community, _of_members(table, moved))
    await session.exec(update(CommunityRow).where(col(CommunityRow.id) == left).values(parted=changed))


async def former_communities(session: AsyncSession, community: CommunityId) -> list[str]:
    """The ids of those that have joined it."""
    found = await session.exec(
        select(FormerCommunityRow.id).where(FormerCommunityRow.community == community.value)
    )
    return list(found.all())


async def _move(
    session: AsyncSession, table: Table, left: str, community: str, which: ColumnElement[bool]
) -> None:
    moved = {"community": community, **_as_change(table, _FIRST_CHANGE)}
    await session.exec(update(table).where(table.c.community == left, which).values(moved))


def _of_members(table: Table, moved: SelectOfScalar[str]) -> ColumnElement[bool]:
    owner = owner_of(table)
    if owner is None:
        raise TypeError(f"a {table.name} is no member's")
    return owner.in_(moved)


def _as_change(table: Table, changed: int) -> dict[str, object]:
    """What is indexed by its last change: it changed, and no older copy of it may be written back."""
    if "changed" not in table.c:
        return {}
    return {"changed": changed, "version": table.c.version + 1}


def _table(row: type[Row]) -> Table:
    return Row.metadata.tables[str(row.__tablename__)]
