"""I can help / Not now: from a private ask, or from the card in the channel. Whoever taps the card joins the
same way.
"""

from bot.application import access
from bot.application.call import Call
from bot.application.ports import Work
from bot.application.post_need import asking_occurrences, looking_occurrences
from bot.domain.apart import may_meet
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Converge
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import HandshakeId, NeedId
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind


async def can_help(call: Call, work: Work) -> Decision:
    """The asker hears of it, and chooses. Of two who are kept apart the asker hears nothing, and to the other
    it looks like any offer that is not chosen.
    """
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_same_community(call.member, need)
    known = need.with_helper(call.member.id)
    offered = need.volunteer(HandshakeId(call.chance.token()), call.member.id, call.now)
    handshake = offered.with_helper(call.member.id)
    reply = Notice(NoticeKind.YOU_OFFERED, need.id, handshake.id if handshake else None)
    if handshake is None or handshake == known:  # tapped twice: the asker knows already
        return Decision(reply)
    if not may_meet(need.asker, call.member.id, await work.apart.of(call.member.id)):
        twice = known is not None and known.unheard and known.state is HandshakeState.OFFERED
        unheard = () if twice else (offered.leave_unheard(call.member.id, known),)
        return Decision(reply, changes=unheard, effects=(Converge(need.id),) if unheard else ())
    return Decision(
        reply,
        changes=(offered,),
        effects=(
            Converge(need.id),
            Announce(Notice(NoticeKind.SOMEBODY_CAN_HELP, need.id, handshake.id), need.asker),
        ),
    )


async def not_now(call: Call, work: Work) -> Decision:
    """Told to nobody, asks for no reason. Somebody else is asked instead."""
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_same_community(call.member, need)
    return declined(need, Notice(NoticeKind.THAT_IS_FINE, need.id), call)


def declined(need: Need, reply: Notice, call: Call) -> Decision:
    """What a "not now" brings about, in whatever words it was said."""
    declined = need.not_now(call.member.id, call.now)
    if declined == need:
        return Decision(reply)
    nobody_left_to_answer = not any(each.state is HandshakeState.ASKED for each in declined.handshakes)
    next_wave = Occurrence(need.community, OccurrenceKind.NEXT_WAVE, need.id, call.now)
    return Decision(
        reply,
        changes=(declined,),
        effects=(Converge(need.id, call.member.id),),
        occurrences=(next_wave,) if nobody_left_to_answer else (),
    )


async def step_back(call: Call, work: Work) -> Decision:
    """I can't after all: one tap, no reason. The place is free, and looked for again."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    before = access.require_helper(call.member, need, handshake)
    reply = Notice(NoticeKind.YOU_STEPPED_BACK, need.id, handshake)
    if before.state is HandshakeState.RELEASED:
        return Decision(reply)
    return stepped_back(need, before, reply, call)


def stepped_back(need: Need, before: Handshake, reply: Notice, call: Call) -> Decision:
    """What stepping back brings about, in whatever words it was said."""
    released = need.release(before.id, call.now)
    told = Announce(Notice(NoticeKind.HELPER_STEPPED_BACK, need.id, before.id), need.asker)
    place_is_free_again = before.state is HandshakeState.CHOSEN
    return Decision(
        reply,
        changes=(released,),
        effects=(Converge(need.id), *(() if before.unheard else (told,))),
        occurrences=(looking_occurrences if place_is_free_again else asking_occurrences)(released, call),
    )
