"""A stage: one platform (or the bare core) on which people play a story. Each face brings its own; the story
is the same text.

Nothing here waits for time: a stage's clock is moved by `pass_time`, which returns when everything that fell
due was delivered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.community import Board


@dataclass(frozen=True)
class Shown:
    """What a person sees: the words as they stand on the screen, and the labels of the buttons (of the
    fields, in a form).
    """

    words: str
    buttons: Sequence[str] = ()
    fields: Sequence[str] = ()
    handle: object = field(default=None, compare=False)
    """How the stage finds it again when it is tapped or filled in."""


class Person(Protocol):
    name: str

    async def types(self, command: str) -> Shown:
        """Types a command such as `/need a ladder`; what comes back is for this person alone. A member is
        named `@name`.
        """
        ...

    async def taps(self, shown: Shown, label: str) -> Shown:
        """Taps the button of that label; fails if it is not there."""
        ...

    async def fills(self, form: Shown, values: dict[str, str]) -> Shown:
        """Fills a form in by field label, and sends it. A choice is given by its label; several of them by
        theirs, joined with ", ".
        """
        ...

    async def inbox(self) -> Sequence[Shown]:
        """The private messages that Hypha sent by itself, oldest first, as they look now."""
        ...

    async def sees(self, board: Board) -> Sequence[Shown]:
        """The cards on a board, oldest first, as they look now."""
        ...


class Stage(Protocol):
    def now(self) -> datetime: ...

    async def person(self, name: str) -> Person:
        """A member by that name; the same name is the same member. `Robin` is a moderator."""
        ...

    async def settle(self) -> None:
        """Until everything that is due has been delivered."""
        ...

    async def pass_time(self, until: datetime) -> None:
        """Until that moment, aware UTC; what falls due on the way happens at its own moment."""
        ...

    async def restart(self) -> None:
        """The whole program ends and starts again on the same database."""
        ...

    async def back_up(self) -> None:
        """Whoever runs Hypha copies its database. Once in a story."""
        ...

    async def restore(self) -> None:
        """The program ends, the copy takes the place of the database, and it starts again."""
        ...


def says(shown: Shown, *words: str) -> None:
    """What is shown contains each of these."""
    for each in words:
        assert each in shown.words, f"{each!r} does not stand in {shown.words!r}"
