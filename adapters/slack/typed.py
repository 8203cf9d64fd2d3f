"""What somebody typed behind a command, taken apart.

The manifest asks Slack to escape it: `&`, `<` and `>` come as entities, names of people and channels in angle
brackets. Source: https://docs.slack.dev/interactivity/implementing-slash-commands
"""

import re

from bot.views.catalogue import Command, OptionKind, find_command

_ANGLE = re.compile(r"<([^<>]*)>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>")
_NAME = re.compile(r"@(\S+)")
_ENTITY = re.compile("&(lt|gt|amp);")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&"}


def find(name: str, text: str) -> tuple[Command | None, str]:
    """The command that was typed and what follows it. An unknown word behind a bare name is no subcommand.

    `name` comes with its slash.
    """
    bare = name.removeprefix("/")
    first, _, rest = text.strip().partition(" ")
    with_subname = find_command(bare, first.casefold()) if first else None
    if with_subname is not None and with_subname.subname is not None:
        return with_subname, rest.strip()
    return find_command(bare, None), text.strip()


def values(command: Command, text: str) -> dict[str, str]:
    """Values by option name; `person_name` says how the platform calls a person who was mentioned."""
    found: dict[str, str] = {}
    for option in command.options:
        match option.kind:
            case OptionKind.PERSON:
                named, text = _take_person(text)
                found |= named
            case OptionKind.TEXT:
                found[option.name] = readable(text)
    return found


def readable(text: str) -> str:
    """As it looked when it was typed."""
    return _ENTITY.sub(lambda each: _CHARACTERS[each.group(1)], _ANGLE.sub(_as_typed, text)).strip()


def _take_person(text: str) -> tuple[dict[str, str], str]:
    """Whoever is named first, and the text without that name, unless it stands within a sentence."""
    mention = _PERSON.search(text)
    if mention is not None:
        account, name = mention.groups()
        named = {"person": account} | ({"person_name": readable(name)} if name else {})
        return named, text[mention.end() :] if not text[: mention.start()].strip() else text
    typed = _NAME.match(text.strip())
    if typed is not None:
        return {"person": readable(typed.group(1))}, text.strip()[typed.end() :]
    return {}, text


def _as_typed(found: re.Match[str]) -> str:
    target, _, label = found.group(1).partition("|")
    if target.startswith(("@", "#")):
        return target[0] + (label or target[1:])
    if target.startswith("!"):
        return label or "@" + target[1:].partition("^")[0]
    return label or target
