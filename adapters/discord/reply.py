"""Answers a person: within three seconds, to them alone, and always."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any
from zoneinfo import ZoneInfo

import discord

from adapters.discord import faults, inbound, render
from adapters.discord.form import Dialog
from bot.application.dispatch import Door
from bot.application.interaction import Reply
from bot.domain.errors import Refusal
from bot.views.i18n import Tongue
from bot.views.vocabulary import Card, Form, Phrase, Prose

_log = logging.getLogger(__name__)

_PATIENCE = 2.0
"""Seconds of Discord's three that the core may take before the person is told to wait a moment."""

Incoming = discord.Interaction[Any]


async def answer(incoming: Incoming, door: Door) -> None:
    """Do what the person asked and show them what came of it.

    Raises nothing: an error becomes words for them, and an event in the log.
    """
    try:
        await _show(incoming, await _done_in_time(incoming, _ask(incoming, door)))
    except Exception as error:  # noqa: BLE001 - whatever it is, the person is to hear of it
        _note_down(error)
        if not (isinstance(error, discord.HTTPException) and error.code in faults.NOT_WAITING):
            await _apologise(incoming)


async def answer_privately(message: discord.Message, door: Door) -> None:
    """Tell whoever wrote to the bot as one writes to a person what they can do here. Raises nothing."""
    try:
        reply = await door.handle(inbound.typed_privately(message))
        card = render.mending(reply.view) if isinstance(reply.view, Form) else reply.view
        shown = render.message(card, reply.tongue)
        await message.channel.send(view=shown, files=shown.files(), allowed_mentions=render.NAMES_SHOWN)
    except Exception as error:  # noqa: BLE001 - the last wall, as above
        _note_down(error)


async def _ask(incoming: Incoming, door: Door) -> Reply:
    try:
        interaction = inbound.read(incoming)
    except Refusal as refusal:
        origin, actor = inbound.origin(incoming), inbound.actor(incoming)
        return await door.refuse(origin, actor, refusal.code, inbound.written(incoming))
    return await door.handle(interaction)


async def _done_in_time(incoming: Incoming, reply: Awaitable[Reply]) -> Reply:
    """The reply. Only where it takes long is Discord told to wait: after that, no form can be opened."""
    coming = asyncio.ensure_future(reply)
    done, _ = await asyncio.wait({coming}, timeout=_PATIENCE)
    if not done:
        await incoming.response.defer(ephemeral=True, thinking=not _replaces(incoming))
    return await coming


async def _show(incoming: Incoming, reply: Reply) -> None:
    view = reply.view
    if isinstance(view, Form) and not _can_open_a_form(incoming):
        view = render.mending(view)
    match render.view(view, reply.tongue):
        case Dialog() as dialog:
            await incoming.response.send_modal(dialog)
        case render.Message() as message:
            await _show_message(incoming, message)


async def _show_message(incoming: Incoming, message: render.Message) -> None:
    if incoming.response.is_done():
        await incoming.edit_original_response(
            view=message, attachments=message.files(), allowed_mentions=render.NAMES_SHOWN
        )
    elif _replaces(incoming):
        await incoming.response.edit_message(
            view=message, attachments=message.files(), allowed_mentions=render.NAMES_SHOWN
        )
    else:
        await incoming.response.send_message(
            view=message, files=message.files(), ephemeral=True, allowed_mentions=render.NAMES_SHOWN
        )


def _can_open_a_form(incoming: Incoming) -> bool:
    """Discord takes a form only as the very first answer, and never in answer to a form."""
    return incoming.type is not discord.InteractionType.modal_submit and not incoming.response.is_done()


def _replaces(incoming: Incoming) -> bool:
    """Whether it came from a message that only this person sees: the answer then takes its place."""
    return incoming.message is not None and incoming.message.flags.ephemeral


async def _apologise(incoming: Incoming) -> None:
    tongue = Tongue(str(incoming.locale), ZoneInfo("UTC"))
    words = Card(Phrase("defect.title"), (Prose((Phrase("defect.not_shown"),)),))
    sorry = render.message(words, tongue)
    try:
        if incoming.response.is_done():
            await incoming.followup.send(view=sorry, ephemeral=True)
        else:
            await incoming.response.send_message(view=sorry, ephemeral=True)
    except Exception as error:  # noqa: BLE001 - there is nobody left to tell
        _note_down(error)


def _note_down(error: Exception) -> None:
    code = getattr(error, "code", None)  # Discord's own number for what it refused
    _log.exception("discord_answer_failed", extra={"error": type(error).__name__, "reason": code})
