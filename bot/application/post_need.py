"""Post: the draft goes out, and asking around begins. Renewing is the same from the other end."""

from dataclasses import replace

from bot.application import access
from bot.application.call import Call
from bot.application.look_first import tell_moderators, waits
from bot.application.ports import Work
from bot.application.write_need import resting_occurrences
from bot.care.danger import LISTENED_TO, dangers
from bot.domain.audience import Audience
from bot.domain.community import Board
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Converge, Effect
from bot.domain.ids import NeedId
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.sight import Sight
from bot.domain.understanding import asking_to_be_listened_to


async def post_need(call: Call, work: Work) -> Decision:
    """Out it goes, with the asker's name: the card, and the promise to tell either way."""
    return await _post(call, work, Audience.NAMED)


async def post_unnamed(call: Call, work: Work) -> Decision:
    """The same without a name."""
    return await _post(call, work, Audience.UNNAMED)


async def post_privately(call: Call, work: Work) -> Decision:
    """Posted nowhere: only asked around. With words of despair or violence those are asked who said that they
    would listen.
    """
    return await _post(call, work, Audience.PRIVATE)


async def _post(call: Call, work: Work, audience: Audience) -> Decision:
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_asker(call.member, need)
    if need.live:  # tapped twice: it is out, and that is the answer
        return Decision(Notice(NoticeKind.NEED_POSTED, need.id))
    access.require_not_paused(call.community, call.space, need)
    access.require_done_here(call.community, need.understood)
    if audience is Audience.PRIVATE and LISTENED_TO & dangers(need.text):
        need = replace(need, understood=asking_to_be_listened_to(need.understood))
    posted = need.post(call.now, audience)
    reply = Notice(NoticeKind.NEED_POSTED, need.id)
    if moderators := await waits(posted, call, work):
        waiting = replace(posted, sight=Sight.WAITING)
        told = tell_moderators(waiting, moderators)
        return Decision(reply, changes=(waiting,), effects=told, occurrences=resting_occurrences(waiting))
    return Decision(
        reply, changes=(posted,), effects=card_of(posted), occurrences=looking_occurrences(posted, call)
    )


def card_of(need: Need) -> tuple[Effect, ...]:
    """What everybody sees of a need that has just come out; of a private one, nothing."""
    if need.audience is Audience.PRIVATE:
        return ()
    return (Announce(Notice(NoticeKind.NEED_CARD, need.id), Board.NEEDS),)


async def renew_need(call: Call, work: Work) -> Decision:
    """One tap, and it stays (or comes back) for another while."""
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_asker(call.member, need)
    renewed = need.renew(call.now)
    return Decision(
        Notice(NoticeKind.NEED_RENEWED, need.id),
        changes=(renewed,),
        effects=(Converge(need.id),),
        occurrences=looking_occurrences(renewed, call),
    )


def looking_occurrences(need: Need, call: Call) -> tuple[Occurrence, ...]:
    """What an open need brings about by itself: asking at once, an answer either way, and rest in the end."""
    return (*asking_occurrences(need, call), *resting_occurrences(need))


def asking_occurrences(need: Need, call: Call) -> tuple[Occurrence, ...]:
    """Asking at once, and the answer either way."""
    wave = Occurrence(need.community, OccurrenceKind.NEXT_WAVE, need.id, call.now)
    if need.answer_by is None:
        return (wave,)
    return (wave, Occurrence(need.community, OccurrenceKind.ANSWER_EITHER_WAY, need.id, need.answer_by))
