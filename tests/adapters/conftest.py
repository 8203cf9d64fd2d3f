"""What the faces are held to: Discord's own description of its API, where there is one."""

import os
from pathlib import Path

import pytest

from tests.specs.discord_openapi import DiscordOpenApi


@pytest.fixture(scope="session")
def described() -> DiscordOpenApi | None:
    """None where HYPHA_SPECS names no folder; `test_openapi_check.py` says so, by a skip or a failure."""
    folder = os.environ.get("HYPHA_SPECS")
    return DiscordOpenApi.in_folder(Path(folder)) if folder else None
