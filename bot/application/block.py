"""Never bring us together: silently, and both ways.

What stands between the two ends as if whoever blocks had tapped "not now", "not this person", "look again" or
"I can't after all": in the words, and at the time, in which anybody hears such a thing. Whoever is known only
by a made-up name stays behind it (bot/domain/apart.py).
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.application import access
from bot.application.answer_ask import declined, stepped_back
from bot.application.call import Call, cleaned_value
from bot.application.choose_helper import passed_over
from bot.application.give_thanks import named_member
from bot.application.ports import Work
from bot.application.say_how_it_went import looked_again, over
from bot.domain import rhythm
from bot.domain.apart import Apart, Cause
from bot.domain.decision import Decision
from bot.domain.errors import Invalid, Unknown
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import HandshakeId, MemberId, NeedId
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind

_MEMBER, _NEED = "m-", "n-"


def token_of(block: Apart) -> str:
    """What the button that lifts it carries: of a made-up name, only the need that it belongs to."""
    return f"{_NEED}{block.veiled_by.value}" if block.veiled_by else f"{_MEMBER}{block.other.value}"


def own_blocks(member: MemberId, apart: Sequence[Apart]) -> list[Apart]:
    """Those that this member made themselves."""
    return [each for each in apart if each.cause is Cause.BLOCK and each.one == member]


async def block_command(call: Call, work: Work) -> Decision:
    """With a person, it is done; with nobody named, the form."""
    if not cleaned_value(call.interaction, "person"):
        return Decision(Notice(NoticeKind.BLOCK_FORM))
    return await save_block(call, work)


async def save_block(call: Call, work: Work) -> Decision:
    """By name."""
    other = await named_member(call, work)
    if other.id == call.member.id:
        raise Invalid("block_somebody_else", field="person")
    block = Apart(call.community.id, call.member.id, other.id, Cause.BLOCK)
    return await _blocked(block, Notice(NoticeKind.BLOCKED, other.id), call, work)


async def felt_wrong(call: Call, work: Work) -> Decision:
    """What can be done about it. The other of the two is told nothing, now or later."""
    need, handshake = await _between(call, work)
    return Decision(Notice(NoticeKind.FELT_WRONG, need.id, handshake.id))


async def block_counterpart(call: Call, work: Work) -> Decision:
    """The other of a handshake, by whatever name they are known."""
    need, handshake = await _between(call, work)
    helps = handshake.helper == call.member.id
    block = Apart(
        call.community.id,
        call.member.id,
        need.asker if helps else handshake.helper,
        Cause.BLOCK,
        veiled_by=need.id if helps and need.veiled_from(handshake) else None,
    )
    return await _blocked(block, Notice(NoticeKind.BLOCKED, need.id, handshake.id), call, work)


async def show_blocks(call: Call, work: Work) -> Decision:
    """Whom I blocked, a page at a time."""
    token = call.interaction.token
    return Decision(Notice(NoticeKind.BLOCKS, page=int(token) if token.isdecimal() and len(token) < 4 else 0))


async def unblock(call: Call, work: Work) -> Decision:
    """They may meet again, unless somebody else keeps them apart. Nobody is told. Twice is once."""
    token = call.interaction.token
    if not token.startswith((_MEMBER, _NEED)):
        raise Unknown
    apart = await work.apart.of(call.member.id)
    lifted = [each for each in own_blocks(call.member.id, apart) if token_of(each) == token]
    return Decision(Notice(NoticeKind.BLOCKS), changes=tuple(replace(each, holds=False) for each in lifted))


async def _between(call: Call, work: Work) -> tuple[Need, Handshake]:
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    return need, access.require_counterpart(call.member, need, handshake)


async def _blocked(block: Apart, reply: Notice, call: Call, work: Work) -> Decision:
    ended = [_ended(need, block, reply, call) for need in await _needs_of_both(block, work)]
    return Decision(
        reply,
        changes=(block, *(change for each in ended for change in each.changes)),
        effects=tuple(effect for each in ended for effect in each.effects),
        occurrences=tuple(occurrence for each in ended for occurrence in each.occurrences),
    )


async def _needs_of_both(block: Apart, work: Work) -> list[Need]:
    """Where something may stand between them; for a made-up name, only the need that it belongs to."""
    needs: dict[NeedId, Need] = {}
    for member in (block.one, block.other):
        needs |= {need.id: need for need in await work.needs.of_asker(member)}
    return [each for each in needs.values() if block.veiled_by in (None, each.id)]


def _ended(need: Need, block: Apart, reply: Notice, call: Call) -> Decision:
    asks = need.asker == block.one
    between = need.with_helper(block.other if asks else block.one)
    if between is None or not need.live:
        return Decision(reply)
    passed = rhythm.follow_up_at(need.understood.when, between.since) <= call.now
    match between.state:
        case HandshakeState.ASKED if not asks:
            return declined(need, reply, call)
        case HandshakeState.OFFERED if not asks:
            return stepped_back(need, between, reply, call)
        case HandshakeState.OFFERED if not between.unheard:
            return passed_over(need, between, reply, call)
        case HandshakeState.CHOSEN if not passed:
            return (looked_again if asks else stepped_back)(need, between, reply, call)
        case HandshakeState.CHOSEN if asks:
            return over(need, reply, call)
        case _:  # it never began, or is behind them
            return Decision(reply)
