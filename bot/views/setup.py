"""How setting a space up looks to its moderators."""

from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.views.scene import Scene
from bot.views.vocabulary import (
    ActionRef,
    Card,
    ChannelField,
    Form,
    Lines,
    Phrase,
    Prose,
    TextField,
    UserText,
)

LONGEST_ZONE_NAME = 60


def form(scene: Scene) -> Form:
    """Which channel is for what, and the community's time zone."""
    channels = tuple(
        ChannelField(
            name=board.value,
            label=Phrase(f"setup.{board}"),
            board=board,
            chosen=scene.space.boards.get(board),
            required=False,
        )
        for board in Board
    )
    zone = TextField(
        name="zone",
        label=Phrase("setup.zone"),
        hint=Phrase("setup.zone.hint"),
        value=UserText(scene.community.zone.key),
        lines=Lines.ONE,
        max_length=LONGEST_ZONE_NAME,
        required=True,
    )
    return Form(Phrase("setup.title"), (*channels, zone), Phrase("setup.submit"), ActionRef(Verb.SAVE_SET_UP))


def saved(scene: Scene) -> Card:
    """What is now so, and what to try next."""
    return Card(Phrase("setup.saved.title"), (Prose((Phrase("setup.saved.text"),)),))
