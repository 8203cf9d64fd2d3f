"""Whether a post that is out may be seen: what moderators, or the rest of its owner, have made of it.

It stands beside a post's own state, so that bringing it back brings it back as it was.
"""

from enum import StrEnum

from bot.domain.errors import Stale


class Sight(StrEnum):
    SHOWN = "shown"
    WAITING = "waiting"
    """Posted, and never seen by anybody yet: a moderator looks at it first."""
    HELD = "held"
    """It was out; a moderator is looking at it, or at its new words."""
    HIDDEN = "hidden"
    RESTING = "resting"
    """Its owner is suspended; it comes back with them."""


class Step(StrEnum):
    """What can be done about a post's sight."""

    APPROVE = "approve"
    HOLD = "hold"
    HIDE = "hide"
    RESTORE = "restore"
    REST = "rest"
    WAKE = "wake"


WAYS = {
    (Sight.WAITING, Step.APPROVE): Sight.SHOWN,
    (Sight.HELD, Step.APPROVE): Sight.SHOWN,
    (Sight.SHOWN, Step.HOLD): Sight.HELD,
    (Sight.WAITING, Step.HOLD): Sight.WAITING,
    (Sight.SHOWN, Step.HIDE): Sight.HIDDEN,
    (Sight.HELD, Step.HIDE): Sight.HIDDEN,
    (Sight.RESTING, Step.HIDE): Sight.HIDDEN,
    (Sight.HIDDEN, Step.RESTORE): Sight.SHOWN,
    (Sight.SHOWN, Step.REST): Sight.RESTING,
    (Sight.RESTING, Step.WAKE): Sight.SHOWN,
}
"""Every way from one to another; there are no others."""


def can(sight: Sight, step: Step) -> bool:
    """Whether that way leads on from here."""
    return (sight, step) in WAYS


def after(sight: Sight, step: Step) -> Sight:
    """Raises Stale where that way does not lead on from here."""
    if not can(sight, step):
        raise Stale("already_moved_on")
    return WAYS[sight, step]
