"""Words of acute danger are heard, and a printer that is killing somebody is not.

The texts are our own (tests/care/danger_texts.py). The list was mended with the larger part of them; those
called "unmet" were written afterwards and never used for it: they say what it does on words it has not met.
"""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.danger import Danger, dangers, parse
from tests.care.danger_texts import ALARMING, HARMLESS, UNMET_ALARMING, UNMET_HARMLESS


def test_how_sure_it_is():
    for alarming, harmless, heard_at_least, wrong_at_most in (
        (ALARMING, HARMLESS, 0.98, 0),
        (UNMET_ALARMING, UNMET_HARMLESS, 0.58, 0),
    ):
        heard = sum(bool(dangers(each)) for each in alarming)
        wrong = sum(bool(dangers(each)) for each in harmless)
        assert heard / len(alarming) >= heard_at_least
        assert wrong <= wrong_at_most


def test_no_post_of_a_community_is_taken_for_danger(data_sets: Path):
    """None of these 380 speaks of acute danger."""
    with (data_sets / "match-dev" / "posts.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    assert [each for each in texts if dangers(each)] == []


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("I want to die", Danger.DESPAIR),
        ("my husband hits me", Danger.VIOLENCE),
        ("she is not breathing", Danger.EMERGENCY),
        ("Ich will nicht mehr leben", Danger.DESPAIR),
        ("我想自杀", Danger.DESPAIR),
        ("يضربني كل يوم", Danger.VIOLENCE),
    ],
)
def test_each_kind_is_told_apart(text: str, danger: Danger):
    assert dangers(text) == {danger}


def test_marks_capitals_and_apostrophes_make_no_difference():
    for text in ("I CAN\u2019T GO ON LIKE THIS", "i can't go on like this!!", "I cant   go on,  like this"):
        assert dangers(text) == {Danger.DESPAIR}
    assert dangers(unicodedata.normalize("NFD", "não quero viver")) == {Danger.DESPAIR}


@given(st.text())
def test_any_text_gives_an_answer(text: str):
    assert dangers(text) <= set(Danger)


ONE_IS_NO_LIST = "[en]\ndespair = []\nviolence = ['a']\nemergency = ['b']\nharmless = 1"


@pytest.mark.parametrize("source", ["[en]\ndespair = ['x']", "en = 1", ONE_IS_NO_LIST])
def test_a_list_that_is_not_well_formed_is_refused(source: str):
    with pytest.raises(ValueError, match="en"):
        parse(source)
