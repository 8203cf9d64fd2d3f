"""How the two of a handshake talk through us: form, message, what was written so far; and telling a name."""

from collections.abc import Iterator, Sequence

from bot.application.verbs import Verb
from bot.domain.audience import Audience
from bot.domain.handshake import INVOLVED, Handshake
from bot.domain.ids import HandshakeId
from bot.domain.message import Message
from bot.domain.need import Need
from bot.views import care
from bot.views.catalogue import TEXT_MAX
from bot.views.facts import words
from bot.views.safety import something_felt_wrong
from bot.views.scene import Scene
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    Form,
    Lines,
    Mention,
    Note,
    Phrase,
    Prose,
    Quote,
    TextField,
    Tone,
    UserText,
)

MESSAGES_A_PAGE = 4
CHARACTERS_A_PAGE = 2400
"""So much fits one message on every platform beside our own words; a long message is a page of its own."""
EXCERPT = 200


def form(scene: Scene) -> Form:
    """To write to the other of the two."""
    unnamed = scene.veiled and not scene.read_by_helper
    text = TextField(
        name="text",
        label=Phrase("talk.form.text"),
        hint=Phrase("talk.form.hint.unnamed" if unnamed else "talk.form.hint"),
        value=None,
        lines=Lines.SEVERAL,
        max_length=TEXT_MAX,
        required=True,
    )
    action = ActionRef(Verb.SEND_MESSAGE, scene.the_handshake().id.value)
    return Form(Phrase("talk.form.title"), (text,), Phrase("talk.form.send"), action)


def sent(scene: Scene) -> Card:
    """To the writer: it is on its way."""
    other = scene.asker() if scene.read_by_helper else scene.helper()
    return Card(
        Phrase("talk.sent.title"),
        (Prose((Phrase("talk.sent.text", {"other": other}),)), Quote(_words(scene))),
    )


def message(scene: Scene) -> Card:
    """The message itself, to the other of the two, with what can still be done about it."""
    handshake, veiled = scene.the_handshake(), scene.the_message().veiled
    from_asker = scene.pseudonym() if veiled else scene.asker()
    writer = from_asker if scene.read_by_helper else scene.helper()
    buttons = (all_messages(scene.the_need()),)
    if may_talk(scene, handshake):
        reply = ActionRef(Verb.WRITE_MESSAGE, handshake.id.value)
        first, *last = Button(Phrase("button.reply"), reply, Tone.PRIMARY), *_what_else(scene, handshake)
        buttons = (first, *buttons, *last)
    buttons = (*buttons, something_felt_wrong(handshake.id.value))
    return Card(
        Phrase("talk.message.title"),
        (
            Prose((Phrase("talk.message.writes", {"writer": writer}),)),
            Quote(_words(scene)),
            Actions(buttons),
        ),
    )


def _what_else(scene: Scene, handshake: Handshake) -> list[Button]:
    if scene.read_by_helper:
        return [Button(Phrase("button.step_back"), ActionRef(Verb.STEP_BACK, handshake.id.value), Tone.QUIET)]
    return [_share_name(handshake)] if scene.the_message().veiled else []


def all_messages(need: Need) -> Button:
    """Opens what was written about it so far."""
    return Button(Phrase("button.messages"), ActionRef(Verb.TALK, f"0-{need.id.value}"))


def _words(scene: Scene) -> UserText:
    return UserText(scene.the_message().text)


def may_talk(scene: Scene, handshake: Handshake) -> bool:
    """Whether the two of this handshake can write to each other now."""
    return scene.the_need().live and handshake.state in INVOLVED


def write(handshake: Handshake, label: str = "button.write") -> Button:
    """Opens the form."""
    return Button(Phrase(label), ActionRef(Verb.WRITE_MESSAGE, handshake.id.value))


def share_name(scene: Scene) -> list[Button]:
    """For the asker, where the helper does not know who they are: none or one."""
    if not scene.veiled or scene.read_by_helper:
        return []
    return [_share_name(scene.the_handshake())]


def _share_name(handshake: Handshake) -> Button:
    return Button(Phrase("button.share_name"), ActionRef(Verb.SHARE_NAME, handshake.id.value))


# -- what was written so far ------------------------------------------------------------------------


def talk(scene: Scene) -> Card:
    """Newest first, a page at a time; and whom one can write to."""
    pages = _pages(scene.talk)
    about = words(_excerpt(scene.the_need().text))
    if not pages:
        nothing = Prose((Phrase("talk.nothing"),))
        return Card(
            Phrase("talk.title"), (*about, nothing, *_whom_to_write_to(scene), *_if_it_felt_wrong(scene))
        )
    page = min(scene.notice.page, len(pages) - 1)
    blocks: list[Block] = []
    answerable: set[HandshakeId] = set()
    for each in pages[page]:
        blocks += _written(scene, each)
        if each.handshake not in answerable:  # the newest of each two: no platform takes a button twice
            blocks += _answer(scene, each)
        answerable.add(each.handshake)
    return Card(
        Phrase("talk.title"),
        (*about, *blocks, *_turning(scene, page, len(pages) - 1), *_if_it_felt_wrong(scene)),
    )


def _pages(messages: Sequence[Message]) -> list[list[Message]]:
    pages: list[list[Message]] = []
    room = 0
    for each in messages:
        if not pages or len(pages[-1]) == MESSAGES_A_PAGE or len(each.text) > room:
            pages.append([])
            room = CHARACTERS_A_PAGE
        pages[-1].append(each)
        room -= len(each.text)
    return pages


def _written(scene: Scene, each: Message) -> Iterator[Block]:
    handshake = scene.the_need().handshake(each.handshake)
    helper_reads = scene.the_reader().id == handshake.helper
    other = scene.asker() if helper_reads else scene.named(handshake.helper)
    own = each.writer == scene.the_reader().id
    who = (
        Phrase("talk.you_wrote", {"other": other})
        if own
        else Phrase("talk.message.writes", {"writer": other})
    )
    yield Prose((who,))
    yield Quote(UserText(each.text))


def _answer(scene: Scene, each: Message) -> Iterator[Block]:
    handshake = scene.the_need().handshake(each.handshake)
    if may_talk(scene, handshake):
        own = each.writer == scene.the_reader().id
        yield Actions((write(handshake, "button.write" if own else "button.reply"),))


def _whom_to_write_to(scene: Scene) -> Iterator[Block]:
    need = scene.the_need()
    reader = scene.the_reader().id
    known = [each for each in need.handshakes if reader == each.helper or not each.unheard]
    mine = [each for each in known if may_talk(scene, each) and reader in (need.asker, each.helper)]
    for each in mine[:MESSAGES_A_PAGE]:
        other = scene.asker() if reader == each.helper else scene.named(each.helper)
        yield Prose((Phrase("talk.whom", {"other": other}),))
        yield Actions((write(each),))


def _if_it_felt_wrong(scene: Scene) -> tuple[Block, ...]:
    """For a helper, who may know the asker by a made-up name alone; an asker finds it at each message."""
    own = scene.the_need().with_helper(scene.the_reader().id)
    return (Actions((something_felt_wrong(own.id.value),)),) if own is not None else ()


def _turning(scene: Scene, page: int, last_page: int) -> tuple[Block, ...]:
    def turn(label: str, to: int) -> Button:
        return Button(Phrase(label), ActionRef(Verb.TALK, f"{to}-{scene.the_need().id.value}"))

    later = (turn("button.later_messages", page - 1),) if page > 0 else ()
    earlier = (turn("button.earlier", page + 1),) if page < last_page else ()
    return (Actions((*later, *earlier)),) if later or earlier else ()


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1].rstrip()}…"


# -- telling a name -----------------------------------------------------------------------------------


def tell_name_question(scene: Scene) -> Card:
    """Before it happens, because it can't be untold."""
    if not scene.veiled:
        return you_told_your_name(scene)
    tell = ActionRef(Verb.TELL_NAME, scene.the_handshake().id.value)
    names = {"helper": scene.helper(), "asker": scene.asker()}
    return Card(
        Phrase("name.question.title"),
        (
            Prose((Phrase("name.question.text", names),)),
            Note((Phrase("name.question.note"),)),
            Actions((Button(Phrase("button.tell_name"), tell, Tone.PRIMARY),)),
        ),
    )


def you_told_your_name(scene: Scene) -> Card:
    """To the asker: who knows it now."""
    return Card(Phrase("name.told.title"), (Prose((Phrase("name.told.text", {"helper": scene.helper()}),)),))


def name_told(scene: Scene) -> Card:
    """To the helper: who it is."""
    names = {"pseudonym": scene.pseudonym(), "asker": scene.asker()}
    talking = may_talk(scene, scene.the_handshake())
    actions = (Actions((write(scene.the_handshake()),)),) if talking else ()
    return Card(
        Phrase("name.it_is.title"),
        (
            Prose((Phrase("name.it_is.text", names),)),
            *care.shared(scene),
            Note((Phrase("name.it_is.note"),)),
            *actions,
        ),
    )


# -- what others are told of how it was asked ---------------------------------------------------------


def how_it_was_asked(scene: Scene) -> tuple[Block, ...]:
    """To somebody who may help: that the name is made up, or that it is posted nowhere. Mostly none."""
    asker = scene.asker()
    match scene.the_need().audience:
        case Audience.UNNAMED if not isinstance(asker, Mention):
            return (Note((Phrase("ask.unnamed", {"asker": asker}),)),)
        case Audience.PRIVATE:
            return (Note((Phrase("ask.private"),)),)
        case Audience.NAMED | Audience.UNNAMED:
            return ()
