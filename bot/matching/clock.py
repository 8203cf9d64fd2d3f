"""Clock times and parts of the day as English writes them: "at 9", "from 2 to 4pm", "9-12", "before noon".

A bare hour from 1 to 6 means the afternoon, one from 7 to 12 the morning or noon, unless am, pm, a leading
zero or a part of the day says otherwise. A range ends at the next fitting hour: "9 to 5" is 9:00 to 17:00.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.domain.times import END_OF_DAY
from bot.matching.words import listed

NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}

DASHES = frozenset("-\u2013\u2014")
"""Hyphen, en dash, em dash."""

_HOUR_MINUTE = re.compile(r"(\d{1,2})[:.](\d{2})")
_NOT_A_CLOCK = frozenset(
    listed("""
    hour hours hr hrs h minute minutes min mins day days week weeks month months year years yr yrs yo of times
    person people kids children stone kilos kg miles km pounds quid euros dollars percent st nd rd th am pm
    """)
)
"""After a bare number these say that it counts something, and is no hour."""

_GOES_ON = frozenset(
    listed("to till until til and or on in this tomorrow today tonight every each please for at")
)
"""After "by 5" and the like, the bare number is an hour only if one of these, a mark or nothing follows."""


_JOINERS = DASHES | {"to", "till", "til", "until"}


class Edge(StrEnum):
    """Which side of a named time is meant."""

    AT = "at"
    UNTIL = "until"
    AFTER = "after"


_EDGES = {
    "at": Edge.AT,
    "@": Edge.AT,
    "from": Edge.AT,
    "between": Edge.AT,
    "by": Edge.UNTIL,
    "before": Edge.UNTIL,
    "until": Edge.UNTIL,
    "till": Edge.UNTIL,
    "til": Edge.UNTIL,
    "after": Edge.AFTER,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day, from `start` up to `end`; `late` where its hours up to 11 mean those after noon."""

    start: time
    end: time
    late: bool


PARTS = {
    "morning": Part(time(6), time(12), late=False),
    "lunchtime": Part(time(11, 30), time(14), late=False),
    "afternoon": Part(time(12), time(18), late=True),
    "evening": Part(time(17), time(22), late=True),
    "night": Part(time(19), END_OF_DAY, late=True),
}


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day as written.

    `half` is "am", "pm", "24" where it is certain, or None where it has to be guessed. `marked` where the
    writing itself says that this is a clock time: minutes, am, pm, o'clock, noon.
    """

    hour: int
    minute: int
    half: str | None
    marked: bool

    def guess(self, part: Part | None) -> time:
        """The time of day that is meant, given the part of the day that stands beside it."""
        hour = self.hour
        if self.half in {"am", "pm"}:
            hour = hour % 12 + (12 if self.half == "pm" else 0)
        elif self.half is None and hour < 12:
            late = hour <= 6 if part is None else part.late
            hour += 12 if late else 0
        return time(hour, self.minute)

    def following(self, start: time) -> time | None:
        """The first time after `start` that is meant, or None where it is on the day after."""
        if self.half is not None or self.hour > 12:
            candidates = [self.guess(None)]
        else:
            candidates = [time(self.hour % 24, self.minute), time(self.hour % 12 + 12, self.minute)]
        return min((at for at in candidates if at > start), default=None)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time (`end` None) or a range of them. `sure` unless it is two bare numbers, as in "9-12"."""

    start: Hour
    end: Hour | None
    edge: Edge
    sure: bool

    def span(self, part: Part | None) -> tuple[time, time | None]:
        """When it starts and ends. The end is None for a point, and before the start if a day later."""
        if self.end is None:
            return self.start.guess(part), None
        start = self.start
        if self.end.half in {"am", "pm"} and start.half is None:
            # "2 to 4pm" means both; "11 to 1pm" does not.
            same = Hour(start.hour, start.minute, self.end.half, marked=True)
            other = Hour(start.hour, start.minute, "am", marked=True)
            start = same if same.guess(None) < self.end.guess(None) else other
        begins = start.guess(part)
        end = self.end.following(begins)
        return begins, self.end.guess(part) if end is None else end


def read_clock(tokens: Sequence[str], place: int) -> tuple[Clock, int] | None:
    """The clock time or range that begins at `place`, and the place after it; None if there is none."""
    edge = _EDGES.get(tokens[place])
    begin = place if edge is None else place + 1
    if begin < len(tokens) and tokens[begin] in {"about", "around"}:
        begin += 1
    first = _read_hour(tokens, begin, spelled=edge is not None)
    if first is None:
        return None
    start, after = first
    second = _read_range_end(tokens, after, spelled=edge is not None)
    if second is not None:
        end, after = second
        sure = edge is not None or start.marked or end.marked
        return (Clock(start, end, Edge.AT, sure), after) if _is_free(tokens, after) else None
    if edge is None and not start.marked:
        return None
    if tokens[place] in {"at", "@"} or start.marked:
        readable = _is_free(tokens, after)
    else:
        readable = (
            after >= len(tokens) or not tokens[after].isalpha() or tokens[after] in _GOES_ON | PARTS.keys()
        )
    if not readable:
        return None
    # "From 2" without an end: whenever after it.
    return Clock(start, None, Edge.AFTER if tokens[place] == "from" else edge or Edge.AT, sure=True), after


def _read_range_end(tokens: Sequence[str], place: int, *, spelled: bool) -> tuple[Hour, int] | None:
    if place >= len(tokens) or not (tokens[place] in _JOINERS or (spelled and tokens[place] == "and")):
        return None
    return _read_hour(tokens, place + 1, spelled=spelled)


def _read_hour(tokens: Sequence[str], place: int, *, spelled: bool) -> tuple[Hour, int] | None:
    if place >= len(tokens):
        return None
    word, after = tokens[place], place + 1
    if word in {"noon", "midday"}:
        return Hour(12, 0, "24", marked=True), after
    written = _HOUR_MINUTE.fullmatch(word)
    if written is not None:
        hour, minute = int(written[1]), int(written[2])
    elif word.isdecimal() and len(word) <= 2:
        hour, minute = int(word), 0
    elif spelled and word in NUMBERS:
        hour, minute = NUMBERS[word], 0
    else:
        return None
    if hour > 23 or minute > 59:
        return None
    half = tokens[after] if after < len(tokens) and tokens[after] in {"am", "pm"} else None
    if half is not None:
        return (Hour(hour, minute, half, marked=True), after + 1) if 1 <= hour <= 12 else None
    marked = written is not None
    if after < len(tokens) and tokens[after] == "o'clock":
        marked, after = True, after + 1
    certain = hour > 12 or (written is not None and (hour == 0 or word.startswith("0")))
    if hour == 0 and not certain:
        return None
    # A dot with two digits is as often a price; a colon is a clock.
    if written is not None and "." in word and not spelled:
        return None
    return Hour(hour, minute, "24" if certain else None, marked), after


def _is_free(tokens: Sequence[str], place: int) -> bool:
    return place >= len(tokens) or tokens[place] not in _NOT_A_CLOCK
