"""A line of text, once as elements of rich text and once as plain words."""

import re
from collections.abc import Iterable
from typing import Any, assert_never

from adapters.slack import escape, limits
from bot.views.i18n import Literal, Piece, Tongue
from bot.views.vocabulary import Mention, Moment, Precision, Span, TrustedLink, UserText

Json = dict[str, Any]

_INLINE = 300
"""Room for words of a person in the middle of a sentence: a name, a place."""
_ACCOUNT = re.compile(r"[UW][A-Z0-9]+")
_DATES = {Precision.DAY_AND_TIME: "{date_long}, {time}", Precision.TIME: "{time}"}
"""Slack shows these in the reader's own zone. A day alone is the same day for all, so it is spelt out."""


def is_account(account: str | None) -> bool:
    """Whether Slack would take this for a person's id."""
    return account is not None and _ACCOUNT.fullmatch(account) is not None


def leaves(spans: Iterable[Span], tongue: Tongue) -> list[Json]:
    """A line as elements of a rich text section."""
    drawn = [_leaf(piece, tongue) for span in spans for piece in tongue.pieces(span)]
    return [leaf for leaf in drawn if leaf.get("text") != ""]


def _leaf(piece: Piece, tongue: Tongue) -> Json:
    match piece:
        case Literal(text):
            return {"type": "text", "text": text}
        case Mention(_, account) if is_account(account):
            return {"type": "user", "user_id": account}
        case Moment(at, precision) if precision in _DATES:
            return {
                "type": "date",
                "timestamp": int(at.timestamp()),
                "format": _DATES[precision],
                "fallback": tongue.moment(piece),
            }
        case TrustedLink(url, label):
            return {"type": "link", "url": url, "text": tongue.words(label)}
        case UserText() | Mention() | Moment():
            return {"type": "text", "text": _word(piece, tongue)}
        case _:
            assert_never(piece)


def words(spans: Iterable[Span], tongue: Tongue) -> str:
    """A line for places that take plain text only."""
    return "".join(_word(piece, tongue) for span in spans for piece in tongue.pieces(span))


def _word(piece: Piece, tongue: Tongue) -> str:
    match piece:
        case Literal(text):
            return text
        case UserText():
            return limits.clip_as(piece.raw, _INLINE, lambda raw: escape.line(UserText(raw)))
        case Mention(name):
            return _word(name, tongue)
        case Moment():
            return tongue.moment(piece)
        case TrustedLink(url, label):
            return f"{tongue.words(label)} ({url})"
        case _:
            assert_never(piece)
