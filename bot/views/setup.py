"""How setting a space up looks to its moderators."""

from bot.application.set_up_space import SETTINGS
from bot.application.settings import setting_named
from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.views.scene import Scene
from bot.views.settings import field
from bot.views.vocabulary import (
    ActionRef,
    Card,
    ChannelField,
    Form,
    Phrase,
    Prose,
)


def form(scene: Scene) -> Form:
    """Which channel is for what, the community's time zone, and whom one can turn to outside."""
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
    settings = tuple(field(setting_named(name), scene.community) for name in SETTINGS)
    return Form(
        Phrase("setup.title"), (*channels, *settings), Phrase("setup.submit"), ActionRef(Verb.SAVE_SET_UP)
    )


def saved(scene: Scene) -> Card:
    """What is now so, and what to try next."""
    return Card(Phrase("setup.saved.title"), (Prose((Phrase("setup.saved.text"),)),))
