"""The commands as Discord wants them told, made from the catalogue.

They are told once for all servers: a new server has them from its first moment, and there is one list to keep
right.
"""

import asyncio
import hashlib
import json
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from adapters.discord import limits
from bot.views.catalogue import COMMANDS, GROUP_SUMMARIES, Command, CommandOption, OptionKind
from bot.views.i18n import SOURCE_LANGUAGE, Tongue
from bot.views.vocabulary import Phrase

_CHAT_COMMAND = 1
_SUBCOMMAND = 1
_KINDS = {OptionKind.TEXT: 3, OptionKind.PERSON: 6}
_ON_A_SERVER, _ALONE_WITH_THE_BOT = 0, 1
_INSTALLED_ON_A_SERVER = 0
_MANAGE_SERVER = 1 << 5


class Mark(Protocol):
    """Remembers, across restarts, which commands Discord was told last."""

    async def read(self) -> str | None: ...

    async def write(self, mark: str) -> None: ...


class MarkInFile:
    """A mark in a file of its own. Where the file is lost, Discord is told the commands once more."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def read(self) -> str | None:
        return await asyncio.to_thread(self._read)

    async def write(self, mark: str) -> None:
        await asyncio.to_thread(self._path.write_text, mark, encoding="ascii")

    def _read(self) -> str | None:
        return self._path.read_text(encoding="ascii") if self._path.exists() else None


def payload() -> list[dict[str, Any]]:
    """All commands, as the body of Discord's "Bulk Overwrite Global Application Commands".

    Texts get no length of their own: one that is too long is answered in words, not stopped at the keyboard.
    """
    tongue = Tongue(SOURCE_LANGUAGE, ZoneInfo("UTC"))
    names = dict.fromkeys(command.name for command in COMMANDS)
    return [_command([command for command in COMMANDS if command.name == name], tongue) for name in names]


def mark_of(application: int, told: list[dict[str, Any]]) -> str:
    """Stands for exactly these commands of exactly this application."""
    written = json.dumps([application, told], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _command(kin: list[Command], tongue: Tongue) -> dict[str, Any]:
    """One command; `kin` are its subcommands, or itself alone."""
    first = kin[0]
    for_moderators = all(command.for_moderators for command in kin)
    told: dict[str, Any] = {
        "type": _CHAT_COMMAND,
        "name": first.name,
        "contexts": [_ON_A_SERVER] if for_moderators else [_ON_A_SERVER, _ALONE_WITH_THE_BOT],
        "integration_types": [_INSTALLED_ON_A_SERVER],
    }
    if for_moderators:
        told["default_member_permissions"] = _MANAGE_SERVER
    if first.subname is None:
        told["description"] = _summary(first.summary, tongue)
        told["options"] = [_option(option, tongue) for option in first.options]
    else:
        told["description"] = _summary(GROUP_SUMMARIES[first.name], tongue)
        told["options"] = [_subcommand(command, tongue) for command in kin]
    return told


def _subcommand(command: Command, tongue: Tongue) -> dict[str, Any]:
    return {
        "type": _SUBCOMMAND,
        "name": command.subname,
        "description": _summary(command.summary, tongue),
        "options": [_option(option, tongue) for option in command.options],
    }


def _option(option: CommandOption, tongue: Tongue) -> dict[str, Any]:
    return {
        "type": _KINDS[option.kind],
        "name": option.name,
        "description": _summary(option.summary, tongue),
        "required": option.required,
    }


def _summary(phrase: Phrase, tongue: Tongue) -> str:
    return limits.clip(tongue.words(phrase), limits.COMMAND_SUMMARY)
