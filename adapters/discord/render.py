"""Draws every view with Discord's components: a card as a message, a form as a modal (`form.py`).

What Discord can't express, and what it shows instead:
- a form again after a refused submit (only a message may answer one): a card that says what to mend, shows
  what was written and has a button that opens the form again
- a day with its weekday and no time of day: spelt out in the reader's language, where other moments are
  Discord's own timestamps
- a picture's words for whoever can't see it: as the file's description
- a button that is quieter than a plain one: a plain one
- more than a message holds: as much as fits, and words that say so
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, assert_never

import discord
from discord import ui

from adapters.discord import escape, limits
from adapters.discord.form import Dialog, dialog
from adapters.discord.text import line, quoted
from adapters.paper import render as paper
from adapters.paper.render import Kept
from bot.views.i18n import Tongue
from bot.views.refusals import opening
from bot.views.vocabulary import (
    Actions,
    Button,
    Card,
    Fields,
    File,
    Form,
    Note,
    Phrase,
    Picture,
    Prose,
    Quote,
    TextField,
    Tone,
    View,
)

NAMES_SHOWN = discord.AllowedMentions(everyone=False, roles=False, users=True, replied_user=False)
"""For messages that one person reads: Discord then sends along the names of whom they mention. Nobody is
called by it, because a mention reaches only those who can read the message."""

_SMALLEST_QUOTE = 100

_STYLES = {
    Tone.PRIMARY: discord.ButtonStyle.primary,
    Tone.PLAIN: discord.ButtonStyle.secondary,
    Tone.QUIET: discord.ButtonStyle.secondary,
}


class Message(ui.LayoutView):
    """A message as it is sent.

    discord.py keeps every message with buttons in memory to recognise a tap, and forgets them all when it
    restarts. Ours are recognised by their custom id alone (`inbound.read`), so discord.py is told that this
    one is finished with, and keeps nothing.
    """

    def __init__(self, kept: Kept | None) -> None:
        super().__init__(timeout=None)
        self._kept = kept

    def files(self) -> list[discord.File]:
        """What goes along with it: made anew for every try, because a file is read only once."""
        if self._kept is None:
            return []
        described = limits.clip(self._kept.label, limits.FILE_DESCRIPTION)
        return [discord.File(BytesIO(self._kept.content), self._kept.name, description=described)]

    def is_finished(self) -> bool:
        return True


def view(shown: View, tongue: Tongue) -> Message | Dialog:
    """`shown`, as Discord is given it. Raises KeyError for a phrase that the catalogue does not have."""
    match shown:
        case Card():
            return message(shown, tongue)
        case Form():
            return dialog(shown, tongue)
        case _:
            assert_never(shown)


def message(card: Card, tongue: Tongue) -> Message:
    """One message."""
    box: ui.Container[Message] = ui.Container()
    cut = _text(Note((Phrase("discord.cut"),)), tongue, _SMALLEST_QUOTE)
    room = limits.TEXT_OF_A_MESSAGE - limits.size(cut)
    # The box itself, what says that something was left away, and what is kept.
    places = limits.COMPONENTS_OF_A_MESSAGE - 3
    for part in _parts(card, tongue):
        room -= limits.size(part.content) if isinstance(part, ui.TextDisplay) else 0
        places -= 1 + (len(part.children) if isinstance(part, ui.ActionRow) else 0)
        if room < 0 or places < 0:
            box.add_item(ui.TextDisplay(cut))
            break
        box.add_item(part)
    if card.file is None:
        return Message(None).add_item(box)
    kept = paper.kept(card.file, tongue)
    box.add_item(_attached(f"attachment://{kept.name}", card.file))
    return Message(kept).add_item(box)


def _attached(address: str, file: File) -> ui.File[Any] | ui.MediaGallery[Any]:
    if isinstance(file.contents, Picture):
        return ui.MediaGallery(discord.MediaGalleryItem(address))
    return ui.File(address)


def mending(form: Form) -> Card:
    """In place of a form that can't be opened now: its problems, what was written, a way to open it again."""
    problems = (Prose((problem,)) for problem in form.problems.values())
    written = (
        Quote(field.value)
        for field in form.fields
        if isinstance(field, TextField) and field.value is not None and field.value.raw.strip()
    )
    again = Button(Phrase("discord.open_form"), opening(form.action), Tone.PRIMARY)
    return Card(form.title, (*problems, *written, Actions((again,))))


def _parts(card: Card, tongue: Tongue) -> Iterator[ui.TextDisplay[Any] | ui.ActionRow[Any]]:
    room = _room_for_a_quote(card, tongue)
    yield ui.TextDisplay(_heading(card, tongue))
    for block in card.blocks:
        if isinstance(block, Actions):
            yield _row(block, tongue)
        elif content := _text(block, tongue, room):
            yield ui.TextDisplay(content)


def _heading(card: Card, tongue: Tongue) -> str:
    return "### " + escape.words(tongue.words(card.title))


def _room_for_a_quote(card: Card, tongue: Tongue) -> int:
    """What is left of a message's text when all else has been said, shared between the quotes."""
    others = [block for block in card.blocks if not isinstance(block, Quote | Actions)]
    quotes = sum(isinstance(block, Quote) for block in card.blocks)
    said = limits.size(_heading(card, tongue)) + _SMALLEST_QUOTE
    said += sum(limits.size(_text(block, tongue, _SMALLEST_QUOTE)) for block in others)
    return max(_SMALLEST_QUOTE, (limits.TEXT_OF_A_MESSAGE - said) // max(1, quotes))


def _text(block: Prose | Quote | Fields | Note, tongue: Tongue, quote_room: int) -> str:
    match block:
        case Prose(spans):
            return line(spans, tongue)
        case Quote(text):
            return quoted(text, quote_room)
        case Fields(rows):
            return "\n".join(
                f"**{escape.words(tongue.words(name))}:** {line((value,), tongue)}" for name, value in rows
            )
        case Note(spans):
            return "-# " + line(spans, tongue).replace("\n", "\n-# ")
        case _:
            assert_never(block)


def _row(actions: Actions, tongue: Tongue) -> ui.ActionRow[Any]:
    return ui.ActionRow(
        *(
            ui.Button(
                label=limits.clip(tongue.words(button.label), limits.BUTTON_LABEL),
                custom_id=button.action.encode(),
                style=_STYLES[button.tone],
            )
            for button in actions.buttons[: limits.BUTTONS_OF_A_ROW]
        )
    )
