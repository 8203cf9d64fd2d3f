"""How `/aid link` looks: where somebody is known, the one-time code, and what becomes one or is split off."""

from bot.application.verbs import Verb
from bot.domain.community import Space
from bot.domain.one_time_code import in_groups
from bot.views.scene import Scene
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    Form,
    Lines,
    Listing,
    Note,
    Phrase,
    Prose,
    TextField,
    Tone,
    Typed,
    UserText,
)

LONGEST_CODE = 40
"""Room for a code, however somebody sets it."""


def place(space: Space) -> Phrase:
    """What a space is called, and where it is."""
    return Phrase(f"space.on.{space.platform}", {"place": UserText(space.name or space.account)})


def places(scene: Scene) -> Card:
    """Where they are known, each other place with a way to split it off; and how to link."""
    here = scene.space.id
    others = [each for each in scene.places if each.id != here]
    if others:
        known: list[Block] = [Prose((Phrase("link.here", {"place": place(scene.space)}),))]
        for each in others:
            split = ActionRef(Verb.UNLINK, each.id.value)
            known.append(Prose((Phrase("link.there", {"place": place(each)}),)))
            known.append(Actions((Button(Phrase("button.split_off"), split, Tone.QUIET),)))
    else:
        known = [Prose((Phrase("link.only_here", {"place": place(scene.space)}),))]
    return Card(
        Phrase("link.title"),
        (*known, Prose((Phrase("link.how"),)), Actions((_get_code(), _enter_code())), *_what_it_means()),
    )


def code(scene: Scene) -> Card:
    """Its letters, for their maker alone; once it was entered, they are nobody's business any more."""
    if not scene.letters:
        return Card(Phrase("link.code.over"), (Actions((_get_code(),)),))
    letters = Phrase("link.code.letters", {"code": Typed(in_groups(scene.letters))})
    typed = Typed("/aid link")
    return Card(
        Phrase("link.code.title"),
        (
            Prose((letters,)),
            Prose((Phrase("link.code.text", {"command": typed}),)),
            Note((Phrase("link.code.keep_it"),)),
        ),
    )


def form(scene: Scene) -> Form:
    """Where the code is entered."""
    return Form(
        Phrase("link.form.title"),
        (code_field(Phrase("link.form.hint")),),
        Phrase("link.form.submit"),
        ActionRef(Verb.USE_LINK_CODE),
    )


def code_field(hint: Phrase) -> TextField:
    """For a one-time code. It is not written back into the form."""
    return TextField(
        name="text",
        label=Phrase("code.field"),
        hint=hint,
        value=None,
        lines=Lines.ONE,
        max_length=LONGEST_CODE,
        required=True,
    )


def question(scene: Scene) -> Card:
    """Whose account it would become one with: asked before anything is done."""
    code = scene.the_code()
    other = {"member": scene.named(code.maker), "place": place(scene.the_place())}
    confirm = ActionRef(Verb.CONFIRM_LINK, code.id.value)
    return Card(
        Phrase("link.question.title"),
        (
            Prose((Phrase("link.question.text", other),)),
            *_what_it_means(),
            Note((Phrase("link.question.else"),)),
            Actions((Button(Phrase("button.thats_me"), confirm, Tone.PRIMARY),)),
        ),
    )


def not_paired(scene: Scene) -> Card:
    """The two places are two communities."""
    command = {"command": Typed("/aid-admin spaces")}
    return Card(Phrase("link.not_paired.title"), (Prose((Phrase("link.not_paired.text", command),)),))


def same_place(scene: Scene) -> Card:
    """The two accounts are side by side already."""
    return Card(Phrase("link.same_place.title"), (Prose((Phrase("link.same_place.text"),)),))


def linked(scene: Scene) -> Card:
    """It is done."""
    return Card(
        Phrase("link.linked.title"),
        (
            Prose((Phrase("link.linked.text", {"places": _listed(scene)}),)),
            Note((Phrase("link.linked.asks"),)),
            Actions((Button(Phrase("button.when_to_ask"), ActionRef(Verb.ASK_ME)),)),
        ),
    )


def told(scene: Scene) -> Card:
    """To the account that made the code, in case that was somebody else."""
    return Card(
        Phrase("link.told.title"),
        (
            Prose((Phrase("link.told.text", {"places": _listed(scene)}),)),
            Note((Phrase("link.told.else", {"command": Typed("/aid link")}),)),
        ),
    )


def unlink_question(scene: Scene) -> Card:
    """What goes where."""
    split = ActionRef(Verb.CONFIRM_UNLINK, scene.the_place().id.value)
    where = {"place": place(scene.the_place())}
    return Card(
        Phrase("link.unlink.title"),
        (
            Prose((Phrase("link.unlink.stays", where),)),
            Prose((Phrase("link.unlink.goes", where),)),
            Note((Phrase("link.unlink.messages", where),)),
            Actions((Button(Phrase("button.yes_split_off"), split, Tone.QUIET),)),
        ),
    )


def unlinked(scene: Scene) -> Card:
    """It is done."""
    text = Phrase("link.unlinked.text", {"place": place(scene.the_place())})
    return Card(Phrase("link.unlinked.title"), (Prose((text,)),))


def wrong_code(scene: Scene) -> Card:
    """The same words whatever is wrong with it."""
    return Card(
        Phrase("code.wrong.title"),
        (Prose((Phrase("code.wrong.text"),)), Note((Phrase("code.wrong.tries"),))),
    )


def _listed(scene: Scene) -> Listing:
    return Listing(tuple(place(each) for each in scene.places))


def _what_it_means() -> tuple[Block, ...]:
    return (Note((Phrase("link.means.one"),)), Note((Phrase("link.means.stricter"),)))


def _get_code() -> Button:
    return Button(Phrase("button.get_code"), ActionRef(Verb.MAKE_LINK_CODE), Tone.PRIMARY)


def _enter_code() -> Button:
    return Button(Phrase("button.enter_code"), ActionRef(Verb.USE_LINK_CODE))
