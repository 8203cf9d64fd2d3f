"""Draws what a card holds to keep. Nothing can be tapped on paper, so buttons are left out."""

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import assert_never

from adapters.paper import escape
from bot.views.i18n import Literal, Piece, Tongue
from bot.views.vocabulary import (
    Actions,
    Block,
    Card,
    Fields,
    File,
    Mention,
    Moment,
    Note,
    Picture,
    Prose,
    Quote,
    Span,
    TrustedLink,
    UserText,
)

_TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is handed over; `name` has its ending, `label` says in words what it is."""

    name: str
    media_type: str
    label: str
    content: bytes = field(repr=False)


def kept(file: File, tongue: Tongue) -> Kept:
    """Raises KeyError for a phrase that the catalogue does not have."""
    label = tongue.words(file.label)
    match file.contents:
        case Card():
            # The mark at the beginning tells every reader of text that it is UTF-8.
            content = text(file.contents, tongue).encode("utf-8-sig")
            return Kept(f"{file.name}.txt", _TEXT, label, content)
        case Picture(media_type, content):
            ending = mimetypes.guess_extension(media_type) or ""
            return Kept(f"{file.name}{ending}", media_type, label, content)
        case _:
            assert_never(file.contents)


def text(card: Card, tongue: Tongue) -> str:
    """A card in words, a paragraph for each block."""
    title = tongue.words(card.title)
    drawn = (_block(block, tongue) for block in card.blocks)
    return "\n\n".join([title, *(each for each in drawn if each)]) + "\n"


def _block(block: Block, tongue: Tongue) -> str:
    match block:
        case Prose(spans) | Note(spans):
            return _line(spans, tongue)
        case Quote(words):
            return "\n".join(f"> {each}".rstrip() for each in escape.lines(words).split("\n"))
        case Fields(rows):
            return "\n".join(f"{tongue.words(name)}: {_line((value,), tongue)}" for name, value in rows)
        case Actions():
            return ""
        case _:
            assert_never(block)


def _line(spans: Iterable[Span], tongue: Tongue) -> str:
    return "".join(_piece(piece, tongue) for span in spans for piece in tongue.pieces(span))


def _piece(piece: Piece, tongue: Tongue) -> str:
    match piece:
        case Literal(words):
            return words
        case UserText():
            return escape.inline(piece)
        case Mention():
            return escape.mention(piece)
        case Moment():
            return tongue.moment(piece)
        case TrustedLink(url, label):
            return f"{tongue.words(label)} ({url})"
        case _:
            assert_never(piece)
