"""`/aid help` and `/aid mine`: they change nothing."""

from bot.application.call import Call
from bot.application.ports import Work
from bot.domain.decision import Decision
from bot.domain.notice import Notice, NoticeKind


async def show_help(call: Call, work: Work) -> Decision:
    """What one can do here, and who tends the place."""
    return Decision(Notice(NoticeKind.HELP))


async def show_mine(call: Call, work: Work) -> Decision:
    """My needs, offers and agreements, a page at a time."""
    token = call.interaction.token
    page = int(token) if token.isdecimal() and len(token) < 4 else 0
    return Decision(Notice(NoticeKind.MINE, page=page))
