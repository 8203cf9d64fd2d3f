"""Understanding a post, on this machine and from its words alone: nothing of it leaves the process."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.understanding import Features, Kind, Topic, Understanding
from bot.matching.hands import find_hands
from bot.matching.lexicon import Lexicon, lexicon
from bot.matching.time_phrases import time_tokens, urgent
from bot.matching.when import times_in
from bot.matching.words import normalise, stems, tokens

LANGUAGE = "en"

_SUM_OF_MONEY = re.compile(r"[$£€¥₹]\s?\d|\d\s?[$£€¥₹]")


def understand(text: str, *, now: datetime, zone: ZoneInfo, areas: tuple[str, ...] = ()) -> Understanding:
    """What the post says, as far as its words show it.

    `now` is aware, `zone` is the community's, `areas` are its names for its areas. Any text gives an
    answer: one without a known word has no category and the kind OTHER.
    """
    known = lexicon(LANGUAGE)
    normalised = normalise(text)
    words = tokens(normalised)
    words_and_marks = time_tokens(normalised)
    features = _features(words, known)
    category = features.concepts[0] if features.concepts else None
    return Understanding(
        kind=Kind.OTHER if category is None else known.kinds[category],
        category=category,
        when=times_in(words_and_marks, now, zone),
        area=_area(words, areas),
        hands=find_hands(words),
        urgent=urgent(words_and_marks),
        features=features,
        touches=_touches(normalised, words, known),
    )


def _touches(normalised: str, words: list[str], known: Lexicon) -> frozenset[Topic]:
    topics = known.topics(stems(words, known.language))
    return topics | {Topic.MONEY} if _SUM_OF_MONEY.search(normalised) else topics


def _features(words: list[str], known: Lexicon) -> Features:
    word_stems = stems(words, known.language)
    telling = (
        stem
        for word, stem in zip(words, word_stems, strict=True)
        if word not in known.stop and not word[0].isdecimal() and len(word) > 1
    )
    return Features(stems=tuple(dict.fromkeys(telling)), concepts=known.concepts(word_stems))


def _area(words: list[str], areas: tuple[str, ...]) -> str | None:
    """The area named first; of two at one place ("Old Town", "Old Town Square") the longer."""
    names = [(area, tokens(normalise(area))) for area in areas]
    for place in range(len(words)):
        named = [area for area, name in names if name and words[place : place + len(name)] == name]
        if named:
            return max(named, key=len)
    return None
