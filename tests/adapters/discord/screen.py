"""What a person sees of a message or a form: the words, and what can be touched."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simcord.components import walk_components

from tests.adapters.discord.discord_markdown import read

_BUTTON, _TEXT, _LABEL = 2, 10, 18


def raw(components: Sequence[Mapping[str, Any]]) -> str:
    """The text as it was sent, markup and all."""
    return "\n".join(each["content"] for each in walk_components(list(components)) if each["type"] == _TEXT)


def words(components: Sequence[Mapping[str, Any]]) -> str:
    """The text as it is shown."""
    return read(raw(components)).shown


def buttons(components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Custom ids by label."""
    return {
        each["label"]: each["custom_id"]
        for each in walk_components(list(components))
        if each["type"] == _BUTTON
    }


def fields(modal: Mapping[str, Any]) -> dict[str, str]:
    """Custom ids by label."""
    return {label["label"]: label["component"]["custom_id"] for label in _labels(modal)}


def written(modal: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the text inputs, by label."""
    return {label["label"]: label["component"].get("value", "") for label in _labels(modal)}


def chosen(modal: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is chosen already in the lists of a form, by label."""
    return {
        label["label"]: [each["value"] for each in label["component"]["options"] if each["default"]]
        for label in _labels(modal)
        if "options" in label["component"]
    }


def options(modal: Mapping[str, Any], label: str) -> dict[str, str]:
    """The values of a list's options by their labels; none for a field that is no list of ours."""
    field = next(each["component"] for each in _labels(modal) if each["label"] == label)
    return {each["label"]: each["value"] for each in field.get("options", ())}


def _labels(modal: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (each for each in modal["components"] if each["type"] == _LABEL)
