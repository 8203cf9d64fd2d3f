"""Figures, and the table that they are printed in."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import quantiles

MILLISECOND = 1_000_000
"""In nanoseconds, which is what is measured."""


@dataclass(frozen=True)
class Sample:
    """What was measured several times, in nanoseconds."""

    times: Sequence[int]

    @property
    def p50(self) -> float:
        """Milliseconds."""
        return self._quantile(50)

    @property
    def p99(self) -> float:
        """Milliseconds."""
        return self._quantile(99)

    def _quantile(self, percent: int) -> float:
        return quantiles(self.times, n=100, method="inclusive")[percent - 1] / MILLISECOND


@dataclass(frozen=True)
class Figure:
    """One line of the table. `reached` is None where there is no goal."""

    what: str
    value: str
    goal: str = ""
    reached: bool | None = None


def table(figures: Sequence[Figure]) -> str:
    """Markdown, as it stands in docs/benchmarks.md."""
    lines = ["| what | figure | goal | |", "|---|---|---|---|"]
    marks = {None: "", True: "reached", False: "**missed**"}
    lines += [f"| {each.what} | {each.value} | {each.goal} | {marks[each.reached]} |" for each in figures]
    return "\n".join(lines)


def environment() -> str:
    """What the figures were measured on."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("SQLAlchemy", "sqlmodel", "aiosqlite"))
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} x {_processor()}"
    return f"{platform.python_implementation()} {platform.python_version()}, {libraries}; {system}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown processor")
