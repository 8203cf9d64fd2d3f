"""How long things are kept: every length in one place (rule 9). docs/your-data.md says it to people."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ids import CommunityId
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.times import local_moment

WORDS_KEPT = timedelta(days=7)
"""The words of a post, in which contact details may stand, and what was written because of it: so long after
it is over.
"""
LINKS_KEPT = timedelta(days=30)
"""Who helped whom, and who thanked whom. Something put away that nobody brings back is over by then, too."""
TRACES_KEPT = timedelta(days=30)
"""Who tapped what, and where messages stand that can't change any more."""
REPORTS_KEPT = timedelta(days=180)
"""After it was closed: so that moderators see it when something like it happens again, and no longer."""
DELIVERIES_KEPT = timedelta(days=7)
"""By what a repeated delivery is recognised; platforms repeat one within hours."""

NIGHT = time(3, 30)
"""When a community's house is tidied."""
A_NIGHT = timedelta(days=1)
"""What is over is found over in the night after: so much of its time may have passed by then."""
TOO_LONG = timedelta(days=2)
"""What is held so long past its time is told to the operator."""


@dataclass(frozen=True, slots=True)
class Overstay:
    """A table in which something is held past its time: the oldest of it, by so much."""

    table: str
    by: timedelta


def next_night(community: CommunityId, now: datetime, zone: ZoneInfo) -> Occurrence:
    """The first one after `now`, where that community is."""
    day = now.astimezone(zone).date()
    night = local_moment(day, NIGHT, zone)
    if night <= now:
        night = local_moment(day + timedelta(days=1), NIGHT, zone)
    return Occurrence(community, OccurrenceKind.TIDY_UP, community, night)
