"""A server for each test, and Discord's own description of its API where there is one."""

import os
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.adapters.discord.world import World, a_world
from tests.adapters.fake_door import FakeDoor
from tests.specs.discord_openapi import DiscordOpenApi


@pytest.fixture(scope="session")
def described() -> DiscordOpenApi | None:
    """None where HYPHA_SPECS names no folder; `test_openapi_check.py` says so, by a skip or a failure."""
    folder = os.environ.get("HYPHA_SPECS")
    return DiscordOpenApi.in_folder(Path(folder)) if folder else None


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
async def world(door: FakeDoor, described: DiscordOpenApi | None) -> AsyncGenerator[World]:
    async with a_world(door, described) as world:
        yield world
