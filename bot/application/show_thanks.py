"""Whether others may read of thanks: each of the two says so for their part, once, and can change it."""

from bot.application.call import Call, page_of
from bot.application.ports import Work
from bot.domain.decision import Change, Decision
from bot.domain.effects import Converge
from bot.domain.errors import Unknown
from bot.domain.gratitude import GratitudeNote, Showing, less
from bot.domain.ids import NoteId
from bot.domain.notice import Notice, NoticeKind


async def my_thanks(call: Call, work: Work) -> Decision:
    """What they gave and got lately, and what they said about others reading it."""
    return Decision(Notice(NoticeKind.MY_THANKS, page=page_of(call.interaction)))


async def say_how_shown(call: Call, work: Work) -> Decision:
    """Remembered for all thanks to come, and said of the one that the question stood under, if it did. Less
    than was said before holds for those before as well; more does not open them. It is asked once:
    the question goes from every message under which it stands.
    """
    said, _, asked_about = call.interaction.token.partition("-")
    try:
        showing = Showing(said)
    except ValueError:
        raise Unknown from None
    answered = await _own(call, NoteId(asked_about), work) if asked_about else None
    changes: list[Change] = [(await work.wishes.of(call.member)).show_thanks(showing)]
    notes = await work.notes.of(call.member.id)
    for note in notes:
        now = showing if note == answered else less(showing, note.said_by(call.member.id))
        changed = note.say(call.member.id, now)
        changes += [changed] if changed != note else []
    return Decision(
        Notice(NoticeKind.THANKS_SHOWING, answered.id if answered else None),
        changes=tuple(changes),
        effects=tuple(Converge(note.id, call.member.id) for note in notes if note.receiver == call.member.id),
    )


async def keep_between_us(call: Call, work: Work) -> Decision:
    """This one is taken back from being shown, whatever holds for others."""
    note = await _own(call, NoteId(call.interaction.token), work)
    kept = note.say(call.member.id, Showing.PRIVATE)
    return Decision(
        Notice(NoticeKind.THANKS_KEPT, kept.id),
        changes=() if kept == note else (kept,),
        effects=(Converge(kept.id, call.member.id),),
    )


async def _own(call: Call, note: NoteId, work: Work) -> GratitudeNote:
    """Raises Unknown for thanks of others."""
    found = await work.notes.get(note)
    found.said_by(call.member.id)
    return found
