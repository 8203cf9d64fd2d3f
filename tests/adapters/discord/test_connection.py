"""However often Discord is away, there is a bot that tries again; only a wrong token ends it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import discord
import pytest
from discord.http import Route

from adapters.discord.app import DiscordConnection, HyphaOnDiscord
from bot.domain.errors import Misconfigured
from tests.adapters.discord.world import FakeMark
from tests.adapters.fake_door import FakeDoor


class FakeBot(HyphaOnDiscord):
    """A bot whose every start ends as a test says."""

    def __init__(self, outcome: Exception | None) -> None:
        super().__init__(FakeDoor(), FakeMark())
        self.outcome = outcome
        self.ended = False

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        if self.outcome is None:
            await asyncio.Event().wait()
        else:
            raise self.outcome

    async def close(self) -> None:
        self.ended = True


@dataclass
class Story:
    outcomes: Sequence[Exception | None]
    bots: list[FakeBot] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    made_the_last: asyncio.Event = field(default_factory=asyncio.Event)

    def make(self) -> FakeBot:
        self.bots.append(FakeBot(self.outcomes[len(self.bots)]))
        if len(self.bots) == len(self.outcomes):
            self.made_the_last.set()
        return self.bots[-1]

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    def connection(self) -> DiscordConnection:
        return DiscordConnection(self.make, pause=self.pause)


async def test_a_new_bot_follows_one_that_could_not_connect():
    story = Story([OSError(), discord.GatewayNotFound(), KeyError("in a payload"), None])
    connection = story.connection()
    serving = asyncio.create_task(connection.serve("token"))
    await story.made_the_last.wait()

    assert story.pauses == [1.0, 2.0, 4.0]
    assert [bot.ended for bot in story.bots] == [True, True, True, False]
    assert connection.bot is story.bots[-1]
    assert connection.bot.trouble() == "not connected to Discord yet"

    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
    assert story.bots[-1].ended


async def test_the_pauses_stop_growing():
    story = Story([OSError()] * 9 + [discord.LoginFailure()])
    with pytest.raises(Misconfigured):
        await story.connection().serve("token")
    assert story.pauses[-3:] == [60.0, 60.0, 60.0]


async def test_a_wrong_token_is_said_to_be_one():
    story = Story([discord.LoginFailure()])
    with pytest.raises(Misconfigured, match="DISCORD_TOKEN"):
        await story.connection().serve("token")
    assert story.bots[0].ended


def test_another_address_can_be_given():
    usual = Route.BASE
    try:
        DiscordConnection(Story([None]).make, api_url="http://127.0.0.1:9/api/v10")
        assert Route("GET", "/users/@me").url == "http://127.0.0.1:9/api/v10/users/@me"
    finally:
        Route.BASE = usual
