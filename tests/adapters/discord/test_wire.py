"""The real bot over real HTTP and a real gateway socket, against a Discord on loopback."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from discord.http import Route

from adapters.discord.app import DiscordConnection, HyphaOnDiscord
from adapters.discord.outbound import DiscordOutbound
from bot.application.ports import Channel, MessageRef, Parcel
from bot.domain.errors import Misconfigured, OutcomeUnknown, Throttled
from bot.domain.ids import EffectId
from bot.views.vocabulary import Card, Phrase
from tests.adapters.discord import wire
from tests.adapters.discord.wire import Answer, WireDiscord, a_wire_discord
from tests.adapters.discord.world import FakeMark
from tests.adapters.fake_door import TONGUE, FakeDoor

PARCEL = Parcel(EffectId("e"), Channel(str(wire.CHANNEL)), Card(Phrase("need.posted.title")), TONGUE)


@pytest.fixture(autouse=True)
def _the_usual_address() -> Iterator[None]:
    usual = Route.BASE
    yield
    Route.BASE = usual


@asynccontextmanager
async def connected(discord: WireDiscord, door: FakeDoor) -> AsyncGenerator[HyphaOnDiscord]:
    mark = FakeMark()
    connection = DiscordConnection(
        lambda: HyphaOnDiscord(door, mark), api_url=discord.api_url, pause=lambda _: asyncio.sleep(0)
    )
    serving = asyncio.create_task(connection.serve(discord.token))
    try:
        assert await discord.gateway_opened.get() == "identified"
        await connection.bot.wait_until_ready()
        yield connection.bot
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


async def test_a_bot_connects_answers_writes_and_comes_back(door: FakeDoor):
    async with a_wire_discord() as discord, connected(discord, door) as bot:
        assert bot.trouble() is None
        assert [path for method, path, _ in discord.received if method == "PUT"] == [
            "/applications/100/commands"
        ]

        await discord.happens("INTERACTION_CREATE", _typed("need", "a ladder"))
        answer = await discord.answered.get()
        assert answer["data"]["flags"] & 64
        assert door.came[0].values == {"text": "a ladder"}

        outbound = DiscordOutbound(lambda: bot)
        assert await outbound.send("1", PARCEL) == MessageRef(str(wire.CHANNEL), "5")

        too_fast = {"message": "slow down", "retry_after": 90.0, "global": False}
        discord.to_order = [Answer(429, too_fast, {"Via": "1.1 google"})]
        with pytest.raises(Throttled) as throttled:
            await outbound.send("1", PARCEL)
        assert throttled.value.after == 90.0

        discord.to_order = [Answer(429, "blocked", {"Retry-After": "30"})]
        with pytest.raises(Throttled) as throttled:
            await outbound.send("1", PARCEL)
        assert throttled.value.after == 30.0

        discord.to_order = [Answer(hang_up=True)]
        with pytest.raises(OutcomeUnknown):
            await outbound.send("1", PARCEL)

        await discord.asks_to_reconnect()
        assert await discord.gateway_opened.get() == "resumed"
        await discord.happens("INTERACTION_CREATE", _typed("offer", "lifts"))
        await discord.answered.get()
        assert bot.trouble() is None


async def test_what_discord_py_cannot_read_ends_one_bot_and_begins_the_next(door: FakeDoor):
    async with a_wire_discord() as discord, connected(discord, door):
        await discord.happens("INTERACTION_CREATE", {"id": "1"})
        assert await discord.gateway_opened.get() == "identified"
        await discord.happens("INTERACTION_CREATE", _typed("need", "a ladder"))
        await discord.answered.get()


async def test_a_token_that_discord_does_not_know(door: FakeDoor):
    async with a_wire_discord() as discord:
        connection = DiscordConnection(lambda: HyphaOnDiscord(door, FakeMark()), api_url=discord.api_url)
        with pytest.raises(Misconfigured):
            await connection.serve("wrong")


def _typed(command: str, text: str) -> dict[str, Any]:
    return {
        "id": "1",
        "application_id": str(wire.APPLICATION),
        "type": 2,
        "token": "a-token",
        "version": 1,
        "locale": "en-GB",
        "guild_id": str(wire.GUILD),
        "channel": {"id": str(wire.CHANNEL), "type": 0, "name": "needs", "position": 0},
        "member": {
            "user": {
                "id": "7",
                "username": "ana",
                "discriminator": "0",
                "avatar": None,
                "global_name": "Ana",
            },
            "roles": [],
            "joined_at": "2026-01-01T00:00:00+00:00",
            "permissions": "0",
            "flags": 0,
        },
        "app_permissions": "0",
        "attachment_size_limit": 1,
        "data": {
            "id": "9",
            "name": command,
            "type": 1,
            "options": [{"name": "text", "type": 3, "value": text}],
        },
    }
