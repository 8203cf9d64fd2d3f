"""What Slack delivers is read, or kindly refused; nothing that arrives can break the reader."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import inbound, typed
from adapters.slack.inbound import Memory, Received, Refused, Submitted, Tapped, Typed, Workspace
from bot.application.verbs import Verb
from bot.views.vocabulary import ActionRef

HERE = Workspace("T1", "Rua Nova")
CAN_HELP = ActionRef(Verb.CAN_HELP, "need-1").encode()

COMMAND: dict[str, Any] = {
    "command": "/need",
    "text": "a ladder",
    "team_id": "T1",
    "user_id": "U1",
    "user_name": "amina",
    "trigger_id": "1.2.3",
    "response_url": "https://hooks.example/1",
}
TAP: dict[str, Any] = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U1", "name": "amina"},
    "trigger_id": "1.2.4",
    "response_url": "https://hooks.example/2",
    "container": {"type": "message", "is_ephemeral": True},
    "actions": [{"type": "button", "action_id": CAN_HELP}],
}
SUBMIT: dict[str, Any] = {
    "type": "view_submission",
    "team": {"id": "T1"},
    "user": {"id": "U1", "name": "amina"},
    "trigger_id": "1.2.5",
    "view": {
        "callback_id": ActionRef(Verb.GIVE_THANKS).encode(),
        "private_metadata": Memory("https://hooks.example/3", replaces=True).encode(),
        "blocks": [{"type": "input", "block_id": "text"}, {"type": "context"}],
        "state": {
            "values": {
                "text": {"value": {"type": "plain_text_input", "value": "thanks"}},
                "person": {"value": {"type": "users_select", "selected_user": "U2"}},
                "needs": {"value": {"type": "conversations_select", "selected_conversation": "C1"}},
                "which": {"value": {"type": "static_select", "selected_option": {"value": "2"}}},
                "kinds": {"value": {"selected_options": [{"value": "food"}, {"value": "pets"}]}},
                "none": {"value": {"selected_options": []}},
                "empty": {"value": {"type": "plain_text_input", "value": None}},
            }
        },
    },
}


def _read(body: dict[str, Any], **changes: Any) -> Received:
    received = inbound.read(body | changes, HERE)
    assert isinstance(received, Received)
    return received


def _refused(body: dict[str, Any], **changes: Any) -> Refused:
    refused = inbound.read(body | changes, HERE)
    assert isinstance(refused, Refused)
    return refused


def test_a_command_is_understood_with_where_it_was_typed():
    received = _read(COMMAND)
    assert received.interaction.verb is Verb.NEED
    assert received.interaction.values == {"text": "a ladder"}
    assert received.interaction.delivery_key == "command:1.2.3"
    assert (received.actor.account, received.actor.name) == ("U1", "amina")
    assert received.deed == Typed(Memory("https://hooks.example/1"), "1.2.3")


@pytest.mark.parametrize(
    ("command", "text", "verb"),
    [
        ("/aid", "", Verb.HELP),
        ("/aid", "help", Verb.HELP),
        ("/aid", " MINE ", Verb.MINE),
        ("/aid", "no such thing", Verb.HELP),
        ("/aid-admin", "", Verb.QUEUE),
        ("/aid-admin", "setup", Verb.SET_UP),
        ("/aid-admin", "frobnicate", Verb.HELP),
        ("/need", "", Verb.NEED),
        ("/offer", "lifts", Verb.OFFER),
    ],
)
def test_words_behind_a_command_choose_what_is_meant(command: str, text: str, verb: Verb):
    assert _read(COMMAND, command=command, text=text).interaction.verb is verb


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("<@U2|bea> for driving", {"person": "U2", "person_name": "bea", "text": "for driving"}),
        ("<@U2> for driving", {"person": "U2", "text": "for driving"}),
        ("@bea for driving", {"person": "bea", "text": "for driving"}),
        ("thank you <@U2|bea>!", {"person": "U2", "person_name": "bea", "text": "thank you @bea!"}),
        ("<@U2|bea> and <@U3|cy>", {"person": "U2", "person_name": "bea", "text": "and @cy"}),
        ("for driving", {"text": "for driving"}),
        ("", {"text": ""}),
    ],
)
def test_thanks_name_somebody(text: str, values: dict[str, str]):
    assert _read(COMMAND, command="/gratitude", text=text).interaction.values == values


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("a &amp; b &lt;3 &amp;lt;", "a & b <3 &lt;"),
        ("<@U2|bea> in <#C1|needs>", "@bea in #needs"),
        ("<https://a.example/x|a.example/x> <mailto:a@b.example|a@b.example>", "a.example/x a@b.example"),
        ("<!here> <!subteam^S1|@team> <!date^1^{date}|today>", "@here @team today"),
    ],
)
def test_what_slack_escaped_is_read_as_it_was_typed(sent: str, shown: str):
    assert typed.readable(sent) == shown


def test_a_tap_brings_its_verb_and_token():
    received = _read(TAP)
    assert (received.interaction.verb, received.interaction.token) == (Verb.CAN_HELP, "need-1")
    assert received.deed == Tapped(Memory("https://hooks.example/2", replaces=True), "1.2.4")


def test_the_answer_to_a_tap_on_a_card_for_everybody_never_takes_its_place():
    assert not _read(TAP, container={"type": "message"}).deed.memory.replaces


def test_a_form_brings_its_fields_and_remembers_where_it_was_opened():
    received = _read(SUBMIT)
    assert received.interaction.values == {
        "text": "thanks",
        "person": "U2",
        "needs": "C1",
        "which": "2",
        "kinds": "food,pets",
        "none": "",
        "empty": "",
    }
    assert received.deed == Submitted(
        Memory("https://hooks.example/3", replaces=True), ActionRef(Verb.GIVE_THANKS), frozenset({"text"})
    )


def test_what_this_version_does_not_know_is_refused_in_words():
    assert _refused(COMMAND, command="/frob").code == "unknown"
    assert _refused(TAP, actions=[{"action_id": "hy:9:fly:"}]).code == "unknown_button"
    assert _refused(TAP, actions=[{"action_id": "somebody-elses"}]).code == "unknown_button"
    assert _refused(SUBMIT, view=SUBMIT["view"] | {"callback_id": "old"}).code == "unknown_button"
    assert _refused(TAP, type="message_action").code == "unknown"


def test_a_payload_out_of_shape_is_refused_and_the_words_are_given_back():
    assert _refused(TAP, actions=[]).code == "unreadable"
    refused = _refused(COMMAND, trigger_id=None)
    assert (refused.code, refused.written) == ("unreadable", "a ladder")
    broken = SUBMIT["view"]["state"]["values"] | {"which": {"value": {"selected_option": {}}}}
    assert _refused(SUBMIT, view=SUBMIT["view"] | {"state": {"values": broken}}).code == "unreadable"


def test_people_of_another_workspace_are_no_members_here():
    assert _refused(COMMAND, team_id="T2").code == "unknown"
    assert _refused(TAP, team={"id": "T2"}).code == "unknown"


@pytest.mark.parametrize(
    "body", [{}, {"type": "view_closed"}, {"type": "event_callback"}, {"command": "/need"}]
)
def test_where_nobody_can_be_answered_nothing_is_read(body: dict[str, Any]):
    assert inbound.read(body, HERE) is None


@pytest.mark.parametrize("encoded", ["", "{", "[]", "null", '{"to": 5, "replaces": "yes"}', None, 7])
def test_a_memory_that_is_not_ours_is_empty(encoded: object):
    assert Memory.decode(encoded) == Memory()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@given(st.data(), st.sampled_from([COMMAND, TAP, SUBMIT]))
def test_no_payload_breaks_the_reader(data: st.DataObject, whole: dict[str, Any]):
    body = dict(whole)
    for key in data.draw(st.lists(st.sampled_from(sorted(body)), max_size=3)):
        body[key] = data.draw(json_values)
    if isinstance(body.get("view"), dict):
        inner = data.draw(st.sampled_from(["state", "blocks", "callback_id", "private_metadata"]))
        body["view"] = body["view"] | {inner: data.draw(json_values)}
    assert isinstance(inbound.read(body, HERE), Received | Refused | None)


@given(st.text(max_size=200))
def test_no_words_behind_a_command_break_the_reader(text: str):
    for command in ("/need", "/gratitude", "/aid"):
        assert isinstance(inbound.read(COMMAND | {"command": command, "text": text}, HERE), Received)
