"""A gratitude note: thanks to one member for one thing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import CommunityId, MemberId, NeedId, NoteId


class Showing(StrEnum):
    """How far thanks may be seen by everybody, as one of the two said."""

    PRIVATE = "private"
    """By nobody else."""
    UNNAMED = "unnamed"
    """Their words, and neither name."""
    NAMED = "named"


_LEAST_FIRST = tuple(Showing)


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
    giver_shows: Showing = Showing.PRIVATE
    receiver_shows: Showing = Showing.PRIVATE

    @property
    def shows(self) -> Showing:
        """The less of what the two said. Thanks for a need without a name are seen by nobody else."""
        if self.veiled_by is not None:
            return Showing.PRIVATE
        return min(self.giver_shows, self.receiver_shows, key=_LEAST_FIRST.index)
