"""Turns what Slack delivers into an `Interaction`. No rule lives here.

Everything is read from the payload and nothing from memory, so that a button or an open form is understood by
whichever process it reaches, however long ago it was sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack import typed
from bot.application.interaction import Actor, Interaction, Origin
from bot.application.verbs import Verb
from bot.domain.community import Platform
from bot.views.vocabulary import ActionRef

Payload = Mapping[str, Any]

HOME_OPENED = "app_home_opened"
"""The one event that is listened to: somebody opened a tab of the app."""

_MISSHAPEN = (KeyError, IndexError, TypeError, AttributeError, ValueError)
"""What taking a payload apart raises where it is not shaped as Slack says."""

_VALUE_KEYS = ("value", "selected_user", "selected_conversation", "selected_channel", "selected_date")


@dataclass(frozen=True, slots=True)
class Workspace:
    """The workspace that the tokens belong to."""

    id: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Memory:
    """What an open form remembers of where it was opened: where the answer to it belongs."""

    response_url: str | None = None
    replaces: bool = False
    """The answer takes the place of the message that the form was opened from."""
    at_home: bool = False
    """It began in their home, where no message can be shown."""

    def encode(self) -> str:
        return json.dumps({"to": self.response_url, "replaces": self.replaces, "home": self.at_home})

    @staticmethod
    def decode(encoded: object) -> "Memory":
        """What `encode` wrote; an empty memory for anything else."""
        try:
            read = json.loads(encoded) if isinstance(encoded, str) else {}
            address = read["to"]
            return Memory(
                address if isinstance(address, str) else None,
                replaces=read["replaces"] is True,
                at_home=read.get("home") is True,
            )
        except _MISSHAPEN:
            return Memory()


@dataclass(frozen=True, slots=True)
class Typed:
    """A command: the acknowledgement itself can show the answer."""

    memory: Memory
    trigger: str


@dataclass(frozen=True, slots=True)
class Tapped:
    memory: Memory
    trigger: str
    sheet: str | None = None
    """The modal view that it was tapped in, if it was one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody looks at their home, or turns a page of it: what they see is the home itself."""

    memory: Memory = Memory()


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that stands open until it is answered. `action` and `fields` say which it is."""

    memory: Memory
    action: ActionRef | None
    fields: frozenset[str]


Deed = Typed | Tapped | Submitted | Opened


@dataclass(frozen=True, slots=True)
class Received:
    interaction: Interaction
    deed: Deed

    @property
    def actor(self) -> Actor:
        return self.interaction.actor


@dataclass(frozen=True, slots=True)
class Refused:
    """What can't be read, from somebody who can be told so in the words of `refusal.<code>`."""

    origin: Origin
    actor: Actor
    code: str
    written: str
    deed: Deed


def read(body: Payload, workspace: Workspace) -> Received | Refused | None:
    """What somebody did; None where nobody did anything that is to be answered. Never raises."""
    try:
        kind = _kind(body)
        if kind not in _READERS:
            return None
        actor = _actor(body)
        deed = _deed(body, kind)
        team = body["team"]["id"] if "team" in body else body["team_id"]
    except _MISSHAPEN:
        return None
    origin = Origin(Platform.SLACK, workspace.id, workspace.name)
    # Channels can be shared between workspaces; those who come from another one are no members here.
    if team != workspace.id:
        return Refused(origin, actor, "unknown", "", deed)
    try:
        verb, token, values = _READERS[kind](body)
        key = f"{kind}:{_text(body, 'event_id' if kind == HOME_OPENED else 'trigger_id')}"
    except _Unknown as unknown:
        return Refused(origin, actor, unknown.code, _written(body), deed)
    except _MISSHAPEN:
        return Refused(origin, actor, "unreadable", _written(body), deed)
    return Received(Interaction(origin, actor, verb, key, token, values), deed)


class _Unknown(Exception):
    """Well shaped, but nothing that this version has."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _command(body: Payload) -> tuple[Verb, str, dict[str, str]]:
    command, rest = typed.find(_text(body, "command"), body.get("text") or "")
    if command is None:
        raise _Unknown("unknown")
    if rest and not command.options:
        return Verb.HELP, "", {}
    return command.verb, "", typed.values(command, rest)


def _tap(body: Payload) -> tuple[Verb, str, dict[str, str]]:
    action = ActionRef.decode(_text(body["actions"][0], "action_id"))
    if action is None:
        raise _Unknown("unknown_button")
    return action.verb, action.token, {}


def _submit(body: Payload) -> tuple[Verb, str, dict[str, str]]:
    action = ActionRef.decode(_text(body, "view", "callback_id"))
    if action is None:
        raise _Unknown("unknown_button")
    return action.verb, action.token, _entered(body["view"])


def _home(_body: Payload) -> tuple[Verb, str, dict[str, str]]:
    return Verb.HOME, "", {}


def _shortcut(_body: Payload) -> tuple[Verb, str, dict[str, str]]:
    raise _Unknown("unknown")


_READERS = {
    "command": _command,
    "block_actions": _tap,
    "view_submission": _submit,
    HOME_OPENED: _home,
    "shortcut": _shortcut,
    "message_action": _shortcut,
}


def _entered(view: Payload) -> dict[str, str]:
    return {
        name: _value(element)
        for name, elements in view["state"]["values"].items()
        for element in elements.values()
    }


def _value(element: Payload) -> str:
    if "selected_options" in element:
        return ",".join(_text(each, "value") for each in element["selected_options"])
    chosen = element.get("selected_option")
    if chosen is not None:
        return _text(chosen, "value")
    found = next((element[key] for key in _VALUE_KEYS if element.get(key) is not None), "")
    if not isinstance(found, str):
        raise TypeError
    return found


def _written(body: Payload) -> str:
    """The words in what could not be read, as far as they can be found: they are given back."""
    try:
        return typed.readable(body["text"]) if "text" in body else _entered(body["view"]).get("text", "")
    except _MISSHAPEN:
        return ""


def _kind(body: Payload) -> str:
    """What it is, by the name under which it is read. Of events there is one."""
    if "command" in body:
        return "command"
    if body["type"] != "event_callback":
        return body["type"]
    event = body["event"]
    return event["type"] if event.get("tab") == "home" else ""


def _actor(body: Payload) -> Actor:
    if body.get("type") == "event_callback":
        return Actor(_text(body, "event", "user"), None, None)
    if "command" in body:
        return Actor(_text(body, "user_id"), body.get("user_name") or None, None)
    return Actor(_text(body, "user", "id"), body["user"].get("name") or None, None)


def _deed(body: Payload, kind: str) -> Deed:
    address = body.get("response_url") or None
    if kind == "command":
        return Typed(Memory(address), body.get("trigger_id") or "")
    if kind == "view_submission":
        view = body["view"]
        fields = frozenset(block["block_id"] for block in view["blocks"] if block["type"] == "input")
        return Submitted(
            Memory.decode(view.get("private_metadata")), ActionRef.decode(view["callback_id"]), fields
        )
    if kind == HOME_OPENED:
        return Opened()
    if kind == "block_actions" and body["container"].get("type") == "view":
        return _tapped_in_a_view(body)
    ours_alone = body.get("container", {}).get("is_ephemeral") is True
    return Tapped(Memory(address, replaces=ours_alone), body.get("trigger_id") or "")


def _tapped_in_a_view(body: Payload) -> Deed:
    action = ActionRef.decode(body["actions"][0]["action_id"])
    if action is not None and action.verb is Verb.HOME:
        return Opened()
    sheet = _text(body, "view", "id") if body["view"]["type"] == "modal" else None
    return Tapped(Memory(at_home=True), body.get("trigger_id") or "", sheet)


def _text(body: Payload, *path: str) -> str:
    found: Any = body
    for step in path:
        found = found[step]
    if not isinstance(found, str) or not found:
        raise TypeError
    return found
