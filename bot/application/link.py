"""`/aid link`: one person with several accounts is one member. And splitting an account off again."""

from collections.abc import Sequence
from itertools import chain

from bot.application import access
from bot.application.call import Call, cleaned_text
from bot.application.codes import entered_code, wrong_code
from bot.application.part import called_off, part
from bot.application.ports import Work
from bot.application.post_need import looking_occurrences
from bot.domain.community import Member
from bot.domain.decision import Change, Decision
from bot.domain.effects import Announce, Converge, Effect
from bot.domain.errors import Stale, Unknown
from bot.domain.handshake import HandshakeState
from bot.domain.ids import CodeId, MemberId, SpaceId
from bot.domain.linking import Linked, SplitOff, as_one, shift_between, stricter
from bot.domain.notice import Notice, NoticeKind
from bot.domain.one_time_code import VALID_FOR, OneTimeCode, Purpose
from bot.domain.wishes import both


async def link_command(call: Call, work: Work) -> Decision:
    """With a code, the question whether it is them; without, where they are known, and the buttons."""
    if cleaned_text(call.interaction):
        return await use_link_code(call, work)
    return Decision(Notice(NoticeKind.LINK))


async def make_link_code(call: Call, work: Work) -> Decision:
    """Shown to them alone; an earlier one does nothing any more."""
    code = OneTimeCode(
        CodeId(call.chance.token()),
        Purpose.LINK,
        call.community.id,
        call.space.id,
        call.member.id,
        expires_at=call.now + VALID_FOR,
    )
    return Decision(Notice(NoticeKind.LINK_CODE, code.id), changes=(code,))


async def use_link_code(call: Call, work: Work) -> Decision:
    """The form; or, with a code, the question whether its maker is them."""
    if "text" not in call.interaction.values:
        return Decision(Notice(NoticeKind.LINK_FORM))
    code = await entered_code(Purpose.LINK, call, work)
    if code is None:
        return await wrong_code(call, work)
    maker = await work.members.get(code.maker)
    if access.suspended(maker, call.now):
        return await wrong_code(call, work)
    if maker.community != call.member.community:
        return Decision(Notice(NoticeKind.LINK_NOT_PAIRED))
    if await _share_a_space(maker.id, call.member.id, work):
        return Decision(Notice(NoticeKind.LINK_SAME_PLACE))
    taken = code if code.taken_by is not None else code.take(call.member.id)
    return Decision(Notice(NoticeKind.LINK_QUESTION, code.id), changes=() if taken == code else (taken,))


async def confirm_link(call: Call, work: Work) -> Decision:
    """Everything of the account that they speak from is from now on of the one that made the code."""
    code = await work.codes.get(CodeId(call.interaction.token))
    access.require_taker(call.member, code, Purpose.LINK)
    linked = Notice(NoticeKind.LINKED, code.id)
    if code.used:  # tapped twice
        return Decision(linked)
    used = code.use(call.now)
    stays, goes = await work.members.get(code.maker), await work.members.get(call.member.id)
    apart = stays.community != goes.community or await _share_a_space(stays.id, goes.id, work)
    if apart or access.suspended(stays, call.now):
        raise Stale("code_is_over")
    before = await _nothing_between(stays, goes, call, work)
    said = await _said_by_both(stays, goes, call, work)
    left = (await work.traces.of(stays)).together(await work.traces.of(goes))
    return Decision(
        linked,
        changes=(used, *before.changes, *said, left, Linked(as_one(stays, goes), goes.id)),
        effects=(
            *before.effects,
            *await _shown_of(goes.id, work),
            Announce(Notice(NoticeKind.LINKED_TOLD, code.id), stays.id),
        ),
        occurrences=before.occurrences,
    )


async def unlink(call: Call, work: Work) -> Decision:
    """What goes where, before it is done."""
    space = SpaceId(call.interaction.token)
    await _require_other_account(space, call, work)
    return Decision(Notice(NoticeKind.UNLINK_QUESTION, space))


async def confirm_unlink(call: Call, work: Work) -> Decision:
    """The account in that space is a member of its own again, who has nothing but the account. Whom this
    member is not to meet, and a suspension, go along: nobody sheds either.
    """
    space = SpaceId(call.interaction.token)
    await _require_other_account(space, call, work)
    member = await work.members.get(call.member.id)
    return Decision(
        Notice(NoticeKind.UNLINKED, space),
        changes=(SplitOff(member.id, frozenset({space}), stranger_like(member, space, call)),),
    )


def stranger_like(member: Member, home: SpaceId, call: Call) -> Member:
    """A new member with the name and the languages of this one, and what moderators decided about them."""
    return Member(
        id=MemberId(call.chance.token()),
        community=member.community,
        name=member.name,
        home=home,
        locale=member.locale,
        zone=member.zone,
        zone_said=member.zone_said,
        suspended_until=member.suspended_until,
    )


async def _require_other_account(space: SpaceId, call: Call, work: Work) -> None:
    """One of theirs, and not the one that they speak from. Raises Unknown, or Stale for one split off."""
    known = (await work.members.spaces_of([call.member.id])).get(call.member.id, frozenset())
    if space == call.space.id:
        raise Unknown
    if space not in known:
        elsewhere = await work.communities.space(space)
        raise Stale("already_moved_on") if elsewhere.community == call.community.id else Unknown


async def _share_a_space(one: MemberId, other: MemberId, work: Work) -> bool:
    """Two accounts in one space are two people to everybody there, so they stay two."""
    spaces = await work.members.spaces_of([one, other])
    return bool(spaces.get(one, frozenset()) & spaces.get(other, frozenset()))


async def _nothing_between(stays: Member, goes: Member, call: Call, work: Work) -> Decision:
    """Nobody helps themselves, and nobody fills two places of one need."""
    off = await part(stays.id, goes.id, call, work)
    effects: list[Effect] = [each for each in off.effects if isinstance(each, Converge)]
    changes: list[Change] = list(off.changes)
    occurrences = list(off.occurrences)
    both = {need.id for need in await work.needs.of_helper(stays.id)}
    for need in await work.needs.of_helper(goes.id):
        one, other = need.with_helper(stays.id), need.with_helper(goes.id)
        if need.id not in both or one is None or other is None:
            continue
        if one.state is other.state is HandshakeState.CHOSEN:
            freed = need.call_off(other.id, call.now)
            changes.append(freed)
            effects += called_off(need, one.id, need.asker)  # the one of the two that will be left
            occurrences += looking_occurrences(freed, call)
    return Decision(changes=tuple(changes), effects=tuple(effects), occurrences=tuple(occurrences))


async def _said_by_both(stays: Member, goes: Member, call: Call, work: Work) -> Sequence[Change]:
    """When they may be asked, and what of their thanks others may read: whatever asks less of them."""
    one, other = await work.capacities.of(stays), await work.capacities.of(goes)
    home, away = stays.zone or call.community.zone, goes.zone or call.community.zone
    said = stricter(one, other, shift_between(home, away, call.now))
    own, others = await work.wishes.of(stays), await work.wishes.of(goes)
    wished = both(own, others)
    return [*([said] if said != one else []), *([wished] if wished != own else [])]


async def _shown_of(goes: MemberId, work: Work) -> Sequence[Effect]:
    """What names the one who goes is to show who they are now."""
    needs = chain(await work.needs.of_asker(goes), await work.needs.of_helper(goes))
    offers = await work.offers.of_giver(goes)
    live = dict.fromkeys(each.id for each in (*needs, *offers) if each.live)
    return [Converge(each) for each in live]
