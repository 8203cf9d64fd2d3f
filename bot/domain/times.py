"""When something can happen: one stretch of time, or one that comes again every week.

Moments are aware and kept in UTC. Local clock times appear only in `Weekly`, and get their meaning from
the zone of a person or a community when they are compared. Every turn from a local clock to a moment goes
through `local_moment`, so that clock changes are treated alike everywhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import assert_never, cast
from zoneinfo import ZoneInfo

END_OF_DAY = time(23, 59, 59)
"""As the end of a `Weekly`: until midnight. (`time` knows no 24:00.)"""

_ONE_DAY = timedelta(days=1)
_ONE_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of time, from `start` up to but not including `end`. Both are aware and are kept in UTC.

    Raises ValueError if one of them is naive, or unless start < end.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.utcoffset() is None or self.end.utcoffset() is None:
            raise ValueError("a window needs aware moments")
        # Two moments of one zone compare by their wall clocks, wrong over a clock change: so first to UTC.
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))
        if self.start >= self.end:
            raise ValueError("a window must start before it ends")


@dataclass(frozen=True, slots=True)
class Weekly:
    """A stretch that comes again on some weekdays (Monday is 0), in local clock time.

    It lies within one day: from `start` up to but not including `end`. END_OF_DAY as the end: until midnight.
    Raises ValueError if no day is named or one is not 0..6, if a time carries a zone, or unless start < end.
    """

    days: frozenset[int]
    start: time
    end: time

    def __post_init__(self) -> None:
        if not self.days or not self.days <= frozenset(range(7)):
            raise ValueError("weekdays are 0 (Monday) to 6 (Sunday), at least one of them")
        if self.start.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError("weekly times are local and carry no zone of their own")
        if self.start >= self.end:
            raise ValueError("a weekly stretch must start before it ends, on the same day")


Times = Window | Weekly
"""When. Where `Times | None` is written, None means: any time, or not said."""


def local_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first moment (aware, UTC) at which clocks in `zone` show `at` on `day`, or later.

    So a time that comes twice means the first, and one that does not exist moves forward to the moment at
    which clocks jumped over it. Thus order is kept: an earlier local time never gives a later moment.
    """
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    # The wall time was jumped over. Read with the offset from after the jump it lies before the jump, and the
    # other way round; the jump itself is the second in between at which the offset changes.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = moment
    new_offset = after.astimezone(zone).utcoffset()
    while after - before > _ONE_SECOND:
        middle = before + timedelta(seconds=(after - before) // _ONE_SECOND // 2)
        if middle.astimezone(zone).utcoffset() == new_offset:
            after = middle
        else:
            before = middle
    return after


def local_end(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The same for the end of a stretch, where END_OF_DAY means the midnight after `day`."""
    if at >= END_OF_DAY:
        return local_moment(day + _ONE_DAY, time(0), zone)
    return local_moment(day, at, zone)


def overlap(a: Times | None, b: Times | None, zone: ZoneInfo) -> bool:
    """Whether there is a moment that lies in both. `zone` is where the clocks of a `Weekly` hang.

    None overlaps everything. Stretches that only touch (one ends as the other starts) do not overlap.
    """
    if a is None or b is None:
        return True
    match a, b:
        case Window(), Window():
            return a.start < b.end and b.start < a.end
        case Weekly(), Weekly():
            return bool(a.days & b.days) and a.start < b.end and b.start < a.end
        case Window(), Weekly():
            return _comes_within(a, b, zone)
        case Weekly(), Window():
            return _comes_within(b, a, zone)
    assert_never((a, b))


def _comes_within(window: Window, weekly: Weekly, zone: ZoneInfo) -> bool:
    return any(
        start < window.end and window.start < end and start < end
        for start, end in _stretches_around(window, weekly, zone)
    )


def _stretches_around(window: Window, weekly: Weekly, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    # A day more on both sides, because a clock change at midnight can show the neighbouring date for a while.
    day = window.start.astimezone(zone).date() - _ONE_DAY
    last = window.end.astimezone(zone).date() + _ONE_DAY
    while day <= last:
        if day.weekday() in weekly.days:
            yield local_moment(day, weekly.start, zone), local_end(day, weekly.end, zone)
        day += _ONE_DAY


def to_plain(times: Times | None) -> dict[str, object] | None:
    """The same in values that JSON knows; `from_plain` gives it back."""
    match times:
        case None:
            return None
        case Window():
            return {"start": times.start.isoformat(), "end": times.end.isoformat()}
        case Weekly():
            return {
                "days": sorted(times.days),
                "start": times.start.isoformat(),
                "end": times.end.isoformat(),
            }
        case _:
            assert_never(times)


def from_plain(plain: Mapping[str, object] | None) -> Times | None:
    """What `to_plain` was given. Raises ValueError for anything that did not come from `to_plain`."""
    match plain:
        case None:
            return None
        case {"days": days, "start": str(start), "end": str(end)}:
            return Weekly(_weekdays(days), time.fromisoformat(start), time.fromisoformat(end))
        case {"start": str(start), "end": str(end)}:
            return Window(datetime.fromisoformat(start), datetime.fromisoformat(end))
        case _:
            raise ValueError("neither a window nor a weekly stretch")


def _weekdays(plain: object) -> frozenset[int]:
    days = cast("list[object]", plain) if isinstance(plain, list) else [None]
    weekdays = frozenset(day for day in days if isinstance(day, int))
    if len(weekdays) != len(days):
        raise ValueError("weekdays must be whole numbers, each once")
    return weekdays
