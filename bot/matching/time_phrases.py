"""The time phrases of a text: which words name days, parts of the day and clock times, and which go together.

What they come to in the calendar is the business of `when`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import islice

from bot.domain.times import END_OF_DAY
from bot.matching.clock import DASHES, PARTS, Clock, Edge, Part, read_clock
from bot.matching.dates import Dates
from bot.matching.days import Days, Weekdays, count_of, read_days
from bot.matching.words import MOST_TOKENS

_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[:.]\d{2}(?!\d)|\d+|o'clock|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]",
)
MOST_TIMES = 40
"""A text that names more times says nothing with them; what lies beyond is not read."""

_DOTTED_HALF = re.compile(r"\b([ap])\.m\b\.?")

_TONIGHT = Part(time(17), END_OF_DAY, late=True)
_FILLERS = frozenset({"on", "at", "in", "the", "of", "around", "about", "from", "early", "late", "t", "for"})
_MARKS = frozenset({",", ":", "(", ")", *DASHES})
_DAY_EDGES = {
    "by": Edge.UNTIL,
    "before": Edge.UNTIL,
    "until": Edge.UNTIL,
    "till": Edge.UNTIL,
    "til": Edge.UNTIL,
    "from": Edge.AFTER,
    "after": Edge.AFTER,
    "starting": Edge.AFTER,
}
_DENIED = frozenset({"not", "no", "never", "except", "excluding", "can't", "cannot", "cant", "since", "last"})
_DENIAL_REACHES_OVER = frozenset({"on", "at", "in", "the", "do", "make", "manage", "for", "during"})
_URGENT = {
    "asap": (("asap",),),
    "urgent": (("urgent",),),
    "urgently": (("urgently",),),
    "immediately": (("immediately",),),
    "as": (("as", "soon", "as", "possible"),),
    "right": (("right", "now"), ("right", "away")),
    "straight": (("straight", "away"),),
    "at": (("at", "once"),),
}
"""What says that it is urgent, by its first word."""

_NOT_URGENT = frozenset({"not", "non", "no", "nothing", "isn't", "isnt", "never"})


@dataclass(frozen=True, slots=True)
class Ahead:
    """A time counted from now: between `first` and `last` from now; a point in time where they are equal."""

    first: timedelta
    last: timedelta


@dataclass(frozen=True, slots=True)
class Phrase:
    """One time as it is named; what is not named is None. Days have an edge, and a clock has its own.

    `many` where a part of the day is named as a habit ("mornings"), `usual` where it can be one ("in the
    morning"). `denied` where the text says that it is not then, or no longer.
    """

    days: Days | None = None
    edge: Edge = Edge.AT
    part: Part | None = None
    many: bool = False
    usual: bool = False
    clock: Clock | None = None
    ahead: Ahead | None = None
    denied: bool = False

    @property
    def means_something(self) -> bool:
        """Whether it is a time at all, and not only a word or a number that could be one."""
        if isinstance(self.days, Weekdays) and not self.days.sure:
            return self.clock is not None or self.part is not None or self.edge is not Edge.AT
        if self.days is not None or self.ahead is not None or self.many or self.usual:
            return True
        return self.clock is not None and self.clock.sure

    def with_clock_of(self, other: "Phrase") -> "Phrase":
        """The same day at the other's time."""
        return replace(self, clock=other.clock, part=self.part or other.part)

    def joined(self, other: "Phrase") -> "Phrase | None":
        """Both as one phrase, or None where they name two times."""
        if self.ahead is not None or other.ahead is not None:
            return None
        if (self.days and other.days) or (self.part and other.part) or (self.clock and other.clock):
            return None
        return Phrase(
            days=self.days or other.days,
            edge=self.edge if self.days else other.edge,
            part=self.part or other.part,
            many=self.many or other.many,
            usual=self.usual or other.usual,
            clock=self.clock or other.clock,
            denied=self.denied,
        )


def time_tokens(normalised: str) -> list[str]:
    """A text from `normalise`, cut into words, numbers, clock times and single marks; at most MOST_TOKENS."""
    found: list[str] = []
    for match in _TOKEN.finditer(_DOTTED_HALF.sub(r"\1m", normalised)):
        found.append(match.group())
        if len(found) == MOST_TOKENS:
            break
    return found


def time_phrases(tokens: Sequence[str], today: date) -> list[Phrase]:
    """The first MOST_TIMES times that are named, in their order, without those that are denied."""
    named = islice(_joined(tokens, today), MOST_TIMES)
    phrases = [phrase for phrase in named if phrase.means_something and not phrase.denied]
    return _with_clocks_at_their_days(phrases)


def urgent(tokens: Sequence[str]) -> bool:
    """Whether the text says that it is urgent, and does not say that it is not."""
    for place, word in enumerate(tokens):
        for phrase in _URGENT.get(word, ()):
            said = tuple(tokens[place : place + len(phrase)]) == phrase
            if said and not _NOT_URGENT.intersection(tokens[max(0, place - 3) : place]):
                return True
    return False


def _joined(tokens: Sequence[str], today: date) -> Iterator[Phrase]:
    """Neighbours with nothing but small words between them make one phrase."""
    current: Phrase | None = None
    listed = False
    place = 0
    while place < len(tokens):
        read = _read(tokens, place, today)
        if read is None:
            if tokens[place] == ",":
                listed = True
            elif tokens[place] not in _FILLERS and tokens[place] not in _MARKS and current is not None:
                yield current
                current = None
            place += 1
            continue
        phrase, place = read
        # "Saturday, 9am" is one time; "evenings, weekends" are two.
        apart = listed and (current is None or (current.clock is None and phrase.clock is None))
        both = None if current is None or apart else current.joined(phrase)
        if both is None and current is not None:
            yield current
        current = both or phrase
        listed = False
    if current is not None:
        yield current


def _read(tokens: Sequence[str], place: int, today: date) -> tuple[Phrase, int] | None:
    word = tokens[place]
    if word == "tonight":
        return Phrase(days=Dates(today, today), part=_TONIGHT), place + 1
    found = (
        _read_ahead(tokens, place)
        or _read_edge_of_days(tokens, place, today)
        or _read_days(tokens, place, today)
        or _read_part(tokens, place)
        or _read_clock(tokens, place)
    )
    if found is None:
        return None
    phrase, after = found
    return (replace(phrase, denied=True), after) if _is_denied(tokens, place) else found


def _read_ahead(tokens: Sequence[str], place: int) -> tuple[Phrase, int] | None:
    """`In two hours`, `within 20 minutes`, `the next three hours`."""
    word = tokens[place]
    if word not in {"in", "within", "next"} or place + 2 >= len(tokens):
        return None
    count, unit, after = tokens[place + 1], tokens[place + 2], place + 3
    if (count, unit) == ("half", "an") and after < len(tokens) and tokens[after] == "hour":
        length: timedelta | None = timedelta(minutes=30)
        after += 1
    else:
        number = count_of(count)
        singular = unit.removesuffix("s")
        minutes = {"hour": 60, "hr": 60, "minute": 1, "min": 1}.get(singular)
        length = None if number is None or minutes is None else timedelta(minutes=number * minutes)
    if length is None:
        return None
    return Phrase(ahead=Ahead(length if word == "in" else timedelta(0), length)), after


def _read_edge_of_days(tokens: Sequence[str], place: int, today: date) -> tuple[Phrase, int] | None:
    edge = _DAY_EDGES.get(tokens[place])
    if edge is None or place + 1 >= len(tokens):
        return None
    read = read_days(tokens, place + 1, today)
    if read is None:
        return None
    days, after = read
    # "From Monday to Friday" and "after weekends" have no open side.
    closed = isinstance(days, Weekdays) and days.again
    return Phrase(days=days, edge=Edge.AT if closed else edge), after


def _read_days(tokens: Sequence[str], place: int, today: date) -> tuple[Phrase, int] | None:
    read = read_days(tokens, place, today)
    return None if read is None else (Phrase(days=read[0]), read[1])


def _read_part(tokens: Sequence[str], place: int) -> tuple[Phrase, int] | None:
    word = tokens[place]
    part = PARTS.get(word.removesuffix("s"))
    if part is None:
        return None
    lead = tuple(tokens[max(0, place - 2) : place])
    usual = lead in {("in", "the"), ("during", "the")} or lead[-1:] == ("at",)
    return Phrase(part=part, many=word.endswith("s"), usual=usual), place + 1


def _read_clock(tokens: Sequence[str], place: int) -> tuple[Phrase, int] | None:
    read = read_clock(tokens, place)
    return None if read is None else (Phrase(clock=read[0]), read[1])


def _is_denied(tokens: Sequence[str], place: int) -> bool:
    before = place - 1
    while before >= 0 and place - before <= 3 and tokens[before] in _DENIAL_REACHES_OVER:
        before -= 1
    return before >= 0 and tokens[before] in _DENIED


def _with_clocks_at_their_days(phrases: list[Phrase]) -> list[Phrase]:
    """Brings each clock time that stands away from its day ("on Tuesday I see the doctor, at 9") to that day.

    It is the one named before it, or else after it, if that has no time of its own.
    """
    kept = list(phrases)
    for phrase in phrases:
        if phrase.clock is None or phrase.days is not None:
            continue
        place = kept.index(phrase)
        for beside in (place - 1, place + 1):
            if 0 <= beside < len(kept) and kept[beside].days is not None and kept[beside].clock is None:
                kept[beside] = kept[beside].with_clock_of(phrase)
                del kept[place]
                break
    return kept
