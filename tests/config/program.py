"""Hypha as a process of its own, as somebody starts it in a terminal."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.config.conftest import ROOT, SETTINGS
from tests.config.places import free_port

PATIENCE = 60
"""Seconds after which a start or an end is given up. Nothing waits that long unless something is wrong."""


class Program:
    """A running `hypha run`, and what it has said so far."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self.port = port
        self.said: list[str] = []
        self._process = process

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def says(self, words: str) -> None:
        """Wait until it says a line with these words."""
        assert self._process.stdout
        async with asyncio.timeout(PATIENCE):
            while line := (await self._process.stdout.readline()).decode():
                self.said.append(line.rstrip())
                if words in line:
                    return
        raise AssertionError(f"it ended without {words!r}: {self.said}")

    async def ends(self, by: signal.Signals) -> int:
        """Its exit status after that signal."""
        self._process.send_signal(by)
        async with asyncio.timeout(PATIENCE):
            rest, _ = await self._process.communicate()
        self.said += rest.decode().splitlines()
        assert self._process.returncode is not None
        return self._process.returncode


@asynccontextmanager
async def started(folder: Path, **settings: str) -> AsyncGenerator[Program]:
    """`hypha run` in that folder, as soon as it says where it is; ended, whatever happens."""
    port = free_port()
    surroundings = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=folder,
        env={**surroundings, "PYTHONPATH": str(ROOT), "HYPHA_PORT": str(port), **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        program = Program(process, port)
        await program.says(f"Hypha is at {program.address}")
        yield program
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
