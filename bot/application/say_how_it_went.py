"""How did it go? Good / Not yet / Look again."""

from bot.application import access
from bot.application.call import Call
from bot.application.end_need import tell_whoever_offered
from bot.application.ports import Work
from bot.application.post_need import looking_occurrences
from bot.application.write_need import put_away_occurrence
from bot.domain import rhythm
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Converge
from bot.domain.errors import Stale
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import HandshakeId
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind


async def went_well(call: Call, work: Work) -> Decision:
    """Good: it is done, and thanks can be said, once, without being asked twice."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    access.require_asker(call.member, need)
    reply = Notice(NoticeKind.GLAD_IT_WENT_WELL, need.id, handshake)
    before = need.handshake(handshake)
    if before.state is HandshakeState.DONE:
        return Decision(reply)
    if before.state is not HandshakeState.CHOSEN:  # it was not this person who helped
        raise Stale("already_moved_on")
    return over(need, reply, call)


def over(need: Need, reply: Notice, call: Call) -> Decision:
    """It is behind them: whoever was chosen is done, whoever had offered is free."""
    return Decision(
        reply,
        changes=(need.close(call.now),),
        effects=(Converge(need.id), *tell_whoever_offered(need, HandshakeState.OFFERED)),
    )


async def not_yet(call: Call, work: Work) -> Decision:
    """It has not happened yet: nothing changes, and the question comes again in a few days."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    access.require_asker(call.member, need)
    reply = Notice(NoticeKind.ASKING_LATER, need.id, handshake)
    if need.handshake(handshake).state is not HandshakeState.CHOSEN:
        raise Stale("already_moved_on")
    again = rhythm.ask_again_at(call.now, call.zone)
    waiting = need.ask_again_at(again)
    return Decision(
        reply,
        changes=(waiting,),
        occurrences=(
            Occurrence(need.community, OccurrenceKind.ASK_HOW_IT_WENT, need.id, again, handshake),
            *put_away_occurrence(waiting),
        ),
    )


async def look_again(call: Call, work: Work) -> Decision:
    """It did not come about: the two are free of it, without a word about why, and others are asked."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    access.require_asker(call.member, need)
    reply = Notice(NoticeKind.LOOKING_AGAIN, need.id)
    before = need.handshake(handshake)
    if before.state is HandshakeState.CANCELLED and need.state is NeedState.OPEN:  # tapped twice
        return Decision(reply)
    return looked_again(need, before, reply, call)


def looked_again(need: Need, before: Handshake, reply: Notice, call: Call) -> Decision:
    """What "look again" brings about, in whatever words it was said."""
    looking = need.look_again(before.id, call.now)
    return Decision(
        reply,
        changes=(looking,),
        effects=(
            Converge(need.id),
            Announce(Notice(NoticeKind.NO_LONGER_NEEDED, need.id, before.id), before.helper),
        ),
        occurrences=looking_occurrences(looking, call),
    )
