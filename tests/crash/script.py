"""The story of the lift to the clinic, as steps. Whoever saw no answer takes their step again."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.application.verbs import Verb
from tests.stories.lift_to_the_clinic import MONDAY_EVENING, NEED, OFFER, TUESDAY_AFTERNOON


@dataclass(frozen=True)
class Says:
    """Types a command."""

    who: str
    verb: Verb
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Taps:
    """Taps the button with that verb wherever it was seen last; does nothing if it was never seen."""

    who: str
    verb: Verb


@dataclass(frozen=True)
class Waits:
    """Nobody does anything until then."""

    until: datetime


Step = Says | Taps | Waits

STORY: tuple[Step, ...] = (
    Says("Bruno", Verb.OFFER, {"text": OFFER}),
    Taps("Bruno", Verb.POST_OFFER),
    Says("Amina", Verb.NEED, {"text": NEED}),
    Taps("Amina", Verb.POST_NEED),
    Taps("Bruno", Verb.CAN_HELP),
    Taps("Amina", Verb.CHOOSE),
    Taps("Chidi", Verb.CAN_HELP),
    Waits(MONDAY_EVENING),
    Waits(TUESDAY_AFTERNOON),
    Taps("Amina", Verb.WENT_WELL),
    Says("Amina", Verb.THANK, {"person": "bruno", "text": "for driving my mum"}),
)
