"""Dates as English writes them: "3 May", "May 3rd", "the 14th", "3-5 May", "30 April to 2 May", "2026-05-03".

Not read, because people mean different days by it: 3/5. Without a year or a month the coming one is meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.matching.clock import DASHES
from bot.matching.words import listed

_FURTHEST = timedelta(days=730)
"""A date further ahead than this is a slip, or not about when the help is wanted."""

_MONTHS = {
    name: month
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for month, name in enumerate(listed(names), 1)
} | {"sept": 9}
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_GOES_ON = frozenset(listed("at from in and or to till until by between"))
"""What may follow "the 14th" where it is a date, and not the 14th of something."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Dates:
    """Certain days, from `first` to `last`, both included."""

    first: date
    last: date


def word_at(tokens: Sequence[str], place: int) -> str:
    """The token at `place`, or an empty one where there is none."""
    return tokens[place] if 0 <= place < len(tokens) else ""


def read_date(tokens: Sequence[str], place: int, today: date) -> tuple[Dates, int] | None:
    """The date or range of dates at `place`, and the place after it; None if there is none."""
    if _ISO.fullmatch(tokens[place]):
        day = _possible(*(int(part) for part in tokens[place].split("-")))
        return (Dates(day, day), place + 1) if day is not None and today <= day <= today + _FURTHEST else None
    first = read_day_and_month(tokens, place, today)
    if first is None:
        return read_day_of_month(tokens, place, today) if tokens[place] == "the" else None
    start, after = first
    if word_at(tokens, after) in DASHES | {"to", "until", "till"} and after + 1 < len(tokens):
        second = read_day_and_month(tokens, after + 1, start.last)
        if second is not None:
            return Dates(start.first, second[0].last), second[1]
    return start, after


def read_day_and_month(tokens: Sequence[str], place: int, today: date) -> tuple[Dates, int] | None:
    """A day of a month at `place`, or a range of days in it, and the place after it."""
    begin = place + 1 if tokens[place] == "the" else place
    if (numbered := _read_day_number(tokens, begin)) is not None:
        number, after, _ = numbered
        last = number
        if word_at(tokens, after) in DASHES | {"to"}:
            until = _read_day_number(tokens, after + 1)
            if until is not None:
                last, after, _ = until
        if word_at(tokens, after) == "of":
            after += 1
        month = _MONTHS.get(word_at(tokens, after))
        return None if month is None else _coming((number, last), month, tokens, after + 1, today)
    month = _MONTHS.get(word_at(tokens, begin))
    if month is None:
        return None
    numbered = _read_day_number(tokens, begin + 1)
    if numbered is None:
        return None
    number, after, ordinal = numbered
    if word_at(tokens, begin) == "may" and not ordinal and word_at(tokens, place - 1) != "on":
        return None  # "may 3 people come?"
    return _coming((number, number), month, tokens, after, today)


def _coming(
    numbers: tuple[int, int], month: int, tokens: Sequence[str], after: int, today: date
) -> tuple[Dates, int] | None:
    """These days of the month in the year written at `after`, or else when they come next."""
    written = word_at(tokens, after)
    year = int(written) if written.isdecimal() and len(written) == 4 else None
    for candidate in (today.year, today.year + 1) if year is None else (year,):
        start, end = (_possible(candidate, month, number) for number in numbers)
        if start is not None and end is not None and start <= end and today <= end <= today + _FURTHEST:
            return Dates(start, end), after + (year is not None)
    return None


def _read_day_number(tokens: Sequence[str], place: int) -> tuple[int, int, bool] | None:
    """A day of the month at `place`, the place after it, and whether it was written as an ordinal."""
    word = word_at(tokens, place)
    if not (word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    ordinal = word_at(tokens, place + 1) in _ORDINALS
    return int(word), place + 1 + ordinal, ordinal


def read_day_of_month(tokens: Sequence[str], place: int, today: date) -> tuple[Dates, int] | None:
    """The coming "14th", where what follows shows that it is no "14th floor"."""
    numbered = _read_day_number(tokens, place + 1 if tokens[place] == "the" else place)
    if numbered is None or not numbered[2]:
        return None
    number, after, _ = numbered
    follows = word_at(tokens, after)
    if follows.isalpha() and follows not in _GOES_ON:
        return None
    for ahead in range(62):
        day = today + timedelta(days=ahead)
        if day.day == number:
            return Dates(day, day), after
    return None


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
