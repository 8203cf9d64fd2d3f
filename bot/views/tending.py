"""How posts look to moderators: the queue, the small forms that ask for a reason, and what was done."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.application.tend_posts import owner_of, token_of
from bot.application.verbs import Verb
from bot.domain.need import Need
from bot.domain.notice import NoticeKind
from bot.domain.offer import Offer
from bot.domain.sight import Sight
from bot.views.catalogue import REASON_MAX
from bot.views.facts import facts
from bot.views.scene import Scene
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    Form,
    Lines,
    Note,
    Phrase,
    Prose,
    Quote,
    TextField,
    Tone,
    UserText,
)

POSTS_A_PAGE = 4
"""So many fit one message on every platform (Discord: 4,000 characters and 40 parts)."""
EXCERPT = 300
"""Characters of each post's text in the list."""

_DEEDS: Mapping[Sight, tuple[tuple[Verb, Tone], ...]] = MappingProxyType(
    {
        Sight.WAITING: (
            (Verb.APPROVE_POST, Tone.PRIMARY),
            (Verb.HOLD_POST, Tone.PLAIN),
            (Verb.CLOSE_POST, Tone.QUIET),
        ),
        Sight.HELD: (
            (Verb.APPROVE_POST, Tone.PRIMARY),
            (Verb.HIDE_POST, Tone.PLAIN),
            (Verb.CLOSE_POST, Tone.QUIET),
        ),
        Sight.HIDDEN: ((Verb.RESTORE_POST, Tone.PLAIN), (Verb.CLOSE_POST, Tone.QUIET)),
        Sight.RESTING: ((Verb.HIDE_POST, Tone.PLAIN), (Verb.CLOSE_POST, Tone.QUIET)),
        Sight.SHOWN: (
            (Verb.HIDE_POST, Tone.PLAIN),
            (Verb.HOLD_POST, Tone.PLAIN),
            (Verb.CLOSE_POST, Tone.QUIET),
        ),
    }
)
"""What a moderator can do about a post that is seen like this."""

_FORMS: Mapping[NoticeKind, Verb] = MappingProxyType(
    {
        NoticeKind.HOLD_FORM: Verb.HOLD_POST,
        NoticeKind.HIDE_FORM: Verb.HIDE_POST,
        NoticeKind.RESTORE_FORM: Verb.RESTORE_POST,
        NoticeKind.CLOSE_FORM: Verb.CLOSE_POST,
    }
)


def queue(scene: Scene) -> Card:
    """What waits first, then everything else that is out."""
    posts = scene.posts
    if not posts:
        return Card(Phrase("queue.title"), (Prose((Phrase("queue.nothing"),)),))
    last_page = (len(posts) - 1) // POSTS_A_PAGE
    page = min(scene.notice.page, last_page)
    shown = posts[page * POSTS_A_PAGE : (page + 1) * POSTS_A_PAGE]
    blocks = [block for post in shown for block in _in_queue(scene, post)]
    return Card(Phrase("queue.title"), (*blocks, *_pages(page, last_page)))


def waits(scene: Scene) -> Card:
    """To a moderator, privately: somebody's post waits to be looked at."""
    post = scene.the_post()
    if not post.live or post.sight not in (Sight.WAITING, Sight.HELD):
        return tended(scene)
    return Card(Phrase("queue.waits.title"), _whole(scene, post))


def tended(scene: Scene) -> Card:
    """How a post stands now, told to the moderator who did something about it."""
    post = scene.the_post()
    if not post.live:
        return Card(Phrase("queue.tended.over"))
    return Card(Phrase(f"queue.tended.{post.sight}"), _whole(scene, post))


def for_moderators(post: Need | Offer) -> Button:
    """Under a card on a board, which is the same for everybody: it leads to all that can be done about it."""
    return Button(Phrase("button.tend_post"), ActionRef(Verb.TEND_POST, token_of(post)), Tone.QUIET)


def reason_form(scene: Scene) -> Form:
    """Why? Its owner reads it. Above it stands which post it is about."""
    verb = _FORMS[scene.notice.kind]
    return Form(
        Phrase(f"tending.{verb}.title"),
        (reason_field(Phrase("tending.reason.hint")),),
        Phrase(f"tending.{verb}.submit"),
        ActionRef(verb, token_of(scene.the_post())),
        about=UserText(_excerpt(scene.the_post().text)),
    )


def reason_field(hint: Phrase) -> TextField:
    """The field in which every moderator says why."""
    return TextField(
        name="reason",
        label=Phrase("tending.reason"),
        hint=hint,
        value=None,
        lines=Lines.SEVERAL,
        max_length=REASON_MAX,
        required=True,
    )


def _in_queue(scene: Scene, post: Need | Offer) -> Sequence[Block]:
    return (
        Prose((_whose(scene, post),)),
        Quote(UserText(_excerpt(post.text))),
        *_what_can_be_done(scene, post),
    )


def _whole(scene: Scene, post: Need | Offer) -> tuple[Block, ...]:
    return (
        Prose((_whose(scene, post),)),
        Quote(UserText(post.text)),
        *facts(post.understood, scene.zone),
        *_what_can_be_done(scene, post),
    )


def _whose(scene: Scene, post: Need | Offer) -> Phrase:
    kind = "need" if isinstance(post, Need) else "offer"
    owner = scene.asker_of(post) if isinstance(post, Need) else scene.named(post.giver)
    return Phrase(f"queue.{kind}.{post.sight}", {"owner": owner})


def _what_can_be_done(scene: Scene, post: Need | Offer) -> tuple[Block, ...]:
    if owner_of(post) == scene.the_reader().id:
        return (Note((Phrase("queue.your_own"),)),)
    return (Actions(tuple(_button(verb, tone, post) for verb, tone in _DEEDS[post.sight])),)


def _button(verb: Verb, tone: Tone, post: Need | Offer) -> Button:
    return Button(Phrase(f"button.{verb}"), ActionRef(verb, token_of(post)), tone)


def _pages(page: int, last_page: int) -> Sequence[Block]:
    buttons: list[Button] = []
    if page > 0:
        buttons.append(Button(Phrase("button.earlier"), ActionRef(Verb.TURN_QUEUE, str(page - 1))))
    if page < last_page:
        buttons.append(Button(Phrase("button.more"), ActionRef(Verb.TURN_QUEUE, str(page + 1))))
    return (Actions(tuple(buttons)),) if buttons else ()


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…"
