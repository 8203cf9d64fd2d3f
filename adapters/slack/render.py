"""Draws every view with Block Kit: a card as a message, a form as a modal.

What Slack can't express, and what it shows instead:
- small print with names, times or links in it: names and times as words, a link as its label and its address
- a button that is quieter than a plain one: a plain one
- what is wrong with a form that is only being opened: the words for it above the field
- a file: nothing here; whoever asked for it gets it in their private messages (`reply.py`)
- more than a message holds: as much as fits, and words that say so
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, assert_never

from adapters.slack import escape, limits, text
from adapters.slack.text import Json
from bot.views.i18n import Tongue
from bot.views.vocabulary import (
    Actions,
    Block,
    Button,
    Card,
    ChannelField,
    ChoiceField,
    Fields,
    Form,
    FormField,
    Lines,
    ManyField,
    Note,
    Option,
    PersonField,
    Phrase,
    Prose,
    Quote,
    Span,
    TextField,
    Tone,
    UserText,
)

NAME = "Hypha"
VALUE = "value"
"""The action id of every form field; its block id is the field's name."""

_SMALLEST_QUOTE = 100


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent. `text` is what notifications and screen readers use."""

    blocks: list[Json]
    text: str


def message(card: Card, tongue: Tongue) -> Message:
    """One message. Raises KeyError for a phrase that the catalogue does not have."""
    room = limits.TEXT_OF_A_MESSAGE
    mark = _small(tongue.words(Phrase("slack.cut")))
    drawn: list[Json] = []
    for block in _blocks(card, tongue):
        room -= _length(block)
        if room < _length(mark) or len(drawn) == limits.BLOCKS_OF_A_MESSAGE - 1:
            drawn.append(mark)
            break
        drawn.append(block)
    return Message(drawn, limits.clip_as(_spoken(card, tongue), limits.NOTIFICATION, escape.notification))


def modal(form: Form, tongue: Tongue, memory: str = "") -> Json:
    """One modal view. `memory` comes back with the submit; at most 3000 characters."""
    blocks: list[Json] = []
    if form.about is not None:
        words = limits.clip(escape.lines(form.about), limits.TEXT_OF_A_BLOCK)
        blocks.append(_rich("rich_text_quote", [{"type": "text", "text": words}]))
    for field in form.fields:
        problem = form.problems.get(field.name)
        if problem is not None:
            blocks.append(_small(tongue.words(problem)))
        blocks.append(_input(field, tongue))
    return {
        "type": "modal",
        "callback_id": form.action.encode(),
        "private_metadata": memory,
        "title": _plain(limits.clip(tongue.words(form.title), limits.FORM_TITLE)),
        "submit": _plain(limits.clip(tongue.words(form.submit), limits.FORM_SUBMIT)),
        "blocks": blocks,
    }


def sheet(card: Card, tongue: Tongue) -> Json:
    """A card as a modal view without fields, for where no message can be shown."""
    return {"type": "modal", "title": _plain(NAME), "blocks": message(card, tongue).blocks}


def home(card: Card, tongue: Tongue) -> Json:
    """A card as somebody's home view."""
    return {"type": "home", "blocks": message(card, tongue).blocks}


def problems(form: Form, tongue: Tongue) -> dict[str, str]:
    """What is wrong with a form that stands open, by block id."""
    return {name: tongue.words(problem) for name, problem in form.problems.items()}


# -- a card ----------------------------------------------------------------------------------------


def _blocks(card: Card, tongue: Tongue) -> Iterator[Json]:
    room = _room_for_a_quote(card, tongue)
    yield {"type": "header", "text": _plain(limits.clip(tongue.words(card.title), limits.HEADER))}
    for block in card.blocks:
        yield _block(block, tongue, room)


def _block(block: Block, tongue: Tongue, quote_room: int) -> Json:
    match block:
        case Prose(spans):
            return _rich("rich_text_section", text.leaves(spans, tongue))
        case Quote(written):
            words = limits.clip(escape.lines(written), quote_room)
            return _rich("rich_text_quote", [{"type": "text", "text": words}])
        case Fields(rows):
            return _rich("rich_text_section", _rows(rows, tongue))
        case Note(spans):
            return _small(text.words(spans, tongue))
        case Actions(buttons):
            shown = buttons[: limits.BUTTONS_OF_A_ROW]
            return {"type": "actions", "elements": [_button(each, tongue) for each in shown]}
        case _:
            assert_never(block)


def _rich(kind: str, leaves: list[Json]) -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": leaves}]}


def _small(words: str) -> Json:
    return {"type": "context", "elements": [_plain(limits.clip(words, limits.CONTEXT))]}


def _plain(words: str) -> Json:
    # Without `emoji: false` Slack turns :words: between colons into pictures.
    return {"type": "plain_text", "text": words, "emoji": False}


def _button(button: Button, tongue: Tongue) -> Json:
    drawn: Json = {
        "type": "button",
        "text": _plain(limits.clip(tongue.words(button.label), limits.BUTTON_LABEL)),
        "action_id": button.action.encode(),
    }
    return drawn | {"style": "primary"} if button.tone is Tone.PRIMARY else drawn


def _rows(rows: Iterable[tuple[Phrase, Span]], tongue: Tongue) -> list[Json]:
    leaves: list[Json] = []
    for name, value in rows:
        start = "\n" if leaves else ""
        label = {"type": "text", "text": f"{start}{tongue.words(name)}: ", "style": {"bold": True}}
        leaves += [label, *text.leaves((value,), tongue)]
    return leaves


def _room_for_a_quote(card: Card, tongue: Tongue) -> int:
    """What is left of a message when all else has been said, shared between the quotes."""
    quotes = sum(isinstance(block, Quote) for block in card.blocks)
    said = sum(_length(_block(block, tongue, _SMALLEST_QUOTE)) for block in card.blocks)
    left = limits.TEXT_OF_A_MESSAGE - limits.HEADER - said
    return min(limits.TEXT_OF_A_BLOCK, max(_SMALLEST_QUOTE, left // max(1, quotes)))


def _length(drawn: Any) -> int:
    """Characters of all texts in it."""
    if isinstance(drawn, list):
        return sum(_length(each) for each in drawn)
    if isinstance(drawn, dict):
        return sum(_length(each) for key, each in drawn.items() if key != "action_id")
    return limits.size(drawn) if isinstance(drawn, str) else 0


def _spoken(card: Card, tongue: Tongue) -> str:
    """The whole card as plain text, line by line; buttons speak for themselves."""
    said = [tongue.words(card.title)]
    for block in card.blocks:
        match block:
            case Prose(spans) | Note(spans):
                said.append(text.words(spans, tongue))
            case Quote(written):
                said.append(escape.lines(written))
            case Fields(rows):
                said += [f"{tongue.words(name)}: {text.words((value,), tongue)}" for name, value in rows]
            case Actions():
                pass
            case _:
                assert_never(block)
    return "\n".join(said)


# -- a form ----------------------------------------------------------------------------------------


def _input(field: FormField, tongue: Tongue) -> Json:
    drawn: Json = {
        "type": "input",
        "block_id": field.name,
        "label": _plain(limits.clip(tongue.words(field.label), limits.LABEL)),
        "element": {"action_id": VALUE, **_element(field, tongue)},
        "optional": isinstance(field, ManyField) or not field.required,
    }
    match field:
        case (
            TextField(hint=Phrase() as hint)
            | ChoiceField(hint=Phrase() as hint)
            | ManyField(hint=Phrase() as hint)
        ):
            return drawn | {"hint": _plain(limits.clip(tongue.words(hint), limits.HINT))}
        case ChannelField():
            return drawn | {"hint": _plain(tongue.words(Phrase("slack.channel_hint")))}
        case TextField() | ChoiceField() | ManyField() | PersonField():
            return drawn
        case _:
            assert_never(field)


def _element(field: FormField, tongue: Tongue) -> Json:
    match field:
        case TextField():
            longest = min(field.max_length, limits.INPUT)
            drawn = {
                "type": "plain_text_input",
                "multiline": field.lines is Lines.SEVERAL,
                "max_length": longest,
            }
            written = "" if field.value is None else limits.clip(escape.entered(field.value), longest)
            return drawn | {"initial_value": written} if written else drawn
        case ChoiceField():
            options = {each.value: _option(each, tongue) for each in field.options[: limits.OPTIONS]}
            drawn = {"type": "static_select", "options": list(options.values())}
            chosen = options.get(field.chosen or "")
            return drawn | {"initial_option": chosen} if chosen is not None else drawn
        case ManyField():
            options = {each.value: _option(each, tongue) for each in field.options[: limits.OPTIONS]}
            drawn = {"type": "multi_static_select", "options": list(options.values())}
            initial = [options[each] for each in field.chosen if each in options]
            return drawn | {"initial_options": initial} if initial else drawn
        case PersonField():
            drawn = {"type": "users_select"}
            return drawn | {"initial_user": field.chosen} if text.is_account(field.chosen) else drawn
        case ChannelField():
            drawn = {"type": "conversations_select", "filter": {"include": ["public", "private"]}}
            return drawn | {"initial_conversation": field.chosen} if field.chosen else drawn
        case _:
            assert_never(field)


def _option(option: Option, tongue: Tongue) -> Json:
    match option.label:
        case UserText():
            label = escape.option(option.label)
        case Phrase():
            label = tongue.words(option.label)
        case _:
            assert_never(option.label)
    return {"text": _plain(limits.clip(label, limits.OPTION_LABEL)), "value": option.value}
