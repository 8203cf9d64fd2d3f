"""Who is not to be brought together: silently, and both ways. One rule, whatever the cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import CommunityId, MemberId


class Cause(StrEnum):
    MODERATORS = "moderators"
    """Moderators keep the two apart."""


@dataclass(frozen=True, slots=True)
class Apart:
    """`holds` is False for what is lifted by keeping it. Which of the two is `one` means nothing here."""

    community: CommunityId
    one: MemberId
    other: MemberId
    cause: Cause
    holds: bool = True


def may_meet(one: MemberId, other: MemberId, apart: Iterable[Apart]) -> bool:
    """Whether an ask, a place, a message, thanks or an introduction may join these two. The only place that
    decides it.
    """
    return not any(each.holds and {each.one, each.other} == {one, other} for each in apart)
