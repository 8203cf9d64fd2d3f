"""How thanks look: the form, the word to the giver, the note to the receiver; and what each of the two says
about others reading it.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.application.verbs import Verb
from bot.domain.agreement import Agreement
from bot.domain.gratitude import GratitudeNote, Showing
from bot.views.catalogue import TEXT_MAX
from bot.views.pseudonyms import pseudonym
from bot.views.scene import Scene
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    ChoiceField,
    Form,
    FormField,
    Lines,
    Mention,
    Moment,
    Note,
    Option,
    PersonField,
    Phrase,
    Precision,
    Prose,
    Quote,
    TextField,
    Tone,
    UserText,
)

NOTES_A_PAGE = 4


def form(scene: Scene) -> Form:
    """Whom, and for what; the words may stay empty. Whoever the reader agreed on something with lately is
    offered, so that somebody on another platform can be thanked as well.
    """
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
    if scene.notice.handshake is None:
        known = tuple(option for each in scene.to_thank for option in _option(scene, each))
        person = PersonField("person", Phrase("thanks.form.person"), None, required=not known)
        fields: tuple[FormField, ...] = (*_lately(known), person, text)
        return Form(title, fields, submit, ActionRef(Verb.GIVE_THANKS))
    helper = scene.helper()
    if not scene.veiled and isinstance(helper, Mention) and helper.account is not None:
        person = PersonField("person", Phrase("thanks.form.person"), helper.account, required=True)
        return Form(title, (person, text), submit, ActionRef(Verb.GIVE_THANKS))
    # Nobody else can be meant: they are elsewhere, or do not know whom they helped.
    hint = Phrase("thanks.form.hint.unnamed") if scene.veiled else text.hint
    only = (replace(text, hint=hint),)
    return Form(title, only, submit, ActionRef(Verb.GIVE_THANKS, scene.notice.handshake.value))


def _lately(known: tuple[Option, ...]) -> tuple[ChoiceField, ...]:
    if not known:
        return ()
    return (ChoiceField("lately", Phrase("thanks.form.lately"), known, chosen=None, required=False),)


def _option(scene: Scene, agreed: Agreement) -> Sequence[Option]:
    """By the name that the reader knows; none for somebody who was forgotten."""
    reader = scene.the_reader().id
    if agreed.veiled_from(reader):
        return (Option(agreed.handshake.value, pseudonym(agreed.need)),)
    other = scene.named(agreed.other(reader))
    return (Option(agreed.handshake.value, other.name),) if isinstance(other, Mention) else ()


def given(scene: Scene) -> Card:
    """The word to the giver."""
    note = scene.the_note()
    sent = Prose((Phrase("thanks.given.text", {"receiver": scene.receiver_of(note)}),))
    if note.quiet:
        return Card(Phrase("thanks.given.title"), (sent, Note((Phrase("thanks.quiet"),))))
    return Card(Phrase("thanks.given.title"), (sent, *_may_others_read(scene, note)))


def received(scene: Scene) -> Card:
    """The note itself, to the receiver alone."""
    note = scene.the_note()
    words: tuple[Block, ...] = (Quote(UserText(note.text)),) if note.text else ()
    # Whether it is about something quiet the receiver may not know: only where one of the two has a made-up
    # name both do.
    reading = (Note((Phrase("thanks.quiet"),)),) if note.veiled_by else _may_others_read(scene, note)
    return Card(
        Phrase("thanks.received.title"),
        (
            Prose((Phrase("thanks.received.text", {"giver": scene.giver_of(note)}),)),
            *words,
            Note((Phrase("thanks.received.note"),)),
            *reading,
        ),
    )


def showing(scene: Scene) -> Card:
    """The answer: what is remembered."""
    return Card(
        Phrase("thanks.showing.title"),
        (in_words(scene), Note((Phrase("thanks.showing.note"),)), Actions((my_thanks(),))),
    )


def kept(scene: Scene) -> Card:
    """The answer where one note is taken back from being shown."""
    return Card(Phrase("thanks.kept.title"), (Prose((Phrase("thanks.kept.text"),)), Actions((my_thanks(),))))


def mine(scene: Scene) -> Card:
    """What they said about others reading it, with the other answers; and their thanks, newest first."""
    said = scene.the_wishes().thanks
    answers = Actions(tuple(_answer(each) for each in Showing if each is not said))
    last_page = max(0, (len(scene.notes) - 1) // NOTES_A_PAGE)
    page = min(scene.notice.page, last_page)
    shown = scene.notes[page * NOTES_A_PAGE : (page + 1) * NOTES_A_PAGE]
    entries = [block for note in shown for block in (*of_one(scene, note), *_taken_back(scene, note))]
    nothing = () if scene.notes else (Prose((Phrase("thanks.mine.nothing"),)),)
    return Card(
        Phrase("thanks.mine.title"),
        (in_words(scene), answers, *nothing, *entries, *_turning(page, last_page)),
    )


def _turning(page: int, last_page: int) -> tuple[Block, ...]:
    turns: list[Button] = []
    if page > 0:
        turns.append(Button(Phrase("button.earlier"), ActionRef(Verb.MY_THANKS, str(page - 1))))
    if page < last_page:
        turns.append(Button(Phrase("button.more"), ActionRef(Verb.MY_THANKS, str(page + 1))))
    return (Actions(tuple(turns)),) if turns else ()


def my_thanks() -> Button:
    """The way there."""
    return Button(Phrase("button.my_thanks"), ActionRef(Verb.MY_THANKS))


def in_words(scene: Scene) -> Prose:
    """What they said about others reading of thanks from them and to them."""
    return Prose((Phrase(f"thanks.showing.{scene.the_wishes().thanks or 'unsaid'}"),))


def of_one(scene: Scene, note: GratitudeNote) -> tuple[Block, ...]:
    """To whom or from whom, when, and the words."""
    day = Moment(note.given_at, Precision.DAY)
    if note.giver == scene.the_reader().id:
        who = Phrase("export.thanks.given", {"receiver": scene.receiver_of(note), "day": day})
    else:
        who = Phrase("export.thanks.received", {"giver": scene.giver_of(note), "day": day})
    return (Prose((who,)), *((Quote(UserText(note.text)),) if note.text else ()))


def _may_others_read(scene: Scene, note: GratitudeNote) -> tuple[Block, ...]:
    """Asked once. Later it says what is remembered, with one tap to keep this one back."""
    if scene.the_wishes().thanks is None:
        question = Prose((Phrase("thanks.question"),))
        return (question, Actions(tuple(_answer(each, note) for each in Showing)))
    return (Note((Phrase(f"thanks.showing.{scene.the_wishes().thanks}"),)), *_taken_back(scene, note))


def _taken_back(scene: Scene, note: GratitudeNote) -> tuple[Block, ...]:
    """One tap, while there is something to take back."""
    if note.veiled_by or note.said_by(scene.the_reader().id) is Showing.PRIVATE:
        return ()
    keep = ActionRef(Verb.KEEP_BETWEEN_US, note.id.value)
    return (Actions((Button(Phrase("button.keep_between_us"), keep, Tone.QUIET),)),)


def _answer(said: Showing, note: GratitudeNote | None = None) -> Button:
    token = said.value if note is None else f"{said}-{note.id.value}"
    return Button(Phrase(f"button.showing.{said}"), ActionRef(Verb.SAY_HOW_SHOWN, token))
