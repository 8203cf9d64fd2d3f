"""What outlives a kill: lines that are on disk before anything goes on."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Journal:
    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, **line: object) -> None:
        """One more line, synced."""
        file = os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        try:
            os.write(file, json.dumps(line).encode() + b"\n")
            os.fsync(file)
        finally:
            os.close(file)

    def lines(self) -> list[Mapping[str, Any]]:
        """All lines so far, oldest first."""
        if not self._path.exists():
            return []
        return [json.loads(line) for line in self._path.read_text(encoding="utf-8").splitlines()]
