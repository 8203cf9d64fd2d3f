"""The tools that read the code without running it have nothing to say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

# What each says when it is content: a tool that looked at nothing would say something else.
TOOLS = {
    "ruff": (["ruff", "check", "--no-cache", "."], "All checks passed"),
    "format": (["ruff", "format", "--no-cache", "--check", "."], "files already formatted"),
    "pyright": (["pyright"], "0 errors"),
    "import-linter": (["lint-imports", "--no-cache"], " kept, 0 broken"),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_it_is_content(tool: str):
    (program, *arguments), content = TOOLS[tool]
    # Pyright would ask the network whether there is a newer one.
    surroundings = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1", "NO_COLOR": "1"}
    result = subprocess.run(
        [Path(sys.executable).with_name(program), *arguments],
        cwd=ROOT,
        env=surroundings,
        check=False,
        capture_output=True,
        text=True,
    )
    said = result.stdout + result.stderr
    assert result.returncode == 0, f"{program} says:\n{said}"
    assert content in said
