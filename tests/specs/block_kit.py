"""What Slack would refuse: Block Kit payloads held to the published schema and to Slack's written limits.

Two judges look at every payload. The schema (`slack-block-kit.schema.json` in `$HYPHA_SPECS`) knows the
shapes; it is asked when that folder is there. The limits below are always checked: they hold across blocks.

Each judge returns complaints in plain words; an empty list means that the payload may pass.
Source of the limits: https://docs.slack.dev/reference/block-kit, and `chat.postMessage` for messages.
"""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

SCHEMA_FILE: Final = "slack-block-kit.schema.json"

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
MESSAGE_TEXT: Final = 4000
ALL_TEXT_OF_A_MESSAGE: Final = 9_500
PRIVATE_METADATA: Final = 3000
ID: Final = 255

TEXT_OF: Final = {"section": 3000, "header": 150, "button": 75}
"""The longest `text` of a block or element, by its type."""

COUNT_OF: Final = {
    ("section", "fields"): 10,
    ("context", "elements"): 10,
    ("actions", "elements"): 25,
    ("overflow", "options"): 5,
    ("radio_buttons", "options"): 10,
    ("checkboxes", "options"): 10,
    ("static_select", "options"): 100,
    ("multi_static_select", "options"): 100,
}

MESSAGE_BLOCK_TYPES: Final = {"section", "header", "divider", "context", "actions", "rich_text", "image"}
"""The blocks that Hypha may use in a message. Slack knows more; a form's inputs belong into a modal."""

Json: TypeAlias = dict[str, Any]


def specs_folder() -> Path | None:
    """The folder of published specifications, or None where this machine has none."""
    value = os.environ.get("HYPHA_SPECS")
    return Path(value) if value else None


def message_complaints(blocks: list[Json] | None, text: str | None) -> list[str]:
    """Look at what chat.postMessage, chat.update, an ack or a response_url would show."""
    found: list[str] = []
    if not text:
        found.append("a message needs `text`: notifications and screen readers have nothing else")
    elif len(text) > MESSAGE_TEXT:
        found.append(f"text has {len(text)} characters, more than {MESSAGE_TEXT}")
    if blocks is None:
        return found
    if not 1 <= len(blocks) <= MESSAGE_BLOCKS:
        found.append(f"{len(blocks)} blocks in a message: between 1 and {MESSAGE_BLOCKS} are taken")
    found += [
        f"a {block.get('type')!r} block has no place in a message"
        for block in blocks
        if block.get("type") not in MESSAGE_BLOCK_TYPES
    ]
    total = sum(len(value) for value in _texts(blocks))
    if total > ALL_TEXT_OF_A_MESSAGE:
        found.append(f"{total} characters in one message, more than {ALL_TEXT_OF_A_MESSAGE}")
    return found + _common(blocks) + _by_schema(blocks, None)


def modal_complaints(view: Json) -> list[str]:
    """Look at a view for views.open, views.update or a submission's `response_action`."""
    found: list[str] = []
    for part in ("title", "submit", "close"):
        words = view.get(part, {}).get("text", "")
        if len(words) > 24:
            found.append(f"{part} has {len(words)} characters, more than 24")
    inputs = [block for block in view.get("blocks", []) if block.get("type") == "input"]
    if inputs and "submit" not in view:
        found.append("a view with inputs needs `submit`")
    return found + _view(view, "modal") + _by_schema(view, "modal_view")


def home_complaints(view: Json) -> list[str]:
    """Look at a view for views.publish."""
    return _view(view, "home") + _by_schema(view, "home_view")


def _view(view: Json, kind: str) -> list[str]:
    found: list[str] = []
    if view.get("type") != kind:
        found.append(f"the view is a {view.get('type')!r}, not a {kind!r}")
    blocks = view.get("blocks", [])
    if not 1 <= len(blocks) <= VIEW_BLOCKS:
        found.append(f"{len(blocks)} blocks in a view: between 1 and {VIEW_BLOCKS} are taken")
    if len(view.get("private_metadata", "")) > PRIVATE_METADATA:
        found.append(f"private_metadata is longer than {PRIVATE_METADATA}")
    return found + _common(blocks)


def _common(blocks: list[Json]) -> list[str]:
    found: list[str] = []
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        found.append("two blocks share a block_id")
    for block in blocks:
        actions = [node["action_id"] for node in _nodes(block) if "action_id" in node]
        if len(actions) != len(set(actions)):
            found.append("two elements of one block share an action_id")
    for node in _nodes(blocks):
        found += _element(node)
    return found


def _element(node: Json) -> list[str]:
    kind = node.get("type")
    found = _words(node, kind)
    if len(node.get("value") or "") > (150 if kind is None else 2000):
        found.append(f"the value of a {kind or 'option'} is too long")
    found += [
        f"{name} is longer than {ID}"
        for name in ("action_id", "block_id", "callback_id", "external_id")
        if len(node.get(name, "")) > ID
    ]
    found += [
        f"{len(node[part])} {part} in a {kind}, more than {most}"
        for (owner, part), most in COUNT_OF.items()
        if kind == owner and len(node.get(part, [])) > most
    ]
    return found


def _words(node: Json, kind: str | None) -> list[str]:
    found: list[str] = []
    words = node.get("text")
    words = words.get("text") if isinstance(words, dict) else words
    if isinstance(words, str):
        most = TEXT_OF.get(str(kind), 75 if "value" in node and kind is None else 3000)
        if len(words) > most:
            found.append(f"the text of a {kind or 'option'} has {len(words)} characters, more than {most}")
        if not words.strip() and kind in {"plain_text", "mrkdwn"}:
            found.append("a text object is blank")
    if kind == "section" and any(len(field["text"]) > 2000 for field in node.get("fields", [])):
        found.append("a field has more than 2000 characters")
    if kind == "plain_text_input":
        most = node.get("max_length", 3000)
        if most > 3000:
            found.append("a text input takes at most 3000 characters")
        if len(node.get("initial_value", "")) > most:
            found.append("an input starts with more text than it may hold")
    return found


def _nodes(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def _texts(value: object) -> Iterator[str]:
    for node in _nodes(value):
        if isinstance(node.get("text"), str):
            yield node["text"]


def _by_schema(payload: Any, definition: str | None) -> list[str]:
    validator = _validator(definition)
    if validator is None:
        return []
    error = best_match(validator.iter_errors(payload))
    return [] if error is None else [f"schema, at {error.json_path}: {error.message[:300]}"]


@cache
def _validator(definition: str | None) -> Draft202012Validator | None:
    folder = specs_folder()
    if folder is None:
        return None
    document = json.loads((folder / SCHEMA_FILE).read_text(encoding="utf-8"))
    if definition is None:
        return Draft202012Validator(document)
    return Draft202012Validator({"$defs": document["$defs"], "$ref": f"#/$defs/{definition}"})
