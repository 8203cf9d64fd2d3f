"""What a person sees of a message or a form: words from top to bottom, and the buttons by their labels."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from tests.loopback.slack.mrkdwn import Effect, Read, read_leaf, read_mrkdwn, read_plain
from tests.loopback.slack.workspace import Json, Message, Modal, Workspace


@dataclass(frozen=True)
class Button:
    label: str
    element: Json
    block_id: str


@dataclass(frozen=True)
class Field:
    """One field of a form: how it is called, what may go in."""

    label: str
    block_id: str
    element: Json
    optional: bool
    hint: str = ""

    @property
    def starts_with(self) -> str:
        """What already stands in the field, as a person reads it."""
        element = self.element
        option = element.get("initial_option")
        if option is not None:
            return option["text"]["text"]
        for key in ("initial_value", "initial_date", "initial_time", "initial_user"):
            if key in element:
                return str(element[key])
        return ", ".join(option["text"]["text"] for option in element.get("initial_options", []))


@dataclass(frozen=True)
class Seen:
    """One moment of a surface: tapping it taps what stood there then, as a slow client would.

    `text`: lines from top to bottom. `source`: where it stands; None for blocks that stand nowhere yet.
    `fallback`: the top-level text, which notifications show.
    `errors`: what Slack writes under the fields of a form that was sent back, by label.
    """

    text: str
    buttons: tuple[Button, ...]
    effects: tuple[Effect, ...]
    source: Message | Modal | None = None
    fallback: str = ""
    title: str = ""
    fields: tuple[Field, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(button.label for button in self.buttons)

    @property
    def private(self) -> bool:
        """Only this person sees it, for as long as their client runs."""
        return isinstance(self.source, Message) and self.source.only_for is not None

    def button(self, label: str) -> Button:
        for button in self.buttons:
            if button.label == label:
                return button
        raise AssertionError(f"there is no button {label!r}; there are {self.labels} below\n{self.text}")

    def field(self, label: str) -> Field:
        for one in self.fields:
            if one.label == label:
                return one
        labels = [one.label for one in self.fields]
        raise AssertionError(f"there is no field {label!r}; there are {labels}")

    def __contains__(self, words: str) -> bool:
        return words in self.text


def read_message(message: Message, workspace: Workspace) -> Seen:
    names = _names(workspace)
    fallback = read_mrkdwn(message.text, names=names)
    seen = read_blocks(message.blocks, names) if message.blocks else _seen([fallback], [])
    return replace(seen, source=message, fallback=fallback.text)


def read_blocks(blocks: list[Json], names: dict[str, str] | None = None) -> Seen:
    """Blocks that stand nowhere yet. `names`: people's names by their ids."""
    return _seen([*_blocks(blocks, names or {})], blocks)


def _seen(parts: list[Read], blocks: list[Json]) -> Seen:
    return Seen(
        text="\n".join(part.text for part in parts if part.text),
        buttons=_buttons(blocks),
        effects=tuple(effect for part in parts for effect in part.effects),
    )


def read_modal(modal: Modal, workspace: Workspace, errors: dict[str, str] | None = None) -> Seen:
    """Read an open form, or a home; `errors` by block id, as a submission was answered with them."""
    view = modal.view
    fields = tuple(
        Field(
            label=block["label"]["text"],
            block_id=block["block_id"],
            element=block["element"],
            optional=block.get("optional", False),
            hint=block.get("hint", {}).get("text", ""),
        )
        for block in view["blocks"]
        if block["type"] == "input"
    )
    labels = {one.block_id: one.label for one in fields}
    return replace(
        read_blocks(view["blocks"], _names(workspace)),
        source=modal,
        title=view.get("title", {}).get("text", ""),
        fields=fields,
        errors={labels[block]: words for block, words in (errors or {}).items()},
    )


def _names(workspace: Workspace) -> dict[str, str]:
    return {user.id: user.name for user in workspace.users.values()}


def _buttons(blocks: list[Json]) -> tuple[Button, ...]:
    found: list[Button] = []
    for block in blocks:
        elements = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory", {})]
        found += [
            Button(element["text"]["text"], element, block.get("block_id", "b"))
            for element in elements
            if element.get("type") == "button"
        ]
    return tuple(found)


def _blocks(blocks: list[Json], names: dict[str, str]) -> Iterator[Read]:
    for block in blocks:
        match block["type"]:
            case "section" | "header" | "context":
                for text in _text_objects(block):
                    yield _text_object(text, names)
            case "rich_text":
                for element in block["elements"]:
                    yield from _rich(element, names)
            case "image":
                yield Read(block["alt_text"])
            case "actions" | "divider" | "input":
                pass
            case other:
                raise AssertionError(f"nobody taught this reader what a {other!r} block looks like")


def _text_objects(block: Json) -> list[Json]:
    found = [block.get("text"), *block.get("fields", []), *block.get("elements", [])]
    return [text for text in found if text is not None and text["type"] != "image"]


def _text_object(text: Json, names: dict[str, str]) -> Read:
    if text["type"] == "mrkdwn":
        return read_mrkdwn(text["text"], verbatim=text.get("verbatim", False), names=names)
    return read_plain(text["text"], emoji=text.get("emoji", True))


def _rich(element: Json, names: dict[str, str]) -> Iterator[Read]:
    match element["type"]:
        case "rich_text_section" | "rich_text_quote" | "rich_text_preformatted":
            leaves = [_leaf(leaf, names) for leaf in element["elements"]]
            yield Read(
                "".join(leaf.text for leaf in leaves),
                tuple(effect for leaf in leaves for effect in leaf.effects),
            )
        case "rich_text_list":
            for item in element["elements"]:
                for line in _rich(item, names):
                    yield Read(f"• {line.text}", line.effects)
        case other:
            raise AssertionError(f"nobody taught this reader what a {other!r} looks like")


def _leaf(leaf: dict[str, Any], names: dict[str, str]) -> Read:
    match leaf["type"]:
        case "text":
            return read_leaf(leaf["text"])
        case "user":
            user = str(leaf["user_id"])
            return Read(f"@{names.get(user, user)}", (Effect("mention", user),))
        case "link":
            return Read(leaf.get("text", leaf["url"]), (Effect("link", leaf["url"]),))
        case "date":
            return Read(leaf["fallback"], (Effect("date", str(leaf["timestamp"])),))
        case "emoji":
            return Read(f":{leaf['name']}:", (Effect("emoji", leaf["name"]),))
        case "channel":
            return Read("#" + leaf["channel_id"], (Effect("channel", leaf["channel_id"]),))
        case "broadcast" | "usergroup" | "team":
            return Read("@" + leaf["type"], (Effect("broadcast", leaf["type"]),))
        case other:
            raise AssertionError(f"nobody taught this reader what a {other!r} leaf looks like")
