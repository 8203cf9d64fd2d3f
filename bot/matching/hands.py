"""How many people a post asks for or brings: "two people", "3 of us needed", "a few hands"."""

from collections.abc import Sequence

from bot.domain.understanding import MOST_HANDS
from bot.matching.clock import NUMBERS
from bot.matching.words import listed

_PEOPLE = frozenset(
    listed(
        "people person hands helpers helper volunteers volunteer adults folks friends drivers movers pairs"
    )
)
_QUALITIES = frozenset(listed("strong extra more other able good quiet kind willing spare fit big tall calm"))
_LOOSE = {"couple": 2, "few": 3, "several": 3, "handful": 4}
_SERVED = frozenset(listed("for of with feeds feed serves serve seats seat us were are fits sleeps only"))
"""Before a number of people these say that it is who is helped or what has room: "a meal for four people"."""


def find_hands(words: Sequence[str]) -> int:
    """The number of people wanted or offered, 1 to MOST_HANDS; 1 where the words do not say."""
    for place in range(len(words)):
        number = _number(words[place])
        if number is not None and _counts_people(words, place):
            return max(1, min(number, MOST_HANDS))
    return 1


def _number(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return NUMBERS.get(word) or _LOOSE.get(word)


def _counts_people(words: Sequence[str], place: int) -> bool:
    before = words[place - 1] if place else ""
    if before in {"a", "another"} and place > 1:
        before = words[place - 2]
    after = place + 1
    if words[after : after + 2] == ["of", "us"]:
        return "needed" in words[after + 2 : after + 4] or "can" in words[after + 2 : after + 4]
    if words[after : after + 1] == ["of"]:
        after += 1
    while after < len(words) and words[after] in _QUALITIES:
        after += 1
    if after < len(words) and words[after] in _PEOPLE:
        return before not in _SERVED
    return after == place + 1 and words[after : after + 1] == ["needed"]
