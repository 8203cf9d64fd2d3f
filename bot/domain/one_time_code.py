"""A one-time code: whoever has it in one place, and enters it in another, shows that the two belong together.

Two accounts are linked by one, and two spaces are brought together by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Stale
from bot.domain.ids import CodeId, CommunityId, MemberId, SpaceId

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look alike: no I, L, O, 0 or 1."""
LENGTH = 8
GROUP = 4
"""So many letters stand together when it is shown."""

VALID_FOR = timedelta(minutes=15)
"""From when it is made to when it has been entered and confirmed."""
WAITS_FOR = timedelta(days=1)
"""So long the other side has for its yes, once one side has said theirs."""

MOST_TRIES = 5
TRIES_WITHIN = timedelta(hours=1)


class Purpose(StrEnum):
    LINK = "link"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class WrongCode:
    """Somebody entered a code that does nothing. A few of these, and none does anything for a while."""

    member: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """Its letters are nowhere in here: they are shown once to its maker, and known again by a keyed mark."""

    id: CodeId
    purpose: Purpose
    community: CommunityId
    """The maker's."""
    space: SpaceId
    """Where it was made."""
    maker: MemberId
    expires_at: datetime
    reason: str = ""
    """Why spaces are to be brought together, as its maker says it; of a link nothing is asked."""
    taken_by: MemberId | None = None
    """Who entered it. From then on it is nobody else's."""
    taken_reason: str = ""
    agreed: bool = False
    """Whoever entered it has said yes; now it is for the maker's side."""
    used: bool = False
    version: int = 0

    def can_be_taken(self, now: datetime) -> bool:
        """Whether entering it does anything."""
        return self.taken_by is None and now < self.expires_at

    def take(self, by: MemberId, reason: str = "") -> "OneTimeCode":
        """Entered, by somebody whom it may bring together with its maker."""
        return replace(self, taken_by=by, taken_reason=reason)

    def agree(self, now: datetime) -> "OneTimeCode":
        """Whoever entered it says yes. Raises Stale."""
        self.require_going_on(now)
        return replace(self, agreed=True, expires_at=now + WAITS_FOR)

    def use(self, now: datetime) -> "OneTimeCode":
        """It has done what it was for. Raises Stale."""
        self.require_going_on(now)
        return replace(self, used=True)

    def require_going_on(self, now: datetime) -> None:
        """Raises Stale("code_is_over") for one that was used, or waited too long."""
        if self.used or now >= self.expires_at:
            raise Stale("code_is_over")


def spelled(secret: bytes) -> str:
    """The letters of a code, from at least 16 bytes that nobody can guess: every code is as likely."""
    number = int.from_bytes(secret)
    letters: list[str] = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def in_groups(code: str) -> str:
    """As it is shown: `ABCD-EFGH`."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def as_entered(text: str) -> str:
    """The letters of what somebody typed, however they set them; other signs are left out."""
    return "".join(letter for letter in text.upper() if letter in LETTERS)[: LENGTH + 1]


def too_many(tries: Iterable[datetime], now: datetime) -> bool:
    """Whether no code does anything for whoever entered wrong ones at these moments."""
    return sum(now - TRIES_WITHIN < each for each in tries) >= MOST_TRIES
