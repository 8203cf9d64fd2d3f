"""Turns what Discord delivers into an `Interaction`. No rule lives here.

Everything is read from the payload itself and nothing from memory, so that a button or an open form is
understood by whichever process it reaches, however long ago it was sent.
"""

from collections.abc import Mapping
from typing import Any, cast

import discord

from bot.application.interaction import Actor, Interaction, Origin
from bot.application.verbs import Verb
from bot.domain.community import Platform
from bot.domain.errors import Invalid, Stale, Unknown
from bot.views.catalogue import find_command
from bot.views.vocabulary import ActionRef

_SUBCOMMAND = 1
_LABEL = 18

_MISSHAPEN = (KeyError, IndexError, TypeError, AttributeError)
"""What taking a payload apart raises where it is not shaped as Discord says."""


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
        Unknown: a command that this version does not have.
        Stale: a button or a form that this version does not have (`unknown_button`).
        Invalid: a payload that can't be read (`unreadable`).
    """
    data = _data(interaction)
    try:
        if interaction.type is discord.InteractionType.application_command:
            verb, token, values = _typed(data)
        else:
            verb, token, values = _touched(data)
    except _MISSHAPEN as error:
        raise Invalid("unreadable") from error
    return Interaction(
        origin=origin(interaction),
        actor=actor(interaction),
        verb=verb,
        delivery_key=str(interaction.id),
        token=token,
        values=values,
    )


def typed_privately(message: discord.Message) -> Interaction:
    """Somebody wrote to the bot as to a person. Their words are not read; it counts as asking for help."""
    return Interaction(
        origin=Origin(Platform.DISCORD, None),
        actor=Actor(account=str(message.author.id), name=message.author.display_name, moderator=None),
        verb=Verb.HELP,
        delivery_key=str(message.id),
    )


def written(interaction: discord.Interaction[Any]) -> str:
    """The words in what could not be read, as far as they can be found: they are to be given back."""
    try:
        values = {**_given(_options(_data(interaction))[1]), **_filled_in(_data(interaction))}
    except _MISSHAPEN:
        return ""
    return values.get("text", "")


def _data(interaction: discord.Interaction[Any]) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], interaction.data or {})


def _typed(data: Mapping[str, Any]) -> tuple[Verb, str, dict[str, str]]:
    subname, options = _options(data)
    command = find_command(data["name"], subname)
    if command is None:
        raise Unknown
    return command.verb, "", _given(options)


def _options(data: Mapping[str, Any]) -> tuple[str | None, list[Mapping[str, Any]]]:
    """The subcommand, if there is one, and the options of what was typed."""
    options = list(data.get("options", ()))
    if options and options[0]["type"] == _SUBCOMMAND:
        return options[0]["name"], list(options[0].get("options", ()))
    return None, options


def _given(options: list[Mapping[str, Any]]) -> dict[str, str]:
    return {option["name"]: str(option["value"]) for option in options}


def _touched(data: Mapping[str, Any]) -> tuple[Verb, str, dict[str, str]]:
    action = ActionRef.decode(data["custom_id"])
    if action is None:
        raise Stale("unknown_button")
    return action.verb, action.token, _filled_in(data)


def _filled_in(data: Mapping[str, Any]) -> dict[str, str]:
    """Name and value of each field of a form that has one; none for a button."""
    values: dict[str, str] = {}
    for component in data.get("components", ()):
        field = component["component"] if component["type"] == _LABEL else component
        value = ",".join(map(str, field["values"])) or None if "values" in field else field.get("value")
        if value is not None:
            values[field["custom_id"]] = str(value)
    return values
