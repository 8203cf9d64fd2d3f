"""The queue of effects, as delivery walks through it, along the ways of docs/effects.md."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy import Update, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Address, Channel, Claim, MessageRef, Private
from bot.domain.community import Platform, Space
from bot.domain.ids import (
    CodeId,
    DeedId,
    EffectId,
    MemberId,
    MessageId,
    NeedId,
    NoteId,
    OfferId,
    ReportId,
    SpaceId,
    UnsentId,
)
from bot.domain.notice import Subject
from storage import addresses
from storage.communities import SqlCommunities
from storage.effect_states import EffectState, Event
from storage.encryption import Vault
from storage.engine import Engines
from storage.mapping import account_of
from storage.moves import move
from storage.notices import to_notice
from storage.tables import EffectRow, NeedRow, OfferRow, PaceRow, PostingRow, SpaceRow
from storage.transaction import again_after_conflicts, transaction
from storage.turns import Turn, next_lease_end, next_turn_at, whose_turn_it_is
from storage.writing import add_or_set

NO_ACCOUNT = "no_account"
OUTCOME_UNKNOWN = "outcome_unknown"


class SqlOutbox:
    """Fulfils ports.Outbox."""

    def __init__(self, engines: Engines, vault: Vault, new_token: Callable[[], str]) -> None:
        self._engines = engines
        self._vault = vault
        self._new_token = new_token

    # -- claiming ------------------------------------------------------------------------------------

    @again_after_conflicts
    async def claim(
        self, now: datetime, *, lease: timedelta, platforms: Sequence[Platform], limit: int
    ) -> Sequence[Claim]:
        token = self._new_token()
        async with transaction(self._engines.writer) as session:
            turns = await whose_turn_it_is(session, now, platforms, limit)
            if not turns:
                return ()
            spaces = await SqlCommunities(session).spaces_by_id({each.effect.space for each in turns})
            claims: list[Claim] = []
            for each in turns:
                address = self._address(each)
                if address is not None:
                    claims.append(self._claim(each, spaces[each.effect.space], address, token))
            claimed = {claim.effect.value for claim in claims}
            stranded = [each.effect.id for each in turns if each.effect.id not in claimed]
            if stranded:
                await session.exec(
                    move(Event.NOBODY)
                    .where(col(EffectRow.id).in_(stranded))
                    .values(why=NO_ACCOUNT, settled_at=now)
                )
            if claimed:
                await session.exec(
                    move(Event.CLAIM)
                    .where(col(EffectRow.id).in_(claimed))
                    .values(token=token, lease_until=now + lease, tries=col(EffectRow.tries) + 1)
                )
            return claims

    def _address(self, turn: Turn) -> Address | None:
        if turn.effect.channel is not None:
            return Channel(turn.effect.channel)
        if turn.reader is not None:
            return Private(account_of(turn.reader, self._vault))
        return None

    def _claim(self, turn: Turn, space: Space, address: Address, token: str) -> Claim:
        effect, posting = turn.effect, turn.posting
        return Claim(
            effect=EffectId(effect.id),
            token=token,
            space=space,
            notice=to_notice(effect),
            reader=MemberId(effect.reader) if effect.reader else None,
            address=address,
            where=self._where(posting) if posting else None,
            tries=effect.tries,
        )

    def _where(self, posting: PostingRow) -> MessageRef:
        place = self._vault.open(posting.place, table="posting", column="place", row=posting.effect)
        return MessageRef(place, posting.message)

    async def next_moment(self, now: datetime) -> datetime | None:
        async with transaction(self._engines.reader) as session:
            return await next_turn_at(session, now)

    # -- handing over --------------------------------------------------------------------------------

    @again_after_conflicts
    async def about_to_send(self, claim: Claim, now: datetime) -> bool:
        repeat_until = col(EffectRow.repeat_until)
        async with transaction(self._engines.writer) as session:
            sent = await session.exec(
                _held(move(Event.ABOUT_TO_SEND), claim)
                .where(or_(repeat_until.is_(None), repeat_until > now))
                .values(sent_at=now)
            )
            if sent.rowcount == 1:
                return True
            await session.exec(
                _held(move(Event.TOO_LATE), claim)
                .where(repeat_until <= now)
                .values(why=OUTCOME_UNKNOWN, settled_at=now)
            )
            return False

    @again_after_conflicts
    async def record(
        self, claim: Claim, where: MessageRef, version: int, now: datetime, pace: timedelta
    ) -> None:
        address = _address_of(claim)
        posting = PostingRow(
            effect=claim.effect.value,
            address=address,
            place=self._vault.seal(where.place, table="posting", column="place", row=claim.effect.value),
            message=where.message,
            shown_version=version,
            posted_at=now,
        )
        async with transaction(self._engines.writer) as session:
            # Held before anything is written, in the order in which a decision takes the two: a newer version
            # that is not committed yet is waited for, or finds this posting when it converges.
            newest = await _newest_version(session, claim.notice.about)
            # Not guarded by the claim's token: even if the claim was lost meanwhile, it does stand there.
            await add_or_set(session, "effect", ("shown_version",), posting)
            await session.exec(
                move(Event.RECORD, Event.RECORD_LATE)
                .where(col(EffectRow.id) == claim.effect.value)
                .values(tries=0, not_before=None, repeat_until=None, why=None, settled_at=now)
            )
            if newest is not None and newest > version:
                await session.exec(move(Event.CONVERGE).where(col(EffectRow.id) == claim.effect.value))
            if pace:
                await _not_before(session, address, now + pace)

    @again_after_conflicts
    async def put_back(self, claim: Claim, not_before: datetime, why: str) -> None:
        async with transaction(self._engines.writer) as session:
            back = await session.exec(
                _held(move(Event.PUT_BACK), claim).values(not_before=not_before, why=why)
            )
            if back.rowcount == 1:
                await _not_before(session, _address_of(claim), not_before)

    @again_after_conflicts
    async def drop(self, claim: Claim, now: datetime) -> None:
        async with transaction(self._engines.writer) as session:
            reader = claim.reader.value if claim.reader is not None else None
            dropped = await session.exec(
                _held(move(Event.DROP), claim)
                .where(col(EffectRow.reader).is_not_distinct_from(reader))
                .values(settled_at=now)
            )
            if dropped.rowcount == 0:  # its reader has become one with another member since: it is theirs
                await session.exec(_held(move(Event.PUT_BACK), claim))

    @again_after_conflicts
    async def park(self, claim: Claim, now: datetime, why: str) -> None:
        async with transaction(self._engines.writer) as session:
            await session.exec(_held(move(Event.PARK), claim).values(why=why, settled_at=now))

    @again_after_conflicts
    async def no_answer(
        self, claim: Claim, now: datetime, not_before: datetime, recognised: timedelta
    ) -> None:
        if claim.where is not None:
            await self.put_back(claim, not_before, OUTCOME_UNKNOWN)
            return
        async with transaction(self._engines.writer) as session:
            found = await session.exec(
                select(EffectRow).where(EffectRow.id == claim.effect.value, EffectRow.token == claim.token)
            )
            effect = found.first()
            if effect is not None:
                settled = _settled(effect, recognised, now, not_before)
                await session.exec(_held(settled, claim))
                await _not_before(session, _address_of(claim), not_before)

    # -- taking back ---------------------------------------------------------------------------------

    @again_after_conflicts
    async def recover(self, now: datetime, recognised: Mapping[Platform, timedelta]) -> int:
        run_out = col(EffectRow.lease_until) <= now
        stands = select(PostingRow.effect).where(PostingRow.effect == EffectRow.id).exists()
        async with transaction(self._engines.writer) as session:
            unsent = await session.exec(move(Event.LEASE_OUT).where(run_out))
            edits = await session.exec(move(Event.UNKNOWN_HARMLESS).where(run_out, stands))
            found = await session.exec(
                select(EffectRow, SpaceRow.platform)
                .join(SpaceRow, col(SpaceRow.id) == EffectRow.space)
                .where(EffectRow.state == EffectState.SENT, run_out, col(SpaceRow.platform).in_(recognised))
                .with_for_update(of=EffectRow, skip_locked=True)
            )
            unknown = found.all()
            for effect, platform in unknown:
                settled = _settled(effect, recognised[Platform(platform)], now, now)
                await session.exec(settled.where(col(EffectRow.id) == effect.id))
            return unsent.rowcount + edits.rowcount + len(unknown)

    async def next_lease_end(self, now: datetime) -> datetime | None:
        async with transaction(self._engines.reader) as session:
            return await next_lease_end(session, now)


def _held(moved: Update, claim: Claim) -> Update:
    """Only while this claim still holds the effect."""
    return moved.where(col(EffectRow.id) == claim.effect.value, col(EffectRow.token) == claim.token)


def _settled(effect: EffectRow, recognised: timedelta, now: datetime, not_before: datetime) -> Update:
    """What becomes of a post that may have arrived: tried again from `not_before`, if the platform still
    recognises it then as a repeat of the first try.
    """
    if effect.sent_at is None:
        raise ValueError("this effect was never handed over")
    repeat_until = effect.repeat_until or effect.sent_at + recognised
    if repeat_until > not_before:
        again = {"repeat_until": repeat_until, "not_before": not_before, "why": OUTCOME_UNKNOWN}
        return move(Event.UNKNOWN_HARMLESS).values(**again)
    return move(Event.UNKNOWN).values(why=OUTCOME_UNKNOWN, settled_at=now)


async def _not_before(session: AsyncSession, address: str, moment: datetime) -> None:
    row = PaceRow(address=address, not_before=moment)
    await add_or_set(session, "address", ("not_before",), row)


def _address_of(claim: Claim) -> str:
    match claim.address:
        case Channel(account):
            return addresses.of_channel(claim.space.id, account)
        case Private():
            if claim.reader is None:
                raise ValueError("a private message has a reader")
            return addresses.of_member(claim.space.id, claim.reader)
        case _:
            assert_never(claim.address)


async def _newest_version(session: AsyncSession, about: Subject | None) -> int | None:
    """The version that its subject has, until this transaction ends; None for what never changes or is
    gone.
    """
    match about:
        case NeedId(value):
            version = select(NeedRow.version).where(NeedRow.id == value)
        case OfferId(value):
            version = select(OfferRow.version).where(OfferRow.id == value)
        case (
            NoteId()
            | MemberId()
            | DeedId()
            | MessageId()
            | CodeId()
            | SpaceId()
            | ReportId()
            | UnsentId()
            | None
        ):
            return None
        case _:
            assert_never(about)
    return (await session.exec(version.with_for_update(read=True))).first()
