"""Days as English names them: "tomorrow", "Tuesdays", "Mon-Fri", "every day", "next week", "in a week"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.matching.clock import DASHES, NUMBERS
from bot.matching.dates import Dates, read_date, read_day_and_month, read_day_of_month, word_at
from bot.matching.words import listed

EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})

_WEEKDAYS = {
    name: day
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
    )
    for day, name in enumerate(listed(names))
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_ALSO_WORDS = frozenset({"mon", "wed", "sat", "sun"})
"""Short names that are words too ("in the sun"): believed only beside another sign of a date or time."""

_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14}
_EVERY = frozenset({"every", "each", "most", "any"})
_LIST_JOINERS = frozenset({"and", "or", "&", "/", ",", "+"})


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Weekdays (Monday is 0). `again` where they come every week; otherwise the coming one is meant.

    `sure` unless it is a short name that is a word too and stands alone.
    """

    days: frozenset[int]
    again: bool
    sure: bool = True


Days = Dates | Weekdays


def read_days(tokens: Sequence[str], place: int, today: date) -> tuple[Days, int] | None:
    """The days named at `place`, and the place after them; None if there are none."""
    return (
        _read_relative(tokens, place, today)
        or _read_this_or_next(tokens, place, today)
        or _read_every(tokens, place)
        or read_date(tokens, place, today)
        or _read_weekdays(tokens, place, today)
    )


def _on(day: date) -> Dates:
    return Dates(day, day)


def _read_relative(tokens: Sequence[str], place: int, today: date) -> tuple[Days, int] | None:
    match tokens[place], word_at(tokens, place + 1), word_at(tokens, place + 2):
        case "today" | "tonight", _, _:
            return _on(today), place + 1
        case ("tomorrow" | "tmrw" | "tomoro", _, _):
            return _on(today + timedelta(days=1)), place + 1
        case "day", "after", "tomorrow":
            return _on(today + timedelta(days=2)), place + 3
        case "in", count, unit if unit in _UNITS and (ahead := _count(count, _UNITS[unit])):
            # "In two weeks" is said of days around it; "in three days" is not.
            slack = timedelta(days=3 if _UNITS[unit] >= 7 else 0)
            day = today + timedelta(days=ahead)
            return Dates(day - slack, day + slack), place + 3
        case "within" | "next", count, unit if unit in _UNITS and (ahead := _count(count, _UNITS[unit])):
            return Dates(today, today + timedelta(days=ahead)), place + 3
        case _:
            return None


def _count(word: str, unit: int) -> int | None:
    """So many units in days, or None where `word` is no small number."""
    number = count_of(word)
    return None if number is None else number * unit


def count_of(word: str) -> int | None:
    """The small whole number (1 to 99) that the word stands for: "two", "2", "a", "couple"; or None."""
    if word.isdecimal() and len(word) <= 2:
        return int(word) or None
    return {"a": 1, "an": 1, "couple": 2, "few": 3}.get(word, NUMBERS.get(word))


def _read_this_or_next(tokens: Sequence[str], place: int, today: date) -> tuple[Days, int] | None:
    which, what = tokens[place], word_at(tokens, place + 1)
    if which not in {"this", "next", "coming", "the"}:
        return None
    monday = today - timedelta(days=today.weekday())
    if which == "next":
        monday += timedelta(days=7)
    match what:
        case "weekend":
            return Dates(monday + timedelta(days=5), monday + timedelta(days=6)), place + 2
        case "week" if which in {"this", "next"}:
            return Dates(monday, monday + timedelta(days=6)), place + 2
        case "morning" | "afternoon" | "evening" if which == "this":
            # The part of the day itself is read next.
            return _on(today), place + 1
        case _ if what in _WEEKDAYS and which != "the":
            ahead = (_WEEKDAYS[what] - today.weekday()) % 7
            if which == "next" and ahead == 0:
                ahead = 7
            return (_on(today + timedelta(days=ahead)), place + 2) if which == "next" else None
        case _:
            return None


def _read_every(tokens: Sequence[str], place: int) -> tuple[Days, int] | None:
    word = tokens[place]
    match word:
        case "weekdays" | "weekday" | "workdays" | "workday":
            return Weekdays(WORKDAYS, again=True), place + 1
        case "weekends" | "weekend":
            return Weekdays(WEEKEND, again=True), place + 1
        case "daily":
            return Weekdays(EVERY_DAY, again=True), place + 1
        case _ if word in _EVERY:
            follows = place + 2 if word_at(tokens, place + 1) in {"other", "single"} else place + 1
            if word_at(tokens, follows) in {"day", "morning", "afternoon", "evening", "night"}:
                # Of a part of the day only "every" is taken here; the part itself is read next.
                return Weekdays(EVERY_DAY, again=True), follows + (word_at(tokens, follows) == "day")
            named = _read_weekdays(tokens, follows, None) or (
                _read_every(tokens, follows) if word_at(tokens, follows) in {"weekday", "weekend"} else None
            )
            if named is not None and isinstance(named[0], Weekdays):
                return Weekdays(named[0].days, again=True), named[1]
            return None
        case _:
            return None


def _read_weekdays(tokens: Sequence[str], place: int, today: date | None) -> tuple[Days, int] | None:
    """One weekday, a list of them or a range. With `today`, also "Friday the 13th" and "Sunday, 3 May"."""
    first = _weekday(tokens, place)
    if first is None:
        return None
    day, again = first
    after = place + 1
    if today is not None and not again and (named := _date_beside(tokens, after, day, today)) is not None:
        return named
    if word_at(tokens, after) in DASHES | {"to", "til", "till", "through"}:
        last = _weekday(tokens, after + 1)
        if last is not None:
            span = (last[0] - day) % 7
            return Weekdays(frozenset((day + step) % 7 for step in range(span + 1)), again=True), after + 2
    days = {day}
    while True:
        follows = after + 1 if word_at(tokens, after) in _LIST_JOINERS else after
        more = _weekday(tokens, follows)
        if more is None:
            break
        days.add(more[0])
        again = again or more[1]
        after = follows + 1
    sure = len(days) > 1 or word_at(tokens, place) not in _ALSO_WORDS
    return Weekdays(frozenset(days), again=again or len(days) > 1, sure=sure), after


def _date_beside(tokens: Sequence[str], after: int, weekday: int, today: date) -> tuple[Days, int] | None:
    begin = after + 1 if word_at(tokens, after) == "," else after
    if begin >= len(tokens):
        return None
    named = read_day_and_month(tokens, begin, today) or read_day_of_month(tokens, begin, today)
    # A date that falls on another weekday is a slip in one of the two; the weekday is likelier to be right.
    return named if named is not None and named[0].first.weekday() == weekday else None


def _weekday(tokens: Sequence[str], place: int) -> tuple[int, bool] | None:
    """A weekday's number at `place`, and whether it is a plural, which comes again."""
    word = word_at(tokens, place)
    if word in _WEEKDAYS:
        return _WEEKDAYS[word], False
    singular = word.removesuffix("s")
    return (_WEEKDAYS[singular], True) if word.endswith("days") and singular in _WEEKDAYS else None
