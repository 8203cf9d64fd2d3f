"""How much of one thing is too much in a short while: generous, for a person and for a community.

Nothing is counted for this: what is kept anyway says when it was done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Doing(StrEnum):
    """What is limited; each kind for itself."""

    NEEDS = "needs"
    OFFERS = "offers"
    THANKS = "thanks"
    MESSAGES = "messages"
    TURNS = "turns"
    """"I can help" and "I can't after all"."""
    CHANGES = "changes"
    """Other words for a post, and what is said in other forms."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` within any stretch of time of that length."""

    most: int
    within: timedelta


FOR_ONE: Mapping[Doing, Limit] = MappingProxyType(
    {
        Doing.NEEDS: Limit(20, HOUR),
        Doing.OFFERS: Limit(20, HOUR),
        Doing.THANKS: Limit(30, HOUR),
        Doing.MESSAGES: Limit(60, HOUR),
        Doing.TURNS: Limit(40, HOUR),
        Doing.CHANGES: Limit(60, HOUR),
    }
)
"""For one person: more than anybody does by hand who means it."""

FOR_ALL: Mapping[Doing, Limit] = MappingProxyType(
    {
        Doing.NEEDS: Limit(600, HOUR),
        Doing.OFFERS: Limit(600, HOUR),
        Doing.THANKS: Limit(1200, HOUR),
        Doing.MESSAGES: Limit(3000, HOUR),
    }
)
"""For a community together: what a flood goes beyond, and no fair on a busy evening."""


def again_at(moments: Sequence[datetime], limit: Limit, now: datetime) -> datetime | None:
    """When it may be done again; None: now. `moments` are those of the latest deeds, in any order."""
    lately = sorted(moment for moment in moments if moment > now - limit.within)
    if len(lately) < limit.most:
        return None
    return lately[-limit.most] + limit.within
