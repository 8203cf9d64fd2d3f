"""Who is asked first: the one formula, each of its terms with its reason.

Consent, capacity, blocks and suspensions are no terms of it: they are law, and whoever may not be asked is
not among the candidates at all (bot/domain/capacity.py, bot/application/ask_around.py). Nor is anything in it
that somebody answered, gave to the asker, or received.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from bot.domain.ids import MemberId, NeedId

STEP = 0.4
"""Fit counts in steps of so much of the best fit. A finer order would send every need to whoever words their
offer best: shared words tell what somebody offers, and hardly how well they would do it.
"""

FIT = 3.0
"""What a step of fit weighs, in handshakes of load: fit goes first, until whoever fits better has agreed to
help three times more in the last fortnight. No one is to carry more than they are meant to alone.
"""

WILLING_FIT = 0.5
"""Somebody who said that they may be asked about this kind of help fits a step less than an offer of just
this: they know the kind, and not what it is about.
"""

CHOICES = 2
"""At least so many are compared where there are so many, whatever their fit: of two, the one with the lighter
load goes first. Taking the emptier of two bins, and not just any, brings the fullest of n down from about
log n / log log n to log log n (Azar, Broder, Karlin and Upfal, "Balanced allocations", 1994).
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked now. `fit` is above 0, at most 1: the best fit of anybody is 1. `load` is
    Traces.load_at.
    """

    member: MemberId
    fit: float
    load: float


def in_order(need: NeedId, candidates: Iterable[Candidate]) -> Sequence[MemberId]:
    """All of them, who is asked first first."""
    by_fit = sorted(candidates, key=lambda each: (-each.fit, _shuffled(need, each.member)))
    as_good_as = by_fit[0].fit if by_fit else 1.0
    costs = {
        each.member: cost(as_good_as if place < CHOICES else each.fit, each.load)
        for place, each in enumerate(by_fit)
    }
    return sorted(costs, key=lambda each: (costs[each], _shuffled(need, each)))


def cost(fit: float, load: float) -> float:
    """What speaks against asking somebody: the lower, the sooner they are asked."""
    return FIT * int((1 - fit) / STEP) + load


def _shuffled(need: NeedId, member: MemberId) -> bytes:
    """Where nothing tells two apart, each need has an order of its own: nobody is always the first."""
    return blake2b(f"{need.value}/{member.value}".encode()).digest()
