"""What the room is given: a door that writes down who came, a room that holds what a test puts into it."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from adapters.local.hub import Hub, Listener
from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.application.read_room import Message, Person
from bot.domain.community import Board
from bot.domain.errors import Refusal
from bot.domain.ids import EffectId
from bot.views.i18n import Tongue
from bot.views.refusals import refused
from bot.views.vocabulary import Card, Phrase, Prose, UserText, View

TONGUE = Tongue("en-GB", ZoneInfo("Europe/Lisbon"))
AMINA = Person("amina", "Amina", moderator=False)
BRUNO = Person("bruno", "Bruno Costa", moderator=False)
ROBIN = Person("robin", "Robin", moderator=True)
MORNING = datetime(2026, 5, 4, 8, 5, tzinfo=UTC)


def saying(text: str) -> Card:
    return Card(Phrase("help.title"), (Prose((UserText(text),)),))


def echo(interaction: Interaction) -> View:
    return saying(interaction.values.get("text") or f"{interaction.verb} {interaction.token}".strip())


class FakeDoor:
    """Fulfils `dispatch.Door`."""

    def __init__(self) -> None:
        self.answer: Callable[[Interaction], View] = echo
        self.came: list[Interaction] = []

    async def handle(self, interaction: Interaction) -> Reply:
        self.came.append(interaction)
        return Reply(self.answer(interaction), TONGUE)

    async def refuse(self, origin: Origin, actor: Actor, code: str, written: str = "") -> Reply:
        del origin, actor
        return Reply(refused(Refusal(code), written), TONGUE)


@dataclass
class FakeRoom:
    """Fulfils `app.RoomReader`."""

    people_here: list[Person] = field(default_factory=lambda: [AMINA, BRUNO, ROBIN])
    is_open: bool = True
    standing: dict[Board | str, list[Card]] = field(default_factory=dict)
    """By board, or by the account of whose private messages they are."""

    async def open(self) -> bool:
        return self.is_open

    async def people(self) -> Sequence[Person]:
        return self.people_here

    async def messages(self, place: Board | None, reader_account: str) -> Sequence[Message]:
        name = reader_account if place is None else place
        return [
            Message(EffectId(f"{name}-{position}"), card, TONGUE, MORNING)
            for position, card in enumerate(self.standing.get(name, []))
        ]


class HandClock:
    def __init__(self) -> None:
        self._now = MORNING

    def now(self) -> datetime:
        return self._now

    def pass_(self, time: timedelta) -> None:
        self._now += time


class WatchedHub(Hub):
    """Says when a listener has left."""

    def __init__(self, run: str, most: int) -> None:
        super().__init__(run, most)
        self.left = asyncio.Event()

    @contextmanager
    def listening(self, account: str) -> Iterator[Listener]:
        with super().listening(account) as listener:
            try:
                yield listener
            finally:
                self.left.set()


class SameToken:
    def token(self) -> str:
        return "reference-reference-00"
