"""Turns what a tab sends into an Interaction. No rule lives here; only what can't be read at all is turned
away.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from adapters.local.limits import FIELDS_MAX
from bot.application.interaction import Actor, Interaction, Origin
from bot.application.read_room import ROOM, Person
from bot.application.verbs import Verb
from bot.domain.community import Platform
from bot.views.catalogue import GROUP_SUMMARIES, Command, OptionKind, find_command
from bot.views.vocabulary import ActionRef, Phrase

HERE = Origin(Platform.LOCAL, ROOM)

_KEY = re.compile(r"[0-9A-Za-z_-]{16,64}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN_BEFORE = "\ufeff\u200b\u200e\u200f\u2060"


@dataclass(frozen=True, slots=True)
class NotRead:
    """Nothing was done. `why` is for the person, whose text stays where it is."""

    why: Phrase


@dataclass(frozen=True, slots=True)
class UnknownButton:
    """A button or form of another version of Hypha."""


Read = Interaction | NotRead | UnknownButton


def read(body: object, actor: Actor, people: Sequence[Person]) -> Read:
    """`body` is the JSON that a tab posted: `kind` command (with `text`), press (`ref`) or submit (`ref`,
    `values`), and `key`.

    `people` are who can be meant by an @name.
    """
    match body:
        case {"kind": "command", "key": str(key), "text": str(text)} if _KEY.fullmatch(key):
            return _command(_carried(text), actor, _delivery_key(actor, key), people)
        case {"kind": "press", "key": str(key), "ref": str(ref)} if _KEY.fullmatch(key):
            return _deed(ref, actor, _delivery_key(actor, key), {})
        case {"kind": "submit", "key": str(key), "ref": str(ref), "values": dict(values)} if _KEY.fullmatch(
            key
        ):
            given = _form_values(cast("dict[object, object]", values))
            if given is None:
                return NotRead(Phrase("room.unreadable"))
            return _deed(ref, actor, _delivery_key(actor, key), given)
        case _:
            return NotRead(Phrase("room.unreadable"))


def _delivery_key(actor: Actor, key: str) -> str:
    """Keys are made by browsers: under the member's own name, so that nobody's key answers for somebody
    else's.
    """
    return f"{actor.account}:{key}"


def _carried(text: str) -> str:
    """JSON can spell half a character, which no database or page can hold."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _form_values(values: Mapping[object, object]) -> dict[str, str] | None:
    if len(values) > FIELDS_MAX:
        return None
    given = {
        _carried(name): _carried(value)
        for name, value in values.items()
        if isinstance(name, str) and isinstance(value, str)
    }
    return given if len(given) == len(values) else None


def _deed(
    ref: str, actor: Actor, delivery_key: str, values: Mapping[str, str]
) -> Interaction | UnknownButton:
    action = ActionRef.decode(ref)
    if action is None:
        return UnknownButton()
    return Interaction(HERE, actor, action.verb, delivery_key, action.token, values)


def _command(text: str, actor: Actor, delivery_key: str, people: Sequence[Person]) -> Interaction | NotRead:
    typed = text.strip().lstrip(_UNSEEN_BEFORE)
    if not typed.startswith("/"):
        return NotRead(Phrase("room.not_a_command"))
    name, rest = _first_word(typed[1:])
    name = name.lower()
    if name in GROUP_SUMMARIES:
        subname, rest = _first_word(rest)
        command = find_command(name, subname.lower() or None)
        verb = command.verb if command else Verb.HELP
    else:
        command = find_command(name, None)
        if command is None:
            return NotRead(Phrase("room.unknown_command"))
        verb = command.verb
    values = _option_values(command, rest, people) if command else {}
    return Interaction(HERE, actor, verb, delivery_key, values=values)


def _first_word(text: str) -> tuple[str, str]:
    """The first word, maybe empty, and what comes after it."""
    words = text.split(maxsplit=1)
    if not words:
        return "", ""
    # Not `words[1]`: a text keeps its own spaces and line breaks, all but the one gap after the word.
    return words[0], text.lstrip()[len(words[0]) :].lstrip()


def _option_values(command: Command, rest: str, people: Sequence[Person]) -> dict[str, str]:
    values: dict[str, str] = {}
    for option in command.options:
        match option.kind:
            case OptionKind.PERSON:
                values[option.name], rest = _person(rest, people)
            case OptionKind.TEXT:
                values[option.name] = rest
    return {name: value for name, value in values.items() if value}


def _person(text: str, people: Sequence[Person]) -> tuple[str, str]:
    """Who is named at the start of `text`, and what comes after: a member's account, or the word after an @
    as it was typed.

    Without an @ only a member's own name counts as one, so that "thanks everybody" is a text.
    """
    marked = text.startswith("@")
    named = text[1:] if marked else text
    calls = [(call, person.account) for person in people for call in (person.name, person.account)]
    for call, account in sorted(calls, key=lambda pair: -len(pair[0])):
        after = named[len(call) :]
        if named[: len(call)].casefold() == call.casefold() and not after[:1].isalnum():
            return account, after.lstrip(" ,:")
    if marked:
        return _first_word(named)
    return "", text
