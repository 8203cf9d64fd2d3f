"""Who is found for whom, and that the index finds what reading every post would find."""

from datetime import UTC, datetime, time
from math import log
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.times import Times, Weekly, Window, overlap
from bot.domain.understanding import Features
from bot.matching import weights
from bot.matching.index import Entry, Match, PostIndex, Query
from bot.matching.understand import understand

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 5, 2, 12, tzinfo=UTC)  # a Saturday
AREAS = ("Riverside", "Old Town")


def offer(post: str, text: str, owner: str = "") -> Entry:
    read = understand(text, now=NOW, zone=BERLIN, areas=AREAS)
    return Entry(post, owner or f"owner of {post}", read.features, read.when, read.area)


def need(text: str, owner: str = "asker") -> Query:
    read = understand(text, now=NOW, zone=BERLIN, areas=AREAS)
    return Query(read.features, read.when, read.area, owner, BERLIN)


def found(needed: Query, *offers: Entry, limit: int = 10) -> list[str]:
    index = PostIndex()
    for entry in offers:
        index.put(entry)
    return [match.post for match in index.search(needed, limit)]


CLINIC = "can someone drive my mum to the clinic on Tuesday at 9"


def test_a_lift_to_the_clinic_is_found_without_a_shared_word() -> None:
    index = PostIndex()
    index.put(offer("mornings", "lifts on weekday mornings"))
    index.put(offer("weekends", "lifts on weekend evenings"))
    index.put(offer("ladder", "I can lend a ladder"))

    (match,) = index.search(need(CLINIC), 5)

    assert match.post == "mornings"
    assert match.shared_concepts == ("transport",)
    assert match.shared_stems == ()


def test_a_ladder_is_suggested_to_nobody_who_needs_a_lift_even_if_it_is_all_there_is() -> None:
    assert found(need(CLINIC), offer("ladder", "I can lend a ladder")) == []


def test_nobody_is_found_for_a_need_of_their_own() -> None:
    own = offer("mornings", "lifts on weekday mornings", owner="amina")
    assert found(need(CLINIC, owner="amina"), own) == []
    assert found(need(CLINIC, owner="ben"), own) == ["mornings"]


def test_a_rare_word_is_enough_and_a_frequent_one_is_not() -> None:
    accordion = offer("accordion", "my grandfather's accordion wants playing")
    assert found(need("does anybody have an accordion?"), accordion) == ["accordion"]
    common = [offer(f"street{n}", f"we meet in street {chr(97 + n) * 4}") for n in range(20)]
    assert found(need("who lives in my street?"), *common) == []


def test_another_area_excludes_nobody_and_the_same_comes_first() -> None:
    far, near, somewhere = (
        offer("far", "lifts from Riverside"),
        offer("near", "lifts from Old Town"),
        offer("anywhere", "lifts"),
    )
    posts = found(need("a lift for my dad, Old Town"), far, near, somewhere)
    assert posts[0] == "near"
    assert set(posts) == {"far", "near", "anywhere"}


def test_equal_posts_come_in_the_order_of_their_ids() -> None:
    offers = [offer(post, "lifts on weekday mornings") for post in ("c", "a", "b")]
    assert found(need(CLINIC), *offers) == ["a", "b", "c"]
    assert found(need(CLINIC), *offers, limit=2) == ["a", "b"]
    assert found(need(CLINIC), *offers, limit=0) == []


def test_an_empty_index_and_an_empty_need_find_nothing() -> None:
    assert found(need(CLINIC)) == []
    assert found(need("🙏🙏"), offer("mornings", "lifts on weekday mornings")) == []


def test_an_edited_offer_is_found_by_its_new_words_only() -> None:
    index = PostIndex()
    index.put(offer("one", "lifts on weekday mornings"))
    index.put(offer("one", "I can look after cats"))
    assert len(index) == 1
    assert index.search(need(CLINIC), 5) == []
    assert [match.post for match in index.search(need("who feeds my cat?"), 5)] == ["one"]
    index.drop("one")
    index.drop("one")
    assert len(index) == 0
    assert index.search(need("who feeds my cat?"), 5) == []


STEMS = tuple("abcdefgh")
CONCEPTS = ("transport", "food", "pets")
TIMES: tuple[Times | None, ...] = (
    None,
    Weekly(frozenset(range(5)), time(6), time(12)),
    Weekly(frozenset({5, 6}), time(17), time(22)),
    Window(datetime(2026, 5, 5, 7, tzinfo=UTC), datetime(2026, 5, 5, 9, tzinfo=UTC)),
    Window(datetime(2026, 5, 9, 16, tzinfo=UTC), datetime(2026, 5, 9, 20, tzinfo=UTC)),
)
features = st.builds(
    lambda stems, concepts: Features(tuple(stems), tuple(concepts)),
    st.lists(st.sampled_from(STEMS), unique=True, max_size=6),
    st.lists(st.sampled_from(CONCEPTS), unique=True),
)
areas = st.sampled_from((None, *AREAS))
entries = st.builds(
    Entry,
    post=st.sampled_from([f"post{n}" for n in range(12)]),
    owner=st.sampled_from(["amina", "ben", "chen"]),
    features=features,
    when=st.sampled_from(TIMES),
    area=areas,
)
queries = st.builds(
    Query,
    features=features,
    when=st.sampled_from(TIMES),
    area=areas,
    owner=st.sampled_from(["amina", "ben"]),
    zone=st.just(BERLIN),
)
changes = st.lists(st.one_of(entries, entries.map(lambda entry: entry.post)), max_size=25)


def by_reading_everything(kept: list[Entry], query: Query) -> list[tuple[str, float]]:
    """The same promise, kept by looking at every post: slow, plain and without postings."""
    fade = (*weights.CONCEPT_FADE, *[weights.CONCEPT_FADE[-1]] * len(CONCEPTS))
    mean = sum(len(entry.features.stems) for entry in kept) / len(kept) if kept else 0
    results: list[tuple[str, float]] = []
    for entry in kept:
        total = 0.0
        for stem in query.features.stems:
            if stem in entry.features.stems:
                with_it = sum(stem in other.features.stems for other in kept)
                everything = len(kept) + weights.BACKGROUND_POSTS
                rarity = log(1 + (everything - with_it + 0.5) / (with_it + 0.5))
                length = len(entry.features.stems) / mean
                saturation = weights.TERM_SATURATION * (
                    1 - weights.LENGTH_NORM + weights.LENGTH_NORM * length
                )
                total += weights.STEM * rarity * (weights.TERM_SATURATION + 1) / (1 + saturation)
        for place, concept in enumerate(query.features.concepts):
            if concept in entry.features.concepts:
                there = entry.features.concepts.index(concept)
                total += weights.CONCEPT * fade[place] * fade[there]
        if total < weights.FLOOR or entry.owner == query.owner:
            continue
        if overlap(query.when, entry.when, query.zone):
            near = query.area is not None and query.area == entry.area
            results.append((entry.post, total * (weights.SAME_AREA if near else 1)))
    return sorted(results, key=lambda result: (-round(result[1], 9), result[0]))


def _ranked(matches: list[Match]) -> list[tuple[str, float]]:
    pairs = [(match.post, match.score) for match in matches]
    return sorted(pairs, key=lambda pair: (-round(pair[1], 9), pair[0]))


@given(changes, queries, st.integers(0, 12))
def test_the_index_finds_what_reading_every_post_finds(
    steps: list[Entry | str], query: Query, limit: int
) -> None:
    index = PostIndex()
    kept: dict[str, Entry] = {}
    for step in steps:
        if isinstance(step, Entry):
            index.put(step)
            kept[step.post] = step
        else:
            index.drop(step)
            kept.pop(step, None)

    everything = by_reading_everything(list(kept.values()), query)
    matches = index.search(query, len(kept))

    assert [post for post, _ in _ranked(matches)] == [post for post, _ in everything]
    assert [score for _, score in _ranked(matches)] == pytest.approx([score for _, score in everything])
    assert index.search(query, limit) == matches[:limit]
    assert len(index) == len(kept)


@given(st.lists(entries, unique_by=lambda entry: entry.post), queries, st.randoms())
def test_the_order_in_which_posts_came_changes_nothing(
    kept: list[Entry], query: Query, chance: Random
) -> None:
    one, other = PostIndex(), PostIndex()
    for entry in kept:
        one.put(entry)
    chance.shuffle(kept)
    for entry in kept:
        other.put(entry)
    assert one.search(query, 20) == other.search(query, 20)
