"""Everything that is looked for in a text before others see it."""

from dataclasses import dataclass

from bot.care.contact import Found, contact_details
from bot.care.danger import Danger, dangers
from bot.care.writer import Hint


@dataclass(frozen=True, slots=True)
class GivesAway:
    """`traces` are looked for only where somebody may post without a name."""

    details: tuple[Found, ...] = ()
    dangers: frozenset[Danger] = frozenset()
    traces: tuple[Hint, ...] = ()


NOTHING = GivesAway()


def gives_away(text: str, country: str | None) -> GivesAway:
    """Contact details, as people of that country write them, and words of danger."""
    return GivesAway(contact_details(text, country), dangers(text))


def without(text: str, details: tuple[Found, ...]) -> str:
    """The text with a mark where each of these stood."""
    kept: list[str] = []
    end = 0
    for each in details:
        kept += [text[end : each.start], LEFT_OUT]
        end = each.end
    return "".join([*kept, text[end:]])


def in_words(text: str, details: tuple[Found, ...]) -> str:
    """These alone, a line each, as they stand in the text."""
    return "\n".join(text[each.start : each.end] for each in details)


LEFT_OUT = "(\u2026)"
