"""What a community has decided about how posts come out. Kept with it, and changed by its moderators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

EVERYTHING = "everything"
"""In `paused`: posts of every category, and those of none."""


class Approval(StrEnum):
    """Whose first sight of a new post it is."""

    NOTHING = "nothing"
    """Posts come out at once."""
    NEEDS = "needs"
    """A moderator looks at needs first."""
    ALL = "all"
    """At needs and offers."""


@dataclass(frozen=True, slots=True)
class Policies:
    approval: Approval = Approval.NOTHING
    paused: frozenset[str] = frozenset()
    """Categories in which nothing new may be posted, or EVERYTHING."""

    def pauses(self, category: str | None) -> bool:
        return EVERYTHING in self.paused or category in self.paused


def to_plain(policies: Policies) -> dict[str, object]:
    """The same in values that JSON knows; `from_plain` gives it back."""
    return {"approval": policies.approval.value, "paused": sorted(policies.paused)}


def from_plain(plain: Mapping[str, object]) -> Policies:
    """What `to_plain` was given; what is missing is as usual. Raises ValueError for anything else."""
    approval, paused = plain.get("approval", Approval.NOTHING.value), plain.get("paused", ())
    match approval, paused:
        case str(), list() | tuple():
            return Policies(
                Approval(approval), frozenset(str(each) for each in cast("Sequence[object]", paused))
            )
        case _:
            raise ValueError("not the policies of a community")
