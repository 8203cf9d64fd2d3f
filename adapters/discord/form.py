"""Draws a form as a modal."""

from collections.abc import Sequence
from typing import Any, assert_never

import discord
from discord import ui

from adapters.discord import escape, ids, limits
from adapters.discord.text import quoted
from bot.views.i18n import Tongue
from bot.views.vocabulary import (
    ChannelField,
    ChoiceField,
    Form,
    FormField,
    Lines,
    ManyField,
    Option,
    PersonField,
    Phrase,
    TextField,
    UserText,
)


class Dialog(ui.Modal):
    """A modal as it is opened. discord.py keeps nothing of it, for the reason that `render.Message` gives."""

    def __init__(self, *, title: str, custom_id: str) -> None:
        super().__init__(title=title, custom_id=custom_id, timeout=None)

    def is_finished(self) -> bool:
        return True


def dialog(form: Form, tongue: Tongue) -> Dialog:
    """One modal. Its `problems` are not drawn: `render.mending` shows them where no modal can be opened."""
    drawn = Dialog(
        title=limits.clip(tongue.words(form.title), limits.FORM_TITLE), custom_id=form.action.encode()
    )
    if form.about is not None:
        drawn.add_item(ui.TextDisplay(quoted(form.about, limits.TEXT_OF_A_MESSAGE)))
    for field in form.fields[: limits.FIELDS_OF_A_FORM]:
        hint = field.hint if isinstance(field, TextField | ChoiceField | ManyField) else None
        drawn.add_item(
            ui.Label(
                text=limits.clip(tongue.words(field.label), limits.FIELD_LABEL),
                description=None if hint is None else limits.clip(tongue.words(hint), limits.FIELD_HINT),
                component=_control(field, tongue),
            )
        )
    return drawn


def _control(field: FormField, tongue: Tongue) -> ui.Item[Any]:
    match field:
        case TextField():
            return _text_input(field)
        case ManyField():
            return ui.Select(
                custom_id=field.name,
                options=_options(field.options, field.chosen, tongue),
                min_values=0,
                max_values=len(field.options[: limits.OPTIONS]),
                required=False,
            )
        case ChoiceField():
            return ui.Select(
                custom_id=field.name,
                options=_options(field.options, (field.chosen,), tongue),
                min_values=1 if field.required else 0,
                required=field.required,
            )
        case PersonField():
            return ui.UserSelect(
                custom_id=field.name,
                default_values=_already(field.chosen, discord.SelectDefaultValueType.user),
                min_values=1 if field.required else 0,
                required=field.required,
            )
        case ChannelField():
            return ui.ChannelSelect(
                custom_id=field.name,
                channel_types=[discord.ChannelType.text, discord.ChannelType.news],
                default_values=_already(field.chosen, discord.SelectDefaultValueType.channel),
                min_values=1 if field.required else 0,
                required=field.required,
            )
        case _:
            assert_never(field)


def _text_input(field: TextField) -> ui.TextInput[Any]:
    longest = min(field.max_length, limits.TEXT_FIELD)
    value = None if field.value is None else limits.clip(escape.plain_lines(field.value), longest)
    return ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.short if field.lines is Lines.ONE else discord.TextStyle.paragraph,
        default=value,
        max_length=longest,
        required=field.required,
    )


def _options(
    options: Sequence[Option], chosen: Sequence[str | None], tongue: Tongue
) -> list[discord.SelectOption]:
    return [_option(each, tongue, chosen=each.value in chosen) for each in options[: limits.OPTIONS]]


def _option(option: Option, tongue: Tongue, *, chosen: bool) -> discord.SelectOption:
    match option.label:
        case UserText():
            label = escape.plain_line(option.label)
        case Phrase():
            label = tongue.words(option.label)
        case _:
            assert_never(option.label)
    return discord.SelectOption(
        label=limits.clip(label, limits.OPTION_LABEL), value=option.value, default=chosen
    )


def _already(account: str | None, kind: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    known = None if account is None else ids.number(account)
    return [] if known is None else [discord.SelectDefaultValue(id=known, type=kind)]
