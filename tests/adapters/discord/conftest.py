"""A server for each test."""

from collections.abc import AsyncGenerator

import pytest

from tests.adapters.discord.world import World, a_world
from tests.adapters.fake_door import FakeDoor
from tests.specs.discord_openapi import DiscordOpenApi


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
async def world(door: FakeDoor, described: DiscordOpenApi | None) -> AsyncGenerator[World]:
    async with a_world(door, described) as world:
        yield world
