"""Discord is told the catalogue: all of it, and nothing else."""

from pathlib import Path
from typing import Any

from adapters.discord import commands
from bot.views.catalogue import COMMANDS
from tests.specs.discord_openapi import DiscordOpenApi

MANAGE_SERVER = 1 << 5


def told() -> dict[str, dict[str, Any]]:
    return {command["name"]: command for command in commands.payload()}


def test_every_command_of_the_catalogue_is_told():
    typed = {
        f"/{name} {option['name']}" if option["type"] == 1 else f"/{name}"
        for name, command in told().items()
        for option in command["options"]
    }
    assert typed == {command.typed for command in COMMANDS}


def test_options_are_named_as_the_core_knows_them():
    person, text = told()["gratitude"]["options"]
    assert (person["name"], person["type"], person["required"]) == ("person", 6, False)
    assert (text["name"], text["type"], text["required"]) == ("text", 3, False)


def test_the_moderators_command_is_for_whoever_may_manage_the_server():
    for name, command in told().items():
        private = name != "aid-admin"
        assert command["contexts"] == ([0, 1] if private else [0])
        assert command.get("default_member_permissions") == (None if private else MANAGE_SERVER)


def test_discord_takes_the_commands(described: DiscordOpenApi | None):
    if described is not None:
        assert not described.problems("PUT", "/applications/1/commands", commands.payload())


def test_another_application_or_another_text_makes_another_mark():
    payload = commands.payload()
    changed = [{**payload[0], "description": "other words"}, *payload[1:]]
    marks = {commands.mark_of(1, payload), commands.mark_of(2, payload), commands.mark_of(1, changed)}
    assert len(marks) == 3
    assert commands.mark_of(1, commands.payload()) in marks


async def test_a_mark_is_kept_in_a_file(tmp_path: Path):
    kept = commands.MarkInFile(tmp_path / "discord-commands")
    assert await kept.read() is None
    await kept.write("abc")
    assert await commands.MarkInFile(tmp_path / "discord-commands").read() == "abc"
