"""What moments bring: the next wave, an answer either way, reminders, questions, putting away.

Each is one transaction: look at what is due, prepare, then cross it off together with everything that follows
from it. An occurrence that no longer means anything is crossed off and that is all.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.application.ask_around import CANDIDATES, MOST_IN_ROUND, Found, ask_next_wave, evening_round
from bot.application.end_need import tell_whoever_offered
from bot.application.matchmaker import Matchmaker
from bot.application.ports import Chance, Clock, Conflict, Entry, Store, Work
from bot.application.report import to_moderators
from bot.application.rest import bring_back
from bot.application.tidy_up import tidy_up
from bot.domain import rhythm
from bot.domain.community import Community
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Converge
from bot.domain.errors import Unknown
from bot.domain.handshake import HandshakeState
from bot.domain.ids import CommunityId, MemberId, NeedId, OfferId, ReportId, UnsentId
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.offer import OfferState
from bot.domain.report import ReportState

_log = logging.getLogger(__name__)

TRY_AGAIN_AFTER = timedelta(minutes=10)
"""An occurrence that failed through a bug of ours is neither lost nor in the way of the others."""

NEEDS_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What was found out before the transaction."""

    found: Sequence[Found] = ()
    needs: Sequence[NeedId] = ()


class Due:
    """Carries out what is due. Any number of processes may do so at once."""

    def __init__(
        self, store: Store, clock: Clock, chance: Chance, matchmaker: Matchmaker, wake: Callable[[], None]
    ) -> None:
        """`wake` is called after each commit: messages may be waiting."""
        self._store = store
        self._clock = clock
        self._chance = chance
        self._matchmaker = matchmaker
        self._wake = wake

    async def carry_out_all(self) -> int:
        """Everything that is due by now. Returns how many occurrences were looked at."""
        count = 0
        while True:
            async with self._store.look() as look:
                occurrence = await look.next_due(self._clock.now())
            if occurrence is None:
                return count
            await self._carry_out(occurrence)
            count += 1

    async def _prepare(self, occurrence: Occurrence, look: Work) -> _Prepared:
        try:
            match occurrence:
                case Occurrence(kind=OccurrenceKind.NEXT_WAVE, about=NeedId() as about):
                    need = await look.needs.get(about)
                    community = await look.communities.get(need.community)
                    return _Prepared(found=[await self._find(need, community, look)])
                case Occurrence(kind=OccurrenceKind.EVENING_ROUND, about=CommunityId() as about):
                    community = await look.communities.get(about)
                    needs = await self._matchmaker.open_needs(about, look, MOST_IN_ROUND)
                    return _Prepared(found=[await self._find(each, community, look) for each in needs])
                case Occurrence(kind=OccurrenceKind.OFFER_IS_OUT, about=OfferId() as about):
                    offer = await look.offers.get(about)
                    community = await look.communities.get(offer.community)
                    found = await self._matchmaker.needs_for(offer, community, look, NEEDS_AT_ONCE)
                    return _Prepared(needs=found)
                case Occurrence(kind=OccurrenceKind.MAY_BE_ASKED, about=MemberId() as about):
                    community = await look.communities.get(occurrence.community)
                    found = await self._matchmaker.needs_for_member(about, community, look, NEEDS_AT_ONCE)
                    return _Prepared(needs=found)
                case _:
                    return _Prepared()
        except Unknown:
            return _Prepared()

    async def _find(self, need: Need, community: Community, look: Work) -> Found:
        able = await self._matchmaker.able_for(need, community, look, CANDIDATES)
        now = self._clock.now()
        standing = await self._matchmaker.standing(community, need.understood.category, look, now)
        return Found(need.id, able, standing)

    async def _carry_out(self, occurrence: Occurrence) -> None:
        now = self._clock.now()
        try:
            async with self._store.look() as look:
                prepared = await self._prepare(occurrence, look)
            async with self._store.work(occurrence.community) as work:
                if not await work.cross_off(occurrence):
                    return
                decision = await self._decide(occurrence, prepared, work, now)
                await work.keep(decision.changes)
                await work.set_in_motion(occurrence.community, decision.effects, now)
                await work.expect(decision.occurrences)
                if decision.leaves_a_line:
                    about = None if isinstance(occurrence.about, CommunityId) else occurrence.about
                    await work.write_down(Entry(now, occurrence.community, None, occurrence.kind, about))
        except Conflict:
            return  # it is still due; the next look finds it
        except Exception as bug:  # noqa: BLE001 - a bug in one occurrence must not stop all the others
            _log.error("due_failed", extra={"kind": occurrence.kind, "error": type(bug).__name__})
            async with self._store.work(occurrence.community) as work:
                if await work.cross_off(occurrence):
                    await work.expect((replace(occurrence, due_at=now + TRY_AGAIN_AFTER),))
            return
        self._wake()

    async def _decide(
        self, occurrence: Occurrence, prepared: _Prepared, work: Work, now: datetime
    ) -> Decision:
        try:
            match occurrence.about:
                case NeedId() as about:
                    return await self._about_need(about, occurrence, prepared, work, now)
                case OfferId() as about:
                    return await self._about_offer(about, occurrence, prepared, work, now)
                case MemberId() as about if occurrence.kind is OccurrenceKind.SUSPENSION_ENDS:
                    return await _end_suspension(about, work, now)
                case CommunityId() as about if occurrence.kind is OccurrenceKind.EVENING_ROUND:
                    if now - occurrence.due_at > rhythm.NEXT_WAVE_AFTER:
                        return Decision()  # that evening is over; the next one comes
                    return await evening_round(about, prepared.found, work, self._chance, now)
                case CommunityId() as about:
                    return await tidy_up(about, occurrence, work, now)
                case UnsentId() as about:
                    return Decision(changes=((await work.unsent.get(about)).settle(),))
                case MemberId():
                    return Decision(occurrences=_waves(occurrence, prepared.needs, now))
                case ReportId() as about:
                    return await _nobody_looked(about, work)
                case _:
                    assert_never(occurrence.about)
        except Unknown:  # forgotten meanwhile
            return Decision()

    async def _about_need(
        self, about: NeedId, occurrence: Occurrence, prepared: _Prepared, work: Work, now: datetime
    ) -> Decision:
        need = await work.needs.get(about)
        match occurrence.kind:
            case OccurrenceKind.NEXT_WAVE:
                found = prepared.found
                return await ask_next_wave(found[0], work, self._chance, now) if found else Decision()
            case OccurrenceKind.ANSWER_EITHER_WAY:
                return _answer_either_way(need, now)
            case OccurrenceKind.REMIND:
                return _remind(need, occurrence)
            case OccurrenceKind.ASK_HOW_IT_WENT:
                return _ask_how_it_went(need, occurrence)
            case OccurrenceKind.ASK_TO_RENEW:
                return _ask_whether_still_needed(need, now)
            case OccurrenceKind.PUT_AWAY:
                return _put_need_away(need, now)
            case OccurrenceKind.CLEAR_DRAFT:
                return (
                    Decision(changes=(need.take_back(now),)) if need.state is NeedState.DRAFT else Decision()
                )
            case (
                OccurrenceKind.OFFER_IS_OUT
                | OccurrenceKind.MAY_BE_ASKED
                | OccurrenceKind.SUSPENSION_ENDS
                | OccurrenceKind.REPORT_UNSEEN
                | OccurrenceKind.TIDY_UP
                | OccurrenceKind.EVENING_ROUND
            ):
                return Decision()
            case OccurrenceKind.CLEAR_UNSENT:
                return Decision()
            case _:
                assert_never(occurrence.kind)

    async def _about_offer(
        self, about: OfferId, occurrence: Occurrence, prepared: _Prepared, work: Work, now: datetime
    ) -> Decision:
        offer = await work.offers.get(about)
        resting = offer.live and offer.put_away_at is not None
        if occurrence.kind is OccurrenceKind.OFFER_IS_OUT and offer.shown:
            return Decision(occurrences=_waves(occurrence, prepared.needs, now))
        if occurrence.kind is OccurrenceKind.CLEAR_DRAFT and offer.state is OfferState.DRAFT:
            return Decision(changes=(offer.take_back(),))
        if not resting or offer.put_away_at is None:
            return Decision()
        if occurrence.kind is OccurrenceKind.ASK_TO_RENEW:
            if rhythm.renewal_question_at(offer.put_away_at) > now:
                return Decision()
            return Decision(effects=(Announce(Notice(NoticeKind.STILL_OFFERED, offer.id), offer.giver),))
        if occurrence.kind is OccurrenceKind.PUT_AWAY and offer.put_away_at <= now:
            return Decision(changes=(offer.put_away(),), effects=(Converge(offer.id),))
        return Decision()


def _waves(occurrence: Occurrence, needs: Sequence[NeedId], now: datetime) -> tuple[Occurrence, ...]:
    return tuple(Occurrence(occurrence.community, OccurrenceKind.NEXT_WAVE, need, now) for need in needs)


async def _nobody_looked(report_id: ReportId, work: Work) -> Decision:
    """Nothing, where somebody did."""
    report = await work.reports.get(report_id)
    if report.state is not ReportState.OPEN:
        return Decision()
    told = Announce(Notice(NoticeKind.NOBODY_LOOKED, report.id), report.reporter)
    again = await to_moderators(report, NoticeKind.REPORT_STILL_WAITS, work)
    return Decision(effects=(*again, told))


async def _end_suspension(member_id: MemberId, work: Work, now: datetime) -> Decision:
    """Nothing, where a moderator has lifted or lengthened it since."""
    member = await work.members.get(member_id)
    if member.suspended_until is None or member.suspended_until > now:
        return Decision()
    return await bring_back(replace(member, suspended_until=None), work, now)


def _answer_either_way(need: Need, now: datetime) -> Decision:
    """Nobody came, and they hear it: not silence. Whoever was told of an offer has had their answer."""
    if need.state is not NeedState.OPEN or not need.shown or need.spoken_for:
        return Decision()
    if need.answer_by is None or need.answer_by > now:
        return Decision()
    return Decision(effects=(Announce(Notice(NoticeKind.NOBODY_YET, need.id), need.asker),))


def _remind(need: Need, occurrence: Occurrence) -> Decision:
    if occurrence.handshake is None:
        return Decision()
    handshake = need.handshake(occurrence.handshake)
    if handshake.state is not HandshakeState.CHOSEN:
        return Decision()
    notice = Notice(NoticeKind.REMINDER, need.id, handshake.id)
    return Decision(effects=(Announce(notice, need.asker), Announce(notice, handshake.helper)))


def _ask_how_it_went(need: Need, occurrence: Occurrence) -> Decision:
    if occurrence.handshake is None:
        return Decision()
    handshake = need.handshake(occurrence.handshake)
    if handshake.state is not HandshakeState.CHOSEN:
        return Decision()
    notice = Notice(NoticeKind.HOW_DID_IT_GO, need.id, handshake.id)
    return Decision(effects=(Announce(notice, need.asker),))


def _ask_whether_still_needed(need: Need, now: datetime) -> Decision:
    if need.state is not NeedState.OPEN or not need.shown or need.put_away_at is None:
        return Decision()
    if rhythm.renewal_question_at(need.put_away_at) > now:
        return Decision()
    return Decision(effects=(Announce(Notice(NoticeKind.STILL_NEEDED, need.id), need.asker),))


def _put_need_away(need: Need, now: datetime) -> Decision:
    """An open need rests; one that was met is closed, if nobody said how it went."""
    if need.put_away_at is None or need.put_away_at > now:
        return Decision()
    if need.state is NeedState.MET or (need.state is NeedState.OPEN and need.chosen):
        free = tell_whoever_offered(need, HandshakeState.OFFERED)
        return Decision(changes=(need.close(now),), effects=(Converge(need.id), *free))
    if need.state is NeedState.OPEN:
        told = tell_whoever_offered(need)
        return Decision(changes=(need.put_away(now),), effects=(Converge(need.id), *told))
    return Decision()
