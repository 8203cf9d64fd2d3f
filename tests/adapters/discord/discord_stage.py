"""The stage on Discord: people in SimCord, the real bot, a real database."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import simcord

from adapters.discord.outbound import DiscordOutbound
from bot.domain.community import Board, Platform
from bot.views.catalogue import find_command
from bot.wiring import House
from tests.adapters.discord import screen
from tests.adapters.discord.world import Hand, Message, World, a_world
from tests.specs.discord_openapi import DiscordOpenApi
from tests.stories import copies, life
from tests.stories.stage import Shown
from tests.stories.surroundings import HandClock


@dataclass(frozen=True)
class Touchable:
    """A message or an open form, and by which hand it can be touched."""

    hand: Hand
    message: Message | None = None
    buttons: Mapping[str, str] = field(default_factory=dict)
    """Custom ids by label, as they stood when it was seen."""
    result: simcord.InteractionResult | None = None


@dataclass
class DiscordPerson:
    name: str
    world: World

    @property
    def _member(self) -> simcord.MemberActor:
        return self.world.member(self.name)

    async def types(self, command: str) -> Shown:
        name, _, rest = command.removeprefix("/").partition(" ")
        word, _, after = rest.partition(" ")
        found = find_command(name, word or None)
        typed = f"{name} {word}" if found is not None and found.subname is not None else name
        text = rest if typed == name else after
        options: dict[str, Any] = {"text": text} if text else {}
        if text.startswith("@"):
            named, _, words = text.partition(" ")
            options = {"person": self.world.member(named.removeprefix("@"))}
            options |= {"text": words} if words else {}
        result = await self._member.slash(self.world.needs, typed, **options)
        return answered(self.world, self._member, result)

    async def taps(self, shown: Shown, label: str) -> Shown:
        assert label in shown.buttons, f"no {label!r} among {list(shown.buttons)}"
        assert isinstance(shown.handle, Touchable)
        assert shown.handle.message is not None
        hand, button = shown.handle.hand, shown.handle.buttons[label]
        return answered(self.world, hand, await self.world.tap(hand, shown.handle.message, button))

    async def fills(self, form: Shown, values: dict[str, Any]) -> Shown:
        assert isinstance(form.handle, Touchable)
        assert form.handle.result is not None
        modal = form.handle.result.modal
        assert modal is not None
        names = screen.fields(modal)
        filled = {names[label]: text for label, text in screen.written(modal).items() if text}
        filled |= {names[label]: ids for label, ids in screen.chosen(modal).items()}
        for label, value in values.items():
            options = screen.options(modal, label)
            labels = [each for each in value.split(", ") if each] if options else []
            filled[names[label]] = [options[each] for each in labels] if options else self._whom(value)
        hand = form.handle.hand
        return answered(self.world, hand, await hand.submit_modal(form.handle.result, filled))

    def _whom(self, value: Any) -> Any:
        """The member, where one is named; anything else as it is."""
        named = isinstance(value, str) and value.startswith("@")
        return [self.world.member(value.removeprefix("@"))] if named else value

    async def inbox(self) -> Sequence[Shown]:
        user = self._member.user
        messages = user.dm_channel.history()
        return [shown(self.world, user, each) for each in messages if not each.flags.ephemeral]

    async def sees(self, board: Board) -> Sequence[Shown]:
        cards = self.world.boards[board].history()
        return [shown(self.world, self._member, each) for each in cards if not each.flags.ephemeral]


class DiscordStage:
    """One server with Hypha in it; Robin, its moderator, has chosen the channels."""

    def __init__(self, folder: Path, described: DiscordOpenApi | None) -> None:
        self.folder = folder
        self.described = described
        self.clock = HandClock()
        self.world: World
        self.house: House
        self._starts = 0
        self._house_open = AsyncExitStack()
        self._world_open = AsyncExitStack()

    async def start(self) -> None:
        await self._open_house()
        self.world = await self._world_open.enter_async_context(a_world(self.house.door, self.described))
        self._connect()
        await set_up(self.world, await self.person("Robin"))

    async def stop(self) -> None:
        try:
            await self._world_open.aclose()
        finally:
            await self._house_open.aclose()

    def now(self) -> datetime:
        return self.clock.now()

    async def person(self, name: str) -> DiscordPerson:
        self.world.member(name, moderator=name == "Robin")
        return DiscordPerson(name, self.world)

    async def settle(self) -> None:
        await life.settle(self.house, self.clock)

    async def pass_time(self, until: datetime) -> None:
        await life.pass_time(self.house, self.clock, until)

    async def restart(self) -> None:
        await self._house_open.aclose()
        await self._start_again()

    async def back_up(self) -> None:
        await copies.back_up(self.folder)

    async def restore(self) -> None:
        await self._house_open.aclose()
        await copies.put_back(self.folder, self.clock)
        await self._start_again()

    async def _start_again(self) -> None:
        await self._open_house()
        await self.world.restart(self.house.door)
        self._connect()

    async def _open_house(self) -> None:
        self._starts += 1
        house = life.opened(self.folder, self.clock, self._starts, tokens_set=True)
        self.house = await self._house_open.enter_async_context(house)

    def _connect(self) -> None:
        self.house.connect(Platform.DISCORD, DiscordOutbound(lambda: self.world.bot))


async def set_up(world: World, moderator: DiscordPerson) -> None:
    """They choose the channels."""
    form = await moderator.types("/aid-admin setup")
    await moderator.fills(
        form, {f"Channel for {board}": [channel] for board, channel in world.boards.items()}
    )


def answered(world: World, hand: Hand, result: simcord.InteractionResult) -> Shown:
    """What came back for whoever typed, tapped or filled in."""
    if result.modal is not None:
        fields = list(screen.fields(result.modal))
        words = "\n".join([result.modal["title"], screen.words(result.modal["components"]), *fields])
        return Shown(words, (), fields, Touchable(hand, result=result))
    assert result.response is not None, "nothing came back"
    return shown(world, hand, result.response)


def shown(world: World, hand: Hand, message: Message) -> Shown:
    """A message as it looks now."""
    components = world.components(message)
    words = world.named(screen.words(components))
    buttons = screen.buttons(components)
    return Shown(words, list(buttons), (), Touchable(hand, message, buttons))


@asynccontextmanager
async def discord_stage(folder: Path, described: DiscordOpenApi | None) -> AsyncGenerator[DiscordStage]:
    """A stage that has been set up. `described` None: what is sent to Discord is not checked."""
    stage = DiscordStage(folder, described)
    await stage.start()
    try:
        yield stage
    finally:
        await stage.stop()
