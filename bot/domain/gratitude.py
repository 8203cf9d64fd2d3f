"""A gratitude note: thanks to one member for one thing. It reaches them privately at once. Whether others may
ever see it is for the two of them, each for their part.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Unknown
from bot.domain.ids import CommunityId, MemberId, NeedId, NoteId


class Showing(StrEnum):
    """How far thanks may be seen by everybody, as one of the two said."""

    PRIVATE = "private"
    """By nobody else."""
    UNNAMED = "unnamed"
    """Their words, and neither name."""
    NAMED = "named"


_LEAST_FIRST = tuple(Showing)


def less(*said: Showing) -> Showing:
    """The least of them."""
    return min(said, key=_LEAST_FIRST.index)


@dataclass(frozen=True, slots=True)
class GratitudeNote:
    id: NoteId
    community: CommunityId
    giver: MemberId
    receiver: MemberId
    text: str
    given_at: datetime
    veiled_by: NeedId | None = None
    """The need without a name that it is for, where one of the two has not been told who the other is."""
    giver_shows: Showing = Showing.PRIVATE
    receiver_shows: Showing = Showing.PRIVATE
    hides_receiver: bool = False
    """Of veiled thanks: the one whose name the other does not know is the receiver. Else it is the giver."""
    quiet: bool = False
    """Seen by nobody else, whatever the two say: it may be about a need without a name or a private one, or
    there are contact details in its words.
    """
    unheard: bool = False
    """It reached nobody, because the two are kept apart; its giver sees no difference."""

    @property
    def shows(self) -> Showing:
        """The less of what the two said, where anybody else may see it at all."""
        to_oneself = self.giver == self.receiver  # two who turned out to be one
        if self.veiled_by is not None or self.quiet or self.unheard or to_oneself:
            return Showing.PRIVATE
        return less(self.giver_shows, self.receiver_shows)

    @property
    def hidden(self) -> MemberId | None:
        """Whichever of the two the other does not know."""
        if self.veiled_by is None:
            return None
        return self.receiver if self.hides_receiver else self.giver

    def names_giver_to(self, reader: MemberId | None) -> bool:
        """Whether this reader may learn who gives it."""
        return reader == self.giver or self.hidden != self.giver

    def names_receiver_to(self, reader: MemberId | None) -> bool:
        """Whether this reader may learn who gets it."""
        return reader == self.receiver or self.hidden != self.receiver

    def said_by(self, member: MemberId) -> Showing:
        """How far this one of the two lets it be seen. Raises Unknown for anybody else."""
        if member == self.giver:
            return self.giver_shows
        if member == self.receiver and not self.unheard:
            return self.receiver_shows
        raise Unknown

    def say(self, member: MemberId, showing: Showing) -> "GratitudeNote":
        """One of the two says so for their part. Raises Unknown for anybody else."""
        self.said_by(member)
        if member == self.giver:
            return replace(self, giver_shows=showing)
        return replace(self, receiver_shows=showing)


def how_shown(note: GratitudeNote, giver: str, receiver: str, *, may_meet: bool) -> Showing:
    """How everybody may see these thanks, if at all. Whoever shows them to others asks this.

    `giver` and `receiver` are the names of the two: where neither is to be seen, words that hold one of them
    are not shown either. `may_meet`: nothing keeps the two apart by now.
    """
    if not may_meet:
        return Showing.PRIVATE
    unnamed = note.shows is Showing.UNNAMED
    if unnamed and any(_holds_name(note.text, name) for name in (giver, receiver)):
        return Showing.PRIVATE
    return note.shows


def _holds_name(text: str, name: str) -> bool:
    """Whether the words hold this name, or a part of it."""
    folded, name = text.casefold(), name.casefold()
    words = set(re.findall(r"\w+", folded))
    in_a_line_without_spaces = not name.isascii() and name in folded  # as Japanese or Thai is written
    return in_a_line_without_spaces or not words.isdisjoint(re.findall(r"\w{2,}", name))
