"""Asking in small waves: a few able people at a time, privately, each with the reason why they; and never
beyond what they said about being asked, nor beyond what the community's people can bear together.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.application import access
from bot.application.matchmaker import Able, Standing
from bot.application.ports import Askable, Chance, Work
from bot.domain import rhythm
from bot.domain.apart import Apart, may_meet
from bot.domain.audience import Audience
from bot.domain.capacity import WEEK, free_again_at
from bot.domain.community import Board, Community
from bot.domain.decision import Change, Decision
from bot.domain.effects import Announce, Effect
from bot.domain.errors import Unknown
from bot.domain.handshake import HandshakeState
from bot.domain.ids import CommunityId, HandshakeId, MemberId, NeedId
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.traces import Traces
from bot.matching.waves import Wanting, asks_left, assign, wave_size
from bot.matching.who_first import Candidate, in_order

CANDIDATES = 50
"""How many able people are looked at for one wave; some may be resting, or have withdrawn meanwhile."""

MOST_IN_ROUND = 100
"""So many open needs are looked at together in one evening; what is beyond it has its own waves."""


@dataclass(frozen=True, slots=True)
class Found:
    """For one need: who is able, and what the community can bear; found before the transaction."""

    need: NeedId
    able: Sequence[Able]
    standing: Standing


async def ask_next_wave(found: Found, work: Work, chance: Chance, now: datetime) -> Decision:
    """Asks whoever may be asked now: nobody while enough people are thinking about it or have offered, nor
    when everybody can read the need and the community has been asked enough for this week.

    Where somebody able may be asked only later, the next wave is expected for then.
    """
    need = await work.needs.get(found.need)
    looked = await _look(need, found, work, now)
    if looked is None:
        return Decision()
    left = await _asks_left(need.community, found.standing, work, now)
    if left == 0 and await _read_anyway(need, work):
        return Decision()  # the evening's round looks again
    asking = _Asking(work, chance, now)
    order = in_order(need.id, looked.free)
    await asking.ask(looked, order, looked.room)
    return asking.decision(looked.free_later)


async def evening_round(
    community: CommunityId, found: Sequence[Found], work: Work, chance: Chance, now: datetime
) -> Decision:
    """All open needs that nobody has said yes to, looked at together: so that few are asked much, and what
    the community can bear is shared between the needs and does not go to whoever came first.
    """
    if not found:
        return Decision()
    open_ones: dict[NeedId, _Looked] = {}
    for each in found:
        with suppress(Unknown):  # forgotten meanwhile
            looked = await _look(await work.needs.get(each.need), each, work, now)
            open_ones |= {each.need: looked} if looked is not None else {}
    allowed = {
        member: who.capacity.asks_a_week - len(who.asked)
        for each in open_ones.values()
        for member, who in each.askable.items()
    }
    left = await _asks_left(community, found[0].standing, work, now)
    wanting = [Wanting(each.need.id, each.room, each.free) for each in open_ones.values()]
    asking = _Asking(work, chance, now)
    for need, members in assign(wanting, allowed, left).items():
        await asking.ask(open_ones[need], members, len(members))
    return asking.decision(())


@dataclass(frozen=True, slots=True)
class _Looked:
    """An open need with room for asks, and who may be asked for it now."""

    need: Need
    room: int
    able: Mapping[MemberId, Able]
    askable: Mapping[MemberId, Askable]
    free: Sequence[Candidate]
    free_later: Sequence[datetime]


async def _look(need: Need, found: Found, work: Work, now: datetime) -> _Looked | None:
    """None where nobody is to be asked."""
    room = _room_for_asks(need, wave_size(found.standing.yes), now)
    if room == 0 or access.suspended(await work.members.get(need.asker), now):
        return None
    able = {each.member: each for each in found.able if need.may_ask(each.member)}
    askable = await work.capacities.for_asking(list(able), now - WEEK)
    apart = await work.apart.of(need.asker)
    askable = {each: who for each, who in askable.items() if _may_come(need, who, apart, now)}
    community = await work.communities.get(need.community)
    free_at = _free_at(community, askable, now)
    traces = await work.traces.of_many([who.member for who in askable.values()])
    free = [
        Candidate(each, able[each].fit, traces[each].load_at(now))
        for each, at in free_at.items()
        if at == now
    ]
    return _Looked(
        need, room, able, askable, free, [at for at in free_at.values() if at is not None and at > now]
    )


class _Asking:
    """Asks, one after the other, in one decision."""

    def __init__(self, work: Work, chance: Chance, now: datetime) -> None:
        self._work = work
        self._chance = chance
        self._now = now
        self._needs: list[Need] = []
        self._traces: dict[MemberId, Traces] = {}
        self._effects: list[Effect] = []
        self._last: Need | None = None

    async def ask(self, looked: _Looked, order: Iterable[MemberId], room: int) -> None:
        """As many of them as there is room for, those first who come first."""
        need = self._last = looked.need
        for member in order:
            if room == 0:
                break
            able, who = looked.able[member], looked.askable[member]
            if not await _still_able(able, who, need, self._work):
                continue
            need = need.ask(HandshakeId(self._chance.token()), member, able.offer, self._now)
            asked = need.with_helper(member)
            notice = Notice(NoticeKind.ASK, need.id, asked.id if asked else None)
            self._effects.append(Announce(notice, member))
            traces = self._traces.get(member) or await self._work.traces.of(who.member)
            self._traces[member] = traces.asked(self._now)
            room -= 1
        if need != looked.need:
            self._needs.append(need)

    def decision(self, free_later: Sequence[datetime]) -> Decision:
        """What came of it. `free_later`: when others may be asked for the one need that was looked at."""
        next_waves = [
            each for need in self._needs for each in _next_wave(need, self._now + rhythm.NEXT_WAVE_AFTER)
        ]
        if self._last is not None and free_later:
            next_waves += _next_wave(self._last, min(free_later))
        changes: tuple[Change, ...] = (*self._needs, *self._traces.values())
        return Decision(changes=changes, effects=tuple(self._effects), occurrences=tuple(next_waves))


def _may_come(need: Need, who: Askable, apart: Sequence[Apart], now: datetime) -> bool:
    """Whether anything but time could bring the two together."""
    if who.member.community != need.community or access.suspended(who.member, now):
        return False
    return may_meet(need.asker, who.member.id, apart)


def _free_at(
    community: Community, askable: Mapping[MemberId, Askable], now: datetime
) -> Mapping[MemberId, datetime | None]:
    """From when on each of them may be asked, as free_again_at tells."""
    return {
        each: free_again_at(who.capacity, now, who.member.zone or community.zone, who.asked)
        for each, who in askable.items()
    }


async def _still_able(candidate: Able, who: Askable, need: Need, work: Work) -> bool:
    """Whether what made them able stands: they may have withdrawn it since it was found."""
    if not who.capacity.agreed_to(candidate.offer, need.understood.category):
        return False
    return candidate.offer is None or (await work.offers.get(candidate.offer)).shown


async def _asks_left(community: CommunityId, standing: Standing, work: Work, now: datetime) -> int | None:
    asked = await work.capacities.asked_in(community, now - WEEK)
    return asks_left(standing.allowances, asked)


async def _read_anyway(need: Need, work: Work) -> bool:
    """Whether others find it without being asked, and it can wait for that."""
    if need.audience is Audience.PRIVATE or need.understood.urgent:
        return False
    return any(Board.NEEDS in each.boards for each in await work.communities.spaces(need.community))


def _next_wave(need: Need, moment: datetime) -> tuple[Occurrence, ...]:
    """At that moment, if the need is still out then."""
    if need.put_away_at is not None and moment >= need.put_away_at:
        return ()
    return (Occurrence(need.community, OccurrenceKind.NEXT_WAVE, need.id, moment),)


def _room_for_asks(need: Need, wave: int, now: datetime) -> int:
    """How many more people may be asked at this moment, where a wave is `wave` for each place."""
    if need.state is not NeedState.OPEN or not need.shown:
        return 0
    offered = sum(each.may_be_chosen for each in need.handshakes)
    if offered >= need.places_left:
        return 0
    thinking = sum(
        each.state is HandshakeState.ASKED and now - each.since < rhythm.NEXT_WAVE_AFTER
        for each in need.handshakes
    )
    return max(0, wave * need.places_left - thinking)
