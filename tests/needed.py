"""What some tests need from the machine. Where it is missing they are skipped, with a plain reason.

With HYPHA_REQUIRE_ALL=1, as `.ci/run` sets it, what every machine can bring may not be missing. Folders that
are no part of the project are needed only where the environment names them; a named one has to be there.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip for that reason; where everything is required, fail for it."""
    if os.environ.get("HYPHA_REQUIRE_ALL") == "1":
        pytest.fail(f"required, but {reason}", pytrace=False)
    pytest.skip(reason)


def folder(variable: str, what: str) -> Path:
    """The folder that the environment names."""
    named = os.environ.get(variable)
    if not named:
        pytest.skip(f"{variable} names no folder with {what}")
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


def postgres_programs() -> Path:
    """The folder with initdb and pg_ctl, the newest there is; HYPHA_POSTGRES_BIN names another."""
    named = os.environ.get("HYPHA_POSTGRES_BIN")
    on_path = shutil.which("pg_ctl")
    # Debian keeps them off the path, in a folder for each version.
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    usual = [*reversed(debians), *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in [Path(named)] if named else usual:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    missing("PostgreSQL is not installed")
