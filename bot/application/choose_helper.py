"""The asker chooses: yes please, or not this person. With the yes, both are introduced."""

from dataclasses import replace

from bot.application import access
from bot.application.call import Call
from bot.application.ports import Work
from bot.application.post_need import asking_occurrences
from bot.application.write_need import put_away_occurrence
from bot.domain import rhythm
from bot.domain.apart import may_go_on
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Converge
from bot.domain.errors import Stale
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import HandshakeId, NeedId
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind


async def choose(call: Call, work: Work) -> Decision:
    """Yes please: both are introduced, and with the last place filled everybody else is free."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    access.require_asker(call.member, need)
    candidate = need.handshake(handshake).helper
    if not may_go_on(need.asker, candidate, need.id, await work.apart.of(candidate)):
        raise Stale("no_longer_offered")
    reply = Notice(NoticeKind.YOU_CHOSE, need.id, handshake)
    if need.handshake(handshake).state is HandshakeState.CHOSEN:  # tapped twice: they have been introduced
        return Decision(reply)
    return await agreed(need, handshake, reply, call, work)


async def agreed(need: Need, handshake: HandshakeId, reply: Notice, call: Call, work: Work) -> Decision:
    """What a yes of the asker brings about, whether they gave it now or beforehand."""
    chosen = need.choose(handshake, call.now)
    helper = chosen.handshake(handshake).helper
    both = await work.members.many([need.asker, helper])
    traces = await work.traces.of_many(list(both.values()))
    introduction = Notice(NoticeKind.INTRODUCTION, need.id, handshake)
    others = tuple(
        Announce(Notice(NoticeKind.NO_LONGER_NEEDED, need.id, each.id), each.helper)
        for each in need.handshakes
        if each.state is HandshakeState.OFFERED and chosen.handshake(each.id).state is HandshakeState.SPARED
    )
    return Decision(
        reply,
        changes=(chosen, traces[helper].helped(call.now), traces[need.asker].was_helped(call.now)),
        effects=(
            Converge(need.id),
            Announce(introduction, need.asker),
            Announce(introduction, helper),
            *others,
        ),
        occurrences=_what_follows(chosen, handshake, call),
    )


async def first_yes(call: Call, work: Work) -> Decision:
    """Whoever says first that they can is taken at once, and both are introduced."""
    return await _let_first_yes(call, work, first=True)


async def choose_myself(call: Call, work: Work) -> Decision:
    """They would rather choose, after all."""
    return await _let_first_yes(call, work, first=False)


async def _let_first_yes(call: Call, work: Work, *, first: bool) -> Decision:
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_asker(call.member, need)
    if need.state not in (NeedState.DRAFT, NeedState.OPEN):
        raise Stale("already_moved_on")
    said = replace(need, first_yes=first)
    reply = Notice(NoticeKind.NEED_POSTED if need.live else NoticeKind.NEED_PREVIEW, need.id)
    return Decision(reply, changes=() if said == need else (said,))


async def pass_over(call: Call, work: Work) -> Decision:
    """Not this person; they hear only that it was sorted another way, and somebody else is asked."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    access.require_asker(call.member, need)
    reply = Notice(NoticeKind.YOU_PASSED, need.id, handshake)
    before = need.handshake(handshake)
    if before.state is HandshakeState.NOT_CHOSEN:
        return Decision(reply)
    return passed_over(need, before, reply, call)


def passed_over(need: Need, before: Handshake, reply: Notice, call: Call) -> Decision:
    """What "not this person" brings about, in whatever words it was said."""
    passed = need.pass_over(before.id, call.now)
    return Decision(
        reply,
        changes=(passed,),
        effects=(
            Converge(need.id),
            Announce(Notice(NoticeKind.NO_LONGER_NEEDED, need.id, before.id), before.helper),
        ),
        occurrences=asking_occurrences(passed, call),
    )


def _what_follows(need: Need, handshake: HandshakeId, call: Call) -> tuple[Occurrence, ...]:
    """A reminder before, where there is a time, and the question how it went."""
    when = need.handshake(handshake).time_of(need.understood.when)
    reminder = rhythm.reminder_at(when, call.now, call.zone)
    asking = rhythm.follow_up_at(when, call.now)
    rest = put_away_occurrence(need) if need.state is NeedState.MET else ()
    reminders = (
        (Occurrence(need.community, OccurrenceKind.REMIND, need.id, reminder, handshake),) if reminder else ()
    )
    return (
        *reminders,
        Occurrence(need.community, OccurrenceKind.ASK_HOW_IT_WENT, need.id, asking, handshake),
        *rest,
    )
