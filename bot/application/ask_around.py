"""Asking in small waves: two able people at a time, privately, each with the reason why they; and never
beyond what they said about being asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.application import access
from bot.application.matchmaker import Able
from bot.application.ports import Askable, Chance, Work
from bot.domain import rhythm
from bot.domain.apart import Apart, may_meet
from bot.domain.capacity import WEEK, free_again_at
from bot.domain.decision import Change, Decision
from bot.domain.effects import Announce, Effect
from bot.domain.handshake import HandshakeState
from bot.domain.ids import HandshakeId, MemberId, NeedId
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.matching.who_first import Candidate, in_order

WAVE = 2
"""People asked at a time: enough that an answer is likely, few enough that most are spared (product.md)."""

CANDIDATES = 50
"""How many able people are looked at for one wave; some may be resting, or have withdrawn meanwhile."""


async def ask_next_wave(
    need_id: NeedId, able: Sequence[Able], work: Work, chance: Chance, now: datetime
) -> Decision:
    """Asks whoever may be asked now: nobody while enough people are thinking about it or have offered.

    Where somebody able may be asked only later, the next wave is expected for then.
    """
    need = await work.needs.get(need_id)
    room = _room_for_asks(need, now)
    if room == 0 or access.suspended(await work.members.get(need.asker), now):
        return Decision()
    new = {each.member: each for each in able if need.may_ask(each.member)}
    askable = await work.capacities.for_asking(list(new), now - WEEK)
    apart = await work.apart.of(need.asker)
    askable = {each: who for each, who in askable.items() if _may_come(need, who, apart, now)}
    free_at = await _free_at(need, askable, work, now)
    traces = await work.traces.of_many([who.member for who in askable.values()])
    free = (new[each] for each, at in free_at.items() if at == now)
    effects: list[Effect] = []
    changes: list[Change] = []
    for member in in_order(
        need.id, (Candidate(e.member, e.fit, traces[e.member].load_at(now)) for e in free)
    ):
        if room == 0:
            break
        if not await _still_able(new[member], askable[member], need, work):
            continue
        need = need.ask(HandshakeId(chance.token()), member, new[member].offer, now)
        asked = need.with_helper(member)
        effects.append(Announce(Notice(NoticeKind.ASK, need.id, asked.id if asked else None), member))
        changes.append(traces[member].asked(now))
        room -= 1
    moments = {now + rhythm.NEXT_WAVE_AFTER} if effects else set[datetime]()
    free_later = [at for at in free_at.values() if at is not None and at != now]
    if free_later:
        moments.add(min(free_later))
    return Decision(
        changes=(need, *changes) if effects else (),
        effects=tuple(effects),
        occurrences=_next_waves(need, moments),
    )


def _may_come(need: Need, who: Askable, apart: Sequence[Apart], now: datetime) -> bool:
    """Whether anything but time could bring the two together."""
    if who.member.community != need.community or access.suspended(who.member, now):
        return False
    return may_meet(need.asker, who.member.id, apart)


async def _free_at(
    need: Need, askable: Mapping[MemberId, Askable], work: Work, now: datetime
) -> Mapping[MemberId, datetime | None]:
    """From when on each of them may be asked, as free_again_at tells."""
    community = await work.communities.get(need.community)
    return {
        each: free_again_at(who.capacity, now, who.member.zone or community.zone, who.asked)
        for each, who in askable.items()
    }


async def _still_able(candidate: Able, who: Askable, need: Need, work: Work) -> bool:
    """Whether what made them able stands: they may have withdrawn it since it was found."""
    if not who.capacity.agreed_to(candidate.offer, need.understood.category):
        return False
    return candidate.offer is None or (await work.offers.get(candidate.offer)).shown


def _next_waves(need: Need, moments: Iterable[datetime]) -> tuple[Occurrence, ...]:
    """At those of these moments at which the need is still out."""
    return tuple(
        Occurrence(need.community, OccurrenceKind.NEXT_WAVE, need.id, moment)
        for moment in sorted(moments)
        if need.put_away_at is None or moment < need.put_away_at
    )


def _room_for_asks(need: Need, now: datetime) -> int:
    """How many more people may be asked at this moment."""
    if need.state is not NeedState.OPEN or not need.shown:
        return 0
    offered = sum(each.state is HandshakeState.OFFERED and not each.unheard for each in need.handshakes)
    if offered >= need.places_left:
        return 0
    thinking = sum(
        each.state is HandshakeState.ASKED and now - each.since < rhythm.NEXT_WAVE_AFTER
        for each in need.handshakes
    )
    return max(0, WAVE * need.places_left - thinking)
