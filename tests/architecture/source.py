"""The project's own files, as these tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ("bot", "adapters", "storage")
EVERYTHING = (*PROGRAM, "tests")


def python_files(*folders: str) -> list[Path]:
    """Every Python file in those folders of the project, in order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def tracked() -> list[Path]:
    """Every file that is in git or would be added to it."""
    # A checkout may belong to somebody else than whoever runs the tests; git refuses to look at it unasked.
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return sorted(path for each in listed.split("\0") if each and (path := ROOT / each).is_file())


def name(path: Path) -> str:
    """The path as a person would write it: from the project's root on."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name(path))


def imported(module: ast.Module) -> Iterator[tuple[int, str]]:
    """The line and the full dotted name of everything that is imported anywhere in the module."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for each in node.names:
                yield node.lineno, each.name
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                yield node.lineno, f"{node.module}.{each.name}"
