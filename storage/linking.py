"""Two members become one, or an account is split off: everything that points at them, in one transaction."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import delete, update
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ids import MemberId, SpaceId
from bot.domain.linking import Linked, SplitOff, the_one_that_stays
from storage import addresses
from storage.apart import apart_rows, of_another
from storage.effect_states import HELD, EffectState
from storage.encryption import Vault
from storage.mapping import account_of, member_row, sealed_account, to_handshake
from storage.references import is_key, pointing_at
from storage.reports import follow, keep_from_too
from storage.tables import (
    ApartRow,
    AuditRow,
    CapacityRow,
    DeliveryRow,
    EffectRow,
    FormerMemberRow,
    HandshakeRow,
    IdentityRow,
    MemberRow,
    MessageRow,
    NeedRow,
    OccurrenceRow,
    OfferRow,
    PaceRow,
    PostingRow,
    SubjectKind,
    TraceRow,
    WishesRow,
    values,
)
from storage.writing import add, add_new

BY_HAND = frozenset({"identity", "capacity", "trace", "wishes", "apart", "effect"})
"""Tables whose rows can't simply be given to another member: what is done about them stands below."""


async def link(session: AsyncSession, vault: Vault, linked: Linked, changed: int) -> None:
    """Everything of the one who goes is of the one who stays, as the community's change `changed`."""
    stays, goes = linked.stays.id.value, linked.goes.value
    await _one_handshake_each(session, stays, goes)
    await _count_as_changed(session, goes, changed)
    await _messages(session, linked.stays.id, linked.goes)
    await _accounts(session, vault, goes, stays)
    await _apart(session, stays, goes)
    for said_by_both in (CapacityRow, TraceRow, WishesRow):  # the decision has brought the two together
        await session.exec(delete(said_by_both).where(col(said_by_both.member) == goes))
    await _subjects(session, stays, goes)
    await follow(session, vault, linked.stays.id, linked.goes)
    for column in pointing_at("member"):
        if column.table.name not in BY_HAND and not is_key(column):
            await session.exec(update(column.table).where(column == goes).values({column.name: stays}))
    await session.exec(
        update(FormerMemberRow).where(col(FormerMemberRow.member) == goes).values(member=stays)
    )
    await add(session, FormerMemberRow(id=goes, member=stays))
    await session.exec(delete(MemberRow).where(col(MemberRow.id) == goes))


async def split_off(session: AsyncSession, vault: Vault, split: SplitOff) -> None:
    """The accounts go, and nothing else does. What the one must not see, or whom not meet, holds for both."""
    stays = split.stays.value
    await add(session, member_row(split.to, vault))
    for space in sorted(split.spaces):
        await _let_messages_go(session, split.stays, space)
        await _accounts(session, vault, stays, split.to.id.value, space)
    for member in (stays, split.to.id.value):
        tends = select(IdentityRow.member).where(
            IdentityRow.member == member, col(IdentityRow.moderator).is_(True)
        )
        await session.exec(
            update(MemberRow).where(col(MemberRow.id) == member).values(moderator=tends.exists())
        )
    await add_new(
        session, *[of_another(each, stays, split.to.id.value) for each in await apart_rows(session, stays)]
    )
    await keep_from_too(session, vault, split.stays, split.to.id)


async def _one_handshake_each(session: AsyncSession, stays: str, goes: str) -> None:
    """Where both had part in one need, one handshake is left, and what belonged to the other is its."""
    found = await session.exec(select(HandshakeRow).where(col(HandshakeRow.helper).in_((stays, goes))))
    of_need: defaultdict[str, list[HandshakeRow]] = defaultdict(list)
    for row in found:
        of_need[row.need].append(row)
    for rows in of_need.values():
        if len(rows) == 2:
            await _merge_handshakes(session, rows[0], rows[1])


async def _merge_handshakes(session: AsyncSession, one: HandshakeRow, other: HandshakeRow) -> None:
    left = the_one_that_stays(to_handshake(one), to_handshake(other))
    kept, gone = (one, other) if one.id == left.id.value else (other, one)
    for table in (MessageRow, EffectRow, DeliveryRow):
        await session.exec(update(table).where(col(table.handshake) == gone.id).values(handshake=kept.id))
    found = await session.exec(select(OccurrenceRow).where(OccurrenceRow.handshake == gone.id))
    await _rewrite(session, found.all(), handshake=kept.id)
    await session.exec(delete(HandshakeRow).where(col(HandshakeRow.id) == gone.id))
    await session.exec(
        update(HandshakeRow)
        .where(col(HandshakeRow.need) == gone.need, col(HandshakeRow.position) > gone.position)
        .values(position=col(HandshakeRow.position) - 1)
    )
    await session.exec(
        update(HandshakeRow)
        .where(col(HandshakeRow.id) == kept.id)
        .values(asked_at=left.asked_at, asked_before=left.asked_before, told_name=left.told_name)
    )


async def _count_as_changed(session: AsyncSession, goes: str, changed: int) -> None:
    """Posts that name the one who goes: whoever holds an older copy of one may not write it back."""
    helped = select(HandshakeRow.need).where(HandshakeRow.helper == goes)
    for table, theirs in (
        (NeedRow, or_(col(NeedRow.asker) == goes, col(NeedRow.id).in_(helped))),
        (OfferRow, col(OfferRow.giver) == goes),
    ):
        await session.exec(
            update(table).where(theirs).values(version=col(table.version) + 1, changed=changed)
        )


async def _messages(session: AsyncSession, stays: MemberId, goes: MemberId) -> None:
    """What is under way to the one who goes reaches the same account as before."""
    spaces = await session.exec(select(EffectRow.space).where(EffectRow.reader == goes.value).distinct())
    for each in spaces.all():
        space = SpaceId(each)
        before, after = addresses.of_member(space, goes), addresses.of_member(space, stays)
        await session.exec(
            update(EffectRow)
            .where(col(EffectRow.reader) == goes.value, col(EffectRow.space) == each)
            .values(reader=stays.value, address=after)
        )
        await session.exec(update(PostingRow).where(col(PostingRow.address) == before).values(address=after))
        await session.exec(delete(PaceRow).where(col(PaceRow.address) == after))
        await session.exec(update(PaceRow).where(col(PaceRow.address) == before).values(address=after))


async def _accounts(
    session: AsyncSession, vault: Vault, of: str, to: str, space: SpaceId | None = None
) -> None:
    """Sealed anew, because a sealed field opens in its own row only."""
    theirs = [col(IdentityRow.member) == of]
    if space is not None:
        theirs.append(col(IdentityRow.space) == space.value)
    found = await session.exec(select(IdentityRow).where(*theirs))
    for row in found.all():
        account = account_of(row, vault)
        await session.exec(
            update(IdentityRow)
            .where(col(IdentityRow.member) == of, col(IdentityRow.space) == row.space)
            .values(member=to, account=sealed_account(account, row.space, to, vault))
        )


async def _apart(session: AsyncSession, stays: str, goes: str) -> None:
    """Whoever was not to meet one of them is not to meet the other. Nobody is kept apart from themselves."""
    rows = [of_another(each, goes, stays) for each in await apart_rows(session, goes)]
    await add_new(session, *[each for each in rows if each.one != each.other])
    await session.exec(delete(ApartRow).where(or_(col(ApartRow.one) == goes, col(ApartRow.other) == goes)))


async def _subjects(session: AsyncSession, stays: str, goes: str) -> None:
    """What is about the one who goes, and the lines of what they did."""
    for table in (EffectRow, DeliveryRow, AuditRow):
        await session.exec(
            update(table)
            .where(col(table.about_kind) == SubjectKind.MEMBER, col(table.about) == goes)
            .values(about=stays)
        )
    await session.exec(update(AuditRow).where(col(AuditRow.actor) == goes).values(actor=stays))
    found = await session.exec(
        select(OccurrenceRow).where(
            OccurrenceRow.about == goes, OccurrenceRow.about_kind == SubjectKind.MEMBER
        )
    )
    await _rewrite(session, found.all(), about=stays)


async def _rewrite(session: AsyncSession, rows: Sequence[OccurrenceRow], **changes: str) -> None:
    """The key of what is due changes; what is expected already stays as it is."""
    for row in rows:
        await session.exec(
            delete(OccurrenceRow).where(
                col(OccurrenceRow.kind) == row.kind,
                col(OccurrenceRow.about) == row.about,
                col(OccurrenceRow.due_at) == row.due_at,
                col(OccurrenceRow.handshake) == row.handshake,
            )
        )
    await add_new(session, *[OccurrenceRow.model_validate({**values(row), **changes}) for row in rows])


async def _let_messages_go(session: AsyncSession, stays: MemberId, space: SpaceId) -> None:
    """What has not been said yet is said where the member still is. What stands in the place that is split
    off stays there as it is, and is nobody's to change any more.
    """
    home = (await session.exec(select(MemberRow.home).where(MemberRow.id == stays.value))).one()
    here = (col(EffectRow.reader) == stays.value, col(EffectRow.space) == space.value)
    stands = select(PostingRow.effect).where(PostingRow.effect == EffectRow.id).exists()
    await session.exec(
        update(EffectRow)
        .where(*here, col(EffectRow.state) == EffectState.QUEUED, ~stands)
        .values(space=home, address=addresses.of_member(SpaceId(home), stays))
    )
    done = select(EffectRow.id).where(*here, col(EffectRow.state).not_in(HELD))
    await session.exec(delete(PostingRow).where(col(PostingRow.effect).in_(done)))
    await session.exec(delete(EffectRow).where(*here, col(EffectRow.state).not_in(HELD)))
