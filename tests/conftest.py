"""What every test stands on: no way off this machine, a chosen depth, and what the machine must bring."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import needed
from tests.databases import (
    database,
    databases,
    empty_database,
    empty_postgresql,
    migrated,
    on_one_server,
    postgresql,
    sqlite_files,
)
from tests.depth import DEEP, DEPTH, QUICK, Depth
from tests.network import only_loopback
from tests.unheard import no_bug_goes_unheard

__all__ = (
    "database",
    "databases",
    "empty_database",
    "empty_postgresql",
    "migrated",
    "no_bug_goes_unheard",
    "on_one_server",
    "postgresql",
    "sqlite_files",
)

# Quick runs are the same each time, so that a failure is about the change at hand; deep runs look for more.
hypothesis.settings.register_profile(
    QUICK.name, max_examples=QUICK.examples, deadline=None, derandomize=True, database=None
)
hypothesis.settings.register_profile(DEEP.name, max_examples=DEEP.examples, deadline=None, print_blob=True)
hypothesis.settings.load_profile(DEPTH.name)


@pytest.fixture(scope="session", autouse=True)
def _only_loopback() -> Iterator[None]:
    with only_loopback():
        yield


@pytest.fixture(scope="session")
def depth() -> Depth:
    """How deep this run goes."""
    return DEPTH


@pytest.fixture(scope="session")
def specs() -> Path:
    """The folder with the platforms' published specs: Discord's OpenAPI, Slack's Block Kit and manifest."""
    return needed.folder("HYPHA_SPECS", "the platforms' specs")


@pytest.fixture(scope="session")
def data_sets() -> Path:
    """The folder with the data sets that matching is measured on."""
    return needed.folder("HYPHA_DATA_SETS", "the data sets for matching")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Where this machine's Chromium is."""
    return needed.chromium()
