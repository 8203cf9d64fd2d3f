"""Each night a community's house is tidied: what is no longer needed goes, what stays too long is told."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.application.ports import Store, Work
from bot.domain import rhythm
from bot.domain.community import Community
from bot.domain.decision import Decision
from bot.domain.ids import CommunityId
from bot.domain.keeping import next_night
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.times import local_moment

_log = logging.getLogger(__name__)

SOON = timedelta(seconds=1)
"""When there is more to be done than others should wait for."""


async def expect_nights(store: Store, now: datetime) -> None:
    """For every community, as the program starts: the first night of it, and those after follow by
    themselves. What is expected already stays as it is.
    """
    async with store.work() as work:
        for community in await work.communities.all():
            await work.expect((next_night(community.id, now, community.zone),))


async def tidy_up(about: CommunityId, occurrence: Occurrence, work: Work, now: datetime) -> Decision:
    """One night's work, and the next night; or the rest of this one, soon."""
    if await work.tidy_up(about, now):
        return Decision(occurrences=(replace(occurrence, due_at=now + SOON),))
    for each in await work.overstays(now):
        seconds = int(each.by.total_seconds())
        _log.warning("held_past_its_time", extra={"kind": each.table, "seconds": seconds})
    # Of all communities: one that was parted from another since has no night of its own yet.
    known = await work.communities.all()
    nights = (next_night(each.id, now, each.zone) for each in known)
    return Decision(occurrences=(*nights, *(_this_evening(each, now) for each in known if each.id == about)))


def _this_evening(community: Community, now: datetime) -> Occurrence:
    """The round over all open needs on the day that has just begun."""
    today = now.astimezone(community.zone).date()
    evening = local_moment(today, rhythm.EVENING_ROUND, community.zone)
    return Occurrence(community.id, OccurrenceKind.EVENING_ROUND, community.id, evening)
