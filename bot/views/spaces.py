"""How moderators bring two communities together, and take a space out again; and what owners are asked."""

from bot.application.tend_posts import token_of
from bot.application.verbs import Verb
from bot.domain.one_time_code import in_groups
from bot.views.link import code_field, place
from bot.views.scene import Scene
from bot.views.tending import reason_field
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    Form,
    Listing,
    Note,
    Phrase,
    Prose,
    Quote,
    Tone,
    Typed,
    UserText,
)


def listed(scene: Scene) -> Card:
    """Where the community meets, and what can be done about it."""
    several = len(scene.places) > 1
    blocks: list[Block] = [Prose((Phrase("spaces.meets", {"community": UserText(scene.community.name)}),))]
    for each in scene.places:
        blocks.append(Prose((place(each),)))
        if several:
            take_out = ActionRef(Verb.TAKE_OUT_SPACE, each.id.value)
            blocks.append(Actions((Button(Phrase("button.take_out"), take_out, Tone.QUIET),)))
    if scene.community.tryout:
        return Card(Phrase("spaces.title"), (*blocks, Note((Phrase("spaces.tryout"),))))
    return Card(
        Phrase("spaces.title"),
        (
            *blocks,
            Prose((Phrase("spaces.how"),)),
            Actions(
                (
                    Button(Phrase("button.make_pair_code"), ActionRef(Verb.MAKE_PAIR_CODE), Tone.PRIMARY),
                    Button(Phrase("button.enter_code"), ActionRef(Verb.USE_PAIR_CODE)),
                )
            ),
        ),
    )


def code_form(scene: Scene) -> Form:
    """Why are the two to be one?"""
    return Form(
        Phrase("spaces.code_form.title"),
        (reason_field(Phrase("spaces.reason.hint")),),
        Phrase("spaces.code_form.submit"),
        ActionRef(Verb.MAKE_PAIR_CODE),
    )


def code(scene: Scene) -> Card:
    """The letters, for a moderator of the other side."""
    if not scene.letters:
        return Card(Phrase("spaces.code.over"))
    letters = Phrase("link.code.letters", {"code": Typed(in_groups(scene.letters))})
    community = {"community": UserText(scene.community.name), "command": Typed("/aid-admin spaces")}
    return Card(
        Phrase("spaces.code.title"),
        (
            Prose((letters,)),
            Prose((Phrase("spaces.code.text", community),)),
            Note((Phrase("spaces.code.then", community),)),
        ),
    )


def form(scene: Scene) -> Form:
    """Where the other side's code is entered, and why."""
    return Form(
        Phrase("spaces.form.title"),
        (code_field(Phrase("spaces.form.hint")), reason_field(Phrase("spaces.reason.hint"))),
        Phrase("spaces.form.submit"),
        ActionRef(Verb.USE_PAIR_CODE),
    )


def question(scene: Scene) -> Card:
    """Both names, and what would be shared."""
    code = scene.the_code()
    agree = ActionRef(Verb.AGREE_PAIR, code.id.value)
    return Card(
        Phrase("spaces.question.title"),
        (
            Prose((Phrase("spaces.question.text", {**_both(scene), "member": scene.named(code.maker)}),)),
            *_what_is_shared(),
            Note((Phrase("spaces.question.first", _both(scene)),)),
            Actions((Button(Phrase("button.agree_pair"), agree, Tone.PRIMARY),)),
        ),
    )


def agreed(scene: Scene) -> Card:
    """Now it is for the other side."""
    return Card(Phrase("spaces.agreed.title"), (Prose((Phrase("spaces.agreed.text", _both(scene)),)),))


def waits(scene: Scene) -> Card:
    """To moderators of the side that made the code: the other has said yes."""
    code = scene.the_code()
    if code.used or code.taken_by is None:
        return Card(Phrase("spaces.waits.over"))
    confirm = ActionRef(Verb.CONFIRM_PAIR, code.id.value)
    return Card(
        Phrase("spaces.waits.title"),
        (
            Prose((Phrase("spaces.waits.text", {**_both(scene), "member": scene.named(code.taken_by)}),)),
            *_what_is_shared(),
            Note((Phrase("spaces.waits.else"),)),
            Actions((Button(Phrase("button.confirm_pair"), confirm, Tone.PRIMARY),)),
        ),
    )


def paired(scene: Scene) -> Card:
    """It is done."""
    meets = Phrase(
        "spaces.paired.text",
        {
            "community": UserText(scene.community.name),
            "places": Listing(tuple(place(each) for each in scene.places)),
        },
    )
    return Card(
        Phrase("spaces.paired.title"),
        (
            Prose((meets,)),
            Note((Phrase("spaces.paired.boards", {"command": Typed("/aid-admin setup")}),)),
            Note((Phrase("spaces.paired.posts"),)),
        ),
    )


def take_out_form(scene: Scene) -> Form:
    """Why does it leave?"""
    return Form(
        Phrase("spaces.take_out.title"),
        (reason_field(Phrase("spaces.take_out.hint")),),
        Phrase("spaces.take_out.submit"),
        ActionRef(Verb.TAKE_OUT_SPACE, scene.the_place().id.value),
    )


def taken_out(scene: Scene) -> Card:
    """It is done."""
    return Card(
        Phrase("spaces.taken_out.title"),
        (Prose((Phrase("spaces.taken_out.text", {"place": place(scene.the_place())}),)),),
    )


def show_there_too(scene: Scene) -> Card:
    """To whoever has something out: only their own tap shows their words to more people."""
    post = scene.the_post()
    if not post.shown:
        return Card(Phrase("spaces.show.over"))
    show = ActionRef(Verb.SHOW_THERE_TOO, token_of(post))
    return Card(
        Phrase("spaces.show.title"),
        (
            Prose((Phrase("spaces.show.text"),)),
            Quote(UserText(post.text)),
            Actions((Button(Phrase("button.show_there_too"), show, Tone.PRIMARY),)),
        ),
    )


def shown_there_too(scene: Scene) -> Card:
    """It is on its way."""
    return Card(Phrase("spaces.shown.title"), (Prose((Phrase("spaces.shown.text"),)),))


def _both(scene: Scene) -> dict[str, UserText]:
    return {"other": UserText(scene.other_name), "own": UserText(scene.community.name)}


def _what_is_shared() -> tuple[Block, ...]:
    return (
        Note((Phrase("spaces.shared.people"),)),
        Note((Phrase("spaces.shared.posts"),)),
        Note((Phrase("spaces.shared.settings"),)),
        Note((Phrase("spaces.shared.moderators"),)),
    )
