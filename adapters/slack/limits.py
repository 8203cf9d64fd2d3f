"""Slack's numbers, and what is done when something is longer: it is cut where everybody sees it.

Source: https://docs.slack.dev/reference/block-kit and the pages of the methods that are called.
"""

import re
from collections.abc import Callable

CUT = "…"
"""What stands where a text was cut."""

HEADER = 150
BUTTON_LABEL = 75
BUTTONS_OF_A_ROW = 25
OPTION_LABEL = 75
OPTIONS = 100
CONTEXT = 2000
INPUT = 3000
LABEL = 2000
HINT = 2000
FORM_TITLE = 24
FORM_SUBMIT = 24
PRIVATE_METADATA = 3000

BLOCKS_OF_A_MESSAGE = 50
TEXT_OF_A_MESSAGE = 9_000
"""Characters of all blocks together. Slack's own limit is written nowhere; 9,500 were seen to pass."""
TEXT_OF_A_BLOCK = 3000
"""Slack names no limit for rich text; a section's is kept."""
NOTIFICATION = 3_900
"""Characters of `text`, which Slack asks to keep under 4,000."""

SECONDS_TO_ACKNOWLEDGE = 3.0

_NOT_ALONE = re.compile("[\u0300-\u036f\u20e3\ufe00-\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
"""Marks that belong to the character before them."""
_JOINER = "\u200d"


def size(text: str) -> int:
    """How long Slack may take `text` to be: counted in UTF-16 units, which is never less than characters."""
    return len(text) + sum(character > "\uffff" for character in text)


def clip(text: str, room: int) -> str:
    """`text`, cut to `room` with a mark at the end if it is longer."""
    return clip_as(text, room, str)


def clip_as(text: str, room: int, written: Callable[[str], str]) -> str:
    """The longest beginning of `text` that takes at most `room` once it is `written`, as it is then written.

    A beginning that is not the whole ends in a mark and in no half character.
    """
    whole = written(text)
    if size(whole) <= room:
        return whole
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if size(written(text[:middle] + CUT)) <= room:
            fits = middle
        else:
            too_long = middle
    return written(_whole_characters(text, fits).rstrip() + CUT)


def _whole_characters(text: str, end: int) -> str:
    """At most the first `end` of `text`, ending between two characters as a reader counts them."""
    while 0 < end < len(text) and (_NOT_ALONE.match(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return text[:end]
