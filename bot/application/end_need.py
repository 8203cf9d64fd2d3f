"""The three ways in which an asker ends a need: take it back, put it away, or "sorted, thanks". Tapped twice,
each gives the same answer again.
"""

from bot.application import access
from bot.application.call import Call
from bot.application.ports import Work
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Converge, Effect
from bot.domain.handshake import HandshakeState
from bot.domain.ids import NeedId
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind


async def take_back_need(call: Call, work: Work) -> Decision:
    """As if it had never been asked."""
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_asker(call.member, need)
    reply = Notice(NoticeKind.NEED_TAKEN_BACK, need.id)
    if need.state is NeedState.TAKEN_BACK:
        return Decision(reply)
    return Decision(
        reply,
        changes=(need.take_back(call.now),),
        effects=(Converge(need.id), *tell_whoever_offered(need)),
    )


async def put_away_need(call: Call, work: Work) -> Decision:
    """It rests, and one tap brings it back."""
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_asker(call.member, need)
    reply = Notice(NoticeKind.NEED_PUT_AWAY, need.id)
    if need.state is NeedState.LAPSED:
        return Decision(reply)
    return Decision(
        reply,
        changes=(need.put_away(call.now),),
        effects=(Converge(need.id), *tell_whoever_offered(need)),
    )


async def sorted_need(call: Call, work: Work) -> Decision:
    """Sorted, with our help or without: whoever was chosen is done, whoever had offered is free."""
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_asker(call.member, need)
    reply = Notice(NoticeKind.NEED_SORTED, need.id)
    if len(need.chosen) == 1:  # then it is known whom to thank
        reply = Notice(NoticeKind.GLAD_IT_WENT_WELL, need.id, need.chosen[0].id)
    if need.state is NeedState.CLOSED:
        return Decision(reply)
    return Decision(
        reply,
        changes=(need.close(call.now),),
        effects=(Converge(need.id), *tell_whoever_offered(need, HandshakeState.OFFERED)),
    )


def tell_whoever_offered(before: Need, *states: HandshakeState) -> tuple[Effect, ...]:
    """A kind word to everybody who had offered or was chosen (or only to `states`): they need not keep the
    time free.
    """
    told = states or (HandshakeState.OFFERED, HandshakeState.CHOSEN)
    return tuple(
        Announce(Notice(NoticeKind.NO_LONGER_NEEDED, before.id, each.id), each.helper)
        for each in before.handshakes
        if each.state in told
    )
