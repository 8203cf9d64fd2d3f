"""The checks of walls and types can fail: whoever breaks a rule is told so."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import PROGRAM, ROOT

BROKEN_WALLS = {
    "Rooms know only the rooms below them": ("bot/domain/need.py", "bot.views.vocabulary"),
    "The three platforms never import each other": ("adapters/local/hub.py", "adapters.slack.text"),
    "The core knows neither platform nor database nor scheduler": ("bot/matching/index.py", "aiohttp"),
    "The database is spoken to in storage only": ("adapters/scheduler.py", "sqlalchemy"),
    "Each platform's library is spoken to in its adapter only": ("bot/cli.py", "discord"),
    "APScheduler is a ticker, known to adapters/scheduler.py only": ("bot/serve.py", "apscheduler"),
    "Settings and the key file are known to the program, not to the rooms: these get values": (
        "adapters/local/app.py",
        "bot.config",
    ),
    "Domain, matching and views say nothing to the log: what they know is about people": (
        "bot/views/scene.py",
        "logging",
    ),
}


def test_a_hole_in_any_wall_is_found(tmp_path: Path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in PROGRAM:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for module, imported in BROKEN_WALLS.values():
        with (tmp_path / module).open("a", encoding="utf-8") as file:
            file.write(f"\nimport {imported}\n")
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "COLUMNS": "200", "NO_COLOR": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    for wall in BROKEN_WALLS:
        assert f"{wall} BROKEN" in result.stdout
    assert f"0 kept, {len(BROKEN_WALLS)} broken" in result.stdout


def test_types_are_strict_in_bot_and_storage_and_known_everywhere(tmp_path: Path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in (*PROGRAM, "tests"):
        (tmp_path / folder).mkdir()
        loose = "def loose(given):\n    return given\n\n\nwrong: int = 'text'\n"
        (tmp_path / folder / "loose.py").write_text(loose)
    result = subprocess.run(
        [Path(sys.executable).with_name("pyright"), "--outputjson"],
        cwd=tmp_path,
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    found: dict[str, set[str]] = {}
    for each in json.loads(result.stdout)["generalDiagnostics"]:
        found.setdefault(Path(each["file"]).parent.name, set()).add(each["rule"])
    strict = {"reportAssignmentType", "reportMissingParameterType", "reportUnknownParameterType"}
    assert strict <= found["bot"]
    assert strict <= found["storage"]
    assert found["adapters"] == found["tests"] == {"reportAssignmentType"}
