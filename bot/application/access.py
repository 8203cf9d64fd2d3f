"""Who may do what: the only permission code. What is not theirs is refused in the same words as what is not
there.
"""

from bot.domain.community import Member
from bot.domain.errors import Refusal, Unknown
from bot.domain.handshake import Handshake
from bot.domain.ids import HandshakeId
from bot.domain.need import Need, NeedState
from bot.domain.offer import Offer


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
    """Anybody of the community may tap a card; a draft has none. Raises Unknown."""
    if need.community != member.community or need.state is NeedState.DRAFT:
        raise Unknown


def require_moderator(member: Member) -> None:
    """Raises Refusal("for_moderators"): that there are moderators is no secret."""
    if not member.moderator:
        raise Refusal("for_moderators")
