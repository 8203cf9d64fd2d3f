"""The made-up community on which ways of asking are compared: every assumption, each with its reason.

Frozen: it was written and committed before the first policy was run on it, and no policy is to be helped by
changing it. What would be better known than assumed is varied by the scenarios instead.
"""

from dataclasses import dataclass
from random import Random

MEMBERS = 300
WEEKS = 26
DAYS_A_WEEK = 7
WAVES_A_DAY = 4
"""One each four hours (rhythm.NEXT_WAVE_AFTER), from eight to ten: nobody answers at night."""

KINDS = {
    # kind: (its share of needs, its share of offers)
    "transport": (0.22, 0.14),
    "food": (0.15, 0.16),
    "emotional": (0.14, 0.12),
    "moving": (0.10, 0.10),
    "childcare": (0.10, 0.07),
    "tech": (0.08, 0.12),
    "paperwork": (0.07, 0.06),
    "tools": (0.05, 0.09),
    "pets": (0.05, 0.08),
    "language": (0.04, 0.06),
}
"""A few kinds make most needs, and what is offered is not what is needed: people offer what is easy to give.
"""

OFFERING = 0.6
"""So many members have something on offer; the others ask, read, or tap a card now and then."""
KINDS_OFFERED = (1, 1, 2, 2, 3)
WILLING = 0.3
"""So many said that they may be asked about kinds of help besides."""
KINDS_WILLING = (1, 2, 3)

CLARITY = 0.7
"""So much of how well an offer's words fit a need belongs to the offer: some are worded so that a search
finds them for everything of their kind (Azzopardi and Vinay, "Retrievability", 2008). The rest is the single
need.
"""

YES = (2.0, 5.0)
"""How readily somebody says yes, drawn once for each (a beta distribution, mean 0.29): people differ a lot,
and who offered something does not mean every time.
"""
YES_BY_FIT = 0.2
"""So much of it hangs on the fit of words: what somebody offers says more than how they put it."""

NEEDS_A_WEEK = 30
"""One member in ten asks in a week."""
PRIVATE = 0.15
"""So many needs are asked privately, so that no card stands anywhere."""
WAVES_LEFT = (1, 2, 3, 4, 6, 8, 12)
"""How many waves a need has before it is too late for it: from the same afternoon to three days."""
BY_THE_CARD = 0.03
"""The chance, with each wave that passes, that somebody comes by the card in the channel alone."""

LIMITS = (1, 2, 2, 2, 2, 2, 2, 2, 3, 5)
"""What members say about how often in a week they may be asked; two is what is usual."""


@dataclass(frozen=True)
class Scenario:
    """`silent_days`: an ask is followed by days in which the same member answers no other one, so many on the
    average, without memory. That excess notifications bring inactivity is the model of Manshadi and Rodilitz
    ("Online policies for efficient volunteer crowdsourcing", 2022), made for Food Rescue US. `leaves`: the
    chance to leave for good at each ask beyond their limit in seven days. Neither is known for communities
    like these.
    """

    name: str
    needs_a_week: int = NEEDS_A_WEEK
    silent_days: float = 3.0
    leaves: float = 0.03


BASE = Scenario("base")
SCENARIOS = (
    BASE,
    Scenario("double demand", needs_a_week=2 * NEEDS_A_WEEK),
    Scenario("weak fatigue", silent_days=1.0, leaves=0.01),
    Scenario("strong fatigue", silent_days=7.0, leaves=0.06),
)


@dataclass(frozen=True)
class Person:
    """`clarity` by kind offered: 0 to 1. `willing`: kinds about which they may be asked without an offer."""

    number: int
    clarity: dict[str, float]
    willing: frozenset[str]
    readiness: float
    limit: int

    def able(self, kind: str) -> bool:
        return kind in self.clarity or kind in self.willing


@dataclass(frozen=True)
class MadeUpNeed:
    """`at` is the wave, counted from the start, with which it comes out."""

    number: int
    at: int
    kind: str
    asker: int
    waves_left: int
    private: bool


def people(chance: Random) -> list[Person]:
    """The members, of whom only those who are able to something are ever asked."""
    return [_person(number, chance) for number in range(MEMBERS)]


def needs(scenario: Scenario, chance: Random) -> list[MadeUpNeed]:
    """All needs of the half year, in the order in which they come out."""
    waves = WEEKS * DAYS_A_WEEK * WAVES_A_DAY
    moments = sorted(chance.randrange(waves) for _ in range(scenario.needs_a_week * WEEKS))
    asked = [share for share, _ in KINDS.values()]
    return [
        MadeUpNeed(
            number,
            at,
            chance.choices(list(KINDS), asked)[0],
            chance.randrange(MEMBERS),
            chance.choice(WAVES_LEFT),
            chance.random() < PRIVATE,
        )
        for number, at in enumerate(moments)
    ]


def _person(number: int, chance: Random) -> Person:
    offered = [share for _, share in KINDS.values()]
    kinds: set[str] = set()
    if chance.random() < OFFERING:
        wanted = chance.choice(KINDS_OFFERED)
        while len(kinds) < wanted:
            kinds.update(chance.choices(list(KINDS), offered))
    willing: set[str] = set()
    if chance.random() < WILLING:
        willing.update(chance.sample(list(KINDS), chance.choice(KINDS_WILLING)))
    return Person(
        number,
        {kind: chance.random() for kind in sorted(kinds)},
        frozenset(willing - kinds),
        chance.betavariate(*YES),
        chance.choice(LIMITS),
    )


SPREAD_PEOPLE = 180
SPREAD_ASKS = 2340
"""For the spread of load alone: so many asks, one after the other, each to one of two who are drawn by
chance. The spread is the standard deviation of how often each was asked.
"""
