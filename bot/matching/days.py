"""Days as English names them: "tomorrow", "Tuesdays", "Mon-Fri", "next week", "on 3 May", "the 14th".

Not read, because people mean different days by it: 3/5. A day of the month without a month is the coming one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.matching.clock import DASHES, NUMBERS
from bot.matching.words import listed

EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})

_FURTHEST = timedelta(days=730)
"""A date further ahead than this is a slip, or not about when the help is wanted."""

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

_MONTHS = {
    name: month
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for month, name in enumerate(listed(names), 1)
} | {"sept": 9}
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_EVERY = frozenset({"every", "each", "most", "any"})
_LIST_JOINERS = frozenset({"and", "or", "&", "/", ",", "+"})


@dataclass(frozen=True, slots=True)
class Dates:
    """Certain days, from `first` to `last`, both included."""

    first: date
    last: date


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
        or _read_date(tokens, place, today)
        or _read_weekdays(tokens, place, today)
    )


def _word(tokens: Sequence[str], place: int) -> str:
    return tokens[place] if 0 <= place < len(tokens) else ""


def _on(day: date) -> Dates:
    return Dates(day, day)


def _read_relative(tokens: Sequence[str], place: int, today: date) -> tuple[Days, int] | None:
    match tokens[place], _word(tokens, place + 1), _word(tokens, place + 2):
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
        case "within", count, unit if unit in _UNITS and (ahead := _count(count, _UNITS[unit])):
            return Dates(today, today + timedelta(days=ahead)), place + 3
        case "next", count, unit if unit in _UNITS and (ahead := _count(count, _UNITS[unit])):
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
    which, what = tokens[place], _word(tokens, place + 1)
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
            follows = place + 2 if _word(tokens, place + 1) in {"other", "single"} else place + 1
            if _word(tokens, follows) in {"day", "morning", "afternoon", "evening", "night"}:
                # Of a part of the day only "every" is taken here; the part itself is read next.
                return Weekdays(EVERY_DAY, again=True), follows + (_word(tokens, follows) == "day")
            named = _read_weekdays(tokens, follows, None) or (
                _read_every(tokens, follows) if _word(tokens, follows) in {"weekday", "weekend"} else None
            )
            if named is not None and isinstance(named[0], Weekdays):
                return Weekdays(named[0].days, again=True), named[1]
            return None
        case _:
            return None


def _read_date(tokens: Sequence[str], place: int, today: date) -> tuple[Days, int] | None:
    if _ISO.fullmatch(tokens[place]):
        day = _possible(*(int(part) for part in tokens[place].split("-")))
        return (_on(day), place + 1) if day is not None and today <= day <= today + _FURTHEST else None
    first = _read_day_and_month(tokens, place, today)
    if first is None:
        return _read_day_of_month(tokens, place, today) if tokens[place] == "the" else None
    start, after = first
    if _word(tokens, after) in DASHES | {"to", "until", "till"} and after + 1 < len(tokens):
        second = _read_day_and_month(tokens, after + 1, start.last)
        if second is not None:
            return Dates(start.first, second[0].last), second[1]
    return start, after


def _read_day_and_month(tokens: Sequence[str], place: int, today: date) -> tuple[Dates, int] | None:
    begin = place + 1 if tokens[place] == "the" else place
    if (numbered := _read_day_number(tokens, begin)) is not None:
        number, after, _ = numbered
        last = number
        if _word(tokens, after) in DASHES | {"to"}:
            until = _read_day_number(tokens, after + 1)
            if until is not None:
                last, after, _ = until
        if _word(tokens, after) == "of":
            after += 1
        month = _MONTHS.get(_word(tokens, after))
        return None if month is None else _coming((number, last), month, tokens, after + 1, today)
    month = _MONTHS.get(_word(tokens, begin))
    if month is None:
        return None
    numbered = _read_day_number(tokens, begin + 1)
    if numbered is None:
        return None
    number, after, ordinal = numbered
    if _word(tokens, begin) == "may" and not ordinal and _word(tokens, place - 1) != "on":
        return None  # "may 3 people come?"
    return _coming((number, number), month, tokens, after, today)


def _coming(
    numbers: tuple[int, int], month: int, tokens: Sequence[str], after: int, today: date
) -> tuple[Dates, int] | None:
    """These days of the month in the year written at `after`, or else when they come next."""
    written = _word(tokens, after)
    year = int(written) if written.isdecimal() and len(written) == 4 else None
    for candidate in (today.year, today.year + 1) if year is None else (year,):
        start, end = (_possible(candidate, month, number) for number in numbers)
        if start is not None and end is not None and start <= end and today <= end <= today + _FURTHEST:
            return Dates(start, end), after + (year is not None)
    return None


def _read_day_number(tokens: Sequence[str], place: int) -> tuple[int, int, bool] | None:
    """A day of the month at `place`, the place after it, and whether it was written as an ordinal."""
    word = _word(tokens, place)
    if not (word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    ordinal = _word(tokens, place + 1) in _ORDINALS
    return int(word), place + 1 + ordinal, ordinal


def _read_day_of_month(tokens: Sequence[str], place: int, today: date) -> tuple[Dates, int] | None:
    """The coming "14th", where what follows shows that it is no "14th floor"."""
    numbered = _read_day_number(tokens, place + 1 if tokens[place] == "the" else place)
    if numbered is None or not numbered[2]:
        return None
    number, after, _ = numbered
    follows = _word(tokens, after)
    if follows.isalpha() and follows not in {
        "at",
        "from",
        "in",
        "and",
        "or",
        "to",
        "till",
        "until",
        "by",
        "between",
    }:
        return None
    for ahead in range(62):
        day = today + timedelta(days=ahead)
        if day.day == number:
            return _on(day), after
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
    if _word(tokens, after) in DASHES | {"to", "til", "till", "through"}:
        last = _weekday(tokens, after + 1)
        if last is not None:
            span = (last[0] - day) % 7
            return Weekdays(frozenset((day + step) % 7 for step in range(span + 1)), again=True), after + 2
    days = {day}
    while True:
        follows = after + 1 if _word(tokens, after) in _LIST_JOINERS else after
        more = _weekday(tokens, follows)
        if more is None:
            break
        days.add(more[0])
        again = again or more[1]
        after = follows + 1
    sure = len(days) > 1 or _word(tokens, place) not in _ALSO_WORDS
    return Weekdays(frozenset(days), again=again or len(days) > 1, sure=sure), after


def _date_beside(tokens: Sequence[str], after: int, weekday: int, today: date) -> tuple[Days, int] | None:
    begin = after + 1 if _word(tokens, after) == "," else after
    if begin >= len(tokens):
        return None
    named = _read_day_and_month(tokens, begin, today) or _read_day_of_month(tokens, begin, today)
    # A date that falls on another weekday is a slip in one of the two; the weekday is likelier to be right.
    return named if named is not None and named[0].first.weekday() == weekday else None


def _weekday(tokens: Sequence[str], place: int) -> tuple[int, bool] | None:
    """A weekday's number at `place`, and whether it is a plural, which comes again."""
    word = _word(tokens, place)
    if word in _WEEKDAYS:
        return _WEEKDAYS[word], False
    singular = word.removesuffix("s")
    return (_WEEKDAYS[singular], True) if word.endswith("days") and singular in _WEEKDAYS else None


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
