"""The only place of this room that opens UserText: a person's words become lines of plain text, where nothing
is markup.
"""

import re

from bot.views.vocabulary import Mention, UserText

_NEWLINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# Controls but tab and newline; the embeddings, overrides and isolates that turn a line around; lone
# surrogates, which no file can carry; noncharacters. What scripts and emoji need stays.
_NEUTRALISED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)


def inline(text: UserText) -> str:
    """In one line, isolated, so that it turns nothing around that stands beside it."""
    return f"\u2068{' '.join(lines(text).split())}\u2069"


def lines(text: UserText) -> str:
    """As it was written, line by line."""
    return _NEUTRALISED.sub("", _NEWLINES.sub("\n", text.raw))


def mention(who: Mention) -> str:
    """A member's name, which is their own words as well."""
    return inline(who.name)
