"""Something that is due at a moment. What is due is a row, so that no restart forgets it and no two processes
do it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import CommunityId, HandshakeId, MemberId, NeedId, OfferId, ReportId, UnsentId


class OccurrenceKind(StrEnum):
    NEXT_WAVE = "next_wave"
    OFFER_IS_OUT = "offer_is_out"
    """A new offer may fit needs that are waiting already."""
    MAY_BE_ASKED = "may_be_asked"
    """So may a member who is to be asked from now on, or about more."""
    ANSWER_EITHER_WAY = "answer_either_way"
    REMIND = "remind"
    ASK_HOW_IT_WENT = "ask_how_it_went"
    ASK_TO_RENEW = "ask_to_renew"
    PUT_AWAY = "put_away"
    CLEAR_DRAFT = "clear_draft"
    REPORT_UNSEEN = "report_unseen"
    CLEAR_UNSENT = "clear_unsent"
    SUSPENSION_ENDS = "suspension_ends"
    EVENING_ROUND = "evening_round"
    """Each evening: all open needs are looked at together."""
    TIDY_UP = "tidy_up"
    """Each night: what is no longer needed goes."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Unique by kind, subject and moment: deciding the same thing twice makes one row.

    Nothing is ever taken off the list; whoever carries one out looks first whether it still means anything.
    """

    community: CommunityId
    kind: OccurrenceKind
    about: NeedId | OfferId | MemberId | ReportId | CommunityId | UnsentId
    due_at: datetime
    handshake: HandshakeId | None = None
