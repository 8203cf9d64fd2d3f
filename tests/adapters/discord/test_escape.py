"""Words of people stand on Discord as they were written, and do nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import escape, limits
from bot.views.vocabulary import UserText
from tests.adapters.discord.discord_markdown import read

MARKUP = [
    "**bold** and *bent* and _bent_ and __under__",
    "~~gone~~ ||hidden||",
    "`code` and ```block```",
    "# big",
    "## second line\n### third",
    "-# small",
    "> quoted",
    ">>> quoted to the end",
    "- one\n- two",
    "* one",
    "+ one",
    "1. first\n2. second",
    "   - deep in",
    "ask <@123456789012345678> or <@!123456789012345678>",
    "<@&123456789012345678>",
    "<#123456789012345678>",
    "</aid-admin setup:123456789012345678>",
    "<t:1700000000:R> and <t:1700000000>",
    "<:hug:123456789012345678> <a:spin:123456789012345678>",
    "<id:customize>",
    "@everyone @here",
    "[free money](https://evil.example/login)",
    "[free money](<https://evil.example>)",
    "see https://evil.example/path?x=1 now",
    "<https://evil.example>",
    "<mailto:someone@evil.example>",
    "join discord.gg/abcdef",
    ":smile: :wave::skin-tone-2:",
    "steam://run/1",
]

ODD = [
    r"C:\temp\new and a trailing \ ",
    r"¯\_(ツ)_/¯",
    "2*3*4 = 24, snake_case_name",
    "see you at 9:30, or 9.30; costs 1.50",
    "\\*not bold\\*",
    "\\",
    "😀👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "line one\nline two\n\nline four",
    "שלום חברים",
    "1.",
    "a:b:c::d",
]


def _as_seen(shown: str) -> str:
    """Without the two marks that keep right-to-left text to itself, which nobody sees."""
    return shown.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("text", MARKUP)
def test_the_reader_knows_what_would_take_effect(text: str):
    assert read(text).effects


@pytest.mark.parametrize("text", MARKUP + ODD)
def test_what_a_person_wrote_is_shown_and_does_nothing(text: str):
    seen = read(escape.lines(UserText(text)))
    assert not seen.effects
    assert _as_seen(seen.shown) == text


@pytest.mark.parametrize("text", MARKUP + ODD)
def test_on_one_line_it_does_nothing_either(text: str):
    seen = read(escape.line(UserText(text)))
    assert not seen.effects
    assert "\n" not in seen.shown


@pytest.mark.parametrize("text", MARKUP + ODD)
def test_in_a_quote_every_line_is_quoted_and_nothing_else_happens(text: str):
    quoted = "\n".join(f"> {part}" for part in escape.lines(UserText(text)).split("\n"))
    for part in quoted.split("\n"):
        assert read(part).effects == ("quote",)


@pytest.mark.parametrize("before", ["", "Ana: ", ":", "1", "<", "**", "[x]("])
@pytest.mark.parametrize("text", ["smile: :x", ". first", "@5>", "https://a.example)", "*bold*", "-# x"])
def test_it_does_nothing_together_with_words_of_ours_around_it(before: str, text: str):
    seen = read(escape.words(before) + escape.line(UserText(text)) + escape.words(": and on"))
    assert not seen.effects


@given(st.text(st.sampled_from("\\`*_~|<>[]()@#:.-+/! \n019abthps&;\u202e\u05d0"), max_size=60))
def test_no_heap_of_markup_takes_effect(text: str):
    for written in (escape.lines(UserText(text)), escape.line(UserText(text))):
        assert not read(written).effects


@given(st.text(max_size=200))
def test_no_text_is_refused_by_discord(text: str):
    for write in (escape.lines, escape.line, escape.plain_lines, escape.plain_line):
        written = write(UserText(text))
        assert written.strip()
        written.encode()


def test_what_turns_letters_around_is_taken_out():
    sly = "pay \u202egnitirw\u202c \u2066you\u2069 now\u200f"
    assert escape.plain_line(UserText(sly)) == "pay gnitirw you now"
    assert escape.line(UserText(sly)) == "pay gnitirw you now"


def test_right_to_left_text_is_kept_from_turning_its_neighbours():
    assert escape.line(UserText("שלום 12")) == "\u2068שלום 12\u2069"


def test_control_characters_are_taken_out_and_lines_kept():
    assert escape.plain_lines(UserText("a\x00b\x1b[31mc\r\nd\x85e\u2028f\tg")) == "ab[31mc\nd\ne\nf g"


def test_a_text_of_nothing_to_see_is_marked():
    for blank in ("", " \n ", "\u200b\u200b", "\u3164", "\u202e"):
        assert escape.line(UserText(blank)) == limits.CUT


def test_labels_show_no_backslashes():
    assert escape.plain_line(UserText("*9:30* at\nhome")) == "*9:30* at home"


def test_a_cut_is_visible_and_cuts_no_escape_in_half():
    written = limits.clip_as("*" * 50, 21, lambda raw: escape.line(UserText(raw)))
    assert written == r"\*" * 10 + limits.CUT
    assert limits.clip("as it is", 8) == "as it is"
    assert limits.clip("too long by far", 9) == "too long…"


def test_letters_outside_the_basic_plane_count_twice():
    assert limits.size("a😀") == 3
    assert limits.clip("😀😀😀", 5) == "😀😀…"
