"""Slack as a stage: the real app and the real core, with a Slack on loopback between them and the people."""

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from adapters.slack.app import SlackConnection
from adapters.slack.link import Pace
from adapters.slack.manifest import manifest
from bot.domain.community import Board, Platform
from bot.wiring import House
from tests.loopback.slack import Person as SlackUser
from tests.loopback.slack import Seen, SlackOnLoopback
from tests.loopback.slack.server import APP_TOKEN, BOT_TOKEN
from tests.stories import copies, life
from tests.stories.stage import Shown
from tests.stories.surroundings import HandClock

QUICK = Pace(ping=0.2, look=0.05, first_wait=0.01, longest_wait=0.05)
MODERATOR = "Robin"


class SlackPerson:
    """Plays `tests.stories.stage.Person` with a workspace's member."""

    def __init__(self, name: str, user: SlackUser, slack: SlackOnLoopback) -> None:
        self.name = name
        self.user = user
        self._slack = slack

    async def types(self, command: str) -> Shown:
        name, _, text = command.partition(" ")
        return as_shown(await self.user.command(name, text))

    async def taps(self, shown: Shown, label: str) -> Shown:
        assert isinstance(shown.handle, Seen)
        return as_shown(await self.user.click(shown.handle, label))

    async def fills(self, form: Shown, values: dict[str, str]) -> Shown:
        assert isinstance(form.handle, Seen)
        return as_shown(await self.user.submit(form.handle, values))

    async def inbox(self) -> Sequence[Shown]:
        return [as_shown(seen) for seen in self.user.dms()]

    async def sees(self, board: Board) -> Sequence[Shown]:
        return [as_shown(seen) for seen in self._slack.channel(board.value)]


_MENTION = re.compile(r"@(?=\w)")


def as_shown(seen: Seen) -> Shown:
    """What a story asks about. Slack writes people with an @; a story names them without."""
    words = _MENTION.sub("", "\n".join(filter(None, (seen.title, seen.text, *seen.errors.values()))))
    return Shown(words, list(seen.labels), [field.label for field in seen.fields], handle=seen)


class SlackPeople:
    """A workspace's members; Robin runs it."""

    def __init__(self, slack: SlackOnLoopback) -> None:
        self._slack = slack
        self._known: dict[str, SlackPerson] = {}

    def named(self, name: str) -> SlackPerson:
        if name not in self._known:
            user = self._slack.person(f"U{name.upper()}", name, admin=name == MODERATOR)
            self._known[name] = SlackPerson(name, user, self._slack)
        return self._known[name]

    async def set_up(self) -> None:
        """A moderator chooses the channels, as in any new workspace."""
        for board in Board:
            self._slack.open_channel(board.value)
        self._slack.open_channel("general")
        robin = self.named(MODERATOR)
        form = await robin.types("/aid-admin setup")
        saved = await robin.fills(
            form, dict(zip(form.fields, [board.value for board in Board], strict=False))
        )
        assert not saved.fields, saved.words


class SlackStage:
    def __init__(self, folder: Path, slack: SlackOnLoopback) -> None:
        self.folder = folder
        self.slack = slack
        self.clock = HandClock()
        self._people = SlackPeople(slack)
        self._starts = 0
        self._open = AsyncExitStack()

    async def start(self) -> None:
        self._starts += 1
        house = life.opened(self.folder, self.clock, self._starts, tokens_set=True)
        self.house: House = await self._open.enter_async_context(house)
        self.connection = connection(self.house, self.slack)
        self.house.connect(Platform.SLACK, self.connection.outbound)
        await self._open.enter_async_context(kept(self.connection, self.slack))

    async def set_up(self) -> None:
        await self._people.set_up()

    async def stop(self) -> None:
        await self._open.aclose()

    def now(self) -> datetime:
        return self.clock.now()

    async def person(self, name: str) -> SlackPerson:
        return self._people.named(name)

    async def settle(self) -> None:
        await life.settle(self.house, self.clock)

    async def pass_time(self, until: datetime) -> None:
        await life.pass_time(self.house, self.clock, until)

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def back_up(self) -> None:
        await copies.back_up(self.folder)

    async def restore(self) -> None:
        await self.stop()
        await copies.put_back(self.folder, self.clock)
        await self.start()


def connection(house: House, slack: SlackOnLoopback) -> SlackConnection:
    return SlackConnection(
        house.door, bot_token=BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url, pace=QUICK
    )


@asynccontextmanager
async def kept(connection: SlackConnection, slack: SlackOnLoopback) -> AsyncGenerator[None]:
    """The connection is served until the block ends; it begins when people can come in."""
    serving = asyncio.create_task(connection.serve())
    try:
        await slack.changes.until(lambda: slack.socket.links or serving.done(), "the app came in")
        yield
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        await slack.changes.until(lambda: not slack.socket.links, "the app had hung up")


@asynccontextmanager
async def slack_stage(folder: Path) -> AsyncGenerator[SlackStage]:
    async with SlackOnLoopback(manifest=manifest()) as slack:
        stage = SlackStage(folder, slack)
        await stage.start()
        try:
            await stage.set_up()
            yield stage
        finally:
            await stage.stop()
