"""Who may do what: the only permission code. What is not theirs is refused in the same words as what is not
there.
"""

from datetime import datetime

from bot.application.verbs import Verb
from bot.domain.community import Community, Member, Space
from bot.domain.errors import Invalid, Refusal, Unknown
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import HandshakeId, MemberId
from bot.domain.need import Need, NeedState
from bot.domain.offer import Offer, OfferState
from bot.domain.one_time_code import OneTimeCode, Purpose
from bot.domain.report import Report
from bot.domain.understanding import Understanding


def require_asker(member: Member, need: Need) -> None:
    """Only whoever asked may change, end or decide about a need. Raises Unknown."""
    if need.community != member.community or need.asker != member.id:
        raise Unknown


def require_giver(member: Member, offer: Offer) -> None:
    """Only whoever offers may change or end an offer. Raises Unknown."""
    if offer.community != member.community or offer.giver != member.id:
        raise Unknown


def require_helper(member: Member, need: Need, handshake: HandshakeId) -> Handshake:
    """The member's own handshake of that id. Raises Unknown."""
    if need.community != member.community:
        raise Unknown
    found = need.handshake(handshake)
    if found.helper != member.id:
        raise Unknown
    return found


def require_same_community(member: Member, need: Need) -> None:
    """Anybody of the community may tap a card; a draft has none. A private need is only for those who were
    asked. Raises Unknown.
    """
    if need.community != member.community or need.state is NeedState.DRAFT:
        raise Unknown
    if need.asker != member.id and not need.open_to(member.id):
        raise Unknown


def require_either(member: Member, need: Need, handshake: HandshakeId) -> Handshake:
    """The handshake of that id, for the two whom it joins. Raises Unknown."""
    if need.asker == member.id and need.community == member.community:
        found = need.handshake(handshake)
        if found.unheard:
            raise Unknown
        return found
    return require_helper(member, need, handshake)


def require_counterpart(member: Member, need: Need, handshake: HandshakeId) -> Handshake:
    """The same, once both know of it: no asker learns who was merely asked. Raises Unknown."""
    found = require_either(member, need, handshake)
    if need.asker == member.id and found.state in (HandshakeState.ASKED, HandshakeState.NOT_NOW):
        raise Unknown
    return found


def require_moderator(member: Member) -> None:
    """Raises Refusal("for_moderators"): that there are moderators is no secret."""
    if not member.moderator:
        raise Refusal("for_moderators")


def require_post_to_tend(member: Member, post: Need | Offer) -> None:
    """Moderators see what was posted in their community, and nobody's drafts. Raises Unknown."""
    draft = post.state in (NeedState.DRAFT, OfferState.DRAFT)
    if post.community != member.community or draft:
        raise Unknown


def require_report_to_tend(member: Member, report: Report) -> None:
    """Not whom it concerns, nor whom its reporter left out: to them there is none. Raises Unknown."""
    if not report.may_be_seen_by(member):
        raise Unknown


def require_reporter(member: Member, report: Report) -> None:
    """Raises Unknown."""
    if report.community != member.community or report.reporter != member.id:
        raise Unknown


def require_not_own_case(member: Member, *concerned: MemberId) -> None:
    """Nobody decides about what is theirs: another moderator does. Raises Refusal("own_case")."""
    if member.id in concerned:
        raise Refusal("own_case")


def require_taker(member: Member, code: OneTimeCode, purpose: Purpose) -> None:
    """Only whoever entered a code may say yes to what it is for. Raises Unknown."""
    if code.purpose is not purpose or code.taken_by != member.id:
        raise Unknown


def require_no_tryout(community: Community) -> None:
    """In a try-out anybody may be a moderator, so it has no say about another community. Raises
    Refusal("tryout_stays_alone").
    """
    if community.tryout:
        raise Refusal("tryout_stays_alone")


def suspended(member: Member, now: datetime) -> bool:
    """Whether a moderator's decision keeps them out at this moment."""
    return member.suspended_until is not None and member.suspended_until > now


ALWAYS = frozenset(
    {Verb.HELP, Verb.MINE, Verb.TURN_MINE, Verb.HOME, Verb.TAKE_BACK_NEED, Verb.TAKE_BACK_OFFER}
    | {Verb.BLOCK, Verb.SAVE_BLOCK, Verb.BLOCKS, Verb.UNBLOCK, Verb.FELT_WRONG, Verb.BLOCK_COUNTERPART}
    | {Verb.REPORT, Verb.REPORT_COUNTERPART, Verb.SEND_REPORT, Verb.ADD_TO_REPORT}
    | {Verb.MY_THANKS, Verb.SAY_HOW_SHOWN, Verb.KEEP_BETWEEN_US}
    | {Verb.EXPORT, Verb.EXPORT_PAGE, Verb.EXPORT_FILE, Verb.FORGET_ME, Verb.FORGET_ME_NOW}
)
"""What nobody is kept from: the safety paths, taking back what is one's own, and what is held about one."""


def require_standing(member: Member, verb: Verb, now: datetime) -> None:
    """Whoever is suspended gets one kind answer to all but the safety paths. Raises Refusal("suspended")."""
    if suspended(member, now) and verb not in ALWAYS:
        raise Refusal("suspended")


def require_not_paused(community: Community, space: Space, post: Need | Offer) -> None:
    """Nothing new while moderators have paused posting. Raises Refusal("posts_paused")."""
    if community.policies.pauses(post.understood.category, space.id.value):
        raise Refusal("posts_paused")


def require_done_here(community: Community, understood: Understanding) -> None:
    """What a community's policies leave out can't be posted. Raises Invalid("no_money_here")."""
    if community.policies.refuses(understood.touches):
        raise Invalid("no_money_here")
