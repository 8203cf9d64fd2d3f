"""`/aid export`: what is held about me, in words and as a file. It changes nothing."""

from bot.application.call import Call
from bot.application.ports import Work
from bot.domain.decision import Decision
from bot.domain.notice import Notice, NoticeKind


async def export_command(call: Call, work: Work) -> Decision:
    """A page at a time."""
    token = call.interaction.token
    page = int(token) if token.isdecimal() and len(token) < 4 else 0
    return Decision(Notice(NoticeKind.EXPORT, page=page))


async def export_file(call: Call, work: Work) -> Decision:
    """All pages in one file."""
    return Decision(Notice(NoticeKind.EXPORT_FILE))
