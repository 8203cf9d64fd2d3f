"""What a decision sets in motion outside. Two kinds, and no more."""

from dataclasses import dataclass

from bot.domain.community import Board
from bot.domain.ids import MemberId, NeedId, NoteId, OfferId
from bot.domain.notice import Notice


@dataclass(frozen=True, slots=True)
class Announce:
    """Say it once: privately to a member, or on a board in every space that has one."""

    notice: Notice
    to: MemberId | Board
    where_missing: bool = False
    """Only on boards of that kind that never had it."""


@dataclass(frozen=True, slots=True)
class Converge:
    """What Hypha has said about this, anywhere or to `reader` alone, should show how it stands now.

    Even an edit that changes no word can be seen. So what nobody else is to know of is for its reader alone.
    """

    about: NeedId | OfferId | NoteId
    reader: MemberId | None = None


Effect = Announce | Converge
