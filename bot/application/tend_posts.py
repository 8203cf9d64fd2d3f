"""`/aid-admin queue`: what waits for a moderator, and what moderators do about a post: approve, hold, hide,
restore, close. Approving takes nothing from anybody and is one tap; for everything else a reason is asked
for, which the owner reads.
"""

from bot.application import access
from bot.application.call import Call, page_of, reason_of
from bot.application.end_need import tell_whoever_offered
from bot.application.ports import Work
from bot.application.post_need import card_of as card_of_need
from bot.application.post_need import looking_occurrences
from bot.application.post_offer import being_out
from bot.application.post_offer import card_of as card_of_offer
from bot.domain.audience import Audience
from bot.domain.decision import Decision
from bot.domain.deed import Deed, DeedKind
from bot.domain.effects import Announce, Converge
from bot.domain.errors import Stale, Unknown
from bot.domain.ids import DeedId, MemberId, NeedId, OfferId
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence
from bot.domain.offer import Offer
from bot.domain.sight import Sight, Step

_NEED, _OFFER = "n-", "o-"


def token_of(post: Need | Offer) -> str:
    """What a moderator's button about this post carries."""
    return (_NEED if isinstance(post, Need) else _OFFER) + post.id.value


def subject_of(token: str) -> NeedId | OfferId:
    """Which post such a token is about. Raises Unknown for any other token."""
    if token.startswith(_NEED):
        return NeedId(token.removeprefix(_NEED))
    if token.startswith(_OFFER):
        return OfferId(token.removeprefix(_OFFER))
    raise Unknown


def owner_of(post: Need | Offer) -> MemberId:
    """Whose it is."""
    return post.asker if isinstance(post, Need) else post.giver


async def show_queue(call: Call, work: Work) -> Decision:
    """What waits first, then everything that is out; a page at a time."""
    access.require_moderator(call.member)
    return Decision(Notice(NoticeKind.QUEUE, page=page_of(call.interaction)))


async def look_at_post(call: Call, work: Work) -> Decision:
    """From its card on a board: how it stands, and what a moderator can do about it."""
    return Decision(Notice(NoticeKind.POST_TENDED, (await _post(call, work)).id))


async def approve_post(call: Call, work: Work) -> Decision:
    """Out it goes, as if it had just been posted."""
    post = await _post(call, work)
    if post.shown:  # tapped twice, or another moderator was quicker
        return Decision(Notice(NoticeKind.POST_TENDED, post.id))
    if await _owner_rests(post, call, work):
        raise Stale("owner_rests")
    deed = _deed(DeedKind.APPROVED, post, "", call)
    approved = post.approve(call.now)
    first_time = post.sight is Sight.WAITING
    match approved:
        case Need():
            card, follows = card_of_need(approved), looking_occurrences(approved, call)
        case Offer():
            card, follows = card_of_offer(approved), being_out(approved, call)
    return Decision(
        Notice(NoticeKind.POST_TENDED, post.id),
        changes=(approved, deed),
        effects=(*(card if first_time else ()), Converge(post.id), _told(deed, post)),
        occurrences=follows,
    )


async def hold_post(call: Call, work: Work) -> Decision:
    """Nobody sees it while a moderator looks at it or talks with its owner."""
    return await _tend(call, work, DeedKind.HELD, NoticeKind.HOLD_FORM)


async def hide_post(call: Call, work: Work) -> Decision:
    """Taken down everywhere, and nobody is asked about it any more."""
    return await _tend(call, work, DeedKind.HIDDEN, NoticeKind.HIDE_FORM)


async def restore_post(call: Call, work: Work) -> Decision:
    """As it was before it was hidden."""
    return await _tend(call, work, DeedKind.RESTORED, NoticeKind.RESTORE_FORM)


async def close_post(call: Call, work: Work) -> Decision:
    """Ended for good; whoever was involved is free."""
    return await _tend(call, work, DeedKind.CLOSED, NoticeKind.CLOSE_FORM)


async def _tend(call: Call, work: Work, kind: DeedKind, form: NoticeKind) -> Decision:
    post = await _post(call, work)
    form_was_sent = "reason" in call.interaction.values
    try:
        changed = await _changed(post, kind, call, work)
    except Stale:  # another moderator was quicker
        if form_was_sent:
            raise Stale("tended_meanwhile") from None
        return Decision(Notice(NoticeKind.POST_TENDED, post.id))
    if not form_was_sent:
        return Decision(Notice(form, post.id))
    deed = _deed(kind, post, reason_of(call.interaction), call)
    free = tell_whoever_offered(post) if kind is DeedKind.CLOSED and isinstance(post, Need) else ()
    return Decision(
        Notice(NoticeKind.POST_TENDED, post.id),
        changes=(deed,) if changed == post else (changed, deed),
        effects=(Converge(post.id), _told(deed, post), *free),
        occurrences=_looking_again(changed, kind, call),
    )


async def _changed(post: Need | Offer, kind: DeedKind, call: Call, work: Work) -> Need | Offer:
    match kind:
        case DeedKind.HELD:
            return post.step(Step.HOLD)
        case DeedKind.HIDDEN:
            return post.step(Step.HIDE)
        case DeedKind.RESTORED:
            restored = post.step(Step.RESTORE)
            return restored.step(Step.REST) if await _owner_rests(post, call, work) else restored
        case _:
            return post.take_back(call.now) if isinstance(post, Need) else post.take_back()


async def _owner_rests(post: Need | Offer, call: Call, work: Work) -> bool:
    """Whether it has to rest with its owner. Of a need without a name nothing is told: not even that."""
    if isinstance(post, Need) and post.audience is Audience.UNNAMED:
        return False
    return access.suspended(await work.members.get(owner_of(post)), call.now)


def _looking_again(post: Need | Offer, kind: DeedKind, call: Call) -> tuple[Occurrence, ...]:
    if kind is not DeedKind.RESTORED or not post.shown:
        return ()
    return looking_occurrences(post, call) if isinstance(post, Need) else being_out(post, call)


async def _post(call: Call, work: Work) -> Need | Offer:
    access.require_moderator(call.member)
    about = subject_of(call.interaction.token)
    post = await work.needs.get(about) if isinstance(about, NeedId) else await work.offers.get(about)
    access.require_post_to_tend(call.member, post)
    access.require_not_own_case(call.member, owner_of(post))
    return post


def _deed(kind: DeedKind, post: Need | Offer, reason: str, call: Call) -> Deed:
    return Deed(
        id=DeedId(call.chance.token()),
        community=call.community.id,
        moderator=call.member.id,
        kind=kind,
        reason=reason,
        at=call.now,
        about=post.id,
    )


def _told(deed: Deed, post: Need | Offer) -> Announce:
    """The owner hears what was done, and why."""
    return Announce(Notice(NoticeKind.DEED_TOLD, deed.id), owner_of(post))
