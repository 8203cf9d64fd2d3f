"""Words of people stand on Slack as they were written, and do nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import escape, limits, render
from bot.views.i18n import Tongue
from bot.views.vocabulary import Card, Fields, Note, Phrase, Prose, Quote, UserText
from tests.adapters.scenes import LISBON
from tests.loopback.slack.mrkdwn import read_leaf, read_mrkdwn
from tests.loopback.slack.reading import read_blocks

MARKUP = [
    "*bold* and _bent_ and ~gone~",
    "`code`",
    "```block```",
    "> quoted",
    ">>> quoted to the end",
    "fine\n> quoted below",
    "ask <@U012AB3CD> or <@U012AB3CD|a friend>",
    "<!channel> <!here> <!everyone>",
    "<!subteam^S012AB3CD> and <!subteam^S012AB3CD|@team>",
    "<#C012AB3CD|needs>",
    "<!date^1392734382^{date_short}^https://evil.example|when>",
    "<https://evil.example|free money>",
    "<https://evil.example>",
    "<mailto:someone@evil.example|write>",
    "see https://evil.example/path?x=1 now",
    "evil.com has it",
    "mail me@evil.com",
    ":smile: :wave::skin-tone-2: :100:",
    "/aid-admin <https://evil.example|setup>",
]

ODD = [
    "R&D < 3 > 2 &amp; &lt;b&gt;",
    r"C:\temp\new and a trailing \ ",
    r"¯\_(ツ)_/¯",
    "2*3*4 = 24, snake_case_name",
    "see you at 9:30, or 9.30; costs 1.50",
    "😀👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "line one\nline two\n\nline four",
    "שלום חברים",
    "@here @channel #general",
]

TURNING = ["\u202egnihtemos", "\u2066one\u2067two", "a\u200fb\u200ec\u061c", "\u202a\u202b\u202d\u202c"]
BLANK = ["", " \n ", "\x00\x07", "\u200b\u200d", "\u3164", "\ufeff", "\u202e"]

anything = st.text(st.characters(), max_size=200) | st.lists(
    st.sampled_from([*MARKUP, *ODD, *TURNING, *BLANK, "<", ">", "&", "*", "_", "`", ":", "@", "\n"])
).map("".join)


def _as_seen(shown: str) -> str:
    """Without the marks that nobody sees."""
    return shown.replace("\u2068", "").replace("\u2069", "").replace("\u2060", "")


@pytest.mark.parametrize("text", MARKUP)
def test_the_reader_knows_what_would_take_effect(text: str):
    assert read_mrkdwn(text).effects


@pytest.mark.parametrize("text", MARKUP + ODD)
def test_what_a_person_wrote_is_shown_and_does_nothing(text: str):
    seen = read_leaf(escape.lines(UserText(text)))
    assert not seen.effects
    assert seen.text == text


@pytest.mark.parametrize("text", MARKUP + ODD)
def test_on_one_line_it_does_nothing_either(text: str):
    seen = read_leaf(escape.line(UserText(text)))
    assert not seen.effects
    assert _as_seen(seen.text) == " ".join(text.split())


@pytest.mark.parametrize("text", MARKUP + ODD)
def test_in_a_notification_it_can_be_read_and_does_nothing(text: str):
    seen = read_mrkdwn(escape.notification(text))
    assert not seen.effects
    written = _as_seen(seen.text).translate(str.maketrans("∗ˍ∼ˋ", "*_~`"))
    assert written == text


@pytest.mark.parametrize("text", TURNING)
def test_nothing_turns_the_order_of_what_stands_beside_it(text: str):
    for written in (escape.lines(UserText(text)), escape.line(UserText(text)), escape.option(UserText(text))):
        assert not read_leaf(written).effects


def test_words_from_right_to_left_keep_to_themselves():
    assert escape.line(UserText("שלום")) == "\u2068שלום\u2069"


@pytest.mark.parametrize("text", BLANK)
def test_a_text_in_which_there_is_nothing_to_see_shows_that(text: str):
    assert escape.lines(UserText(text)) == limits.CUT
    assert escape.line(UserText(text)) == limits.CUT
    assert escape.option(UserText(text)) == limits.CUT


def test_what_somebody_typed_comes_back_into_a_form_as_it_was():
    assert (
        escape.entered(UserText(" *two*  spaces\r\nand a line\x00\ud800"))
        == " *two*  spaces\nand a line\ufffd"
    )


@given(anything)
def test_no_text_does_anything_anywhere_on_a_card(text: str):
    theirs = UserText(text)
    blocks = (Prose((theirs,)), Quote(theirs), Fields(((Phrase("facts.where"), theirs),)), Note((theirs,)))
    drawn = render.message(Card(Phrase("mine.title"), blocks), Tongue("en", LISBON))
    assert not read_blocks(drawn.blocks).effects
    assert not read_mrkdwn(drawn.text).effects
    assert not [leaf for leaf in _leaves(drawn.blocks) if leaf["type"] != "text"]


def _leaves(blocks: list[render.Json]) -> list[render.Json]:
    rich = [block for block in blocks if block["type"] == "rich_text"]
    return [leaf for block in rich for part in block["elements"] for leaf in part["elements"]]
