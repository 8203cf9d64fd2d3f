"""Words of acute danger in a text. The words stand in `lists/danger.toml`; the file explains itself.

It is a list of words and no judgement: it misses what is said otherwise, and hears some things that
were not meant. So whoever wrote it decides, after they were shown whom to call.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import cast

from bot.matching.words import normalise, tokens

HARMLESS = "harmless"


class Danger(StrEnum):
    DESPAIR = "despair"
    """Somebody may take or harm their own life."""
    VIOLENCE = "violence"
    EMERGENCY = "emergency"
    """Somebody needs an ambulance or the fire brigade at once."""


LISTENED_TO = frozenset({Danger.DESPAIR, Danger.VIOLENCE})
"""Where somebody who listens may help, besides those whose work it is."""


@dataclass(frozen=True, slots=True)
class Words:
    """Of all languages together. `harmless` phrases use their words up before any other is looked for."""

    harmless: re.Pattern[str]
    of: Mapping[Danger, re.Pattern[str]]


def dangers(text: str) -> frozenset[Danger]:
    """What the words of the text speak of, in any of the languages of the list; most often nothing."""
    words = known_words()
    left = words.harmless.sub(" | ", _plain(text))
    return frozenset(danger for danger, pattern in words.of.items() if pattern.search(left))


@cache
def known_words() -> Words:
    """Read once. Raises ValueError naming what is wrong in the file."""
    return parse((resources.files("bot.care") / "lists" / "danger.toml").read_text(encoding="utf-8"))


def parse(source: str) -> Words:
    """The words in a text like that of `lists/danger.toml`. Raises ValueError naming what is wrong in it."""
    phrases: dict[str, list[str]] = {name: [] for name in (*Danger, HARMLESS)}
    for language, table in tomllib.loads(source).items():
        for name, listed in _lists(language, table):
            phrases[name] += listed
    return Words(
        _any_of(phrases[HARMLESS]),
        MappingProxyType({danger: _any_of(phrases[danger]) for danger in Danger}),
    )


def _lists(language: str, table: object) -> Iterator[tuple[str, list[str]]]:
    names = (*Danger, HARMLESS)
    if not isinstance(table, dict) or set(cast("dict[str, object]", table)) != set(names):
        raise ValueError(f"{language}: its lists are {', '.join(names)}")
    for name in names:
        listed = cast("dict[str, object]", table)[name]
        if not isinstance(listed, list) or not all(cast("list[object]", listed)):
            raise ValueError(f"{language}: {name} is no list of phrases")
        yield name, [str(each) for each in cast("list[object]", listed)]


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_pattern, phrases)))


def _pattern(phrase: str) -> str:
    if _without_spaces(phrase):
        return re.escape(phrase)
    return " " + "".join(
        "(?:[^ |]+ ){0,2}" if word == "_" else f"(?:{'|'.join(map(_word, word.split('|')))}) "
        for word in phrase.split()
    )


def _word(word: str) -> str:
    return re.escape(word.removesuffix("*")) + "[^ |]*" if word.endswith("*") else re.escape(word)


def _without_spaces(phrase: str) -> bool:
    """Chinese is written without spaces between words, so its phrases are looked for anywhere."""
    return any("\u4e00" <= each <= "\u9fff" for each in phrase)


_ONE_LETTER = str.maketrans({"\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0649": "\u064a"})
"""Forms of an Arabic letter that people write for each other."""


def _plain(text: str) -> str:
    """Its words with one space around each, without accents and without apostrophes: "can't" is "cant"."""
    parted = unicodedata.normalize("NFD", normalise(text))
    unmarked = "".join(each for each in parted if unicodedata.category(each) != "Mn")
    return f" {' '.join(tokens(unmarked.translate(_ONE_LETTER)))} "
