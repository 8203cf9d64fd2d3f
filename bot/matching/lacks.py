"""What a community lacks, so that it can be said in words: "lifts on weekdays: who could?"

Of people it tells nothing: each lack stands on needs of several people that everybody can read anyway, and
how many they are does not leave this file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.audience import Audience
from bot.domain.ids import MemberId
from bot.domain.need import Need, NeedState
from bot.domain.offer import Offer
from bot.domain.times import Times, Weekly

ASKERS = 3
"""So many different people stand behind a lack at least: fewer, and it would speak of somebody."""

_WEEKEND = frozenset({5, 6})


class Days(StrEnum):
    ANY = "any"
    """No day was said."""
    WEEKDAYS = "weekdays"
    WEEKENDS = "weekends"


@dataclass(frozen=True, slots=True, order=True)
class Lack:
    """`category` is a name from the lexicon."""

    category: str
    days: Days


def lacking(needs: Iterable[Need], offers: Iterable[Offer], zone: ZoneInfo) -> Sequence[Lack]:
    """What more people need than offer, the widest gap first. Only needs that are out for everybody count,
    while nobody said that they can. `zone` is the community's.
    """
    askers: defaultdict[Lack, set[MemberId]] = defaultdict(set)
    for need in needs:
        category = need.understood.category
        if category is None or not _unanswered(need):
            continue
        for days in _days(need.understood.when, zone):
            askers[Lack(category, days)].add(need.asker)
    givers: defaultdict[Lack, set[MemberId]] = defaultdict(set)
    for offer in offers:
        if offer.shown and offer.understood.category is not None:
            for days in _days(offer.understood.when, zone) if offer.understood.when else Days:
                givers[Lack(offer.understood.category, days)].add(offer.giver)
    gaps = {lack: len(who) - len(givers[lack] - who) for lack, who in askers.items() if len(who) >= ASKERS}
    return sorted((lack for lack, gap in gaps.items() if gap > 0), key=lambda lack: (-gaps[lack], lack))


def _unanswered(need: Need) -> bool:
    out = need.state is NeedState.OPEN and need.shown and need.audience is not Audience.PRIVATE
    return out and not need.spoken_for


def _days(when: Times | None, zone: ZoneInfo) -> Iterator[Days]:
    if when is None:
        yield Days.ANY
        return
    named = when.days if isinstance(when, Weekly) else {when.start.astimezone(zone).weekday()}
    if named - _WEEKEND:
        yield Days.WEEKDAYS
    if named & _WEEKEND:
        yield Days.WEEKENDS
