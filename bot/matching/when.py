"""When a post is about, read from its English.

What times exclude is never suggested. So in doubt the wider reading is taken, and a text whose times no one
`Times` can hold gives None. Its writer sees what was understood, and corrects it. The defaults:

- A clock time means two hours from then: "at 9" is 9:00 to 11:00. Bare hours: see `clock`.
- Morning is 6 to 12, lunchtime 11:30 to 14, afternoon 12 to 18, evening 17 to 22, night 19 to midnight.
- A weekday means the coming one, today if the time still lies ahead; "next Monday" is never today. Plurals,
  "every", "weekday mornings" and several weekdays at once come again each week.
- "By" and "until" start now; "after 5" without a day comes again; "from Monday" is open for 30 days.
- "Right now", "asap" and "urgent" are the next two days, where no other time is named.
- Several times in one text mean all of them and what lies between. A weekly stretch ends at midnight.
- Times that are past, or told as past ("since", "last"), are not produced, nor is what follows "not".
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.times import END_OF_DAY, Times, Weekly, Window, local_end, local_moment
from bot.matching.clock import Edge
from bot.matching.dates import Dates
from bot.matching.days import EVERY_DAY, Weekdays
from bot.matching.time_phrases import Ahead, Phrase, time_phrases, time_tokens, urgent
from bot.matching.words import normalise

POINT_LASTS = timedelta(hours=2)
OPEN_FOR = timedelta(days=30)
SOON = timedelta(days=2)

_START_OF_DAY = time(0)
_ONE_DAY = timedelta(days=1)


def find_times(text: str, now: datetime, zone: ZoneInfo) -> Times | None:
    """When the text is about, in the clocks of `zone`; None if it says nothing, or too much for `Times`.

    `now` is aware. Nothing that is past is produced. Any text is taken, and the work it can cause is bounded.
    """
    return times_in(time_tokens(normalise(text)), now, zone)


def times_in(tokens: Sequence[str], now: datetime, zone: ZoneInfo) -> Times | None:
    """The same for a text that is cut already, by `time_tokens`."""
    today = now.astimezone(zone).date()
    found = [_resolved(phrase, now, zone) for phrase in time_phrases(tokens, today)]
    ahead = [times for times in found if times is not None]
    if ahead:
        return _covering(ahead)
    return Window(now, now + SOON) if urgent(tokens) and not found else None


def _resolved(phrase: Phrase, now: datetime, zone: ZoneInfo) -> Times | None:
    """What the phrase comes to, or None where that is past or nothing."""
    today = now.astimezone(zone).date()
    match phrase.days:
        case Dates(first, last):
            return _window(phrase, first, last, now, zone)
        case Weekdays(days, again) if again or phrase.many:
            return _weekly(phrase, days)
        case Weekdays(days):
            # Eight days, because the named time may be over today.
            coming = (today + timedelta(days=ahead) for ahead in range(8))
            windows = (_window(phrase, day, day, now, zone) for day in coming if day.weekday() in days)
            return next((window for window in windows if window is not None), None)
        case None:
            return _without_days(phrase, today, now, zone)


def _without_days(phrase: Phrase, today: date, now: datetime, zone: ZoneInfo) -> Times | None:
    if phrase.ahead is not None:
        return _from_now(phrase.ahead, now)
    if phrase.clock is None or phrase.clock.edge is Edge.AFTER or phrase.many:
        return _weekly(phrase, EVERY_DAY)
    for day in (today, today + _ONE_DAY):
        window = _window(phrase, day, day, now, zone)
        if window is not None:
            return Window(now, window.end) if phrase.clock.edge is Edge.UNTIL else window
    return None


def _from_now(ahead: Ahead, now: datetime) -> Window:
    end = ahead.last + POINT_LASTS if ahead.first == ahead.last else ahead.last
    return Window(now + ahead.first, now + end)


def _hours(phrase: Phrase) -> tuple[time, time | None]:
    """From when to when in the day; the end is None for a point in time."""
    if phrase.clock is None:
        return (phrase.part.start, phrase.part.end) if phrase.part else (_START_OF_DAY, END_OF_DAY)
    start, end = phrase.clock.span(phrase.part)
    match phrase.clock.edge:
        case Edge.AT:
            return start, end
        case Edge.UNTIL:
            return _START_OF_DAY, start
        case Edge.AFTER:
            return start, END_OF_DAY


def _window(phrase: Phrase, first: date, last: date, now: datetime, zone: ZoneInfo) -> Window | None:
    from_time, to_time = _hours(phrase)
    start = local_moment(first, from_time, zone)
    if to_time is None:
        end = local_moment(last, from_time, zone) + POINT_LASTS
        missed = start <= now
    else:
        end = local_end(last if to_time > from_time else last + _ONE_DAY, to_time, zone)
        missed = end <= now
    match phrase.edge:
        case Edge.AT if missed:
            return None
        case Edge.AT:
            pass
        case Edge.UNTIL:
            start, end = now, local_moment(last, from_time, zone) if to_time is None else end
        case Edge.AFTER:
            end = start + OPEN_FOR
    start = max(start, now)
    return Window(start, end) if start < end else None


def _weekly(phrase: Phrase, days: frozenset[int]) -> Weekly | None:
    start, end = _hours(phrase)
    if end is None:
        latest = END_OF_DAY.hour - POINT_LASTS // timedelta(hours=1)
        end = (
            END_OF_DAY
            if start.hour > latest
            else start.replace(hour=start.hour + POINT_LASTS // timedelta(hours=1))
        )
    elif end <= start:
        end = END_OF_DAY
    return Weekly(days, start, end) if start < end else None


def _covering(found: list[Times]) -> Times | None:
    windows = [times for times in found if isinstance(times, Window)]
    weeklies = [times for times in found if isinstance(times, Weekly)]
    if not weeklies:
        return Window(min(window.start for window in windows), max(window.end for window in windows))
    if windows:
        return None
    days = frozenset[int]().union(*(weekly.days for weekly in weeklies))
    start, end = min(weekly.start for weekly in weeklies), max(weekly.end for weekly in weeklies)
    anytime = days == EVERY_DAY and start == _START_OF_DAY and end >= END_OF_DAY
    return None if anytime else Weekly(days, start, end)
