"""The only place on Slack that opens words of people, and that writes the one that Slack reads as markup.

Words of people are shown as text elements of `rich_text`, or as `plain_text` without emoji. Slack reads no
markup in either: no mention, link, date, emoji by name or formatting, so nothing there has to be escaped.
What is left to do is to take out what nobody can see and what turns the order of other characters around.

A message's `text`, which notifications and screen readers use, is read as mrkdwn. Everything that goes into
it passes through `notification`, words of ours as well.
"""

import re
import unicodedata

from adapters.slack.limits import CUT
from bot.views.vocabulary import UserText

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EMPTY_LINES = re.compile("\n{3,}")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters, but for line breaks and tabs
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # what turns the order of characters around
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"  # no characters at all
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols by name that show nothing."""

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ISOLATED = "\u2068{}\u2069"

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LOOKALIKES = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"}
"""Slack has no way to take the meaning from these: in a notification, what looks like them stands instead."""
_MEANT = str.maketrans({**_ENTITIES, **_LOOKALIKES})
_SHORTCODE = re.compile(r":(?=\S)")
_QUOTED = re.compile(r"(?m)^(\s*)(?=>)")
"""A line that begins with this is a quote, even where it comes as an entity."""
_ADDRESS = re.compile(r"(?<=\w)([.@])(?=\w)")
_WORD_JOINER = "\u2060"


def lines(text: UserText) -> str:
    """For text that stands by itself: as it was written, line by line. Never blank."""
    return _seen(text.raw)


def line(text: UserText) -> str:
    """For text among other words: on one line, turning nothing around that stands beside it. Never blank."""
    return _isolated(_on_one_line(_seen(text.raw)))


def option(text: UserText) -> str:
    """For the label of an option: on one line. Never blank."""
    return _on_one_line(_seen(text.raw))


def entered(text: UserText) -> str:
    """For a text input, which shows what was typed to whoever typed it. Possibly empty."""
    return _SURROGATES.sub("\ufffd", _UNSEEN.sub("", _LINE_BREAKS.sub("\n", text.raw)))


def notification(plain: str) -> str:
    """Plain text as mrkdwn in which nothing takes effect."""
    text = _SHORTCODE.sub(f":{_WORD_JOINER}", plain)
    text = _ADDRESS.sub(rf"\1{_WORD_JOINER}", text)
    text = _QUOTED.sub(rf"\1{_WORD_JOINER}", text)
    return text.translate(_MEANT)


def _seen(raw: str) -> str:
    text = _LINE_BREAKS.sub("\n", raw).replace("\t", " ")
    text = _SURROGATES.sub("\ufffd", _UNSEEN.sub("", text))
    text = _EMPTY_LINES.sub("\n\n", text).strip("\n")
    # Slack refuses a text in which there is nothing to see.
    return text if any(_shows(character) for character in text) else CUT


def _shows(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in _BLANK


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _isolated(text: str) -> str:
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text):
        return _ISOLATED.format(text)
    return text
