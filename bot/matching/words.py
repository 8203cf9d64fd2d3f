"""From text to words: cleaned, bounded, cut to stems. Nothing here knows what a word means."""

import re
import unicodedata
from threading import local

import Stemmer

MOST_CHARACTERS = 4_000
MOST_TOKENS = 400
"""What lies beyond these bounds is not read: a post says what it is about at its beginning, and the work that
one text can cause stays small."""

MOST_IN_WORD = 40
"""Longer runs of letters are no words; they are cut, so that no row of features grows with them."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_INVISIBLE = frozenset({"Cf", "Mn"})
_SLICE = 200
_stemmers = local()


def normalise(text: str) -> str:
    """The text as it is compared: at most MOST_CHARACTERS, compatibility forms unified, case folded.

    Characters that cannot be seen are gone (zero-width, direction marks, loose accents), so that texts that
    look alike are alike. Other control characters become spaces.
    """
    text = text[:MOST_CHARACTERS]
    if not text.isascii():
        # Folding can undo the normal form, and slices can part what belongs together, hence the second round.
        text = unicodedata.normalize("NFKC", _unified(text).casefold())[:MOST_CHARACTERS]
        text = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
        text = text.replace("\u2019", "'")
    return "".join(c if c.isprintable() else " " for c in text.casefold())


def _unified(text: str) -> str:
    """The compatibility form, slice by slice and no further than read: one character can become eighteen."""
    unified = ""
    for begin in range(0, len(text), _SLICE):
        unified += unicodedata.normalize("NFKC", text[begin : begin + _SLICE])
        if len(unified) >= MOST_CHARACTERS:
            break
    return unified[:MOST_CHARACTERS]


def tokens(normalised: str) -> list[str]:
    """The words and numbers in a text that `normalise` gave, in order; at most MOST_TOKENS.

    A text of emoji, punctuation or nothing gives an empty list. "Mum's" gives "mum".
    """
    found: list[str] = []
    for match in _WORD.finditer(normalised):
        found.append(match.group().removesuffix("'s").replace("'", "")[:MOST_IN_WORD])
        if len(found) == MOST_TOKENS:
            break
    return found


def stems(words: list[str], language: str) -> list[str]:
    """Each word's stem, in order. `language` is an ISO 639 code that Snowball knows; else KeyError."""
    # One stemmer may not be used by two threads at once.
    known: dict[str, Stemmer.Stemmer] = _stemmers.__dict__
    if language not in known:
        known[language] = Stemmer.Stemmer(language)
    return known[language].stemWords(words)


def listed(text: str) -> tuple[str, ...]:
    """The words of a list that is written as one text, for tables that are read more often than run."""
    return tuple(text.split())
