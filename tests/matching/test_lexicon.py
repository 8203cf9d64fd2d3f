"""The words that people use for each kind of help, and what a translator can get wrong in them."""

import tomllib
from collections import Counter
from datetime import UTC, datetime
from importlib import resources
from zoneinfo import ZoneInfo

import pytest

from bot.domain.understanding import Kind, Topic
from bot.matching.lexicon import lexicon, parse
from bot.matching.understand import understand
from bot.matching.words import normalise, stems, tokens

CONCEPTS = {
    *("transport", "food", "childcare", "pets", "moving", "tools", "goods", "tech", "language", "paperwork"),
    *("work", "learning", "emotional", "health", "home", "garden", "accessibility", "housing", "money"),
    *("event", "skills", "advice", "emergency", "other"),
}
SMALL = """
stop = "the a"
ordinary = ["drive me mad"]
[concept.transport]
kind = "practical"
words = ["lift", "drive", "van"]
[concept.tech]
kind = "practical"
words = ["hard drive"]
[concept.moving]
kind = "practical"
words = ["van"]
[touches]
keys = ["spare key"]
"""


def concepts(text: str, source: str | None = None) -> tuple[str, ...]:
    known = lexicon("en") if source is None else parse(source, "en")
    return known.concepts(stems(tokens(normalise(text)), "en"))


def test_english_knows_every_kind_of_help() -> None:
    known = lexicon("en")
    assert set(known.kinds) == CONCEPTS
    assert [concept for concept, kind in known.kinds.items() if kind is Kind.EMOTIONAL] == ["emotional"]
    assert [concept for concept, kind in known.kinds.items() if kind is Kind.OTHER] == ["other"]


def test_every_kind_of_help_has_a_fair_list_of_words_and_none_twice() -> None:
    path = resources.files("bot.matching") / "lexicon" / "en.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["concept"]
    for concept, table in tables.items():
        assert len(table["words"]) >= 15, concept
        assert [word for word, count in Counter(table["words"]).items() if count > 1] == [], concept


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("lifts on weekday mornings", ("transport",)),
        ("could anybody DRIVE us?", ("transport",)),
        ("the hard drive is making noises", ("tech",)),
        ("the kids drive me crazy", ("childcare",)),
        ("I can babysit", ("childcare",)),
        ("someone to talk to, I feel so lonely", ("emotional",)),
        ("nothing in particular", ()),
    ],
)
def test_words_and_phrases_point_to_kinds_of_help(text: str, meant: tuple[str, ...]) -> None:
    assert concepts(text) == meant


@pytest.mark.parametrize(
    ("text", "touched"),
    [
        ("could someone lend me 50 euros?", {Topic.MONEY}),
        ("£20 for bread until Friday", {Topic.MONEY}),
        ("someone to mind my kids on Friday", {Topic.CHILDCARE}),
        ("I can babysit, at your home or mine", {Topic.CHILDCARE, Topic.HOME_VISIT}),
        ("water my plants while I'm away, I'd leave a key", {Topic.KEYS}),
        ("a lift to the clinic for my 81 year old mum", set()),
        ("walking dogs, feeding cats", set()),
        ("help with a letter about debt", set()),
        ("", set()),
    ],
)
def test_what_a_community_may_want_to_look_at_first_is_noticed(text: str, touched: set[Topic]) -> None:
    understood = understand(text, now=datetime.now(UTC), zone=ZoneInfo("UTC"))
    assert understood.touches == touched


def test_the_longest_phrase_uses_its_words_up() -> None:
    assert concepts("the hard drive", SMALL) == ("tech",)
    assert concepts("you drive me mad", SMALL) == ()


def test_what_is_said_most_comes_first_and_then_what_is_said_earliest() -> None:
    assert concepts("hard drive, lift, lift", SMALL) == ("transport", "tech")
    assert concepts("van", SMALL) == ("transport", "moving")


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("", "concept: a table is missing"),
        (SMALL.replace('kind = "practical"', "kind = 1", 1), "transport: kind"),
        (SMALL.replace('"practical"', '"magic"', 1), "magic"),
        (SMALL.replace('["hard drive"]', "[]"), "tech: a list of words"),
        (SMALL.replace('["hard drive"]', "[7]"), "tech: a text is missing"),
        (SMALL.replace("hard drive", "..."), "tech: '...' has no word"),
        (SMALL.replace("drive me mad", "lifts"), "'lift' also points to transport"),
        (SMALL.replace('stop = "the a"', ""), "stop: a text is missing"),
        (SMALL.replace("[touches]", "[touched]"), "touches: a table is missing"),
        (SMALL.replace('keys = ["spare', 'wishes = ["spare'), "wishes"),
        (SMALL.replace('["spare key"]', "[]"), "keys: a list of words"),
    ],
)
def test_a_slip_in_the_word_list_is_named_by_its_place(source: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(source, "en")
