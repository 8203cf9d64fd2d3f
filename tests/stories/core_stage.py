"""The bare core as a stage: no platform, only the door, the outbox and a notebook of what was sent."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.application.ports import Channel, MessageRef, Parcel, Private
from bot.application.read_room import ROOM
from bot.domain.community import Board, Platform
from bot.views.catalogue import find_command
from bot.views.vocabulary import Card, Form
from bot.wiring import House
from tests.stories import copies, life, plain
from tests.stories.stage import Shown
from tests.stories.surroundings import HandClock, SeededChance


@dataclass
class Notebook:
    """A platform that keeps what it is given: the fake beside the Outbound port."""

    pace: timedelta = timedelta(0)
    recognises_repeats_for: timedelta = timedelta(0)
    standing: dict[str, Parcel] = field(default_factory=dict)
    """By effect id, in the order in which they were first sent."""
    sends: list[str] = field(default_factory=list)

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef:
        self.sends.append(parcel.effect.value)
        self.standing[parcel.effect.value] = parcel
        return MessageRef(parcel.to.account, parcel.effect.value)

    async def edit(self, space_account: str, parcel: Parcel, where: MessageRef) -> None:
        self.standing[where.message] = parcel

    def at(self, address: Private | Channel) -> list[Parcel]:
        return [parcel for parcel in self.standing.values() if parcel.to == address]


@dataclass
class CorePerson:
    name: str
    stage: "CoreStage"

    @property
    def account(self) -> str:
        return self.name.casefold()

    async def types(self, command: str) -> Shown:
        name, _, rest = command.removeprefix("/").partition(" ")
        word, _, after = rest.partition(" ")
        found = find_command(name, word or None)
        if found is not None and found.subname is not None:
            rest = after
        else:
            found = find_command(name, None)
        assert found is not None, command
        values = {"text": rest}
        if rest.startswith("@"):
            person, _, text = rest.partition(" ")
            values = {"person": person.removeprefix("@").casefold(), "text": text}
        return await self._does(
            Interaction(self._origin, self._actor, found.verb, self.stage.key(), values=values)
        )

    async def taps(self, shown: Shown, label: str) -> Shown:
        assert label in shown.buttons, f"no {label!r} among {list(shown.buttons)}"
        assert isinstance(shown.handle, Card)
        button = plain.buttons_of(shown.handle)[list(shown.buttons).index(label)]
        action = button.action
        return await self._does(
            Interaction(self._origin, self._actor, action.verb, self.stage.key(), token=action.token)
        )

    async def fills(self, form: Shown, values: dict[str, str]) -> Shown:
        assert isinstance(form.handle, Form)
        strangers = set(values) - set(form.fields)
        assert not strangers, f"no fields {strangers}; there are {form.fields}"
        sent: dict[str, str] = {}
        for label, each in zip(form.fields, form.handle.fields, strict=True):
            sent[each.name] = plain.entered(each, values[label]) if label in values else plain.standing(each)
        action = form.handle.action
        return await self._does(
            Interaction(
                self._origin, self._actor, action.verb, self.stage.key(), token=action.token, values=sent
            )
        )

    async def inbox(self) -> Sequence[Shown]:
        return [plain.shown(each.view, each.tongue) for each in self.stage.notebook.at(Private(self.account))]

    async def sees(self, board: Board) -> Sequence[Shown]:
        return [plain.shown(each.view, each.tongue) for each in self.stage.notebook.at(Channel(board.value))]

    async def _does(self, interaction: Interaction) -> Shown:
        reply: Reply = await self.stage.house.door.handle(interaction)
        return plain.shown(reply.view, reply.tongue)

    @property
    def _origin(self) -> Origin:
        return Origin(Platform.LOCAL, ROOM)

    @property
    def _actor(self) -> Actor:
        return Actor(self.account, self.name, moderator=self.name == "Robin")


class CoreStage:
    def __init__(self, folder: Path, url: str | None = None) -> None:
        """`url` is that of a database elsewhere than in `folder`."""
        self.folder = folder
        self.url = url
        self.clock = HandClock()
        self.notebook = Notebook()
        self._keys = SeededChance(7)
        self._starts = 0
        self._open = AsyncExitStack()

    async def start(self) -> None:
        self._starts += 1
        house = life.opened(self.folder, self.clock, self._starts, tokens_set=False, url=self.url)
        self.house: House = await self._open.enter_async_context(house)
        self.house.connect(Platform.LOCAL, self.notebook)

    async def stop(self) -> None:
        await self._open.aclose()

    def key(self) -> str:
        return self._keys.token()

    def now(self) -> datetime:
        return self.clock.now()

    async def person(self, name: str) -> CorePerson:
        return CorePerson(name, self)

    async def settle(self) -> None:
        await life.settle(self.house, self.clock)

    async def pass_time(self, until: datetime) -> None:
        await life.pass_time(self.house, self.clock, until)

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def back_up(self) -> None:
        await copies.back_up(self.folder, self.url)

    async def restore(self) -> None:
        await self.stop()
        await copies.put_back(self.folder, self.clock, self.url)
        await self.start()


@asynccontextmanager
async def core_stage(folder: Path, url: str | None = None) -> AsyncGenerator[CoreStage]:
    stage = CoreStage(folder, url)
    await stage.start()
    try:
        yield stage
    finally:
        await stage.stop()
