"""Measures, and prints the figures as docs/benchmarks.md quotes them: `make bench`.

Ratios are taken within one run, so that they can be compared between machines; times can't.
"""

import asyncio
import sys

from tests.benchmarks import door, start, understanding
from tests.benchmarks.figures import environment, table


def main() -> int:
    """0 if every goal was reached, 1 if one was missed."""
    figures = [*asyncio.run(door.measure()), *understanding.measure(), *start.measure()]
    sys.stdout.write(f"{environment()}\n\n{table(figures)}\n")
    return 0 if all(each.reached is not False for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
