"""How Hypha speaks: words that never stand on a screen."""

import re

import pytest

from tests.views.test_catalogue import catalogue

FORBIDDEN = (
    "score",
    "balance",
    "load",
    "flow",
    "pending",
    "unresponsive",
    "still waiting",
    "you mostly give",
    "rank",
    "level",
    "streak",
    "badge",
    "points",
    "lapsed",
    "invalid",
    "error",
)


@pytest.mark.parametrize("word", FORBIDDEN)
def test_words_that_are_never_said(word: str) -> None:
    found = re.compile(rf"\b{word}(s|ed|ing)?\b", re.IGNORECASE)
    assert not [key for key, all_forms in catalogue("en").items() if any(map(found.search, all_forms))]
