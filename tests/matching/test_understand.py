"""What is understood of a post, and that no text, however hostile, breaks or slows the understanding."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.understanding import (
    MOST_HANDS,
    Features,
    Kind,
    Understanding,
    features_from_plain,
    features_to_plain,
    from_plain,
    to_plain,
)
from bot.matching.understand import understand
from bot.matching.words import MOST_CHARACTERS, MOST_IN_WORD, MOST_TOKENS, normalise, tokens

NOW = datetime(2026, 4, 28, 8, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
AREAS = ("Old Town", "Riverside", "Old Town Square")


def read(text: str) -> Understanding:
    return understand(text, now=NOW, zone=BERLIN, areas=AREAS)


def test_a_need_is_understood() -> None:
    need = read("URGENT: can two people drive my mum to the clinic in Riverside on Thursday at 9?")
    assert (need.kind, need.category, need.area, need.hands, need.urgent) == (
        Kind.PRACTICAL,
        "transport",
        "Riverside",
        2,
        True,
    )
    assert need.when is not None
    assert "clinic" in need.features.stems


def test_wanting_to_be_heard_is_another_kind_of_need() -> None:
    assert read("I just need somebody to listen, mum passed away").kind is Kind.EMOTIONAL
    assert read("🙏").kind is Kind.OTHER


@pytest.mark.parametrize(
    ("text", "hands"),
    [
        ("carry a sofa", 1),
        ("two people to carry a sofa", 2),
        ("need 2 strong people", 2),
        ("3 of us needed", 3),
        ("a few hands for the street party", 3),
        ("a couple of volunteers please", 2),
        ("4 pairs of hands", 4),
        ("5 needed on Saturday", 5),
        ("500 volunteers!", MOST_HANDS),
        ("0 people", 1),
        ("a meal for four people", 1),
        ("we are two adults and a toddler", 1),
        ("two of us live here", 1),
        ("3 gazebos", 1),
    ],
)
def test_how_many_hands_are_wanted(text: str, hands: int) -> None:
    assert read(text).hands == hands


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("a lift from old town to Riverside", "Old Town"),
        ("near Old Town Square", "Old Town Square"),
        ("riverside's market", "Riverside"),
        ("the old townhall", None),
        ("an old friend in town", None),
    ],
)
def test_an_area_is_found_by_its_whole_name(text: str, area: str | None) -> None:
    assert read(text).area == area


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("asap please", True),
        ("as soon as possible", True),
        ("right away!", True),
        ("this isn't very urgent", False),
        ("non-urgent", False),
        ("whenever", False),
    ],
)
def test_urgent_is_what_says_so(text: str, *, urgent: bool) -> None:
    assert read(text).urgent is urgent


@pytest.mark.parametrize("text", ["", "   ", "🙏🎉", "?!…", "\u200b\u202e\ufeff", "12 34"])
def test_a_text_without_words_gives_nothing_to_match(text: str) -> None:
    assert read(text).features == Features(stems=(), concepts=())


def test_what_cannot_be_seen_makes_no_difference() -> None:
    plain = read("lifts on weekday mornings, café")
    hidden = "li\u200bfts\u202e on week\u00adday mornings,\u2003cafe\u0301"
    assert read(hidden) == plain
    assert read("\uff4cifts on weekday mornings, CAF\u00c9") == plain


def test_what_lies_beyond_the_bounds_is_not_read() -> None:
    assert len(tokens(normalise("word " * 3000))) == MOST_TOKENS
    assert read("x " * 500 + "drive").category is None
    assert read("-" * MOST_CHARACTERS + "drive").category is None
    assert len(normalise("\ufdfa" * MOST_CHARACTERS)) <= MOST_CHARACTERS
    assert max(map(len, read("a" * 10_000).features.stems)) == MOST_IN_WORD


HOSTILE = [
    *("9 " * 2000, "9-12 " * 800, "1:" * 2000, "1" * 4000, "the 14th " * 500, "monday and " * 400),
    *("a'" * 2000, "a.m." * 1000, "in two " * 600, "not on the at " * 300, "every other " * 400),
    *("<@U1> <!channel> *_~`" * 200, "\x00\x1b[31m" * 500, "a\u0301\u0302\u0303" * 1000, "\ud800" * 100),
    *("٣ " * 300, "² people", "on ³ may", "½ at ②", "İstanbul'da ıssız"),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_understood_like_any_other(text: str) -> None:
    understood = read(text)
    assert len(understood.features.stems) <= MOST_TOKENS
    assert from_plain(json.loads(json.dumps(to_plain(understood)))) == understood


@given(st.text(max_size=300))
def test_every_text_is_understood_and_can_be_stored(text: str) -> None:
    understood = read(text)
    assert from_plain(json.loads(json.dumps(to_plain(understood)))) == understood
    assert features_from_plain(features_to_plain(understood.features)) == understood.features
    assert read(text) == understood


@pytest.mark.parametrize("features", [{}, {"stems": "lift", "concepts": []}, {"stems": [1], "concepts": []}])
def test_features_that_were_never_stored_are_not_read(features: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="features"):
        features_from_plain(features)
    with pytest.raises(ValueError, match="features"):
        from_plain(to_plain(read("lifts")) | {"features": features})


def test_an_understanding_that_was_never_stored_is_not_read() -> None:
    with pytest.raises(ValueError, match="understanding"):
        from_plain({})
    with pytest.raises(ValueError, match="understanding"):
        from_plain(to_plain(read("lifts")) | {"features": None})
    with pytest.raises(ValueError, match="hands"):
        from_plain(to_plain(read("lifts")) | {"hands": 0})
