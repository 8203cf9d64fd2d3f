"""What this transaction has just changed, so that it is not read again."""

from collections.abc import Sequence

from bot.domain.community import Community, Member, Space
from bot.domain.decision import Change
from bot.domain.deed import Deed
from bot.domain.gratitude import GratitudeNote
from bot.domain.ids import (
    DeedId,
    MemberId,
    MessageId,
    NeedId,
    NoteId,
    OfferId,
    UnsentId,
)
from bot.domain.linking import Linked
from bot.domain.message import Message
from bot.domain.need import Need
from bot.domain.offer import Offer
from bot.domain.unsent import Unsent
from bot.domain.wishes import Wishes


def as_changed(
    community: Community, space: Space, reader: Member | None, fresh: Sequence[Change]
) -> tuple[Community, Space, Member | None]:
    """Where it is shown, and to whom, after what has just changed."""
    for change in fresh:
        if isinstance(change, Community):
            community = change
        elif isinstance(change, Space):
            space = change
        elif isinstance(change, Member) and reader is not None and change.id == reader.id:
            reader = change
        elif isinstance(change, Linked) and reader is not None and change.goes == reader.id:
            reader = change.stays
    return community, space, reader


def fresh_need(about: NeedId, fresh: Sequence[Change]) -> Need | None:
    """That need, if it is among them."""
    return next((each for each in fresh if isinstance(each, Need) and each.id == about), None)


def fresh_offer(about: OfferId, fresh: Sequence[Change]) -> Offer | None:
    """That offer, if it is among them."""
    return next((each for each in fresh if isinstance(each, Offer) and each.id == about), None)


def fresh_note(about: NoteId, fresh: Sequence[Change]) -> GratitudeNote | None:
    """That note, if it is among them."""
    return next((each for each in fresh if isinstance(each, GratitudeNote) and each.id == about), None)


def fresh_deed(about: DeedId, fresh: Sequence[Change]) -> Deed | None:
    """That deed, if it is among them."""
    return next((each for each in fresh if isinstance(each, Deed) and each.id == about), None)


def fresh_message(about: MessageId, fresh: Sequence[Change]) -> Message | None:
    """That message, if it is among them."""
    return next((each for each in fresh if isinstance(each, Message) and each.id == about), None)


def fresh_unsent(about: UnsentId, fresh: Sequence[Change]) -> Unsent | None:
    """That one, if it is among them."""
    return next((each for each in fresh if isinstance(each, Unsent) and each.id == about), None)


def fresh_wishes(member: MemberId, fresh: Sequence[Change]) -> Wishes | None:
    """Those of that member, if they are among them."""
    return next((each for each in fresh if isinstance(each, Wishes) and each.member == member), None)
