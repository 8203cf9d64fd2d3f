"""What a community has decided: what comes out at once, and what people can rely on. Kept with it, changed by
its moderators, and readable for everybody in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from bot.domain.understanding import Topic

EVERYTHING = "everything"
"""In `paused`: posts of every category, and those of none."""

SENSITIVE = (Topic.CHILDCARE, Topic.HOME_VISIT, Topic.KEYS)
"""Topics where somebody is let close to a child or into a home."""


class Approval(StrEnum):
    """Whose first sight of a new post it is."""

    NOTHING = "nothing"
    """Posts come out at once."""
    NEEDS = "needs"
    """A moderator looks at needs first."""
    ALL = "all"
    """At needs and offers."""


class Money(StrEnum):
    """Whether posts may be about money that changes hands."""

    OFF = "off"
    LOOKED_AT = "looked_at"
    """A moderator looks first."""
    ON = "on"


@dataclass(frozen=True, slots=True)
class Policies:
    approval: Approval = Approval.NOTHING
    paused: frozenset[str] = frozenset()
    """Where nothing new may be posted: categories, spaces (`space_pause`), or EVERYTHING."""
    money: Money = Money.LOOKED_AT
    sensitive: frozenset[Topic] = frozenset(SENSITIVE)
    """Those of SENSITIVE that a moderator looks at first."""
    under_18: bool = False
    """People under 18 may be members. Who is, is never asked: so everything in SENSITIVE is looked at first,
    whatever `sensitive` says, and whoever is introduced reads how to meet safely.
    """
    outside_contact: str = ""
    """Whom members can turn to about the moderators themselves."""
    help_lines: str = ""
    """Whom to call in danger, in moderators' own words; shown before those of the country."""

    def pauses(self, category: str | None, space: str) -> bool:
        """Whether a new post of that category, written in the space of that id, is to wait."""
        return not self.paused.isdisjoint({EVERYTHING, category, space_pause(space)})

    def refuses(self, touches: frozenset[Topic]) -> bool:
        """Whether a post about these topics can't be made here."""
        return self.money is Money.OFF and Topic.MONEY in touches

    def looks_first(self, touches: frozenset[Topic], *, need: bool) -> bool:
        """Whether a moderator looks at such a post before anybody else does."""
        if self.approval is Approval.ALL or (need and self.approval is Approval.NEEDS):
            return True
        if self.money is Money.LOOKED_AT and Topic.MONEY in touches:
            return True
        return not touches.isdisjoint(SENSITIVE if self.under_18 else self.sensitive)


def space_pause(space: str) -> str:
    """How the space of that id stands in `Policies.paused`."""
    return f"space-{space}"


def to_plain(policies: Policies) -> dict[str, object]:
    """The same in values that JSON knows; `from_plain` gives it back."""
    return {
        "approval": policies.approval.value,
        "paused": sorted(policies.paused),
        "money": policies.money.value,
        "sensitive": sorted(policies.sensitive),
        "under_18": policies.under_18,
        "outside_contact": policies.outside_contact,
        "help_lines": policies.help_lines,
    }


def from_plain(plain: Mapping[str, object]) -> Policies:
    """What `to_plain` was given; what is missing is as usual. Raises ValueError for anything else."""
    match {**to_plain(Policies()), **plain}:
        case {
            "approval": str(approval),
            "paused": paused,
            "money": str(money),
            "sensitive": sensitive,
            "under_18": bool(under_18),
            "outside_contact": str(outside_contact),
            "help_lines": str(help_lines),
        }:
            return Policies(
                approval=Approval(approval),
                paused=frozenset(_strings(paused)),
                money=Money(money),
                sensitive=frozenset(Topic(each) for each in _strings(sensitive)),
                under_18=under_18,
                outside_contact=outside_contact,
                help_lines=help_lines,
            )
        case _:
            raise ValueError("not the policies of a community")


def _strings(value: object) -> Sequence[str]:
    if not isinstance(value, list | tuple):
        raise ValueError("not the policies of a community")  # noqa: TRY004 - as for anything else that is wrong
    return [str(each) for each in cast("Sequence[object]", value)]
