"""A gratitude note: thanks to one member for one thing."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId, NeedId, NoteId


@dataclass(frozen=True, slots=True)
class GratitudeNote:
    id: NoteId
    community: CommunityId
    giver: MemberId
    receiver: MemberId
    text: str
    given_at: datetime
    veiled_by: NeedId | None = None
    """The need without a name that it is for, where the receiver has not been told who the giver is."""
