"""Every view becomes HTML, and no word of a person becomes anything but text."""

import re
from datetime import UTC, datetime, time
from html.parser import HTMLParser
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.local import escape, render
from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.domain.notice import NoticeKind
from bot.views.i18n import Tongue
from bot.views.present import present
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Button,
    Card,
    ChannelField,
    ChoiceField,
    Clock,
    Fields,
    File,
    Form,
    Lines,
    Listing,
    ManyField,
    Mention,
    Moment,
    Note,
    Option,
    PersonField,
    Phrase,
    Picture,
    Precision,
    Prose,
    Quote,
    TextField,
    Tone,
    TrustedLink,
    Typed,
    UserText,
)
from tests.adapters import scenes
from tests.adapters.local.fakes import AMINA, BRUNO, ROBIN, TONGUE
from tests.adapters.local.golden import same_as_golden

PEOPLE = (AMINA, BRUNO, ROBIN)
TUESDAY_AT_NINE = Moment(datetime(2026, 5, 5, 8, 0, tzinfo=UTC), Precision.DAY_AND_TIME)
HOSTILE = (
    "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>&lt;b&gt;{name} </textarea></bdi>\u202egnp.exe"
)

CARD = Card(
    Phrase("need.card.open"),
    (
        Prose((Phrase("need.card.asks", {"asker": Mention(UserText("Amina"), "amina")}),)),
        Quote(UserText("can someone drive my mum to the clinic?\nTuesday at 9, שלום")),
        Fields(
            (
                (Phrase("facts.when"), TUESDAY_AT_NINE),
                (
                    Phrase("facts.category"),
                    Listing(
                        (Phrase("category.transport"), Phrase("category.health"), UserText("tea & talk"))
                    ),
                ),
            )
        ),
        Note(
            (
                Clock(time(9, 30)),
                Typed(" /aid "),
                TrustedLink("https://example.org/?a=1&b=2", Phrase("button.more")),
            )
        ),
        Actions(
            (
                Button(Phrase("button.can_help"), ActionRef(Verb.CAN_HELP, "abc"), Tone.PRIMARY),
                Button(Phrase("button.not_now"), ActionRef(Verb.NOT_NOW, "abc")),
                Button(Phrase("button.take_back"), ActionRef(Verb.TAKE_BACK_NEED, "abc"), Tone.QUIET),
            )
        ),
    ),
)


def a_form(problems: dict[str, Phrase], text: str | None = None) -> Form:
    return Form(
        Phrase("need.form.write"),
        (
            TextField(
                "text",
                Phrase("need.form.text"),
                Phrase("need.form.hint"),
                UserText(text) if text is not None else None,
                Lines.SEVERAL,
                2000,
                required=True,
            ),
            TextField(
                "where", Phrase("facts.where"), None, UserText('"home"'), Lines.ONE, 100, required=False
            ),
            ChoiceField(
                "kind",
                Phrase("facts.category"),
                (Option("t", Phrase("category.transport")), Option("o", UserText("<tea>"))),
                "o",
                required=False,
            ),
            ManyField(
                "kinds",
                Phrase("ask_me.form.kinds"),
                (Option("f", Phrase("category.food")), Option("s", UserText("<socks>"))),
                ("s",),
            ),
            PersonField("person", Phrase("thanks.form.person"), None, required=True),
            ChannelField("needs", Phrase("facts.where"), Board.NEEDS, None, required=True),
        ),
        Phrase("form.preview"),
        ActionRef(Verb.WRITE_NEED),
        MappingProxyType(problems),
    )


def test_everything_that_hypha_says() -> None:
    drawn = [
        f"<!-- {kind} -->{render.view(present(scenes.scene(kind)), TONGUE, PEOPLE)}" for kind in NoticeKind
    ]
    same_as_golden("views", "\n".join(drawn))


def test_a_card_with_everything_in_it() -> None:
    same_as_golden("card", render.view(CARD, TONGUE, PEOPLE))


def test_a_form_with_every_field() -> None:
    same_as_golden("form", render.view(a_form({}), TONGUE, PEOPLE))


def test_a_form_says_at_each_field_what_to_mend_and_keeps_what_was_typed() -> None:
    problems = {"text": Phrase("refusal.empty"), "person": Phrase("refusal.whom_to_thank")}
    same_as_golden("form_to_mend", render.view(a_form(problems, "\n  a ladder"), TONGUE, PEOPLE))


def test_a_problem_of_a_field_that_is_not_shown_stands_with_the_button() -> None:
    drawn = render.view(a_form({"needs": Phrase("refusal.empty")}), TONGUE, PEOPLE)
    said = render.line((Phrase("refusal.empty"),), TONGUE)
    assert f'<p class="wrong form-trouble" role="alert">{said}</p>' in drawn


class _Elements(HTMLParser):
    """The elements and the text of a page, as a browser's parser takes them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(str(html))  # a slice of Markup would be escaped once more
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def card_of(words: str) -> Card:
    text = UserText(words)
    return Card(
        Phrase("need.card.open"),
        (
            Prose((text, Phrase("need.card.asks", {"asker": Mention(text, "x")}))),
            Quote(text),
            Fields(((Phrase("facts.where"), text),)),
            Note((Listing((text, text)),)),
        ),
    )


def form_of(words: str) -> Form:
    text = UserText(words)
    return Form(
        Phrase("need.form.write"),
        (
            TextField("a", Phrase("need.form.text"), None, text, Lines.SEVERAL, 2000, required=True),
            TextField("b", Phrase("need.form.text"), None, text, Lines.ONE, 2000, required=True),
            ChoiceField("c", Phrase("facts.category"), (Option("x", text),), "x", required=True),
        ),
        Phrase("form.preview"),
        ActionRef(Verb.WRITE_NEED),
    )


def shape(html: str) -> tuple[list[str], set[str]]:
    found = _Elements(html)
    return found.elements, found.attributes


@given(st.text() | st.sampled_from([HOSTILE, "\n" + HOSTILE, "]]>", "<!--", "&#x3c;script&#x3e;"]))
def test_no_text_changes_what_a_page_is_made_of(words: str) -> None:
    """Rule 10: user text is never markup."""
    assert shape(render.view(card_of(words), TONGUE, PEOPLE)) == shape(
        render.view(card_of("x"), TONGUE, PEOPLE)
    )
    assert shape(render.view(form_of(words), TONGUE, PEOPLE)) == shape(
        render.view(form_of("x"), TONGUE, PEOPLE)
    )


def test_hostile_text_reads_as_it_was_written() -> None:
    text = _Elements(render.view(card_of(HOSTILE), TONGUE, PEOPLE)).text
    assert text.count(HOSTILE.replace("\u202e", "")) == 6


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("nul \x00 bell \x07 del \x7f", "nul  bell  del "),
        ("\u202eturned\u202c \u2066apart\u2069", "turned apart"),
        ("half \ud83d", "half "),
        ("👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 नमस्ते", "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 नमस्ते"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_tricks_are_taken_out_and_writing_stays(raw: str, shown: str) -> None:
    assert escape.user_text(UserText(raw)) == f"<bdi>{shown}</bdi>"


@given(st.text(alphabet=st.characters()))
def test_whatever_is_drawn_can_be_sent(words: str) -> None:
    escape.user_text(UserText(words)).encode("utf-8")


def test_a_member_name_is_shut_in_as_well() -> None:
    drawn = escape.mention(Mention(UserText("\u202e<b>"), None))
    assert drawn == '<span class="mention">@<bdi>&lt;b&gt;</bdi></span>'


def test_a_file_is_carried_by_its_link_and_a_picture_is_seen():
    kept = Card(Phrase("export.file.title"), (), File("hypha", Phrase("export.file"), CARD))
    drawn = render.card(kept, TONGUE)
    assert '<a download="hypha.txt" href="data:text/plain;base64,' in drawn
    picture = File("week", Phrase("export.file"), Picture("image/png", b"\x89PNG"))
    drawn = render.card(Card(Phrase("export.title"), (), picture), TONGUE)
    assert 'src="data:image/png;base64,iVBORw==" alt="What is held about you"' in drawn


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_a_link_leads_to_a_web_page_only(url: str) -> None:
    with pytest.raises(ValueError, match="web page"):
        render.line((TrustedLink(url, Phrase("button.more")),), TONGUE)


def test_times_are_shown_in_the_reader_zone() -> None:
    shown = {
        zone: re.sub("<[^>]*>", "", render.line((TUESDAY_AT_NINE,), Tongue("en-GB", ZoneInfo(zone))))
        for zone in ("Europe/Lisbon", "Asia/Kolkata")
    }
    assert "09:00" in shown["Europe/Lisbon"]
    assert "13:30" in shown["Asia/Kolkata"]
