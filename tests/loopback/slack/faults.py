"""Bad luck on purpose: what the next call of a method shall meet."""

from collections import defaultdict, deque
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    REFUSE = auto()
    """Answer {"ok": false, "error": ...} and do nothing."""
    THROTTLE = auto()
    """Answer 429 with Retry-After and do nothing."""
    BREAK = auto()
    """Answer with a bare HTTP status and do nothing."""
    HANG_UP_BEFORE = auto()
    """Close the connection and do nothing."""
    HANG_UP_AFTER = auto()
    """Do it, then close the connection without an answer: the caller can't know."""


@dataclass(frozen=True)
class Fault:
    kind: Kind
    error: str = ""
    retry_after: int = 0
    status: int = 200

    @classmethod
    def refuse(cls, error: str) -> "Fault":
        return cls(Kind.REFUSE, error=error)

    @classmethod
    def throttle(cls, retry_after: int) -> "Fault":
        return cls(Kind.THROTTLE, retry_after=retry_after)

    @classmethod
    def broken(cls, status: int) -> "Fault":
        return cls(Kind.BREAK, status=status)

    @classmethod
    def hang_up_before(cls) -> "Fault":
        return cls(Kind.HANG_UP_BEFORE)

    @classmethod
    def hang_up_after(cls) -> "Fault":
        return cls(Kind.HANG_UP_AFTER)


class Faults:
    """The queue of bad luck, one a method; `response_url` and `socket` count as methods here."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def next(self, method: str, *faults: Fault) -> None:
        """Let the next calls of `method` meet these, in order."""
        self._waiting[method].extend(faults)

    def take(self, method: str) -> Fault | None:
        waiting = self._waiting[method]
        return waiting.popleft() if waiting else None
