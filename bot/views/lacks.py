"""What the community lacks, in words."""

from bot.matching.lacks import Lack
from bot.views.vocabulary import Phrase


def lack(what: Lack) -> Phrase:
    """As "lifts on weekdays"; its own sentence, or part of one."""
    return Phrase(f"lack.{what.days}", {"kind": Phrase(f"category.{what.category}")})
