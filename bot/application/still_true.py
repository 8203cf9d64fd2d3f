"""Is it still worth saying? Between a decision and its message the world may have moved on; then silence is
kinder.
"""

from bot.domain.apart import may_go_on, may_meet
from bot.domain.capacity import may_be_asked
from bot.domain.handshake import HandshakeState
from bot.domain.need import NeedState
from bot.domain.notice import NoticeKind
from bot.domain.report import ReportState
from bot.domain.sight import Sight
from bot.views.scene import Scene

_WHILE = {
    NoticeKind.ASK: HandshakeState.ASKED,
    NoticeKind.SOMEBODY_CAN_HELP: HandshakeState.OFFERED,
    NoticeKind.INTRODUCTION: HandshakeState.CHOSEN,
    NoticeKind.REMINDER: HandshakeState.CHOSEN,
    NoticeKind.HOW_DID_IT_GO: HandshakeState.CHOSEN,
}
_WHILE_REPORTED = {
    NoticeKind.REPORT_WAITS: (ReportState.OPEN, ReportState.SEEN),
    NoticeKind.REPORT_STILL_WAITS: (ReportState.OPEN,),
    NoticeKind.NOBODY_LOOKED: (ReportState.OPEN,),
}

_TO_MODERATORS = (NoticeKind.REPORT_WAITS, NoticeKind.REPORT_STILL_WAITS)


def still_true(scene: Scene) -> bool:
    """For a first post only: what stands already is edited to how things are, whatever they are."""
    kind = scene.notice.kind
    if not _still_joins(scene):
        return False
    if kind in (NoticeKind.NEED_CARD, NoticeKind.OFFER_CARD) and scene.elsewhere:
        return False
    if kind is NoticeKind.PAIR_WAITS:
        return not scene.the_code().used and scene.now < scene.the_code().expires_at
    if kind is NoticeKind.SHOW_THERE_TOO:
        return scene.the_post().shown
    if kind is NoticeKind.POST_WAITS:
        return scene.the_post().live and scene.the_post().sight in (Sight.WAITING, Sight.HELD)
    if kind is NoticeKind.ASK and not _may_still_be_asked(scene):
        return False
    if kind in _WHILE_REPORTED:
        return _waits_for_them(scene)
    if kind in _WHILE:
        return scene.the_handshake().state is _WHILE[kind]
    if kind is NoticeKind.NEED_CARD:
        return scene.the_need().live
    if kind in (NoticeKind.NOBODY_YET, NoticeKind.STILL_NEEDED):
        return scene.the_need().state is NeedState.OPEN and scene.the_need().shown
    if kind in (NoticeKind.OFFER_CARD, NoticeKind.STILL_OFFERED):
        return scene.the_offer().live
    return True


def _waits_for_them(scene: Scene) -> bool:
    """A moderator may turn out to be somebody whom it concerns, by linking another account."""
    kind, report = scene.notice.kind, scene.the_report()
    if kind in _TO_MODERATORS and not report.may_be_seen_by(scene.the_reader()):
        return False
    return report.state in _WHILE_REPORTED[kind]


def _still_joins(scene: Scene) -> bool:
    """Whether these two may still be brought together by it."""
    if scene.reader is None:
        return True
    reader, apart = scene.reader.id, scene.apart
    match scene.notice.kind:
        case NoticeKind.ASK:
            return may_meet(scene.the_need().asker, reader, apart)
        case NoticeKind.THANKS_RECEIVED:
            return may_meet(scene.the_note().giver, reader, apart)
        case NoticeKind.MESSAGE:
            return may_go_on(scene.the_message().writer, reader, scene.the_need().id, apart)
        case NoticeKind.NAME_TOLD:
            return may_go_on(scene.the_need().asker, reader, scene.the_need().id, apart)
        case _:
            return True


def _may_still_be_asked(scene: Scene) -> bool:
    """Somebody who paused or stopped it before the ask reached them gets none, nor does one in quiet hours.
    Their limit was looked at when it was decided, and this ask counts towards it.
    """
    if not scene.the_need().shown:
        return False
    need, capacity = scene.the_need(), scene.the_capacity()
    because = scene.the_handshake().because
    return capacity.agreed_to(because, need.understood.category) and may_be_asked(
        capacity, scene.now, scene.zone, asked=()
    )
