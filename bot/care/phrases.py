"""Phrases that are looked for word by word, so that a long text with many phrases still takes little time.

A phrase is words in their order. `a|b` stands for either word, and `ab*` for any word that begins so; `_` for
no more than two words of any kind; `@name` for any phrase of a group; a `?` at the end of a word or a group
says that it may be missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

_GAP = 2
_KEY = 3
"""So many letters of a word that ends in `*` are looked up; it has to have as many."""


@dataclass(frozen=True, slots=True)
class _OneOf:
    words: frozenset[str]
    beginnings: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class _Gap:
    pass


@dataclass(frozen=True, slots=True)
class _Group:
    phrases: "tuple[Pattern, ...]"
    optional: bool


Pattern = tuple[_OneOf | _Gap | _Group, ...]


def parted(phrase: str, groups: Mapping[str, tuple[Pattern, ...]]) -> Pattern:
    """A phrase in its parts. Raises ValueError naming what is wrong with it."""
    parts = tuple(_part(each, groups) for each in phrase.split())
    if not parts or isinstance(parts[0], _Gap):
        raise ValueError(f"{phrase!r} does not begin with a word")
    return parts


def _part(written: str, groups: Mapping[str, tuple[Pattern, ...]]) -> _OneOf | _Gap | _Group:
    if written == "_":
        return _Gap()
    word, optional = written.removesuffix("?"), written.endswith("?")
    if word.startswith("@"):
        if word not in groups:
            raise ValueError(f"there is no group {word}")
        return _Group(groups[word], optional)
    words = word.split("|")
    beginnings = tuple(each[:-1] for each in words if each.endswith("*"))
    return _OneOf(frozenset(each for each in words if not each.endswith("*")), beginnings, optional)


class Phrases:
    """Many phrases, found by the words that they can begin with."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._by_word: dict[str, list[Pattern]] = defaultdict(list)
        self._by_beginning: dict[str, list[Pattern]] = defaultdict(list)
        self._anywhere: list[str] = []
        for pattern in patterns:
            if (written := _without_spaces(pattern)) is not None:
                self._anywhere.append(written)
                continue
            for word in set(_first_words(pattern)):
                where = self._by_beginning if word.endswith("*") else self._by_word
                where[word[:_KEY] if word.endswith("*") else word].append(pattern)

    def are_in(self, words: Sequence[str]) -> bool:
        """Whether one of them stands somewhere in these words."""
        return any(True for _ in self._ends(words)) or self._in_one_piece(words) is not None

    def used_up(self, words: Sequence[str]) -> list[str]:
        """The words with an empty one in the place of each that is part of a phrase."""
        left = list(words)
        for begin, end in self._ends(words):
            left[begin:end] = [""] * (end - begin)
        while (found := self._in_one_piece(left)) is not None:
            left = [each.replace(found, " ") for each in left]
        return left

    def _ends(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        for at, word in enumerate(words):
            for pattern in (*self._by_word.get(word, ()), *self._by_beginning.get(word[:_KEY], ())):
                if (end := next(_ends(pattern, words, at), None)) is not None:
                    yield at, end

    def _in_one_piece(self, words: Sequence[str]) -> str | None:
        return next((each for each in self._anywhere if any(each in word for word in words)), None)


def _ends(pattern: Pattern, words: Sequence[str], at: int) -> Iterator[int]:
    """Where the pattern may end, if it begins there."""
    if not pattern:
        yield at
        return
    first, rest = pattern[0], pattern[1:]
    match first:
        case _OneOf(these, beginnings, optional):
            if at < len(words) and (words[at] in these or (beginnings and words[at].startswith(beginnings))):
                yield from _ends(rest, words, at + 1)
            if optional:
                yield from _ends(rest, words, at)
        case _Gap():
            for skipped in range(_GAP + 1):
                yield from _ends(rest, words, at + skipped)
                if at + skipped >= len(words) or not words[at + skipped]:
                    break  # the end, or what a harmless phrase has used up
        case _Group(phrases, optional):
            for phrase in phrases:
                for end in _ends(phrase, words, at):
                    yield from _ends(rest, words, end)
            if optional:
                yield from _ends(rest, words, at)
        case _:
            assert_never(first)


def _first_words(pattern: Pattern) -> Iterator[str]:
    """What it can begin with; with a `*` where that is a beginning."""
    first = pattern[0]
    match first:
        case _OneOf(words, beginnings, _):
            yield from words
            yield from (f"{each}*" for each in beginnings)
        case _Group(phrases, _):
            for phrase in phrases:
                yield from _first_words(phrase)
        case _Gap():
            raise AssertionError("`parted` takes no such phrase")
        case _:
            assert_never(first)
    if first.optional:
        yield from _first_words(pattern[1:])


def _without_spaces(pattern: Pattern) -> str | None:
    """Chinese is written without spaces between words, so its phrases are looked for within words."""
    match pattern:
        case (_OneOf(words, (), False),) if len(words) == 1 and any(
            "\u4e00" <= each <= "\u9fff" for each in next(iter(words))
        ):
            return next(iter(words))
        case _:
            return None
