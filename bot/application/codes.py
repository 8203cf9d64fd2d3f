"""Entering a one-time code. Whatever is wrong with one, the words are the same, so that nothing is learnt by
trying.
"""

from bot.application.call import Call, required_text
from bot.application.ports import Work
from bot.domain.decision import Decision
from bot.domain.notice import Notice, NoticeKind
from bot.domain.one_time_code import OneTimeCode, Purpose, WrongCode, as_entered, too_many


async def entered_code(purpose: Purpose, call: Call, work: Work) -> OneTimeCode | None:
    """The code that was entered, if it does anything for this member now. Raises Invalid("empty")."""
    letters = as_entered(required_text(call.interaction))
    if too_many(await work.codes.wrong_ones(call.member.id), call.now):
        return None
    code = await work.codes.entered(purpose, letters)
    if code is None or code.maker == call.member.id:
        return None
    entered_again = code.taken_by == call.member.id and not code.used and call.now < code.expires_at
    return code if entered_again or code.can_be_taken(call.now) else None


async def wrong_code(call: Call, work: Work) -> Decision:
    """It counts, until there were too many for this hour."""
    tries = await work.codes.wrong_ones(call.member.id)
    counted = () if too_many(tries, call.now) else (WrongCode(call.member.id, call.now),)
    return Decision(Notice(NoticeKind.WRONG_CODE), changes=counted)
