from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest

from tests.application.world import World, WorldAtHand, a_world, a_world_at_hand


@pytest.fixture
async def world(tmp_path: Path) -> AsyncGenerator[World]:
    async with a_world(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def at_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorldAtHand]:
    with a_world_at_hand(tmp_path_factory.mktemp("house")) as made:
        yield made
