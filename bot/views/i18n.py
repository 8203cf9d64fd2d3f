"""Finds the words: gettext catalogues (`locales/<language>/LC_MESSAGES/hypha.po`), read as they are, through
Babel.

`Tongue.pieces` turns a phrase into plain pieces in reading order; a platform escapes each piece in its own
way and joins them. Words of a person never become part of a string of ours on the way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO
from string import Formatter
from typing import assert_never
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.views.vocabulary import (
    Clock,
    Listing,
    Mention,
    Moment,
    Phrase,
    Precision,
    Span,
    TrustedLink,
    Typed,
    UserText,
)

SOURCE_LANGUAGE = "en"
LANGUAGES = ("en",)
"""The languages that Hypha speaks, each with a folder in `locales/`."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Words of ours, in the reader's language: plain text, to be escaped like any text."""

    text: str


Piece = Literal | UserText | Mention | Moment | TrustedLink


@cache
def _catalogue(language: str) -> GNUTranslations:
    source = files("bot.views").joinpath("locales", language, "LC_MESSAGES", "hypha.po")
    compiled = BytesIO()
    with source.open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=language, domain="hypha"))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _negotiate(wanted: str | None) -> tuple[str, Locale]:
    """The catalogue to speak from, and the locale for dates and lists: `pt-BR` speaks `pt`, an unknown one
    English.
    """
    if wanted:
        try:
            locale = Locale.parse(wanted.replace("-", "_"))
        except (ValueError, UnknownLocaleError):
            return SOURCE_LANGUAGE, Locale.parse("en_GB")
        if locale.language in LANGUAGES:
            return locale.language, locale
    return SOURCE_LANGUAGE, Locale.parse("en_GB")


class Tongue:
    """Speaks one language in one time zone. Cheap to make; catalogues are read once."""

    def __init__(self, locale: str | None, zone: ZoneInfo) -> None:
        """`locale` is a BCP 47 tag or None; what we do not speak becomes English."""
        self.language, self.locale = _negotiate(locale)
        self.zone = zone
        self._words = _catalogue(self.language)

    def pieces(self, span: Span) -> Iterator[Piece]:
        """`span` in reading order, with phrases, listings and clock times turned into words.

        Raises KeyError for a phrase that is not in the catalogue or whose placeholder has no value.
        """
        match span:
            case Phrase():
                yield from self._phrase_pieces(span)
            case Listing():
                yield from self._listing_pieces(span)
            case Clock(at):
                yield Literal(format_time(at, "short", locale=self.locale))
            case Typed(text):
                yield Literal(text)
            case UserText() | Mention() | Moment() | TrustedLink():
                yield span
            case _:
                assert_never(span)

    def words(self, phrase: Phrase) -> str:
        """A phrase as one plain string, for places that take no more (labels, titles). Moments are spelt out.

        Raises TypeError if words of a person are in it: those need a platform's escape.
        """
        return "".join(self._plain(piece) for piece in self.pieces(phrase))

    def moment(self, moment: Moment) -> str:
        """A point in time in the reader's zone and language."""
        return self._spelt_out(moment.at, moment.precision)

    def _spelt_out(self, at: datetime, precision: Precision) -> str:
        day = format_skeleton("MMMMEEEEd", at, tzinfo=self.zone, locale=self.locale)
        clock = format_time(at, "short", tzinfo=self.zone, locale=self.locale)
        match precision:
            case Precision.DAY:
                return day
            case Precision.TIME:
                return clock
            case Precision.DAY_AND_TIME:
                return str(self.locale.datetime_formats["medium"]).format(clock, day)
            case _:
                assert_never(precision)

    def _plain(self, piece: Piece) -> str:
        match piece:
            case Literal(text):
                return text
            case Moment():
                return self.moment(piece)
            case TrustedLink(_, label):
                return self.words(label)
            case UserText() | Mention():
                raise TypeError("words of a person need a platform's escape")
            case _:
                assert_never(piece)

    def _template(self, phrase: Phrase) -> str:
        count = phrase.params.get("count")
        if isinstance(count, int):
            found = self._words.ngettext(phrase.key, phrase.key, count)
        else:
            found = self._words.gettext(phrase.key)
        if found == phrase.key:
            raise KeyError(phrase.key)
        return found

    def _phrase_pieces(self, phrase: Phrase) -> Iterator[Piece]:
        for literal, name, _, _ in Formatter().parse(self._template(phrase)):
            if literal:
                yield Literal(literal)
            if name is not None:
                value = phrase.params[name]
                if isinstance(value, int):
                    yield Literal(str(value))
                else:
                    yield from self.pieces(value)

    def _listing_pieces(self, listing: Listing) -> Iterator[Piece]:
        """Babel joins marks that no text contains; each mark then gives way to its item."""
        marks = [chr(0xE000 + position) for position in range(len(listing.items))]
        joined = format_list(marks, locale=self.locale) if marks else ""
        between = ""
        for character in joined:
            position = ord(character) - 0xE000
            if 0 <= position < len(marks):
                if between:
                    yield Literal(between)
                between = ""
                yield from self.pieces(listing.items[position])
            else:
                between += character
        if between:
            yield Literal(between)
