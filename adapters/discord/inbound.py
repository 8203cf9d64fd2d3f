"""Turns what Discord delivers into an `Interaction`. No rule lives here.

Everything is read from the payload itself and nothing from memory, so that a button or an open form is
understood by whichever process it reaches, however long ago it was sent.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import discord

from bot.application.interaction import Actor, Interaction, Origin
from bot.application.verbs import Verb
from bot.domain.community import Platform
from bot.domain.errors import Invalid, Unknown
from bot.views.catalogue import find_command
from bot.views.vocabulary import ActionRef

_SUBCOMMAND = 1
_LABEL = 18


def concerns_us(interaction: discord.Interaction[Any]) -> bool:
    """Whether a person did something that is to be answered."""
    return interaction.type in {
        discord.InteractionType.application_command,
        discord.InteractionType.component,
        discord.InteractionType.modal_submit,
    }


def origin(interaction: discord.Interaction[Any]) -> Origin:
    """Which server it came from; none for what was done in private."""
    if interaction.guild_id is None:
        return Origin(Platform.DISCORD, None)
    name = interaction.guild.name if interaction.guild is not None else None
    return Origin(Platform.DISCORD, str(interaction.guild_id), name or None)


def actor(interaction: discord.Interaction[Any]) -> Actor:
    """Who did it. Whoever may manage the server is a moderator."""
    in_a_server = interaction.guild_id is not None
    return Actor(
        account=str(interaction.user.id),
        name=interaction.user.display_name,
        moderator=interaction.permissions.manage_guild if in_a_server else None,
        locale=str(interaction.locale),
    )


def read(interaction: discord.Interaction[Any]) -> Interaction:
    """What the person did.

    Raises:
        Unknown: a command or button that this version does not have.
        Invalid: a payload that can't be read, with the code `unreadable`.
    """
    data: Mapping[str, Any] = interaction.data or {}
    try:
        if interaction.type is discord.InteractionType.application_command:
            verb, token, values = _typed(data)
        else:
            verb, token, values = _touched(data)
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise Invalid("unreadable") from error
    return Interaction(
        origin=origin(interaction),
        actor=actor(interaction),
        verb=verb,
        delivery_key=str(interaction.id),
        token=token,
        values=values,
    )


def _typed(data: Mapping[str, Any]) -> tuple[Verb, str, dict[str, str]]:
    options: list[Mapping[str, Any]] = list(data.get("options", ()))
    subname = None
    if options and options[0]["type"] == _SUBCOMMAND:
        subname = options[0]["name"]
        options = list(options[0].get("options", ()))
    command = find_command(data["name"], subname)
    if command is None:
        raise Unknown
    return command.verb, "", {option["name"]: str(option["value"]) for option in options}


def _touched(data: Mapping[str, Any]) -> tuple[Verb, str, dict[str, str]]:
    action = ActionRef.decode(data["custom_id"])
    if action is None:
        raise Unknown
    return action.verb, action.token, dict(_filled_in(data.get("components", ())))


def _filled_in(components: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Name and value of each field of a form that has one."""
    for component in components:
        field = component["component"] if component["type"] == _LABEL else component
        if "values" in field:
            if field["values"]:
                yield field["custom_id"], str(field["values"][0])
        elif field.get("value") is not None:
            yield field["custom_id"], str(field["value"])
