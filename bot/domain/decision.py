"""A decision: what follows from something that a person did or a moment brought. Kept whole or not at all."""

from dataclasses import dataclass

from bot.domain.apart import Apart
from bot.domain.capacity import Capacity
from bot.domain.community import Community, Member, Space
from bot.domain.deed import Deed
from bot.domain.effects import Effect
from bot.domain.forgotten import Forgotten
from bot.domain.gratitude import GratitudeNote
from bot.domain.linking import JoinedCommunities, Linked, SplitOff
from bot.domain.message import Message
from bot.domain.need import Need
from bot.domain.notice import Notice
from bot.domain.occurrence import Occurrence
from bot.domain.offer import Offer
from bot.domain.one_time_code import OneTimeCode, WrongCode
from bot.domain.report import Report
from bot.domain.taking_out import TakenOut
from bot.domain.traces import Traces
from bot.domain.unsent import Unsent
from bot.domain.wishes import Wishes

Post = Need | Offer
Place = Space | Community | Member
Together = OneTimeCode | WrongCode | Linked | SplitOff | JoinedCommunities | TakenOut
OfOneMember = Capacity | Traces | Wishes
Words = GratitudeNote | Message | Report | Unsent
Change = Post | Place | Together | OfOneMember | Words | Apart | Deed | Forgotten


@dataclass(frozen=True, slots=True)
class Decision:
    """`reply` is what the person sees at once; None where nobody waits for an answer."""

    reply: Notice | None = None
    changes: tuple[Change, ...] = ()
    effects: tuple[Effect, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    done_as: str | None = None
    """What the audit calls it, where that is not the verb that came."""

    @property
    def leaves_a_line(self) -> bool:
        """Whether the audit tells of it. That somebody was asked once more before they sent something is told
        to nobody.
        """
        return any(not isinstance(each, Unsent) for each in self.changes)
