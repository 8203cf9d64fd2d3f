"""A loopback Slack with the real app in it, and in place of the core a door that writes down who came."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass

import pytest

from adapters.slack.app import SlackConnection
from adapters.slack.manifest import manifest
from bot.application.interaction import Interaction
from bot.views.vocabulary import View
from tests.adapters.fake_door import FakeDoor
from tests.adapters.slack.stage import QUICK, kept
from tests.loopback.slack import Person, SlackOnLoopback
from tests.loopback.slack.server import APP_TOKEN, BOT_TOKEN


@dataclass
class World:
    """A workspace with a channel #general and Amina in it; Robin runs it."""

    slack: SlackOnLoopback
    door: FakeDoor
    connection: SlackConnection
    amina: Person
    robin: Person

    def answers(self, answer: Callable[[Interaction], View] | View) -> None:
        """What the door says from now on."""
        self.door.answer = answer if callable(answer) else lambda _: answer


@pytest.fixture
async def slack() -> AsyncGenerator[SlackOnLoopback]:
    async with SlackOnLoopback(manifest=manifest()) as loopback:
        loopback.open_channel("general")
        yield loopback


@pytest.fixture
async def world(slack: SlackOnLoopback) -> AsyncGenerator[World]:
    door = FakeDoor()
    connection = SlackConnection(
        door, bot_token=BOT_TOKEN, app_token=APP_TOKEN, api_url=slack.api_url, pace=QUICK
    )
    amina = slack.person("UAMINA", "Amina", locale="pt-BR", zone="Europe/Lisbon")
    robin = slack.person("UROBIN", "Robin", admin=True)
    async with kept(connection, slack):
        yield World(slack, door, connection, amina, robin)
