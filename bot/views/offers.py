"""How an offer looks: its preview, its card on the board, and the answers to its owner."""

from typing import assert_never

from bot.application.verbs import Verb
from bot.domain import rhythm
from bot.domain.offer import Offer, OfferState
from bot.views import care
from bot.views.catalogue import TEXT_MAX
from bot.views.facts import facts
from bot.views.lacks import lack
from bot.views.scene import Scene
from bot.views.tending import for_moderators
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


def form(scene: Scene) -> Form:
    """To write an offer, or to change the words of one."""
    offer = scene.offer
    text = TextField(
        name="text",
        label=Phrase("offer.form.text"),
        hint=_hint(scene),
        value=UserText(offer.text) if offer else None,
        lines=Lines.SEVERAL,
        max_length=TEXT_MAX,
        required=True,
    )
    action = ActionRef(Verb.REVISE_OFFER, offer.id.value) if offer else ActionRef(Verb.WRITE_OFFER)
    title = Phrase("offer.form.change" if offer else "offer.form.write")
    # What is out already is changed in front of everybody, so the button promises no look beforehand.
    is_out = offer is not None and offer.live
    return Form(title, (text,), Phrase("button.post" if is_out else "form.preview"), action)


def _hint(scene: Scene) -> Phrase:
    """What the community lacks most, where it lacks something: it may be just what they could do."""
    if not scene.lacks or scene.offer is not None:
        return Phrase("offer.form.hint")
    return Phrase("offer.form.hint.lacks", {"lack": lack(scene.lacks[0])})


def preview(scene: Scene) -> Card:
    """What was understood, who will see it, and what it means to have it out."""
    offer = scene.the_offer()
    if offer.state is not OfferState.DRAFT:
        return answer(scene)
    unclear = () if offer.understood.category else (Note((Phrase("offer.preview.unclear"),)),)
    on_board = scene.boards_for_offers > 0
    asked_first = bool(scene.gives_away.details or scene.gives_away.dangers)
    change = _button("button.change", Verb.EDIT_OFFER, offer, Tone.PRIMARY if asked_first else Tone.PLAIN)
    post = (
        _button("button.post_anyway", Verb.POST_OFFER, offer)
        if asked_first
        else _button("button.post", Verb.POST_OFFER, offer, Tone.PRIMARY)
    )
    return Card(
        Phrase("offer.preview.title"),
        (
            *care.whom_to_call(scene),
            Quote(UserText(offer.text)),
            *facts(offer.understood, scene.zone),
            *unclear,
            *care.who_would_see_it(scene, offer.text, "offers" if on_board else "asked_for"),
            Note((_who_would_see_it(scene),)),
            *_looked_at_first(scene),
            Actions(
                (
                    *((change, post) if asked_first else (post, change)),
                    _button("button.take_back", Verb.TAKE_BACK_OFFER, offer, Tone.QUIET),
                )
            ),
        ),
    )


def _who_would_see_it(scene: Scene) -> Phrase:
    """Exactly these words, with the name: in every channel for offers that the community has."""
    giver = {"giver": scene.named(scene.the_offer().giver)}
    if not scene.boards_for_offers:
        return Phrase("offer.preview.who.no_board", giver)
    several = scene.boards_for_offers > 1
    return Phrase("offer.preview.who.spaces" if several else "offer.preview.who", giver)


def _looked_at_first(scene: Scene) -> tuple[Block, ...]:
    touches = scene.the_offer().understood.touches
    if not scene.community.policies.looks_first(touches, need=False):
        return ()
    return (Note((Phrase("offer.preview.who.moderators"),)),)


def answer(scene: Scene) -> Card:
    """How the offer stands, told to its owner."""
    offer = scene.the_offer()
    if offer.live and not offer.shown:
        return _set_aside(offer)
    match offer.state:
        case OfferState.DRAFT:
            return preview(scene)
        case OfferState.OPEN:
            return Card(
                Phrase("offer.posted.title"),
                (
                    Prose((Phrase("offer.posted.text"),)),
                    _owner_actions(offer),
                ),
            )
        case OfferState.LAPSED:
            renew = Actions((_button("button.bring_back", Verb.RENEW_OFFER, offer),))
            return Card(Phrase("offer.put_away.title"), (Prose((Phrase("offer.put_away.text"),)), renew))
        case OfferState.TAKEN_BACK:
            return Card(Phrase("offer.taken_back.title"), (Prose((Phrase("offer.taken_back.text"),)),))
        case _:
            assert_never(offer.state)


def card(scene: Scene) -> Card:
    """What everybody sees on the board. Once it is over, nobody's name or words stand there any more."""
    offer = scene.the_offer()
    if offer.live and scene.elsewhere:
        return Card(Phrase("card.elsewhere"))
    if offer.live and not offer.shown:
        return Card(Phrase("card.set_aside"), (Actions((for_moderators(offer),)),))
    match offer.state:
        case OfferState.OPEN:
            return Card(
                Phrase("offer.card.open"),
                (
                    Prose((Phrase("offer.card.offers", {"giver": scene.named(offer.giver)}),)),
                    Quote(UserText(offer.text)),
                    *facts(offer.understood, scene.zone),
                    Actions((for_moderators(offer),)),
                ),
            )
        case OfferState.LAPSED:
            return Card(Phrase("offer.card.put_away"))
        case OfferState.TAKEN_BACK | OfferState.DRAFT:
            return Card(Phrase("offer.card.taken_back"))
        case _:
            assert_never(offer.state)


def still_offered(scene: Scene) -> Card:
    """The question before it is put away."""
    offer = scene.the_offer()
    asked_for_now = (
        offer.shown
        and offer.put_away_at is not None
        and rhythm.renewal_question_at(offer.put_away_at) <= scene.now
    )
    if not asked_for_now:
        return answer(scene)
    return Card(
        Phrase("offer.still_offered.title"),
        (
            Quote(UserText(offer.text)),
            Prose((Phrase("offer.still_offered.text"),)),
            Actions(
                (
                    _button("button.keep_offering", Verb.RENEW_OFFER, offer, Tone.PRIMARY),
                    _button("button.put_away", Verb.PUT_AWAY_OFFER, offer, Tone.QUIET),
                )
            ),
        ),
    )


def _set_aside(offer: Offer) -> Card:
    """Told to its owner while nobody else sees it."""
    return Card(
        Phrase(f"set_aside.{offer.sight}.title"),
        (Prose((Phrase(f"set_aside.{offer.sight}.text"),)), _owner_actions(offer)),
    )


def _owner_actions(offer: Offer) -> Actions:
    return Actions(
        (
            _button("button.change", Verb.EDIT_OFFER, offer),
            _button("button.take_back", Verb.TAKE_BACK_OFFER, offer, Tone.QUIET),
        )
    )


def _button(label: str, verb: Verb, offer: Offer, tone: Tone = Tone.PLAIN) -> Button:
    return Button(Phrase(label), ActionRef(verb, offer.id.value), tone)
