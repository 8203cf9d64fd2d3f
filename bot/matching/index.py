"""The index: which posts fit a query, best first.

Stemmed BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) over stems, plus weighted
concepts. It is a cache of rows, never the truth: it can be dropped and filled again at any time.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from zoneinfo import ZoneInfo

from bot.domain.times import Times, overlap
from bot.domain.understanding import Features
from bot.matching import weights


@dataclass(frozen=True, slots=True)
class Entry:
    """A post as the index keeps it. `post` and `owner` are ids; `when` None means any time."""

    post: str
    owner: str
    features: Features
    when: Times | None
    area: str | None


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, by whom. `zone` is where the clocks of weekly times hang: the community's."""

    features: Features
    when: Times | None
    area: str | None
    owner: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Match:
    """A post that fits. `score` orders the matches of one search and is shown to nobody."""

    post: str
    owner: str
    score: float
    shared_concepts: tuple[str, ...]
    shared_stems: tuple[str, ...]


class PostIndex:
    """Posts of one side (needs, or offers) of one community, kept up one by one. Not for several threads."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._with_stem: defaultdict[str, set[str]] = defaultdict(set)
        self._with_concept: defaultdict[str, set[str]] = defaultdict(set)
        self._stems_in_all = 0

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, entry: Entry) -> None:
        """Add the post, or replace what was known of it."""
        self.drop(entry.post)
        self._entries[entry.post] = entry
        self._stems_in_all += len(entry.features.stems)
        for stem in entry.features.stems:
            self._with_stem[stem].add(entry.post)
        for concept in entry.features.concepts:
            self._with_concept[concept].add(entry.post)

    def drop(self, post: str) -> None:
        """Forget the post; nothing happens if it is not known."""
        entry = self._entries.pop(post, None)
        if entry is None:
            return
        self._stems_in_all -= len(entry.features.stems)
        _forget(post, entry.features.stems, self._with_stem)
        _forget(post, entry.features.concepts, self._with_concept)

    def search(self, query: Query, limit: int) -> list[Match]:
        """At most `limit` posts that fit, best first; equal ones in the order of their ids.

        Left out: the owner's own posts, posts whose time does not overlap, and what scores under the floor.
        """
        scores = self._scores(query)
        ranked = sorted(scores.items(), key=lambda found: (-found[1], found[0]))
        overlaps: dict[Times | None, bool] = {}
        matches: list[Match] = []
        # Times are compared last and only as far down as needed: that is the dear part.
        for post, score in ranked:
            if len(matches) >= limit:
                break
            entry = self._entries[post]
            if entry.when not in overlaps:
                overlaps[entry.when] = overlap(query.when, entry.when, query.zone)
            if overlaps[entry.when]:
                matches.append(_match(query, entry, score))
        return matches

    def _scores(self, query: Query) -> dict[str, float]:
        scores: defaultdict[str, float] = defaultdict(float)
        # Stem by stem in the query's order, so that each sum is added up in one order and ties stay ties.
        for stem in query.features.stems:
            posts = self._with_stem.get(stem, ())
            for post in posts:
                scores[post] += weights.STEM * self._stem_worth(len(posts), self._entries[post])
        for place, concept in enumerate(query.features.concepts):
            for post in self._with_concept.get(concept, ()):
                there = self._entries[post].features.concepts.index(concept)
                scores[post] += weights.CONCEPT * _fade(place) * _fade(there)
        return {
            post: score * _nearness(query, self._entries[post])
            for post, score in scores.items()
            if score >= weights.FLOOR and self._entries[post].owner != query.owner
        }

    def _stem_worth(self, posts_with_stem: int, entry: Entry) -> float:
        count = len(self._entries) + weights.BACKGROUND_POSTS
        rarity = log(1 + (count - posts_with_stem + 0.5) / (posts_with_stem + 0.5))
        length = len(entry.features.stems) * len(self._entries) / self._stems_in_all
        norm = 1 - weights.LENGTH_NORM + weights.LENGTH_NORM * length
        return rarity * (weights.TERM_SATURATION + 1) / (1 + weights.TERM_SATURATION * norm)


def _forget(post: str, terms: Iterable[str], postings: dict[str, set[str]]) -> None:
    for term in terms:
        postings[term].discard(post)
        if not postings[term]:
            del postings[term]


def _fade(place: int) -> float:
    return weights.CONCEPT_FADE[min(place, len(weights.CONCEPT_FADE) - 1)]


def _nearness(query: Query, entry: Entry) -> float:
    return weights.SAME_AREA if query.area is not None and query.area == entry.area else 1.0


def _match(query: Query, entry: Entry, score: float) -> Match:
    return Match(
        post=entry.post,
        owner=entry.owner,
        score=score,
        shared_concepts=_shared(query.features.concepts, entry.features.concepts),
        shared_stems=_shared(query.features.stems, entry.features.stems),
    )


def _shared(wanted: tuple[str, ...], had: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term for term in wanted if term in had)
