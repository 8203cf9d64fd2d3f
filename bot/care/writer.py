"""What in a text might show who wrote it, for somebody who would rather not be known. A hint and no promise:
how somebody writes, and what only they could know, no list of words can find.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_SHOWN = 60
"""Characters of each part that are shown."""


class Trace(StrEnum):
    """In the order in which they are told."""

    OWN_NAME = "own_name"
    MEMBER = "member"
    """The name of somebody else in the community."""
    PLACE = "place"
    """A place with a number: "room 12", "block C4"."""
    ROLE = "role"
    """Somebody of whom there are few: "the only nurse"."""


@dataclass(frozen=True, slots=True)
class Hint:
    trace: Trace
    words: str
    """As they stand in the text."""


def traces(text: str, own_name: str, others: Iterable[str]) -> tuple[Hint, ...]:
    """Each trace once, in the order of Trace. `others` are the names of other members."""
    found = (
        (Trace.OWN_NAME, _own_name(text, own_name)),
        (Trace.MEMBER, _member(text, others)),
        (Trace.PLACE, _first(_PLACE, text)),
        (Trace.ROLE, _first(_ROLE, text)),
    )
    return tuple(Hint(trace, words[:MOST_SHOWN]) for trace, words in found if words)


def may_name_somebody(text: str) -> bool:
    """Whether it is worth looking for names of others: no word in most short texts could be one."""
    return bool(_like_names(text))


_SHORTEST_NAME = 3
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_PLACE = re.compile(
    r"\b(?:room|flat|apartment|apt|unit|block|building|house|number|floor|stair|ward|class|hall|gate|zimmer|wohnung|haus|"
    r"stock|chambre|appartement|habitaci[oó]n|piso|quarto|sala|bloco)\s+(?:no\.?\s?|nr\.?\s?)?(?:\d{1,4}[a-z]?|[A-Z]\d{0,3})\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)\s+floor\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:as\s+)?(?:the|their|your|our)"
    r"\s+(?:only|sole|one and only|youngest|oldest|eldest|newest|first|last)"
    r"(?:\s+[^\W\d_]{3,}){1,2}"
    r"|\b(?:i am|i['\u2019]m|as)\s+(?:the|your)\s+[^\W\d_]{3,}"
    r"(?:\s+(?:of|at|in|for)(?:\s+the)?\s+[^\W\d_]{2,})?",
    re.IGNORECASE,
)


def _own_name(text: str, own_name: str) -> str:
    wanted = {each.casefold() for each in _WORD.findall(own_name) if len(each) >= _SHORTEST_NAME}
    return next((each for each in _WORD.findall(text) if each.casefold() in wanted), "")


def _member(text: str, others: Iterable[str]) -> str:
    names = {each for name in others for each in _WORD.findall(name)}
    return next((each for each in _like_names(text) if each in names), "")


def _like_names(text: str) -> list[str]:
    # Only with a capital: "will", "may" and "rose" are names as well.
    return [each for each in _WORD.findall(text) if each[0].isupper() and len(each) >= _SHORTEST_NAME]


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""
