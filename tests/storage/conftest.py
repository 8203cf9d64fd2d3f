from collections.abc import AsyncGenerator

import pytest

from storage.open import open_storage
from tests.databases import Database
from tests.storage.village import KEY, Village


@pytest.fixture
async def village(database: Database) -> AsyncGenerator[Village]:
    async with open_storage(database.url, KEY) as storage:
        village = Village(database, storage)
        await village.settle_in()
        yield village
