"""What some tests need from the machine. Where it is missing they are skipped, or fail if all is required."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip with that plain reason; where HYPHA_REQUIRE_ALL is 1, fail with it."""
    if os.environ.get("HYPHA_REQUIRE_ALL") == "1":
        pytest.fail(f"required, but {reason}", pytrace=False)
    pytest.skip(reason)


def folder(variable: str, what: str) -> Path:
    """The folder that the environment names. A named folder that is not there fails, whatever is required."""
    named = os.environ.get(variable)
    if not named:
        missing(f"{variable} names no folder with {what}")
    path = Path(named)
    if not path.is_dir():
        pytest.fail(f"{variable} names {named}, which is no folder", pytrace=False)
    return path


def chromium() -> Path:
    """The Chromium (or Chrome) that is installed on this machine; HYPHA_CHROMIUM names another."""
    names = (os.environ.get("HYPHA_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    for name in filter(None, names):
        if found := shutil.which(name):
            return Path(found)
    missing("Chromium is not installed")
