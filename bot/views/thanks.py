"""How thanks look: the form, the word to the giver, the note to the receiver."""

from dataclasses import replace

from bot.application.verbs import Verb
from bot.views.catalogue import TEXT_MAX
from bot.views.scene import Scene
from bot.views.vocabulary import (
    ActionRef,
    Block,
    Card,
    Form,
    Lines,
    Mention,
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
    text = TextField(
        name="text",
        label=Phrase("thanks.form.text"),
        hint=Phrase("thanks.form.hint"),
        value=None,
        lines=Lines.SEVERAL,
        max_length=TEXT_MAX,
        required=False,
    )
    title, submit = Phrase("thanks.form.title"), Phrase("thanks.form.submit")
    helper = scene.helper() if scene.notice.handshake is not None else None
    account = helper.account if isinstance(helper, Mention) else None
    # Whoever helped from another platform has no account here by which they could be picked.
    if scene.notice.handshake is not None and (scene.veiled or account is None):
        hint = Phrase("thanks.form.hint.unnamed") if scene.veiled else text.hint
        only_words = replace(text, hint=hint)
        return Form(title, (only_words,), submit, ActionRef(Verb.GIVE_THANKS, scene.notice.handshake.value))
    person = PersonField("person", Phrase("thanks.form.person"), account, required=True)
    return Form(title, (person, text), submit, ActionRef(Verb.GIVE_THANKS))


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
            Prose((Phrase("thanks.received.text", {"giver": scene.giver()}),)),
            *words,
            Note((Phrase("thanks.received.note"),)),
        ),
    )
