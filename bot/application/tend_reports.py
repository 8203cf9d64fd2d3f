"""`/aid-admin reports`: what members told the moderators. Whom a report concerns, or who was left out, gets
the same words as for one that is not there.
"""

from bot.application import access
from bot.application.call import Call, reason_of, required_text
from bot.application.ports import Work
from bot.domain.decision import Decision
from bot.domain.deed import Deed, DeedKind
from bot.domain.effects import Announce
from bot.domain.ids import DeedId, ReportId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.report import Line, Report, ReportState


async def show_reports(call: Call, work: Work) -> Decision:
    """What is open first, a page at a time."""
    access.require_moderator(call.member)
    token = call.interaction.token
    return Decision(
        Notice(NoticeKind.REPORTS, page=int(token) if token.isdecimal() and len(token) < 4 else 0)
    )


async def look_at_report(call: Call, work: Work) -> Decision:
    """Its words, and copies of what was shown."""
    page, _, token = call.interaction.token.partition("-")
    report = await _report(token, call, work)
    number = int(page) if page.isdecimal() and len(page) < 4 else 0
    return Decision(Notice(NoticeKind.REPORT, report.id, page=number))


async def report_seen(call: Call, work: Work) -> Decision:
    """Somebody looks after it, and whoever reported hears so."""
    report = await _report(call.interaction.token, call, work)
    reply = Notice(NoticeKind.REPORT, report.id)
    if report.state is ReportState.SEEN:  # tapped twice, or another moderator was quicker
        return Decision(reply)
    told = Announce(Notice(NoticeKind.REPORT_LOOKED_AT, report.id), report.reporter)
    return Decision(reply, changes=(report.look(),), effects=(told,))


async def answer_report(call: Call, work: Work) -> Decision:
    """To whoever reported, in the moderators' name: the button opens the form, which sends the same."""
    report = await _report(call.interaction.token, call, work)
    if "text" not in call.interaction.values:
        report.look()  # refuses before somebody typed
        return Decision(Notice(NoticeKind.REPORT_ANSWER_FORM, report.id))
    line = Line(by_moderators=True, text=required_text(call.interaction), at=call.now)
    told = Announce(Notice(NoticeKind.REPORT_ANSWERED, report.id, page=len(report.lines)), report.reporter)
    return Decision(Notice(NoticeKind.REPORT, report.id), changes=(report.write(line),), effects=(told,))


async def close_report(call: Call, work: Work) -> Decision:
    """With a reason, which whoever reported reads; those whom it concerns never do."""
    report = await _report(call.interaction.token, call, work)
    if "reason" not in call.interaction.values:
        report.look()
        return Decision(Notice(NoticeKind.REPORT_CLOSE_FORM, report.id))
    reason = reason_of(call.interaction)
    deed = Deed(
        id=DeedId(call.chance.token()),
        community=call.community.id,
        moderator=call.member.id,
        kind=DeedKind.REPORT_CLOSED,
        reason=reason,
        at=call.now,
        about=report.id,
    )
    told = Announce(Notice(NoticeKind.REPORT_CLOSED, report.id), report.reporter)
    return Decision(
        Notice(NoticeKind.REPORT, report.id),
        changes=(report.close(reason, call.now), deed),
        effects=(told,),
    )


async def _report(token: str, call: Call, work: Work) -> Report:
    access.require_moderator(call.member)
    report = await work.reports.get(ReportId(token))
    access.require_report_to_tend(call.member, report)
    return report
