"""What reports need in order to be shown: what can be chosen in the form, and the cases of a moderator."""

from collections.abc import Sequence
from dataclasses import replace

from bot.application.ports import Work
from bot.application.report import MOST_SHOWN, is_public
from bot.application.tend_posts import owner_of
from bot.domain.community import Member
from bot.domain.ids import MemberId
from bot.domain.need import Need
from bot.domain.notice import NoticeKind
from bot.domain.offer import Offer
from bot.domain.report import Report, ReportState
from bot.views.scene import Scene

MOST_REPORTS = 200
"""So many reports are read for a moderator; the newest ones."""
MOST_MESSAGES = 200
MOST_POSTS = 100


async def with_reports(scene: Scene, reader: Member, work: Work) -> Scene:
    """For the form, for whoever has sent it, and for moderators."""
    if scene.notice.kind is NoticeKind.REPORTS:
        return replace(scene, reports=await _cases(reader, work))
    moderators = await work.members.moderators(scene.community.id)
    if scene.report is not None:
        readers = [each.id for each in moderators if scene.report.may_be_seen_by(each)]
        return replace(scene, moderators=readers)
    scene = replace(scene, moderators=[each.id for each in moderators])
    if scene.notice.handshake is None:
        return replace(scene, posts=await _on_the_boards(reader, work))
    messages = await work.messages.about(scene.the_need().id, MOST_MESSAGES)
    return replace(scene, talk=[each for each in messages if not each.unheard])


def named_in_reports(scene: Scene) -> set[MemberId]:
    """Whom a report may name to a moderator: nobody who is known by a made-up name alone."""
    named: set[MemberId] = set()
    reports = (*scene.reports, scene.report) if scene.notice.kind is NoticeKind.REPORT else scene.reports
    for each in reports:
        if each is not None and each.subject is not None and each.subject_veiled_by is None:
            named.add(each.subject)
        if each is not None and each.reporter_veiled_by is None:
            named.add(each.reporter)
    if scene.notice.kind is NoticeKind.REPORT_FORM and isinstance(scene.notice.about, MemberId):
        named.add(scene.notice.about)
    return named


async def _cases(reader: Member, work: Work) -> Sequence[Report]:
    """What nobody has looked at first, then what is looked after, then what is closed; each newest first."""
    newest = [
        each
        for each in await work.reports.newest(reader.community, MOST_REPORTS)
        if each.may_be_seen_by(reader)
    ]
    return [each for state in ReportState for each in newest if each.state is state]


async def _on_the_boards(reader: Member, work: Work) -> Sequence[Need | Offer]:
    needs = await work.needs.out(reader.community, MOST_POSTS)
    offers = await work.offers.out(reader.community, MOST_POSTS)
    posts: list[Need | Offer] = sorted((*needs, *offers), key=lambda each: each.written_at, reverse=True)
    return [each for each in posts if is_public(each) and owner_of(each) != reader.id][:MOST_SHOWN]
