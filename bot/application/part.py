"""Two people part: what they had agreed on is off, and each hears so without a word about why."""

from bot.application.call import Call
from bot.application.ports import Work
from bot.application.post_need import looking_occurrences
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Converge, Effect
from bot.domain.handshake import HandshakeState
from bot.domain.ids import HandshakeId, MemberId
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence

_KNOWN_TO_BOTH = (HandshakeState.OFFERED, HandshakeState.CHOSEN)


async def part(one: MemberId, other: MemberId, call: Call, work: Work) -> Decision:
    """Ends what stands between these two, whichever of them asked."""
    needs = {need.id: need for each in (one, other) for need in await work.needs.of_asker(each)}
    changes: list[Need] = []
    effects: list[Effect] = []
    occurrences: list[Occurrence] = []
    for need in needs.values():
        handshake = need.with_helper(other if need.asker == one else one)
        if handshake is None or not handshake.alive or not need.live:
            continue
        freed = need.call_off(handshake.id, call.now)
        changes.append(freed)
        effects += called_off(need, handshake.id, need.asker, handshake.helper)
        occurrences += looking_occurrences(freed, call)
    return Decision(changes=tuple(changes), effects=tuple(effects), occurrences=tuple(occurrences))


def called_off(before: Need, handshake: HandshakeId, *readers: MemberId) -> tuple[Effect, ...]:
    """What stands follows; and a neutral word to `readers`, if these two knew of each other."""
    notice = Notice(NoticeKind.CALLED_OFF, before.id, handshake)
    off = before.handshake(handshake)
    told = [each for each in readers if off.state in _KNOWN_TO_BOTH]
    if off.unheard:
        told = [each for each in told if each == off.helper]
    return (Converge(before.id), *(Announce(notice, each) for each in told))
