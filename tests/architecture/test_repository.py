"""What must stand in the repository, and what must never."""

import re
import sys
import tomllib

import pytest

from tests.architecture.source import PROGRAM, ROOT, imported, name, python_files, tree

LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_address(lock: str):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    pinned = re.findall(r"^[A-Za-z0-9._-]+==", text, re.MULTILINE)
    assert pinned
    for entry in re.split(r"\n(?=[A-Za-z0-9])", text):
        assert "--hash=sha256:" in entry, f"{entry.splitlines()[0]} has no hash"


def _pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;]+)", text, re.MULTILINE))


def test_tests_run_on_what_people_run():
    runtime, dev = _pins("requirements.lock"), _pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in runtime} == runtime


def test_every_folder_of_code_is_installed():
    """A folder without `__init__.py` would be missing from an installed Hypha, though not from a checkout."""
    by_path = {ROOT / "storage/migrations/versions"}  # Alembic finds these by their path
    folders = {path.parent for path in python_files(*PROGRAM)} - by_path
    assert [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_every_file_that_is_not_code_is_installed():
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    covered = {
        path
        for package, globs in patterns["package-data"].items()
        for pattern in globs
        for path in ROOT.joinpath(*package.split(".")).glob(f"{pattern}/*")
    }
    other = [
        path
        for folder in PROGRAM
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    ]
    assert [name(path) for path in other if path not in covered] == []


def test_every_library_that_is_imported_is_asked_for():
    """Not by way of another library, which may drop it: by name, in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[\[<>=]", each)[0].lower() for each in project["dependencies"]}
    called = {
        "discord.py": "discord",
        "python-dotenv": "dotenv",
        "pystemmer": "Stemmer",
        "slack-bolt": "slack_bolt",
    }
    # slack-bolt is slack-sdk's other half: the two are released together.
    known = {called.get(each, each) for each in asked} | {"slack_sdk"} | set(PROGRAM)
    found = {
        dotted.partition(".")[0] for path in python_files(*PROGRAM) for _, dotted in imported(tree(path))
    }
    assert found - known - sys.stdlib_module_names == set()
