"""Reads what a few notices about a handshake show besides the need."""

from bot.application.ports import Work
from bot.domain.message import Message
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.offer import Offer

_MOST_MESSAGES = 200


async def reason_to_ask(need: Need, notice: Notice, work: Work) -> Offer | None:
    """The offer because of which the helper of this ask was asked."""
    if notice.kind is not NoticeKind.ASK or notice.handshake is None:
        return None
    because = need.handshake(notice.handshake).because
    return await work.offers.get(because) if because is not None else None


async def said_with_it(need: Need, notice: Notice, work: Work) -> Message | None:
    """The words with which a helper said under which condition they could."""
    if notice.kind is not NoticeKind.SOMEBODY_CAN_HELP or notice.handshake is None:
        return None
    handshake = need.handshake(notice.handshake)
    if handshake.only_if is None:
        return None
    messages = await work.messages.about(need.id, _MOST_MESSAGES)
    said = (
        each for each in messages if each.handshake == handshake.id and each.written_at == handshake.since
    )
    return next(said, None)
