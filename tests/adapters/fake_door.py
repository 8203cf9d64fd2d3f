"""A door that writes down who came through it, and answers what a test tells it to."""

from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.domain.errors import Refusal
from bot.views.i18n import Tongue
from bot.views.refusals import refused
from bot.views.vocabulary import Card, Phrase, Prose, UserText, View

TONGUE = Tongue("en", ZoneInfo("Europe/Lisbon"))


def echo(interaction: Interaction) -> View:
    """The verb's own text back, so that a test sees what arrived."""
    said = interaction.values.get("text") or str(interaction.verb)
    return Card(Phrase("help.title"), (Prose((UserText(said),)),))


async def nothing() -> None:
    """No pause at all."""


class FakeDoor:
    """Fulfils `dispatch.Door`."""

    def __init__(self, answer: Callable[[Interaction], View] = echo) -> None:
        self.answer = answer
        self.came: list[Interaction] = []
        self.refused: list[str] = []
        self.pause: Callable[[], Awaitable[None]] = nothing

    async def handle(self, interaction: Interaction) -> Reply:
        self.came.append(interaction)
        await self.pause()
        return Reply(self.answer(interaction), TONGUE)

    async def refuse(self, origin: Origin, actor: Actor, code: str, written: str = "") -> Reply:
        self.refused.append(code)
        return Reply(refused(Refusal(code), written), TONGUE)
