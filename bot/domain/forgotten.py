"""Somebody asked to be forgotten."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MemberId


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Kept after everything else of its decision: from then on nothing of the member is left but what others
    need to be safe.
    """

    member: MemberId
    at: datetime
