"""Writes a line of text, piece by piece: the words of ours and of people, names, times and links."""

from collections.abc import Iterable
from typing import assert_never

from adapters.discord import escape, ids, limits
from bot.views.i18n import Literal, Piece, Tongue
from bot.views.vocabulary import Mention, Moment, Precision, Span, TrustedLink, UserText

_INLINE_TEXT = 300
"""Room for words of a person in the middle of a sentence: a name, a place."""

_TIMESTAMPS = {Precision.DAY_AND_TIME: "F", Precision.TIME: "t"}
"""Discord's styles. None of them names the weekday of a day alone."""


def line(spans: Iterable[Span], tongue: Tongue) -> str:
    """`spans` one after the other, with Discord's markup for what is ours and none for what is a person's."""
    return "".join(_piece(piece, tongue) for span in spans for piece in tongue.pieces(span))


def quoted(text: UserText, room: int) -> str:
    """A person's words, line by line, as a quote that takes at most `room`."""
    return limits.clip_as(text.raw, room, lambda raw: _quoted(UserText(raw)))


def _quoted(text: UserText) -> str:
    return "\n".join(f"> {part}" for part in escape.lines(text).split("\n"))


def _piece(piece: Piece, tongue: Tongue) -> str:
    match piece:
        case Literal(text):
            return escape.words(text)
        case UserText():
            return _named(piece)
        case Mention(name, account):
            known = None if account is None else ids.number(account)
            return _named(name) if known is None else f"<@{known}>"
        case Moment(at, precision):
            style = _TIMESTAMPS.get(precision)
            if style is None:
                return escape.words(tongue.moment(piece))
            return f"<t:{int(at.timestamp())}:{style}>"
        case TrustedLink(url, label):
            return f"[{line((label,), tongue)}]({url.replace(' ', '%20').replace(')', '%29')})"
        case _:
            assert_never(piece)


def _named(text: UserText) -> str:
    return limits.clip_as(text.raw, _INLINE_TEXT, lambda raw: escape.line(UserText(raw)))
