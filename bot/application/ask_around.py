"""Asking in small waves: two people at a time whose offers fit, privately, each with the reason why they."""

from collections.abc import Sequence
from datetime import datetime

from bot.application.matchmaker import Able
from bot.application.ports import Chance, Work
from bot.domain import rhythm
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Effect
from bot.domain.handshake import HandshakeState
from bot.domain.ids import HandshakeId, NeedId
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind

WAVE = 2
"""People asked at a time: enough that an answer is likely, few enough that most are spared (product.md)."""

CANDIDATES = 20
"""How many fitting people are looked at for one wave; the first ones may have withdrawn meanwhile."""


async def ask_next_wave(
    need_id: NeedId, able: Sequence[Able], work: Work, chance: Chance, now: datetime
) -> Decision:
    """Asks whoever may be asked now: nobody while enough people are thinking about it or have offered."""
    need = await work.needs.get(need_id)
    room = _room_for_asks(need, now)
    effects: list[Effect] = []
    for candidate in able:
        if room == 0:
            break
        if need.with_helper(candidate.member) is not None:
            continue
        offer = await work.offers.get(candidate.offer)
        if not offer.shown:
            continue
        handshake = HandshakeId(chance.token())
        need = need.ask(handshake, candidate.member, candidate.offer, now)
        effects.append(Announce(Notice(NoticeKind.ASK, need.id, handshake), candidate.member))
        room -= 1
    if not effects:
        return Decision()
    later = now + rhythm.NEXT_WAVE_AFTER
    return Decision(
        changes=(need,),
        effects=tuple(effects),
        occurrences=(Occurrence(need.community, OccurrenceKind.NEXT_WAVE, need.id, later),),
    )


def _room_for_asks(need: Need, now: datetime) -> int:
    """How many more people may be asked at this moment."""
    if need.state is not NeedState.OPEN or not need.shown:
        return 0
    offered = sum(each.state is HandshakeState.OFFERED for each in need.handshakes)
    if offered >= need.places_left:
        return 0
    thinking = sum(
        each.state is HandshakeState.ASKED and now - each.since < rhythm.NEXT_WAVE_AFTER
        for each in need.handshakes
    )
    return max(0, WAVE * need.places_left - thinking)
