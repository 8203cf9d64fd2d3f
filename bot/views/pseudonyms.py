"""Made-up names for whoever asks without one: a colour and an animal, which nobody takes for a real name."""

import hashlib

from bot.domain.ids import NeedId
from bot.views.vocabulary import Phrase

COLOURS = 16
ANIMALS = 40
"""How many of each stand in the catalogue of messages (`pseudonym.colour.<n>`, `pseudonym.animal.<n>`)."""


def pseudonym(need: NeedId) -> Phrase:
    """The name of whoever asks for this. It belongs to the need alone: it follows from a random id, so that
    two needs of one person share nothing, and nothing leads from it to a person.
    """
    return made_up_name(need.value)


def made_up_name(identifier: str) -> Phrase:
    """The name that follows from a random id: always the same one."""
    digest = hashlib.sha256(identifier.encode()).digest()
    colour = Phrase(f"pseudonym.colour.{digest[0] % COLOURS}")
    animal = Phrase(f"pseudonym.animal.{int.from_bytes(digest[1:3]) % ANIMALS}")
    return Phrase("pseudonym.name", {"colour": colour, "animal": animal})
