"""When something felt wrong: what can be done about it, and keeping away from somebody for good."""

from bot.application.block import token_of
from bot.application.verbs import Verb
from bot.domain.apart import Apart
from bot.domain.handshake import HandshakeState
from bot.domain.ids import MemberId
from bot.views.care import beside_what_felt_wrong
from bot.views.pseudonyms import pseudonym
from bot.views.reports import outside, report_them
from bot.views.scene import Scene
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    Form,
    Note,
    PersonField,
    Phrase,
    Prose,
    Span,
    Tone,
)

BLOCKS_A_PAGE = 8


def something_felt_wrong(handshake: str) -> Button:
    """The way in, for each of the two of a handshake."""
    return Button(Phrase("button.felt_wrong"), ActionRef(Verb.FELT_WRONG, handshake), Tone.QUIET)


def felt_wrong(scene: Scene) -> Card:
    """What each way does, before it is taken."""
    handshake = scene.the_handshake()
    token = handshake.id.value
    block = Button(Phrase("button.block"), ActionRef(Verb.BLOCK_COUNTERPART, token))
    buttons = [block, report_them(token)]
    if handshake.state is HandshakeState.CHOSEN and not scene.read_by_helper:
        buttons.append(Button(Phrase("button.look_again"), ActionRef(Verb.LOOK_AGAIN, token)))
    return Card(
        Phrase("felt_wrong.title"),
        (
            Prose((Phrase("felt_wrong.text", {"other": scene.other}),)),
            Note((Phrase("felt_wrong.block"),)),
            Note((Phrase("felt_wrong.report"),)),
            *outside(scene),
            *beside_what_felt_wrong(scene),
            Actions(tuple(buttons)),
        ),
    )


def form(scene: Scene) -> Form:
    """Whom? No reason is asked for."""
    person = PersonField("person", Phrase("block.form.person"), None, required=True)
    return Form(Phrase("block.form.title"), (person,), Phrase("button.block"), ActionRef(Verb.SAVE_BLOCK))


def blocked(scene: Scene) -> Card:
    """What is so from now on, and what no platform can hide."""
    about = scene.notice.about
    other = scene.named(about) if isinstance(about, MemberId) else scene.other
    made_up = (Note((Phrase("block.done.made_up", {"other": other}),)),) if isinstance(other, Phrase) else ()
    return Card(
        Phrase("block.done.title"),
        (
            Prose((Phrase("block.done.text", {"other": other}),)),
            *made_up,
            Note((Phrase("block.done.channels"),)),
            Actions((_all_blocks(),)),
        ),
    )


def blocks(scene: Scene) -> Card:
    """Whom I blocked, each with the way back; under the name by which I know them."""
    own = sorted(scene.own_blocks, key=token_of)
    more = Actions((Button(Phrase("button.block_somebody"), ActionRef(Verb.BLOCK)),))
    if not own:
        return Card(Phrase("blocks.title"), (Prose((Phrase("blocks.nobody"),)), more))
    last_page = (len(own) - 1) // BLOCKS_A_PAGE
    page = min(scene.notice.page, last_page)
    lines: list[Block] = []
    for each in own[page * BLOCKS_A_PAGE : (page + 1) * BLOCKS_A_PAGE]:
        lift = Button(Phrase("button.unblock"), ActionRef(Verb.UNBLOCK, token_of(each)), Tone.QUIET)
        lines += [Prose((_who(scene, each),)), Actions((lift,))]
    turns = [
        Button(Phrase(label), ActionRef(Verb.BLOCKS, str(to)))
        for label, to in (("button.earlier", page - 1), ("button.more", page + 1))
        if 0 <= to <= last_page
    ]
    pages = (Actions(tuple(turns)),) if turns else ()
    return Card(Phrase("blocks.title"), (*lines, Note((Phrase("blocks.note"),)), *pages, more))


def my_blocks(scene: Scene) -> tuple[Button, ...]:
    """For somebody's own page, if there are any."""
    return (_all_blocks(),) if scene.own_blocks else ()


def _all_blocks() -> Button:
    return Button(Phrase("button.blocks"), ActionRef(Verb.BLOCKS), Tone.QUIET)


def _who(scene: Scene, block: Apart) -> Span:
    if block.veiled_by is not None:
        return Phrase("blocks.made_up", {"other": pseudonym(block.veiled_by)})
    return scene.named(block.other)
