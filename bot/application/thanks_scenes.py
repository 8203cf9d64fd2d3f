"""What notices about thanks need besides their subject, and whom they may name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.application.fresh import fresh_wishes
from bot.application.ports import Work
from bot.domain.agreement import Agreement, agreements, to_thank
from bot.domain.community import Member
from bot.domain.decision import Change
from bot.domain.gratitude import GratitudeNote
from bot.domain.ids import MemberId
from bot.domain.notice import NoticeKind
from bot.views.scene import Scene

MOST_TO_THANK = 24
"""So many people are offered to be thanked: a list on Discord holds 25."""

_WITH_WISHES = frozenset(
    {
        NoticeKind.THANKS_GIVEN,
        NoticeKind.THANKS_RECEIVED,
        NoticeKind.THANKS_SHOWING,
        NoticeKind.MY_THANKS,
        NoticeKind.EXPORT,
        NoticeKind.EXPORT_FILE,
    }
)


async def with_thanks(scene: Scene, work: Work, fresh: Sequence[Change]) -> Scene:
    """What the reader said about their thanks, whom they may want to thank, and their notes: each where it is
    shown.
    """
    reader, kind = scene.reader, scene.notice.kind
    if reader is None:
        return scene
    if kind in _WITH_WISHES:
        scene = replace(scene, wishes=fresh_wishes(reader.id, fresh) or await work.wishes.of(reader))
    if kind is NoticeKind.THANKS_FORM:
        scene = replace(scene, to_thank=await _to_thank(reader, work))
    if kind is NoticeKind.MY_THANKS:
        scene = replace(scene, notes=await work.notes.of(reader.id))
    return scene


async def _to_thank(reader: Member, work: Work) -> Sequence[Agreement]:
    agreed = agreements(reader.id, await work.needs.agreed_with(reader.id))
    return to_thank(reader.id, agreed, await work.apart.of(reader.id))[:MOST_TO_THANK]


def named_in_thanks(scene: Scene, reader: MemberId | None) -> set[MemberId]:
    """Whom the reader knows by name, of the two of each."""
    named = named_in_notes(scene.notes if scene.note is None else (scene.note,), reader)
    if reader is None:
        return named
    return named | {each.other(reader) for each in scene.to_thank if not each.veiled_from(reader)}


def named_in_notes(notes: Iterable[GratitudeNote], reader: MemberId | None) -> set[MemberId]:
    """The same, of these notes."""
    notes = tuple(notes)
    givers = {each.giver for each in notes if each.names_giver_to(reader)}
    return givers | {each.receiver for each in notes if each.names_receiver_to(reader)}
