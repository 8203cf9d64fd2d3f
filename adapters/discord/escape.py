r"""The only place on Discord where words of people become text that Discord reads.

Discord's clients read markdown in every message: emphasis, headings, lists, quotes, spoilers, code, masked
and bare links, mentions, timestamps, emoji by name, links to commands. A backslash before a character that
is neither letter, digit nor space takes its meaning away and is not shown itself. Labels, options and text
inputs read no markdown and would show the backslash.

What nobody can see is taken out everywhere: control characters, and those that turn the order of others
around.
"""

import re
import unicodedata

from adapters.discord.limits import CUT
from bot.views.vocabulary import UserText

_LINE_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n{3,}")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters, but for the line breaks above, tabs and newlines
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the order of characters around
    "\ufeff\ufffe\uffff]"  # no characters at all
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols by name that show nothing."""

_MEANT = re.compile(
    r"""
      [\\`*_~|\[\]<@]   # emphasis, code, spoilers, links, and everything that begins with "<" or "@"
    | :(?!\s)           # emoji by name, and "https://"
    | \.(?=\S)          # invitations that need no "https://"
    """,
    re.VERBOSE,
)
_BEGINS_A_LINE = re.compile(r"(?m)^([^\S\n]*)([#>+\-.])")
_NUMBERS_A_LINE = re.compile(r"(?m)^([^\S\n]*\d+)\.")

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ISOLATED = "\u2068{}\u2069"


def lines(text: UserText) -> str:
    """For messages: shows as it was written, line by line."""
    return _without_markup(_seen(text.raw))


def line(text: UserText) -> str:
    """For messages: shows as it was written, on one line."""
    return _without_markup(_on_one_line(_seen(text.raw)))


def plain_lines(text: UserText) -> str:
    """For text inputs, which read no markdown."""
    return _seen(text.raw)


def plain_line(text: UserText) -> str:
    """For labels and options, which read no markdown and hold one line."""
    return _on_one_line(_seen(text.raw))


def words(ours: str) -> str:
    """Words of ours in a message. They are plain text too: a star in them is a star."""
    return _without_markup(ours)


def _seen(raw: str) -> str:
    text = _LINE_BREAKS.sub("\n", raw).replace("\t", " ")
    text = _SURROGATES.sub("\ufffd", _UNSEEN.sub("", text))
    text = _EMPTY_LINES.sub("\n\n", text).strip("\n")
    # Discord refuses a text in which there is nothing to see.
    return text if any(_shows(character) for character in text) else CUT


def _shows(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in _BLANK


def _on_one_line(text: str) -> str:
    return " ".join(part.strip() for part in text.split("\n") if part.strip())


def _without_markup(text: str) -> str:
    text = _MEANT.sub(r"\\\g<0>", text)
    text = _NUMBERS_A_LINE.sub(r"\1\\.", _BEGINS_A_LINE.sub(r"\1\\\2", text))
    return "\n".join(_isolated(part) for part in text.split("\n"))


def _isolated(text: str) -> str:
    """Text written from right to left is kept from turning around what stands beside it."""
    turned = any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)
    return _ISOLATED.format(text) if turned else text
