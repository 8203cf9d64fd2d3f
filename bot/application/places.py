"""What views about one-time codes, accounts and spaces need besides their subject."""

from collections.abc import Sequence
from dataclasses import replace

from bot.application.ports import Work
from bot.domain.community import Space
from bot.domain.decision import Change
from bot.domain.errors import Unknown
from bot.domain.ids import CodeId, MemberId, SpaceId
from bot.domain.notice import NoticeKind
from bot.domain.one_time_code import OneTimeCode
from bot.views.scene import Scene

_OWN = (NoticeKind.LINK, NoticeKind.LINKED, NoticeKind.LINKED_TOLD, NoticeKind.UNLINKED)
_COMMUNITYS = (NoticeKind.SPACES, NoticeKind.PAIRED)


async def with_places(scene: Scene, work: Work, fresh: Sequence[Change]) -> Scene:
    """The scene with the code, the letters, the places and the names that its kind shows. `fresh` is what
    this transaction has just changed. Raises Unknown.
    """
    kind = scene.notice.kind
    if kind in _OWN and scene.reader is not None:
        scene = replace(scene, places=await _places_of(scene.reader.id, work))
    if kind in _COMMUNITYS:
        scene = replace(scene, places=await work.communities.spaces(scene.community.id))
    if isinstance(scene.notice.about, SpaceId):
        scene = replace(scene, place=await work.communities.space(scene.notice.about))
    if not isinstance(scene.notice.about, CodeId):
        return scene
    code = _fresh(scene.notice.about, fresh) or await work.codes.get(scene.notice.about)
    scene = replace(scene, code=code, place=await work.communities.space(code.space))
    match kind:
        case NoticeKind.LINK_CODE | NoticeKind.PAIR_CODE:
            shown = scene.reader is not None and scene.reader.id == code.maker and code.taken_by is None
            return replace(scene, letters=work.codes.letters(code.id) if shown else "")
        case NoticeKind.PAIR_QUESTION | NoticeKind.PAIR_AGREED:
            return replace(scene, other_name=(await work.communities.get(code.community)).name)
        case NoticeKind.PAIR_WAITS if code.taken_by is not None:
            other = await work.members.get(code.taken_by)
            return replace(scene, other_name=(await work.communities.get(other.community)).name)
        case _:
            return scene


def named_for_code(scene: Scene) -> set[MemberId]:
    """Whom a view about a code may name: to each side, who speaks for the other."""
    code = scene.code
    if code is None:
        return set()
    match scene.notice.kind:
        case NoticeKind.LINK_QUESTION | NoticeKind.PAIR_QUESTION:
            return {code.maker}
        case NoticeKind.PAIR_WAITS if code.taken_by is not None:
            return {code.taken_by}
        case _:
            return set()


def _fresh(about: CodeId, fresh: Sequence[Change]) -> OneTimeCode | None:
    return next((each for each in fresh if isinstance(each, OneTimeCode) and each.id == about), None)


async def _places_of(member: MemberId, work: Work) -> Sequence[Space]:
    known = (await work.members.spaces_of([member])).get(member)
    if known is None:
        raise Unknown
    return [await work.communities.space(each) for each in sorted(known)]
