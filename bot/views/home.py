"""`/aid help`, `/aid mine`, and the home that some platforms keep for each member."""

from collections.abc import Sequence

from bot.application.set_up_space import is_set_up
from bot.application.verbs import Verb
from bot.domain.audience import Audience
from bot.domain.need import Need, NeedState
from bot.domain.offer import Offer, OfferState
from bot.domain.policies import Policies
from bot.views import ask_me
from bot.views.catalogue import COMMANDS
from bot.views.pseudonyms import pseudonym
from bot.views.safety import my_blocks
from bot.views.scene import Scene
from bot.views.talk import all_messages
from bot.views.thanks import my_thanks
from bot.views.traces import lately
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    Listing,
    Note,
    Phrase,
    Prose,
    Quote,
    Tone,
    Typed,
    UserText,
)

POSTS_A_PAGE = 4
"""So many fit one message on every platform (Discord: 4,000 characters and 40 parts)."""
EXCERPT = 300
"""Characters of each post's text in the list."""


def help_card(scene: Scene) -> Card:
    """What one can do here, and who tends it."""
    lines = tuple(
        Prose((Phrase("help.command", {"command": Typed(command.typed), "summary": command.summary}),))
        for command in COMMANDS
        if not command.for_moderators or (scene.reader is not None and scene.reader.moderator)
    )
    moderators = tuple(scene.named(each) for each in scene.moderators)
    who = (
        Phrase("help.moderators", {"moderators": Listing(moderators)})
        if moderators
        else Phrase("help.no_moderators")
    )
    return Card(
        Phrase("help.title"),
        (
            Prose((Phrase("help.intro"),)),
            *lines,
            Note((who,)),
            *_what_is_decided_here(scene.community.policies),
            Note((Phrase("help.private"),)),
        ),
    )


def _what_is_decided_here(policies: Policies) -> tuple[Block, ...]:
    """What members should know of the community's policies."""
    contact = UserText(policies.outside_contact)
    outside = (Note((Phrase("help.outside_contact", {"contact": contact}),)),) if contact.raw else ()
    return (*outside, Note((Phrase("help.under_18"),))) if policies.under_18 else outside


def mine(scene: Scene) -> Card:
    """My needs, offers and agreements, a page at a time."""
    return Card(Phrase("mine.title"), _mine(scene, Verb.TURN_MINE))


def home(scene: Scene) -> Card:
    """The same, and what one can begin with; to a moderator of a space that is not set up yet, first that."""
    begin = (
        Button(Phrase("button.begin_need"), ActionRef(Verb.NEED)),
        Button(Phrase("button.begin_offer"), ActionRef(Verb.OFFER)),
        Button(Phrase("button.say_thanks"), ActionRef(Verb.THANK)),
        Button(Phrase("button.begin_help"), ActionRef(Verb.HELP)),
    )
    held = (
        Button(Phrase("button.export"), ActionRef(Verb.EXPORT)),
        Button(Phrase("button.begin_forget_me"), ActionRef(Verb.FORGET_ME), Tone.QUIET),
    )
    return Card(
        Phrase("mine.title"),
        (
            *_to_set_up(scene),
            Actions(begin),
            *_mine(scene, Verb.HOME),
            Note((Phrase("home.privacy"),)),
            Actions(held),
        ),
    )


def _to_set_up(scene: Scene) -> tuple[Block, ...]:
    if is_set_up(scene.space) or not scene.the_reader().moderator:
        return ()
    set_up = Button(Phrase("setup.title"), ActionRef(Verb.SET_UP), Tone.PRIMARY)
    return (Prose((Phrase("home.set_up"),)), Actions((set_up,)))


def _mine(scene: Scene, turn: Verb) -> tuple[Block, ...]:
    """A page of it; `turn` leads to another one."""
    entries = [
        *(_own_need(scene, need) for need in scene.own_needs),
        *(_helping(scene, need) for need in scene.helping),
        *(_own_offer(scene, offer) for offer in scene.own_offers),
    ]
    asking = (*ask_me.in_short(scene), *lately(scene), Actions((my_thanks(), *my_blocks(scene))))
    if not entries:
        return (Prose((Phrase("mine.nothing"),)), *asking)
    last_page = (len(entries) - 1) // POSTS_A_PAGE
    page = min(scene.notice.page, last_page)
    shown = entries[page * POSTS_A_PAGE : (page + 1) * POSTS_A_PAGE]
    blocks = [block for entry in shown for block in entry]
    on_top = asking if page == 0 else ()
    return (*on_top, *blocks, *_pages(turn, page, last_page))


def _own_need(scene: Scene, need: Need) -> Sequence[Block]:
    token = need.id.value
    buttons: list[Button] = []
    if need.state is NeedState.DRAFT:
        buttons.append(Button(Phrase("button.look"), ActionRef(Verb.LOOK_AT_NEED, token), Tone.PRIMARY))
    if need.spoken_for and need.live:
        buttons.append(all_messages(need))
    if need.state in (NeedState.DRAFT, NeedState.OPEN) and not need.spoken_for:
        buttons.append(Button(Phrase("button.change"), ActionRef(Verb.EDIT_NEED, token)))
    if need.state in (NeedState.OPEN, NeedState.LAPSED):
        stays, returns = Phrase("button.renew"), Phrase("button.bring_back")
        label = stays if need.state is NeedState.OPEN else returns
        buttons.append(Button(label, ActionRef(Verb.RENEW_NEED, token)))
    if need.live:
        buttons.append(Button(Phrase("button.sorted"), ActionRef(Verb.SORTED_NEED, token)))
    if need.state is not NeedState.LAPSED:
        buttons.append(Button(Phrase("button.take_back"), ActionRef(Verb.TAKE_BACK_NEED, token), Tone.QUIET))
    helpers = tuple(scene.named(each.helper) for each in need.chosen)
    with_whom = (Prose((Phrase("mine.with", {"people": Listing(helpers)}),)),) if helpers else ()
    return (
        Prose((Phrase(f"mine.need.{_standing(need)}"), *_how_it_was_asked(need))),
        Quote(_excerpt(need.text)),
        *with_whom,
        Actions(tuple(buttons)),
    )


def _how_it_was_asked(need: Need) -> tuple[Phrase, ...]:
    """Beside how it stands: without a name, or privately. Of a draft nothing is chosen yet."""
    if need.state is NeedState.DRAFT or need.audience is Audience.NAMED:
        return ()
    return (Phrase(f"mine.audience.{need.audience}", {"pseudonym": pseudonym(need.id)}),)


def _helping(scene: Scene, need: Need) -> Sequence[Block]:
    """Something that I said I could help with, or was chosen for."""
    handshake = need.with_helper(scene.the_reader().id)
    if handshake is None:
        return ()
    asker = scene.asker_of(need)
    step_back = Button(Phrase("button.step_back"), ActionRef(Verb.STEP_BACK, handshake.id.value), Tone.QUIET)
    return (
        Prose((Phrase(f"mine.helping.{handshake.state}", {"asker": asker}),)),
        Quote(_excerpt(need.text)),
        Actions((all_messages(need), step_back)),
    )


def _own_offer(scene: Scene, offer: Offer) -> Sequence[Block]:
    token = offer.id.value
    buttons: list[Button] = []
    standing = Phrase(f"mine.offer.{_standing(offer)}")
    if offer.shown and offer.id in scene.the_capacity().not_because:
        standing = Phrase("mine.offer.silent")
        buttons.append(Button(Phrase("button.ask_again_about"), ActionRef(Verb.ASK_ABOUT_OFFER, token)))
    if offer.state is OfferState.DRAFT:
        buttons.append(Button(Phrase("button.post"), ActionRef(Verb.POST_OFFER, token), Tone.PRIMARY))
    if offer.state in (OfferState.DRAFT, OfferState.OPEN):
        buttons.append(Button(Phrase("button.change"), ActionRef(Verb.EDIT_OFFER, token)))
        buttons.append(Button(Phrase("button.take_back"), ActionRef(Verb.TAKE_BACK_OFFER, token), Tone.QUIET))
    if offer.state is OfferState.LAPSED:
        buttons.append(Button(Phrase("button.bring_back"), ActionRef(Verb.RENEW_OFFER, token)))
    return (
        Prose((standing,)),
        Quote(_excerpt(offer.text)),
        Actions(tuple(buttons)),
    )


def _standing(post: Need | Offer) -> str:
    return post.sight if post.live and not post.shown else post.state


def _pages(turn: Verb, page: int, last_page: int) -> Sequence[Block]:
    buttons: list[Button] = []
    if page > 0:
        buttons.append(Button(Phrase("button.earlier"), ActionRef(turn, str(page - 1))))
    if page < last_page:
        buttons.append(Button(Phrase("button.more"), ActionRef(turn, str(page + 1))))
    return (Actions(tuple(buttons)),) if buttons else ()


def _excerpt(text: str) -> UserText:
    return UserText(text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…")
