import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from storage.migrate import migrate
from storage.open import open_storage
from tests.storage.village import KEY, Village


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and nothing in them, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "hypha.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
async def village(tmp_path: Path, migrated: Path) -> AsyncGenerator[Village]:
    file = tmp_path / "hypha.db"
    shutil.copy(migrated, file)
    async with open_storage(f"sqlite:///{file}", KEY) as storage:
        village = Village(file, storage)
        await village.settle_in()
        yield village
