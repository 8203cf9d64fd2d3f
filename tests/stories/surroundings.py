"""A clock that is moved by hand and a chance that can be repeated: so that stories wait for nothing and run
the same each time.
"""

import random
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from storage.encryption import GivenKeys

ZONE = ZoneInfo("Europe/London")
MONDAY_MORNING = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
KEY = bytes(range(32))
KEYS = GivenKeys((KEY,))


class HandClock:
    """Stands still until it is moved, and never goes back."""

    def __init__(self, start: datetime = MONDAY_MORNING) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def move_to(self, moment: datetime) -> None:
        self._now = max(self._now, moment.astimezone(UTC))


class SeededChance:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def token(self) -> str:
        return urlsafe_b64encode(self._random.randbytes(16)).rstrip(b"=").decode()
