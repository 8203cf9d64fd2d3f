"""Who is not to be brought together: silently, and both ways. One rule, whatever the cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import CommunityId, MemberId, NeedId


class Cause(StrEnum):
    MODERATORS = "moderators"
    """Moderators keep the two apart. Which of them is `one` means nothing."""
    BLOCK = "block"
    """`one` never wants to meet `other`."""


@dataclass(frozen=True, slots=True)
class Apart:
    """`holds` is False for what is lifted by keeping it."""

    community: CommunityId
    one: MemberId
    other: MemberId
    cause: Cause
    holds: bool = True
    veiled_by: NeedId | None = None
    """Of a block: the need without a name from which alone `one` knows `other`, whose name stays untold."""


def may_meet(one: MemberId, other: MemberId, apart: Iterable[Apart]) -> bool:
    """Whether an ask, a place, thanks or an introduction may newly join these two. The only place that
    decides it.
    """
    return not any(each.holds and {each.one, each.other} == {one, other} for each in apart)


def may_go_on(one: MemberId, other: MemberId, about: NeedId, apart: Iterable[Apart]) -> bool:
    """Whether what stands between these two already, because of the need `about`, may go on.

    Whoever was blocked under a made-up name is let go where they bear it, and nowhere else: an agreement that
    ended under their own name in the same moment would tell who they are.
    """
    return may_meet(one, other, [each for each in apart if each.veiled_by in (None, about)])
