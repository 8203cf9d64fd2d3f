"""Takes everything of a member that is theirs out of the database.

What is left is a row without name, accounts, language or role, so that what others did still points
somewhere; and what others need to be safe (storage/surviving.py).
"""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import delete, update
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.apart import Cause
from bot.domain.effects import Converge
from bot.domain.handshake import ALIVE, HandshakeState
from bot.domain.ids import CommunityId, HandshakeId, MemberId
from bot.domain.need import Need, NeedState
from bot.domain.offer import OfferState
from bot.domain.understanding import Features, Kind, Understanding
from storage.communities import SqlCommunities
from storage.encryption import Vault
from storage.mapping import account_of
from storage.moves import converge
from storage.needs import SqlNeeds
from storage.offers import SqlOffers
from storage.surviving import outlive
from storage.tables import (
    ApartRow,
    AuditRow,
    CapacityRow,
    CodeRow,
    DeedRow,
    EffectRow,
    FormerMemberRow,
    HandshakeRow,
    IdentityRow,
    MemberRow,
    MessageRow,
    NeedRow,
    NoteRow,
    OccurrenceRow,
    OfferRow,
    PostingRow,
    TraceRow,
    UnsentRow,
    WishesRow,
    WrongCodeRow,
)

NOTHING = Understanding(Kind.OTHER, None, None, None, 1, urgent=False, features=Features((), ()))
"""What is understood of no words."""

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


async def forget(session: AsyncSession, vault: Vault, member: MemberId, now: datetime) -> None:
    """Posts lose their words, and those that were out are taken back; what the member agreed with others
    ends; thanks from and to them go, what was written through Hypha to and from them, what they said of their
    thanks and of when they may be asked, and what being asked and helping left. What moderators did about
    them keeps its marks alone. Cards that stand are queued for an edit.

    Repeating it changes nothing more. A member who is not there is forgotten already.
    """
    found = await session.exec(select(MemberRow).where(MemberRow.id == member.value))
    row = found.first()
    if row is None:
        return
    own_block = (col(ApartRow.one) == member.value, col(ApartRow.cause) == Cause.BLOCK)
    await session.exec(delete(ApartRow).where(*own_block))
    identities = await session.exec(select(IdentityRow).where(IdentityRow.member == member.value))
    accounts = [account_of(each, vault) for each in identities]
    if accounts:
        await outlive(session, vault, row, accounts, now)
    change = await SqlCommunities(session).count_change(CommunityId(row.community))
    needs, offers = SqlNeeds(session, vault), SqlOffers(session, vault)
    for need in await needs.written_since(member, _EVER):
        ended = need.take_back(now) if need.live or need.state is NeedState.DRAFT else need
        # Whoever had agreed on it has to know which hour of theirs is free again.
        when = need.understood.when if need.chosen else None
        await needs.keep(
            replace(ended, text="", kept_back="", understood=replace(NOTHING, when=when)), change
        )
        await session.exec(converge(Converge(need.id)))
    for offer in await offers.written_since(member, _EVER):
        over = replace(offer, text="", understood=NOTHING, state=OfferState.TAKEN_BACK)
        await offers.keep(over, change)
        await session.exec(converge(Converge(offer.id)))
    for need in await _agreed(session, needs, member):
        await needs.keep(_without(need, member, now), change)
        await session.exec(converge(Converge(need.id)))
    await session.exec(
        delete(NoteRow).where(or_(col(NoteRow.giver) == member.value, col(NoteRow.receiver) == member.value))
    )
    await _leave_the_audit(session, member)
    theirs = select(NeedRow.id).where(NeedRow.asker == member.value)
    await session.exec(
        delete(MessageRow).where(
            or_(col(MessageRow.writer) == member.value, col(MessageRow.need).in_(theirs))
        )
    )
    await session.exec(delete(UnsentRow).where(col(UnsentRow.member) == member.value))
    for said in (CapacityRow, TraceRow, WishesRow):
        await session.exec(delete(said).where(col(said.member) == member.value))
    await session.exec(
        delete(CodeRow).where(or_(col(CodeRow.maker) == member.value, col(CodeRow.taken_by) == member.value))
    )
    await session.exec(delete(WrongCodeRow).where(col(WrongCodeRow.member) == member.value))
    await session.exec(delete(OccurrenceRow).where(col(OccurrenceRow.about) == member.value))
    to_them = select(EffectRow.id).where(EffectRow.reader == member.value)
    await session.exec(delete(PostingRow).where(col(PostingRow.effect).in_(to_them)))
    await session.exec(delete(EffectRow).where(col(EffectRow.reader) == member.value))
    await session.exec(delete(IdentityRow).where(col(IdentityRow.member) == member.value))
    nobody = vault.seal("", table="member", column="name", row=member.value)
    await session.exec(
        update(MemberRow)
        .where(col(MemberRow.id) == member.value)
        .values(
            name=nobody,
            moderator=False,
            locale=None,
            zone=None,
            clocks=None,
            zone_said=False,
            suspended_until=None,
        )
    )


async def all_ids(session: AsyncSession, member: MemberId) -> list[str]:
    """Under which they are known: their own, and those of members whom they have become one with."""
    former = await session.exec(select(FormerMemberRow.id).where(FormerMemberRow.member == member.value))
    return [member.value, *former]


async def _leave_the_audit(session: AsyncSession, member: MemberId) -> None:
    """What moderators did stays, by its marks; who it was, and the words about them and their posts, go."""
    ids = await all_ids(session, member)
    own = (
        select(NeedRow.id).where(NeedRow.asker == member.value),
        select(OfferRow.id).where(OfferRow.giver == member.value),
    )
    about_them = or_(col(DeedRow.about).in_(ids), *(col(DeedRow.about).in_(each) for each in own))
    await session.exec(update(DeedRow).where(about_them).values(reason=None))
    for named in (col(DeedRow.moderator), col(DeedRow.about), col(DeedRow.other)):
        await session.exec(update(DeedRow).where(named.in_(ids)).values({named: None}))
    for named in (col(AuditRow.actor), col(AuditRow.about)):
        await session.exec(update(AuditRow).where(named.in_(ids)).values({named: None}))


async def _agreed(session: AsyncSession, needs: SqlNeeds, member: MemberId) -> list[Need]:
    """Needs of others that the member was asked about, offered to help with, or was chosen for."""
    found = await session.exec(
        select(HandshakeRow.id).where(
            HandshakeRow.helper == member.value, col(HandshakeRow.state).in_(sorted(ALIVE))
        )
    )
    return [await needs.with_handshake(HandshakeId(each)) for each in found.all()]


def _without(need: Need, member: MemberId, now: datetime) -> Need:
    agreed = need.with_helper(member)
    if agreed is None or agreed.state is HandshakeState.ASKED or not need.live:
        return need.not_now(member, now)
    return need.release(agreed.id, now)
