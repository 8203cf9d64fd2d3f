"""Compares what was drawn with a file that is kept. HYPHA_WRITE_GOLDEN=1 writes it anew; the diff is then to
be read.
"""

import os
from pathlib import Path


def same_as_golden(path: Path, drawn: str) -> None:
    """`drawn` is what stands in the file at `path`, but for blank lines at its end."""
    text = drawn.rstrip() + "\n"
    if os.environ.get("HYPHA_WRITE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
