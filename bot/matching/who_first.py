"""Who is asked first: the one formula, each of its terms with its reason.

Consent, capacity, blocks and suspensions are no terms of it: they are law, and whoever may not be asked is
not among the candidates at all (bot/domain/capacity.py, bot/application/ask_around.py). Nor is anything in it
that somebody answered, gave to the asker, or received.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from heapq import nlargest

from bot.domain.ids import MemberId, NeedId
from bot.domain.traces import AN_ASK

STEP = 0.5
"""Fit counts in steps of so much of the best fit: within a step two offers help as well. A finer order would
send every need to whoever words their offer best; shared words tell what somebody offers, and hardly how well
they would do it.
"""

FIT = 2 * AN_ASK
"""What a step of fit weighs: fit goes first, until whoever fits better was asked twice more lately. With more
the same few are asked: in the made-up community of docs/fair-asking.md the Gini coefficient of asks is 0.19
with this, and 0.21 with a handshake's worth.
"""

WILLING_FIT = 0.6
"""Somebody who said that they may be asked about this kind of help comes after offers of just this, and in
the same step: they know what they said yes to.
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
    compared = as_compared(need, candidates)
    return [each.member for each in sorted(compared, key=lambda each: cost(each.fit, each.load))]


def as_compared(need: NeedId, candidates: Iterable[Candidate]) -> Sequence[Candidate]:
    """The same in an order of this need's own, so that where nothing tells two apart nobody is always the
    first; and with as many as CHOICES counted as fitting best.
    """
    shuffled = sorted(candidates, key=lambda each: _shuffled(need, each.member))
    best = nlargest(CHOICES, shuffled, key=lambda each: each.fit)
    return [replace(each, fit=best[0].fit) if each in best else each for each in shuffled]


def cost(fit: float, load: float) -> float:
    """What speaks against asking somebody: the lower, the sooner they are asked."""
    return FIT * int((1 - fit) / STEP) + load


def _shuffled(need: NeedId, member: MemberId) -> bytes:
    return blake2b(f"{need.value}/{member.value}".encode()).digest()
