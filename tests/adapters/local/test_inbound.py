"""What a tab sends becomes one Interaction, or a kind word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.local.inbound import HERE, NotRead, UnknownButton, read
from bot.application.interaction import Actor, Interaction
from bot.application.verbs import Verb
from tests.adapters.local.fakes import AMINA, BRUNO, ROBIN

KEY = "0123456789abcdef"
ACTOR = Actor("amina", None, None)
PEOPLE = (AMINA, BRUNO, ROBIN)


def typed(text: str) -> Interaction:
    found = read({"kind": "command", "key": KEY, "text": text}, ACTOR, PEOPLE)
    assert isinstance(found, Interaction), found
    return found


def test_a_need_with_its_text() -> None:
    came = typed("/need can someone drive my mum?\nTuesday at 9")
    assert came == Interaction(
        HERE, ACTOR, Verb.NEED, f"amina:{KEY}", values={"text": "can someone drive my mum?\nTuesday at 9"}
    )


@pytest.mark.parametrize(
    ("text", "verb", "values"),
    [
        ("/need", Verb.NEED, {}),
        ("  /NEED  a ladder ", Verb.NEED, {"text": "a ladder"}),
        ("\ufeff/offer lifts", Verb.OFFER, {"text": "lifts"}),
        ("/need two  spaces\n\nand lines", Verb.NEED, {"text": "two  spaces\n\nand lines"}),
        ("/aid", Verb.HELP, {}),
        ("/aid mine", Verb.MINE, {}),
        ("/aid MINE please", Verb.MINE, {}),
        ("/aid dance", Verb.HELP, {}),
        ("/aid-admin setup", Verb.SET_UP, {}),
        ("/gratitude", Verb.THANK, {}),
        ("/gratitude @bruno for the lift", Verb.THANK, {"person": "bruno", "text": "for the lift"}),
        ("/gratitude @Bruno Costa for the lift", Verb.THANK, {"person": "bruno", "text": "for the lift"}),
        ("/gratitude Robin: thanks", Verb.THANK, {"person": "robin", "text": "thanks"}),
        ("/gratitude @nobody for it", Verb.THANK, {"person": "nobody", "text": "for it"}),
        ("/gratitude @aminata for it", Verb.THANK, {"person": "aminata", "text": "for it"}),
        ("/gratitude everybody was kind", Verb.THANK, {"text": "everybody was kind"}),
        ("/gratitude @", Verb.THANK, {}),
    ],
)
def test_commands_are_read_as_people_type_them(text: str, verb: Verb, values: dict[str, str]) -> None:
    came = typed(text)
    assert (came.verb, dict(came.values)) == (verb, values)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("hello", "room.not_a_command"),
        ("", "room.not_a_command"),
        ("/", "room.unknown_command"),
        ("/dance", "room.unknown_command"),
        ("//need a ladder", "room.unknown_command"),
        ("🍀", "room.not_a_command"),
    ],
)
def test_what_is_no_command_is_not_sent(text: str, why: str) -> None:
    found = read({"kind": "command", "key": KEY, "text": text}, ACTOR, PEOPLE)
    assert isinstance(found, NotRead)
    assert found.why.key == why


def test_a_button_is_its_verb_and_token() -> None:
    came = read({"kind": "press", "key": KEY, "ref": "hy:1:can_help:abc"}, ACTOR, PEOPLE)
    assert came == Interaction(HERE, ACTOR, Verb.CAN_HELP, f"amina:{KEY}", token="abc")


@pytest.mark.parametrize(
    "ref", ["", "hy:2:can_help:abc", "hy:1:fly:abc", "nonsense", "hy:1:can_help:" + "x" * 200]
)
def test_a_button_of_another_version_is_known_as_that(ref: str) -> None:
    assert read({"kind": "press", "key": KEY, "ref": ref}, ACTOR, PEOPLE) == UnknownButton()


def test_a_form_brings_its_fields() -> None:
    values = {"text": "a ladder", "where": "half a character: \ud83d"}
    came = read({"kind": "submit", "key": KEY, "ref": "hy:1:write_need:", "values": values}, ACTOR, PEOPLE)
    assert isinstance(came, Interaction)
    assert came.verb is Verb.WRITE_NEED
    assert came.values == {"text": "a ladder", "where": "half a character: \ufffd"}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "text",
        {},
        {"kind": "command", "text": "/need"},
        {"kind": "command", "key": "short", "text": "/need"},
        {"kind": "command", "key": KEY + "\n", "text": "/need"},
        {"kind": "command", "key": KEY, "text": 7},
        {"kind": "press", "key": KEY},
        {"kind": "submit", "key": KEY, "ref": "hy:1:write_need:", "values": []},
        {"kind": "submit", "key": KEY, "ref": "hy:1:write_need:", "values": {"text": 7}},
        {"kind": "submit", "key": KEY, "ref": "hy:1:write_need:", "values": {str(n): "" for n in range(11)}},
        {"kind": "else", "key": KEY},
    ],
)
def test_what_no_page_of_ours_sends_is_turned_away(body: object) -> None:
    found = read(body, ACTOR, PEOPLE)
    assert isinstance(found, NotRead)
    assert found.why.key == "room.unreadable"


@given(st.text())
def test_any_text_after_need_arrives_as_it_was_written(text: str) -> None:
    came = typed(f"/need x{text}")
    assert came.values["text"] == f"x{text}".rstrip()


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_body_breaks_the_reader(body: object) -> None:
    read(body, ACTOR, PEOPLE)
