"""Words of acute danger are heard, and a printer that is killing somebody is not.

The texts are our own. The list was mended with most of them; those of `held_aside_danger.py` were written
afterwards and never used for it: they say what it does on words it has not met. docs/privacy.md quotes them.
"""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.danger import Danger, dangers, parse
from tests.care import held_aside_danger as held_aside
from tests.care import more_danger_texts as more
from tests.care.danger_texts import ALARMING, HARMLESS, UNMET_ALARMING, UNMET_HARMLESS


def test_how_sure_it_is():
    mended_with = (*ALARMING, *UNMET_ALARMING, *more.DANGEROUS)
    sounds_like_it = (*HARMLESS, *UNMET_HARMLESS, *more.HARMLESS)
    for alarming, harmless, heard_at_least, wrong_at_most in (
        (mended_with, sounds_like_it, 0.97, 1),
        (held_aside.DANGEROUS, held_aside.HARMLESS, 0.23, 1),
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


GROUPS = """
[en]
"@somebody" = ["he|she", "my _ friend"]
despair = ["@somebody wants? to go*"]
violence = ["a"]
emergency = ["b"]
harmless = ["he go home"]
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("she goes", False),
        ("she to going", True),
        ("my very old friend wants to go", True),
        ("my friend to go", True),
        ("my one two three friend to go", False),
        ("friend to go", False),
    ],
)
def test_a_phrase_is_read_as_the_list_says(text: str, found: bool):
    assert parse(GROUPS).of[Danger.DESPAIR].are_in(text.split()) == found


def test_what_is_harmless_uses_its_words_up():
    words = parse(GROUPS)
    assert words.harmless.used_up(["if", "he", "go", "home", "to", "go"]) == ["if", "", "", "", "to", "go"]


ONE_IS_NO_LIST = "[en]\ndespair = []\nviolence = ['a']\nemergency = ['b']\nharmless = 1"


NO_SUCH_GROUP = "[en]\ndespair = ['@who']\nviolence = ['a']\nemergency = ['b']\nharmless = ['c']"
NOTHING_TO_BEGIN_WITH = NO_SUCH_GROUP.replace("@who", "_ x")


@pytest.mark.parametrize(
    "source",
    ["[en]\ndespair = ['x']", "en = 1", ONE_IS_NO_LIST, NO_SUCH_GROUP, NOTHING_TO_BEGIN_WITH],
)
def test_a_list_that_is_not_well_formed_is_refused(source: str):
    with pytest.raises(ValueError, match="en"):
        parse(source)
