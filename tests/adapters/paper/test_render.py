"""What is kept as a file says all of it, and no word of a person becomes anything but text."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.paper import render
from bot.application.verbs import Verb
from bot.views.i18n import Tongue
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Button,
    Card,
    Fields,
    File,
    Mention,
    Moment,
    Note,
    Phrase,
    Picture,
    Precision,
    Prose,
    Quote,
    TrustedLink,
    UserText,
)

TONGUE = Tongue("en-GB", ZoneInfo("Europe/Lisbon"))
MAY = Moment(datetime(2026, 5, 5, 8, 0, tzinfo=UTC), Precision.DAY)
CARD = Card(
    Phrase("export.title"),
    (
        Prose((Phrase("mine.with", {"people": Mention(UserText("Bruno"), "b")}),)),
        Quote(UserText("a ladder\n\nand a bucket\u2028too")),
        Fields(((Phrase("export.name"), UserText("Amina\nK")), (Phrase("export.language"), MAY))),
        Note((TrustedLink("https://example.org", Phrase("danger.elsewhere")),)),
        Actions((Button(Phrase("button.export"), ActionRef(Verb.EXPORT)),)),
    ),
)


def test_a_card_becomes_a_page_of_plain_text():
    kept = render.kept(File("hypha", Phrase("export.file"), CARD), TONGUE)
    assert (kept.name, kept.media_type, kept.label) == ("hypha.txt", "text/plain", "What is held about you")
    title, with_whom, quote, rows, note = kept.content.decode("utf-8-sig").rstrip("\n").split("\n\n")
    assert title == "What is held about you"
    assert "\u2068Bruno\u2069" in with_whom
    assert quote == "> a ladder\n>\n> and a bucket\n> too"
    assert "\u2068Amina K\u2069" in rows
    assert "Tuesday 5 May" in rows
    assert "(https://example.org)" in note


def test_a_picture_is_handed_over_as_it_is():
    kept = render.kept(File("week", Phrase("export.file"), Picture("image/png", b"\x89PNG")), TONGUE)
    assert (kept.name, kept.media_type, kept.content) == ("week.png", "image/png", b"\x89PNG")


@given(st.text())
def test_no_words_turn_the_page_around_or_break_it(words: str):
    card = Card(Phrase("export.title"), (Prose((UserText(words),)), Quote(UserText(words))))
    page = render.text(card, TONGUE)
    page.encode("utf-8-sig")
    assert not set(page) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\x00\x1b\r")
    assert page.count("\u2068") == page.count("\u2069") == 1


def test_a_phrase_that_is_not_there_is_a_bug():
    with pytest.raises(KeyError):
        render.kept(File("hypha", Phrase("no.such"), CARD), TONGUE)
