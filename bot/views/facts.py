"""What was understood of a post, in words: the rows that stand under a need or an offer."""

from datetime import time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.domain.times import END_OF_DAY, Times, Weekly, Window
from bot.domain.understanding import Understanding
from bot.views.vocabulary import (
    Block,
    Clock,
    Fields,
    Listing,
    Moment,
    Note,
    Phrase,
    Precision,
    Quote,
    Span,
    UserText,
)

_NAMED_DAYS = {
    frozenset({0, 1, 2, 3, 4}): "when.weekdays",
    frozenset({5, 6}): "when.weekends",
    frozenset(range(7)): "when.every_day",
}


def facts(understood: Understanding, zone: ZoneInfo) -> tuple[Block, ...]:
    """Kind of help, time, place and hands, as far as they were said: none or one block. `zone` is the
    reader's.
    """
    rows: list[tuple[Phrase, Span]] = []
    if understood.category is not None:
        rows.append((Phrase("facts.category"), Phrase(f"category.{understood.category}")))
    if understood.when is not None:
        rows.append((Phrase("facts.when"), when(understood.when, zone)))
    if understood.area is not None:
        rows.append((Phrase("facts.where"), UserText(understood.area)))
    if understood.hands > 1:
        rows.append((Phrase("facts.hands"), Phrase("facts.hands.count", {"count": understood.hands})))
    if understood.urgent:
        rows.append((Phrase("facts.urgency"), Phrase("facts.urgent")))
    return (Fields(tuple(rows)),) if rows else ()


def words(text: str) -> tuple[Block, ...]:
    """A person's own words, set apart; of words that were deleted, that they were."""
    return (Quote(UserText(text)),) if text else (Note((Phrase("words.gone"),)),)


def when(times: Times, zone: ZoneInfo) -> Span:
    """A time in words; whole days are told without a clock."""
    match times:
        case Window():
            return _window(times, zone)
        case Weekly(days, start, end):
            names = _NAMED_DAYS.get(days)
            which = (
                Phrase(names) if names else Listing(tuple(Phrase(f"when.day.{day}") for day in sorted(days)))
            )
            if start == time.min and end == END_OF_DAY:
                return which
            return Phrase("when.weekly", {"days": which, "start": Clock(start), "end": Clock(end)})
        case _:
            assert_never(times)


def _window(window: Window, zone: ZoneInfo) -> Span:
    start, end = window.start.astimezone(zone), window.end.astimezone(zone)
    last = end - timedelta(
        microseconds=1
    )  # a window does not include its end: until midnight is the day before
    whole_days = start.time() == time.min and end.time() == time.min
    if whole_days and start.date() == last.date():
        return Moment(window.start, Precision.DAY)
    if whole_days:
        days = {"start": Moment(window.start, Precision.DAY), "end": Moment(last, Precision.DAY)}
        return Phrase("when.window", days)
    from_then = Moment(window.start, Precision.DAY_AND_TIME)
    precision = Precision.TIME if start.date() == last.date() else Precision.DAY_AND_TIME
    return Phrase("when.window", {"start": from_then, "end": Moment(window.end, precision)})
