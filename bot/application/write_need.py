"""`/need`: from words to a private preview. The draft is kept at once; nobody but its writer knows of it."""

from dataclasses import replace

from bot.application import access
from bot.application.call import Call, cleaned_text, required_text, same_words, understanding_of
from bot.application.look_first import looked_at_again
from bot.application.ports import Work
from bot.domain import rhythm
from bot.domain.decision import Decision
from bot.domain.effects import Converge
from bot.domain.ids import NeedId
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind


async def need_command(call: Call, work: Work) -> Decision:
    """With words, the preview; without, the form."""
    if not cleaned_text(call.interaction):
        return Decision(Notice(NoticeKind.NEED_FORM))
    return await write_need(call, work)


async def write_need(call: Call, work: Work) -> Decision:
    """Keeps a draft and shows it. The same words again within two minutes are the same need."""
    text = required_text(call.interaction)
    access.require_done_here(call.community, understanding_of(call))
    for recent in await work.needs.written_since(call.member.id, call.now - rhythm.RETYPED_WITHIN):
        if same_words(recent.text, text) and (recent.state is NeedState.DRAFT or recent.live):
            kind = NoticeKind.NEED_PREVIEW if recent.state is NeedState.DRAFT else NoticeKind.NEED_POSTED
            return Decision(Notice(kind, recent.id))
    need = Need(
        id=NeedId(call.chance.token()),
        community=call.community.id,
        asker=call.member.id,
        text=text,
        understood=understanding_of(call),
        state=NeedState.DRAFT,
        written_at=call.now,
    )
    clearing = Occurrence(
        call.community.id, OccurrenceKind.CLEAR_DRAFT, need.id, call.now + rhythm.DRAFT_KEPT
    )
    return Decision(Notice(NoticeKind.NEED_PREVIEW, need.id), changes=(need,), occurrences=(clearing,))


async def edit_need(call: Call, work: Work) -> Decision:
    """The form, with the words as they are."""
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_asker(call.member, need)
    need.revise(need.text, need.understood)  # refuses now rather than after somebody typed
    return Decision(Notice(NoticeKind.NEED_FORM, need.id))


async def look_at_need(call: Call, work: Work) -> Decision:
    """The preview of a draft again; of a need that is out, how it stands."""
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_asker(call.member, need)
    return Decision(Notice(NoticeKind.NEED_PREVIEW, need.id))


async def revise_need(call: Call, work: Work) -> Decision:
    """Other words for a draft, or for a need that is out: then every card of it follows, and others may fit
    better.
    """
    text = required_text(call.interaction)
    access.require_done_here(call.community, understanding_of(call))
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_asker(call.member, need)
    revised = need.revise(text, understanding_of(call))
    if revised.state is NeedState.DRAFT:
        return Decision(Notice(NoticeKind.NEED_PREVIEW, need.id), changes=(revised,))
    revised, told = await looked_at_again(revised, call, work)
    timed = replace(revised, put_away_at=rhythm.need_put_away_at(call.now, revised.understood.when))
    return Decision(
        Notice(NoticeKind.NEED_POSTED, need.id),
        changes=(timed,),
        effects=(Converge(need.id), *told),
        occurrences=(
            Occurrence(need.community, OccurrenceKind.NEXT_WAVE, need.id, call.now),
            *resting_occurrences(timed),
        ),
    )


def resting_occurrences(need: Need) -> tuple[Occurrence, ...]:
    """The question whether an open need should stay, and its being put away."""
    if need.put_away_at is None:
        return ()
    question = rhythm.renewal_question_at(need.put_away_at)
    return (
        Occurrence(need.community, OccurrenceKind.ASK_TO_RENEW, need.id, question),
        *put_away_occurrence(need),
    )


def put_away_occurrence(need: Need) -> tuple[Occurrence, ...]:
    """Its being put away, where a moment is set: none or one."""
    if need.put_away_at is None:
        return ()
    return (Occurrence(need.community, OccurrenceKind.PUT_AWAY, need.id, need.put_away_at),)
