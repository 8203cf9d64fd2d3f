"""Words of acute danger in a text. The words stand in `lists/danger.toml`; the file explains itself.

It is a list of words and no judgement: it misses what is said otherwise, and hears some things that
were not meant. So whoever wrote it decides, after they were shown whom to call.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import cast

from bot.care.phrases import Pattern, Phrases, parted
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

    harmless: Phrases
    of: Mapping[Danger, Phrases]


def dangers(text: str) -> frozenset[Danger]:
    """What the words of the text speak of, in any of the languages of the list; most often nothing."""
    words = known_words()
    left = words.harmless.used_up(_plain(text))
    return frozenset(danger for danger, phrases in words.of.items() if phrases.are_in(left))


@cache
def known_words() -> Words:
    """Read once. Raises ValueError naming what is wrong in the file."""
    return parse((resources.files("bot.care") / "lists" / "danger.toml").read_text(encoding="utf-8"))


def parse(source: str) -> Words:
    """The words in a text like that of `lists/danger.toml`. Raises ValueError naming what is wrong in it."""
    listed: dict[str, list[Pattern]] = {name: [] for name in (*Danger, HARMLESS)}
    for language, table in tomllib.loads(source).items():
        lists = _lists(language, table)
        groups: dict[str, tuple[Pattern, ...]] = {}
        try:
            for name in (each for each in lists if each[0] == "@"):  # each may use those before it
                groups[name] = tuple(parted(each, groups) for each in lists[name])
            for name in listed:
                listed[name] += [parted(each, groups) for each in lists[name]]
        except ValueError as wrong:
            raise ValueError(f"{language}: {wrong}") from None
    return Words(
        Phrases(listed[HARMLESS]),
        MappingProxyType({danger: Phrases(listed[danger]) for danger in Danger}),
    )


def _lists(language: str, table: object) -> Mapping[str, list[str]]:
    """The phrases by the name of their list; names that begin with an `@` are groups."""
    names = {*Danger, HARMLESS}
    given = cast("dict[str, object]", table) if isinstance(table, dict) else {}
    if {name for name in given if name[0] != "@"} != names:
        raise ValueError(f"{language}: its lists are {', '.join(sorted(names))}, and groups")
    lists: dict[str, list[str]] = {}
    for name, listed in given.items():
        if not isinstance(listed, list) or not all(cast("list[object]", listed)):
            raise ValueError(f"{language}: {name} is no list of phrases")
        lists[name] = [str(each) for each in cast("list[object]", listed)]
    return lists


_ONE_LETTER = str.maketrans({"\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0649": "\u064a"})
"""Forms of an Arabic letter that people write for each other."""


_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
"""A letter that is held: "pleaaase"."""


def _plain(text: str) -> list[str]:
    """Its words without accents and without apostrophes: "can't" is "cant"."""
    parted = unicodedata.normalize("NFD", normalise(text))
    unmarked = "".join(each for each in parted if unicodedata.category(each) != "Mn")
    return tokens(_DRAWN_OUT.sub(r"\1", unmarked.translate(_ONE_LETTER)))
