"""`/aid-admin spaces`: two communities become one, by a code that moderators of both sides confirm."""

from collections.abc import Sequence

from bot.application import access
from bot.application.call import Call, reason_of
from bot.application.codes import entered_code, wrong_code
from bot.application.ports import Work
from bot.application.tend_posts import owner_of, subject_of
from bot.domain.audience import Audience
from bot.domain.community import Board, Member
from bot.domain.decision import Decision
from bot.domain.deed import Deed, DeedKind
from bot.domain.effects import Announce, Effect
from bot.domain.errors import Stale, Unknown
from bot.domain.ids import CodeId, CommunityId, DeedId, MemberId, NeedId
from bot.domain.linking import JoinedCommunities
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.offer import Offer
from bot.domain.one_time_code import VALID_FOR, OneTimeCode, Purpose

MOST_POSTS = 10_000
"""So many needs, and so many offers, are gone through when communities join or part: more than are out."""


async def spaces_command(call: Call, work: Work) -> Decision:
    """Where the community meets, and the buttons."""
    access.require_moderator(call.member)
    return Decision(Notice(NoticeKind.SPACES))


async def make_pair_code(call: Call, work: Work) -> Decision:
    """Asks why; then the code, for a moderator of the other side."""
    access.require_moderator(call.member)
    access.require_no_tryout(call.community)
    if "reason" not in call.interaction.values:
        return Decision(Notice(NoticeKind.PAIR_CODE_FORM))
    code = OneTimeCode(
        CodeId(call.chance.token()),
        Purpose.PAIR,
        call.community.id,
        call.space.id,
        call.member.id,
        expires_at=call.now + VALID_FOR,
        reason=reason_of(call.interaction),
    )
    return Decision(Notice(NoticeKind.PAIR_CODE, code.id), changes=(code,))


async def use_pair_code(call: Call, work: Work) -> Decision:
    """The form; or, with a code and a reason, both names and what would be shared."""
    access.require_moderator(call.member)
    access.require_no_tryout(call.community)
    if "text" not in call.interaction.values:
        return Decision(Notice(NoticeKind.PAIR_FORM))
    reason = reason_of(call.interaction)
    code = await entered_code(Purpose.PAIR, call, work)
    if code is None or code.community == call.community.id or not await _tends(code.maker, code, work):
        return await wrong_code(call, work)
    taken = code if code.taken_by is not None else code.take(call.member.id, reason)
    return Decision(Notice(NoticeKind.PAIR_QUESTION, code.id), changes=() if taken == code else (taken,))


async def agree_pair(call: Call, work: Work) -> Decision:
    """The side that entered the code says yes; the moderators of the other are asked."""
    access.require_moderator(call.member)
    code = await work.codes.get(CodeId(call.interaction.token))
    access.require_taker(call.member, code, Purpose.PAIR)
    agreed = Notice(NoticeKind.PAIR_AGREED, code.id)
    if code.agreed:  # tapped twice
        return Decision(agreed)
    moderators = await work.members.moderators(code.community)
    return Decision(
        agreed,
        changes=(code.agree(call.now),),
        effects=tuple(Announce(Notice(NoticeKind.PAIR_WAITS, code.id), each.id) for each in moderators),
    )


async def confirm_pair(call: Call, work: Work) -> Decision:
    """The side that made the code says yes as well: only now is it done."""
    access.require_moderator(call.member)
    code = await work.codes.get(CodeId(call.interaction.token))
    if code.purpose is not Purpose.PAIR or code.community != call.community.id or not code.agreed:
        raise Unknown
    paired = Notice(NoticeKind.PAIRED, code.id)
    if code.used:  # tapped twice, or another moderator was quicker
        return Decision(paired)
    used, other = code.use(call.now), await _other_side(code, call.community.id, work)
    theirs = await work.communities.get(other.community)
    here = _deed(call.community.id, call.member.id, code.reason, call)
    there = _deed(theirs.id, other.id, code.taken_reason, call)
    posts = [*await _seen(call.community.id, work), *await _seen(theirs.id, work)]
    return Decision(
        paired,
        changes=(used, here, there, JoinedCommunities(call.community.id, theirs.id, theirs.name)),
        effects=(
            Announce(paired, other.id),
            *await _asked_whether_to_show(call.community.id, theirs.id, work),
        ),
        occurrences=tuple(
            Occurrence(call.community.id, OccurrenceKind.NEXT_WAVE, post.id, call.now)
            for post in posts
            if isinstance(post, Need)
        ),
    )


async def show_there_too(call: Call, work: Work) -> Decision:
    """The owner's own tap: the card stands on the boards of the other spaces as well."""
    about = subject_of(call.interaction.token)
    if isinstance(about, NeedId):
        post = await work.needs.get(about)
        access.require_asker(call.member, post)
        card, board = NoticeKind.NEED_CARD, Board.NEEDS
    else:
        post = await work.offers.get(about)
        access.require_giver(call.member, post)
        card, board = NoticeKind.OFFER_CARD, Board.OFFERS
    if not _on_boards(post):
        raise Stale("already_moved_on")
    return Decision(
        Notice(NoticeKind.SHOWN_THERE_TOO, post.id),
        effects=(Announce(Notice(card, post.id), board, where_missing=True),),
    )


async def _tends(member: MemberId, code: OneTimeCode, work: Work) -> bool:
    """Whether whoever made the code may still speak for that side."""
    maker = await work.members.get(member)
    return maker.moderator and maker.community == code.community


async def _other_side(code: OneTimeCode, here: CommunityId, work: Work) -> Member:
    """The moderator who entered the code, and still tends another community. Raises Stale."""
    other = await work.members.get(code.taken_by) if code.taken_by is not None else None
    if other is None or not other.moderator or other.community == here:
        raise Stale("code_is_over")
    return other


async def _seen(community: CommunityId, work: Work) -> Sequence[Need | Offer]:
    needs = await work.needs.out(community, MOST_POSTS)
    offers = await work.offers.out(community, MOST_POSTS)
    return [each for each in (*needs, *offers) if each.shown]


async def _asked_whether_to_show(one: CommunityId, other: CommunityId, work: Work) -> Sequence[Effect]:
    """Everybody who has something on a board, where the other side has such a board: who sees exactly their
    words was promised to them, so that only their own tap makes it more.
    """
    asked: list[Effect] = []
    for here, there in ((one, other), (other, one)):
        boards = {board for space in await work.communities.spaces(there) for board in space.boards}
        for post in await _seen(here, work):
            board = Board.NEEDS if isinstance(post, Need) else Board.OFFERS
            if board in boards and _on_boards(post):
                asked.append(Announce(Notice(NoticeKind.SHOW_THERE_TOO, post.id), owner_of(post)))
    return asked


def _on_boards(post: Need | Offer) -> bool:
    return post.shown and not (isinstance(post, Need) and post.audience is Audience.PRIVATE)


def _deed(community: CommunityId, moderator: MemberId, reason: str, call: Call) -> Deed:
    return Deed(DeedId(call.chance.token()), community, moderator, DeedKind.SPACES_PAIRED, reason, call.now)
