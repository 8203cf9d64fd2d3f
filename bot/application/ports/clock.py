"""Time and chance, which tests hold in their hands."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """This moment, aware UTC."""
        ...


class Chance(Protocol):
    def token(self) -> str:
        """22 characters of A-Z a-z 0-9 - _ that nobody can guess (128 bits)."""
        ...
