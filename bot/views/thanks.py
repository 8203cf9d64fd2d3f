"""How thanks look: the form, the word to the giver, the note to the receiver."""

from bot.application.verbs import Verb
from bot.views.catalogue import TEXT_MAX
from bot.views.scene import Scene
from bot.views.vocabulary import (
    ActionRef,
    Block,
    Card,
    Form,
    Lines,
    Note,
    PersonField,
    Phrase,
    Prose,
    Quote,
    TextField,
    UserText,
)


def form(scene: Scene) -> Form:
    """Whom, and for what; the words may stay empty."""
    helper = scene.helper().account if scene.notice.handshake is not None else None
    return Form(
        Phrase("thanks.form.title"),
        (
            PersonField("person", Phrase("thanks.form.person"), helper, required=True),
            TextField(
                name="text",
                label=Phrase("thanks.form.text"),
                hint=Phrase("thanks.form.hint"),
                value=None,
                lines=Lines.SEVERAL,
                max_length=TEXT_MAX,
                required=False,
            ),
        ),
        Phrase("thanks.form.submit"),
        ActionRef(Verb.GIVE_THANKS),
    )


def given(scene: Scene) -> Card:
    """The word to the giver."""
    note = scene.the_note()
    receiver = scene.named(note.receiver)
    return Card(
        Phrase("thanks.given.title"), (Prose((Phrase("thanks.given.text", {"receiver": receiver}),)),)
    )


def received(scene: Scene) -> Card:
    """The note itself, to the receiver alone."""
    note = scene.the_note()
    words: tuple[Block, ...] = (Quote(UserText(note.text)),) if note.text else ()
    return Card(
        Phrase("thanks.received.title"),
        (
            Prose((Phrase("thanks.received.text", {"giver": scene.named(note.giver)}),)),
            *words,
            Note((Phrase("thanks.received.note"),)),
        ),
    )
