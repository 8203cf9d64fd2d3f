"""On labelled posts: concepts must find more than words alone. The figures themselves are not fixed here."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import log2
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.understanding import Features
from bot.matching.index import Entry, PostIndex, Query
from bot.matching.understand import understand

TOWN = ZoneInfo("Europe/London")
WRITTEN_AT = datetime(2026, 3, 1, 12, tzinfo=TOWN)
AREAS = ("Northside", "Riverside", "Old Town", "Eastgate", "Hillcrest", "Westfield")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Posts by id (needs begin with n, offers with o), and for each need the grade of each fitting offer."""

    texts: dict[str, str]
    grades: dict[str, dict[str, int]]


@pytest.fixture(scope="module")
def labelled(data_sets: Path) -> Labelled:
    folder = data_sets / "match-dev"
    posts = map(json.loads, (folder / "posts.jsonl").read_text(encoding="utf-8").splitlines())
    grades: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        need, offer, grade = line.split("\t")
        grades[need][offer] = int(grade)
    return Labelled({post["id"]: post["text"] for post in posts}, dict(grades))


def mean_ndcg(labelled: Labelled, seen: Callable[[Features], Features]) -> float:
    """Mean nDCG@10 over the needs that some offer meets directly; the index gets the features as `seen`."""
    index = PostIndex()
    read = {
        post: understand(text, now=WRITTEN_AT, zone=TOWN, areas=AREAS)
        for post, text in labelled.texts.items()
    }
    for post, understood in read.items():
        if post.startswith("o"):
            index.put(Entry(post, post, seen(understood.features), understood.when, understood.area))
    found: list[float] = []
    for need, grades in labelled.grades.items():
        if 2 not in grades.values():
            continue
        asked = read[need]
        query = Query(seen(asked.features), asked.when, asked.area, "asker", TOWN)
        gained = [grades.get(match.post, 0) for match in index.search(query, 10)]
        found.append(_discounted(gained) / _discounted(sorted(grades.values(), reverse=True)[:10]))
    return sum(found) / len(found)


def _discounted(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def test_concepts_find_clearly_more_than_words_alone(labelled: Labelled) -> None:
    with_concepts = mean_ndcg(labelled, lambda features: features)
    words_alone = mean_ndcg(labelled, lambda features: Features(features.stems, concepts=()))
    assert with_concepts > 1.25 * words_alone
