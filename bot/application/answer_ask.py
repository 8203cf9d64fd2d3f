"""I can help / I could, if ... / Not now: from a private ask, or from the card in the channel. Whoever taps
the card joins the same way.
"""

from bot.application import access
from bot.application.call import Call, cleaned_value, required_text
from bot.application.choose_helper import agreed
from bot.application.ports import Work
from bot.application.post_need import asking_occurrences, looking_occurrences
from bot.domain.apart import may_meet
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Converge, Effect
from bot.domain.errors import Invalid
from bot.domain.handshake import Handshake, HandshakeState, OnlyIf
from bot.domain.ids import HandshakeId, MessageId, NeedId
from bot.domain.message import Message
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
    if offered.first_yes:
        return await agreed(offered, handshake.id, reply, call, work)
    return Decision(reply, changes=(offered,), effects=_told_the_asker(need, handshake))


async def could_if(call: Call, work: Work) -> Decision:
    """The form: under which condition, in words of their own."""
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_same_community(call.member, need)
    need.volunteer(HandshakeId(""), call.member.id, call.now, OnlyIf.QUESTION)  # refuses before they write
    return Decision(Notice(NoticeKind.COULD_IF_FORM, need.id))


async def send_could_if(call: Call, work: Work) -> Decision:
    """Part of it, another day, a question, somebody whom they know: the asker reads it and chooses, or writes
    back. Of two who are kept apart it reaches nobody, as a plain "I can help" does not.
    """
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_same_community(call.member, need)
    only_if, text = _only_if(cleaned_value(call.interaction, "only_if")), required_text(call.interaction)
    known = need.with_helper(call.member.id)
    said = need.volunteer(HandshakeId(call.chance.token()), call.member.id, call.now, only_if)
    handshake = said.with_helper(call.member.id)
    reply = Notice(NoticeKind.YOU_OFFERED, need.id, handshake.id if handshake else None)
    if handshake is None or handshake == known:  # sent twice, or chosen meanwhile
        return Decision(reply)
    meet = may_meet(need.asker, call.member.id, await work.apart.of(call.member.id))
    message = Message(
        id=MessageId(call.chance.token()),
        community=need.community,
        need=need.id,
        handshake=handshake.id,
        writer=call.member.id,
        text=text,
        written_at=call.now,
        veiled=need.veiled_from(handshake),
        unheard=not meet,
    )
    if not meet:
        said = said.leave_unheard(call.member.id, known)
        return Decision(reply, changes=(said, message), effects=(Converge(need.id),))
    return Decision(reply, changes=(said, message), effects=_told_the_asker(need, handshake))


def _told_the_asker(need: Need, handshake: Handshake) -> tuple[Effect, ...]:
    told = Notice(NoticeKind.SOMEBODY_CAN_HELP, need.id, handshake.id)
    return (Converge(need.id), Announce(told, need.asker))


def _only_if(value: str) -> OnlyIf:
    try:
        return OnlyIf(value)
    except ValueError:
        raise Invalid("choose_one", field="only_if") from None


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
