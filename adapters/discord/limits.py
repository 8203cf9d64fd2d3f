"""Discord's numbers, and the one way of cutting a text that is too long: where it can be seen.

Source: https://docs.discord.com/developers (Component Reference, Application Commands, Message).
"""

from collections.abc import Callable

TEXT_OF_A_MESSAGE = 4000
"""All text of one message's components together."""
COMPONENTS_OF_A_MESSAGE = 40
"""Nested ones are counted too."""
BUTTONS_OF_A_ROW = 5
BUTTON_LABEL = 80

FORM_TITLE = 45
FIELD_LABEL = 45
FIELD_HINT = 100
FIELDS_OF_A_FORM = 5
TEXT_FIELD = 4000
OPTIONS = 25
OPTION_LABEL = 100
CUSTOM_ID = 100

COMMAND_SUMMARY = 100

FILE_DESCRIPTION = 1024

NONCE = 25

CUT = "…"
"""Stands where a text was cut."""


def size(text: str) -> int:
    """How long Discord takes `text` to be, in UTF-16 units: as its clients count, and never too little."""
    return len(text) + sum(character > "\uffff" for character in text)


def clip(text: str, room: int) -> str:
    """`text`, cut to `room` with a mark at the end if it is longer."""
    return clip_as(text, room, str)


def clip_as(text: str, room: int, written: Callable[[str], str]) -> str:
    """The longest beginning of `text` that takes at most `room` once it is `written`, as it is then written.

    A beginning that is not the whole ends in a mark. What is cut is the text before it is written, so that no
    escape is cut in half.
    """
    whole = written(text)
    if size(whole) <= room:
        return whole
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if size(written(text[:middle].rstrip() + CUT)) <= room:
            fits = middle
        else:
            too_long = middle
    return written(text[:fits].rstrip() + CUT)
