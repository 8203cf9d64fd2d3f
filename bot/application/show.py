"""`/aid help`, `/aid mine`, the home and `/aid-admin audit`: they change nothing."""

from bot.application import access
from bot.application.call import Call, page_of
from bot.application.ports import Work
from bot.domain.decision import Decision
from bot.domain.notice import Notice, NoticeKind


async def show_help(call: Call, work: Work) -> Decision:
    """What one can do here, and who tends the place."""
    return Decision(Notice(NoticeKind.HELP))


async def show_audit(call: Call, work: Work) -> Decision:
    """For moderators: what they did, a page at a time."""
    access.require_moderator(call.member)
    return Decision(Notice(NoticeKind.AUDIT, page=page_of(call.interaction)))


async def show_mine(call: Call, work: Work) -> Decision:
    """My needs, offers and agreements, a page at a time."""
    return Decision(Notice(NoticeKind.MINE, page=page_of(call.interaction)))


async def show_home(call: Call, work: Work) -> Decision:
    """The same where a platform keeps a home for each member, with what one can begin there."""
    return Decision(Notice(NoticeKind.HOME, page=page_of(call.interaction)))
