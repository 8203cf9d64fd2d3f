"""What words mean: which kinds of help (concepts) the words and phrases of a language point to.

The words stand in `lexicon/<language>.toml`, plain text that a translator can mend; the file explains itself.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from bot.domain.understanding import Kind, Topic
from bot.matching.words import normalise, stems, tokens

Phrase = tuple[str, ...]
"""The stems of one or more words that stand side by side."""

MOST_CONCEPTS = 4
"""A post that points to more kinds of help than this is read by the first ones; the others are colour."""

PHRASE_COUNTS = 1.5
"""A phrase is surer than a single word, which counts 1."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language. `meanings` leads from a phrase to its concepts, if any."""

    language: str
    kinds: Mapping[str, Kind]
    stop: frozenset[str]
    meanings: Mapping[Phrase, tuple[str, ...]]
    longest: Mapping[str, int]
    """By first stem: how many words the longest phrase has that begins with it."""
    touches: Mapping[str, Sequence[tuple[Phrase, Topic]]]
    """By first stem: the phrases that touch on a topic, and on which."""

    def concepts(self, text_stems: list[str]) -> tuple[str, ...]:
        """The concepts that a text's stems point to, the best supported first, then the earliest.

        At each place the longest phrase counts, and its words are used up. At most MOST_CONCEPTS.
        """
        support: defaultdict[str, float] = defaultdict(float)
        for phrase in self._phrases(text_stems):
            for concept in self.meanings[phrase]:
                support[concept] += PHRASE_COUNTS if len(phrase) > 1 else 1
        return tuple(sorted(support, key=support.__getitem__, reverse=True)[:MOST_CONCEPTS])

    def topics(self, text_stems: list[str]) -> frozenset[Topic]:
        """What a text's stems touch on. No phrase uses another's words up: rather one topic too many."""
        return frozenset(
            topic
            for place, stem in enumerate(text_stems)
            for phrase, topic in self.touches.get(stem, ())
            if tuple(text_stems[place : place + len(phrase)]) == phrase
        )

    def _phrases(self, text_stems: list[str]) -> Iterator[Phrase]:
        place = 0
        while place < len(text_stems):
            step = 1
            for length in range(self.longest.get(text_stems[place], 0), 0, -1):
                phrase = tuple(text_stems[place : place + length])
                if phrase in self.meanings:
                    yield phrase
                    step = length
                    break
            place += step


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of an ISO 639 language, read once.

    Raises FileNotFoundError where there is none, ValueError naming the place where one is not well formed.
    """
    path = resources.files("bot.matching") / "lexicon" / f"{language}.toml"
    return parse(path.read_text(encoding="utf-8"), language)


def categories() -> tuple[str, ...]:
    """Every kind of help, by the names that are the same in all languages, in the order of the lexicon."""
    return tuple(lexicon("en").kinds)


def parse(source: str, language: str) -> Lexicon:
    """The lexicon in a text like that of `lexicon/en.toml`. Raises ValueError, naming what is wrong in it."""
    content: dict[str, object] = tomllib.loads(source)
    tables = _table(content.get("concept"), "concept")
    kinds: dict[str, Kind] = {}
    meanings: dict[Phrase, tuple[str, ...]] = {}
    for concept, value in tables.items():
        table = _table(value, concept)
        kinds[concept] = Kind(_text(table.get("kind"), f"{concept}: kind"))
        for phrase in _phrases_of(table.get("words"), concept, language):
            known = meanings.get(phrase, ())
            # Two forms of one word ("seed", "seeds") have one stem; it is no mistake to list both.
            if concept not in known:
                meanings[phrase] = (*known, concept)
    for phrase in _phrases_of(content.get("ordinary"), "ordinary", language):
        if meanings.get(phrase):
            raise ValueError(f"ordinary: {' '.join(phrase)!r} also points to {meanings[phrase][0]}")
        meanings[phrase] = ()
    longest: defaultdict[str, int] = defaultdict(int)
    for phrase in meanings:
        longest[phrase[0]] = max(longest[phrase[0]], len(phrase))
    stop = frozenset(tokens(normalise(word))[0] for word in _text(content.get("stop"), "stop").split())
    touches: defaultdict[str, list[tuple[Phrase, Topic]]] = defaultdict(list)
    for topic, words in _table(content.get("touches"), "touches").items():
        for phrase in _phrases_of(words, topic, language):
            touches[phrase[0]].append((phrase, Topic(topic)))
    return Lexicon(language, kinds, stop, meanings, dict(longest), dict(touches))


def _phrases_of(value: object, place: str, language: str) -> Iterator[Phrase]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"{place}: a list of words or phrases is missing")
    for entry in cast("list[object]", value):
        phrase = tuple(stems(tokens(normalise(_text(entry, place))), language))
        if not phrase:
            raise ValueError(f"{place}: {entry!r} has no word in it")
        yield phrase


def _table(value: object, place: str) -> dict[str, object]:
    if isinstance(value, dict) and value:
        return cast("dict[str, object]", value)
    raise ValueError(f"{place}: a table is missing")


def _text(value: object, place: str) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(f"{place}: a text is missing")
