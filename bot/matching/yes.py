"""How likely a yes is: pooled over a community, by kind of help and time of day, and never by person.

A "not now", silence, and an ask that was overtaken all count alike, so that nothing is learnt from what
somebody did not say yes to. It is made from asks that are known anyway, and as long as they are.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.handshake import HandshakeState
from bot.domain.need import Need

USUAL = 0.3
"""Before anything is known: the middle of what volunteers' platforms report, and so that two asks are enough.
"""
WEIGHT = 30
"""So many asks have to be known before they count as much as what is usual: fewer would tell of single
people.
"""

_YES = frozenset(
    {
        HandshakeState.OFFERED,
        HandshakeState.CHOSEN,
        HandshakeState.DONE,
        HandshakeState.NOT_CHOSEN,
        HandshakeState.RELEASED,
    }
)


class Hour(StrEnum):
    """When on a clock an ask went out."""

    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"


Pool = tuple[str | None, Hour]
"""Of what is pooled: a category and a time of day."""


@dataclass(slots=True)
class Answers:
    """What became of a community's asks. `zone` is the community's."""

    asked: Counter[Pool] = field(default_factory=Counter[Pool])
    yes: Counter[Pool] = field(default_factory=Counter[Pool])

    def likely(self, category: str | None, now: datetime, zone: ZoneInfo) -> float:
        """How likely an ask about this kind of help, at this hour, is answered with a yes."""
        pool = (category, hour_of(now, zone))
        return (USUAL * WEIGHT + self.yes[pool]) / (WEIGHT + self.asked[pool])


def answers_to(needs: Iterable[Need], zone: ZoneInfo) -> Answers:
    """Counted over all asks for these needs."""
    answers = Answers()
    for need in needs:
        for each in need.handshakes:
            if each.asked_at is not None:
                pool = (need.understood.category, hour_of(each.asked_at, zone))
                answers.asked[pool] += 1
                answers.yes[pool] += each.state in _YES and not each.unheard
    return answers


def hour_of(moment: datetime, zone: ZoneInfo) -> Hour:
    """When on the clock of that zone it is."""
    hour = moment.astimezone(zone).hour
    if hour < 6 or hour >= 22:
        return Hour.NIGHT
    if hour < 11:
        return Hour.MORNING
    return Hour.DAY if hour < 17 else Hour.EVENING
