"""Whatever somebody writes, the answer is clear and kind, and their words are not lost."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.domain.need import NeedState
from bot.views.catalogue import TEXT_MAX
from bot.views.refusals import LONGEST_GIVEN_BACK
from bot.views.vocabulary import ActionRef, Card, Form, Quote, TextField
from tests.application.world import HOUR, World, WorldAtHand, token_of, told, words

PREVIEW, FORM, EMPTY, TOO_LONG = "preview", "form", "empty", "too long"


@dataclass(frozen=True)
class Hostile:
    text: str
    answer: str
    kept: str | None = None
    """What is kept of it, where that is not the text itself."""


TEXTS = {
    "nothing": Hostile("", FORM),
    "spaces": Hostile("   \t  ", FORM),
    "line breaks": Hostile("\r\n\n\r", FORM),
    "controls only": Hostile("\x00\x07\x1b\x7f\x9b", FORM),
    "zero width only": Hostile("\u200b\u200d\u2060\ufeff", EMPTY),
    "bidi marks only": Hostile("\u202e\u2066\u2069", EMPTY),
    "combining marks only": Hostile("\u0301\u0301\u0301", EMPTY),
    "10,000 letters": Hostile("a" * 10_000, TOO_LONG),
    "10,000 emoji": Hostile("\U0001f33f" * 10_000, TOO_LONG),
    "one too many": Hostile("a" * (TEXT_MAX + 1), TOO_LONG),
    "as long as can be": Hostile("a" * TEXT_MAX, PREVIEW),
    "long after it was composed": Hostile("\u0958" * (TEXT_MAX // 2 + 1), TOO_LONG),
    "a NUL inside": Hostile("a lift\x00 please", PREVIEW, kept="a lift please"),
    "escape sequences": Hostile("a \x1b[31mred\x1b[0m bicycle", PREVIEW, kept="a [31mred[0m bicycle"),
    "a lone surrogate": Hostile("a lift \ud83d please", PREVIEW, kept="a lift  please"),
    "only lone surrogates": Hostile("\ud800\udfff", FORM),
    "private use": Hostile("a \ue000lift", PREVIEW, kept="a lift"),
    "emoji only": Hostile("\U0001f697\U0001f3e5\u2753", PREVIEW),
    "a family of emoji": Hostile("\U0001f469\u200d\U0001f469\u200d\U0001f467", PREVIEW),
    "bidi overrides": Hostile("a lift \u202egnihtyna\u202c please", PREVIEW),
    "markup for Slack": Hostile("<!channel> <@U1|you> *b* <https://evil.example|bank> &amp;", PREVIEW),
    "markup for Discord": Hostile(
        "@everyone <@&1> <#2> </need:3> <t:0:R> ||s|| [x](https://e.example)", PREVIEW
    ),
    "markup for a page": Hostile("<script>alert(1)</script><img src=x onerror=alert(1)>&lt;", PREVIEW),
    "a placeholder": Hostile("{asker} {0} {count!r:>99} %s %(x)s {", PREVIEW),
    "a key of the catalogue": Hostile("need.preview.title", PREVIEW),
    "a quote for a database": Hostile("'; DROP TABLE need; --", PREVIEW),
    "windows line ends": Hostile("a lift\r\non Tuesday", PREVIEW, kept="a lift\non Tuesday"),
    "many marks on one letter": Hostile("a lift x" + "\u0301" * 500, PREVIEW),
    "no spaces": Hostile("https://" + "x" * 1500, PREVIEW),
    "digits that are not": Hostile("lift at \u0669:\u06f3\u0660 for \u00b2 people \u2460", PREVIEW),
    "numbers too big": Hostile(
        "a lift at 99999999999999999999:99 on 99/99/9999 for 99999999999999 people", PREVIEW
    ),
}


@pytest.mark.parametrize("kind", ["need", "offer"])
async def test_as_a_command(world: World, kind: str, subtests: pytest.Subtests) -> None:
    answers = {
        PREVIEW: f"{kind}.preview.title",
        FORM: f"{kind}.form.write",
        EMPTY: "refusal.empty",
        TOO_LONG: "refusal.too_long",
    }
    for name, hostile in TEXTS.items():
        with subtests.test(name):
            reply = await world.does("Amina", Verb(kind), text=hostile.text)
            assert told(reply) == answers[hostile.answer]
            if hostile.answer in (EMPTY, TOO_LONG):
                assert isinstance(reply.view, Card)
                (given_back,) = [block for block in reply.view.blocks if isinstance(block, Quote)]
                assert given_back.text.raw == hostile.text[:LONGEST_GIVEN_BACK]


@pytest.mark.parametrize("kind", ["need", "offer"])
async def test_in_a_form(world: World, kind: str, subtests: pytest.Subtests) -> None:
    """It comes back with the problem at its field, and with everything that was typed still in it."""
    answers = {
        PREVIEW: f"{kind}.preview.title",
        FORM: f"{kind}.form.write refusal.empty",
        EMPTY: f"{kind}.form.write refusal.empty",
        TOO_LONG: f"{kind}.form.write refusal.too_long",
    }
    for name, hostile in TEXTS.items():
        with subtests.test(name):
            reply = await world.does("Amina", Verb(f"write_{kind}"), text=hostile.text)
            assert told(reply) == answers[hostile.answer]
            if isinstance(reply.view, Form):
                assert _typed(reply.view) == hostile.text


@pytest.mark.parametrize("kind", ["need", "offer"])
async def test_as_other_words_for_a_post_that_is_out(
    world: World, kind: str, subtests: pytest.Subtests
) -> None:
    post = await (world.posts if kind == "need" else world.offers)("Amina", "a lift to the clinic")
    before = "a lift to the clinic"
    for name, hostile in TEXTS.items():
        with subtests.test(name):
            reply = await world.does("Amina", Verb(f"revise_{kind}"), post, text=hostile.text)
            if told(reply) == "unsent.title":  # there is a link in it, and she is asked first
                reply = await world.does("Amina", Verb.SEND_ANYWAY, token_of(reply, Verb.SEND_ANYWAY))
            await world.settle()
            if hostile.answer == PREVIEW:
                assert told(reply) == f"{kind}.posted.title"
                before = _kept(hostile)
            else:
                assert isinstance(reply.view, Form)
                assert _typed(reply.view) == hostile.text
                assert reply.view.action.token == post
            assert before in world.board(Board(f"{kind}s"))[-1]


async def test_as_thanks(world: World, subtests: pytest.Subtests) -> None:
    """Thanks need no words, so the only thing that can be wrong is too many of them."""
    for name, hostile in TEXTS.items():
        with subtests.test(name):
            # The same within two minutes, as nothing at all is, would be the same thanks.
            world.stage.clock.move_to(world.stage.now() + timedelta(minutes=3))
            received = len(world.inbox("Bruno"))
            reply = await world.does("Amina", Verb.THANK, person="bruno", text=hostile.text)
            await world.settle()
            if hostile.answer == TOO_LONG:
                assert told(reply) == "refusal.too_long"
                assert len(world.inbox("Bruno")) == received
            else:
                assert told(reply) == "thanks.given.title"
                assert "Amina thanks you." in world.inbox("Bruno")[received]
                assert _kept(hostile) in world.inbox("Bruno")[received]


async def test_on_cards_in_an_ask_and_in_ones_own_list(world: World, subtests: pytest.Subtests) -> None:
    await world.offers("Bruno", "a lift to the clinic, in the red bicycle or on Tuesday")
    for name, hostile in TEXTS.items():
        if hostile.answer != PREVIEW:
            continue
        with subtests.test(name):
            need = await world.posts("Amina", hostile.text)
            kept = _kept(hostile)
            assert kept in world.board(Board.NEEDS)[-1]
            mine = await world.does("Amina", Verb.MINE)
            assert kept[:200] in words(mine)
            await world.does("Amina", Verb.TAKE_BACK_NEED, token_of(mine, Verb.TAKE_BACK_NEED))
            await world.settle()
            assert (await world.need(need)).state is NeedState.TAKEN_BACK


NAMES = ["", "   ", "@", "nobody", "\x00", "\ud800", "a" * 10_000, "<@U1>", "'--", "\u202e", "@@bruno"]


async def test_as_the_person_to_be_thanked(world: World, subtests: pytest.Subtests) -> None:
    for name in NAMES:
        with subtests.test(ascii(name)):
            reply = await world.does("Amina", Verb.THANK, person=name, text="for the soup")
            assert told(reply) in ("refusal.whom_to_thank", "refusal.who_is_that")
            assert "for the soup" in words(reply), "their words are given back"
            form = await world.does("Amina", Verb.GIVE_THANKS, person=name, text="for the soup")
            assert isinstance(form.view, Form)
            assert told(form) == f"thanks.form.title {told(reply)}"
            assert _typed(form.view) == "for the soup"


async def test_as_the_name_of_a_person(world: World, subtests: pytest.Subtests) -> None:
    """What a platform says of a person may be anything too."""
    for name in ("\ud800", "\x00", "Zoe\x1b[2J", "\u202eeoZ", "<!channel>", "z" * 5000):
        with subtests.test(ascii(name[:20])):
            preview = await world.does("Zoe", Verb.NEED, name=name, text="a lift")
            assert told(preview) == "need.preview.title"
            assert words(preview)


TOKENS = ["\x00", "\ud800", "a" * 10_000, "need' OR '1'='1", "²", "\u0669", "../..", " ", "a:b"]


async def test_as_the_token_of_a_button(world: World, subtests: pytest.Subtests) -> None:
    for token in TOKENS:
        with subtests.test(f"{token[:20]!a}"):
            for verb in Verb:
                assert ActionRef.decode(f"hy:1:{verb}:{token}") is None
                assert told(await world.does("Amina", verb, token)) == "refusal.unknown", verb


async def test_as_a_time_zone_or_a_channel(world: World, subtests: pytest.Subtests) -> None:
    for zone in ("Mars/Olympus", "../../etc/passwd", "a" * 10_000, "Europe/Lisbon\x00x"):
        with subtests.test(ascii(zone[:20])):
            reply = await world.does("Robin", Verb.SAVE_SET_UP, zone=zone)
            assert told(reply) == "setup.title refusal.no_such_zone"
    for empty in ("", "\x00", "\ud800", "  "):
        with subtests.test(ascii(empty)):
            reply = await world.does("Robin", Verb.SAVE_SET_UP, zone=empty, needs=empty)
            assert told(reply) == "setup.saved.title"


@given(text=st.text(max_size=200) | st.text(alphabet=st.characters(), min_size=1, max_size=200))
def test_any_text_is_previewed_or_asked_for_again(at_hand: WorldAtHand, text: str) -> None:
    clock = at_hand.world.stage.clock
    clock.move_to(clock.now() + HOUR)  # so that it never is too much in a short while
    reply = at_hand.runs(at_hand.world.does("Amina", Verb.WRITE_NEED, text=text))
    assert told(reply) in ("need.preview.title", "need.form.write refusal.empty")
    if told(reply) == "need.preview.title":
        assert token_of(reply, Verb.POST_NEED)


def _kept(hostile: Hostile) -> str:
    if hostile.kept is not None:
        return hostile.kept
    return hostile.text if hostile.answer == PREVIEW else ""


def _typed(form: Form) -> str:
    (field,) = [each for each in form.fields if isinstance(each, TextField) and each.name == "text"]
    assert field.value is not None
    return field.value.raw
