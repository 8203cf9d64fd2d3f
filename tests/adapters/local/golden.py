"""Compares what is drawn with a file beside the tests.

HYPHA_WRITE_GOLDEN=1 writes the files anew; the diff is then to be read.
"""

import os
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def same_as_golden(name: str, drawn: str) -> None:
    lines = re.sub(
        r"(?=<(?:article|form|h2|h3|p|dl|dt|blockquote|div|button|select|option|label))", "\n", drawn
    )
    lines = lines.strip() + "\n"
    path = FOLDER / f"{name}.html"
    if os.environ.get("HYPHA_WRITE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(lines, encoding="utf-8")
    assert lines == path.read_text(encoding="utf-8")
