"""Who gets to see a need, as its asker chose when it was posted."""

from enum import StrEnum


class Audience(StrEnum):
    NAMED = "named"
    """On the board, with the asker's name."""
    UNNAMED = "unnamed"
    """On the board, without a name. Nobody learns who asks but by a tap of the asker's own."""
    PRIVATE = "private"
    """On no board: only those who are asked see it, with the asker's name."""
