"""The two of a handshake talk through Hypha: across platforms, and without a name where the asker gave none.

Text only, for as long as one helps or may come to help. What is written reaches the other privately: it
stands on no board and in no thread.
"""

from bot.application import access
from bot.application.call import Call, required_text
from bot.application.ports import Work
from bot.domain.apart import may_go_on
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Converge
from bot.domain.errors import Stale, Unknown
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import HandshakeId, MessageId, NeedId
from bot.domain.message import Message
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind


async def write_message(call: Call, work: Work) -> Decision:
    """The form. Once it is over between the two, kind words instead."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    await _require_talking(need, access.require_either(call.member, need, handshake), work)
    return Decision(Notice(NoticeKind.MESSAGE_FORM, need.id, handshake))


async def send_message(call: Call, work: Work) -> Decision:
    """Carried to the other of the two."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    joined = access.require_either(call.member, need, handshake)
    await _require_talking(need, joined, work)
    message = Message(
        id=MessageId(call.chance.token()),
        community=need.community,
        need=need.id,
        handshake=handshake,
        writer=call.member.id,
        text=required_text(call.interaction),
        written_at=call.now,
        veiled=need.veiled_from(joined),
        unheard=joined.unheard,
    )
    other = joined.helper if call.member.id == need.asker else need.asker
    reaches = () if joined.unheard else (other,)
    return Decision(
        Notice(NoticeKind.MESSAGE_SENT, message.id, handshake),
        changes=(message,),
        effects=tuple(Announce(Notice(NoticeKind.MESSAGE, message.id, handshake), each) for each in reaches),
    )


async def _require_talking(need: Need, joined: Handshake, work: Work) -> None:
    """Raises Stale("talk_is_over"), also where one of them has ended it for good."""
    need.require_talking(joined.id)
    goes_on = may_go_on(need.asker, joined.helper, need.id, await work.apart.of(need.asker))
    if not (goes_on or joined.unheard):
        raise Stale("talk_is_over")


async def read_talk(call: Call, work: Work) -> Decision:
    """What was written about a need: all of it to its asker, to a helper what they two wrote."""
    page, _, token = call.interaction.token.partition("-")
    need = await work.needs.get(NeedId(token))
    own = need.with_helper(call.member.id)
    helps = own is not None and own.state is not HandshakeState.ASKED
    if need.community != call.member.community or not (need.asker == call.member.id or helps):
        raise Unknown
    number = int(page) if page.isdecimal() and len(page) < 4 else 0
    return Decision(Notice(NoticeKind.TALK, need.id, page=number))


async def share_name(call: Call, work: Work) -> Decision:
    """Asked once more first, because it can't be untold."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    access.require_asker(call.member, need)
    joined = access.require_either(call.member, need, handshake)
    if need.veiled_from(joined):
        await _require_talking(need, joined, work)
        return Decision(Notice(NoticeKind.TELL_NAME_QUESTION, need.id, handshake))
    return Decision(Notice(NoticeKind.YOU_TOLD_YOUR_NAME, need.id, handshake))


async def tell_name(call: Call, work: Work) -> Decision:
    """The asker tells one helper who they are; nobody else learns it."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    access.require_asker(call.member, need)
    told = Notice(NoticeKind.YOU_TOLD_YOUR_NAME, need.id, handshake)
    if not need.veiled_from(need.handshake(handshake)):  # tapped twice
        return Decision(told)
    await _require_talking(need, access.require_either(call.member, need, handshake), work)
    changed = need.tell_name(handshake)
    helper = changed.handshake(handshake).helper
    return Decision(
        told,
        changes=(changed,),
        effects=(Converge(need.id), Announce(Notice(NoticeKind.NAME_TOLD, need.id, handshake), helper)),
    )
