"""How a need looks: its preview, its card on the board, and the answers to its owner."""

from dataclasses import replace
from typing import assert_never

from bot.application.verbs import Verb
from bot.domain import rhythm
from bot.domain.audience import Audience
from bot.domain.need import Need, NeedState
from bot.views import care
from bot.views.catalogue import TEXT_MAX
from bot.views.facts import facts
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
    Moment,
    Note,
    Phrase,
    Precision,
    Prose,
    Quote,
    TextField,
    Tone,
    UserText,
)


def form(scene: Scene) -> Form:
    """To write a need, or to change the words of one."""
    need = scene.need
    text = TextField(
        name="text",
        label=Phrase("need.form.text"),
        hint=Phrase("need.form.hint"),
        value=UserText(need.text) if need else None,
        lines=Lines.SEVERAL,
        max_length=TEXT_MAX,
        required=True,
    )
    action = ActionRef(Verb.REVISE_NEED, need.id.value) if need else ActionRef(Verb.WRITE_NEED)
    title = Phrase("need.form.change" if need else "need.form.write")
    return Form(title, (text,), _what_sending_does(need), action)


def _what_sending_does(need: Need | None) -> Phrase:
    """What is out already is changed in front of everybody, so the button promises no look beforehand."""
    if need is None or not need.live:
        return Phrase("form.preview")
    return Phrase("button.post" if need.shown else "button.save")


def preview(scene: Scene) -> Card:
    """What was understood, and who will see exactly this."""
    need = scene.the_need()
    if need.state is not NeedState.DRAFT:
        return posted(scene)
    unclear = () if need.understood.category else (Note((Phrase("need.preview.unclear"),)),)
    whom = "needs" if scene.boards_for_needs else "asked"
    return Card(
        Phrase("need.preview.title"),
        (
            *care.whom_to_call(scene),
            Quote(UserText(need.text)),
            *facts(need.understood, scene.zone),
            *unclear,
            *care.who_would_see_it(scene, need.text, whom),
            *care.kept_back(scene),
            *care.what_might_show_you(scene),
            *_who_would_see_it(scene),
            *_ways_to_post(scene),
            *_who_chooses(need),
        ),
    )


def _ways_to_post(scene: Scene) -> tuple[Actions, ...]:
    """What comes first is what most people would want, with these words in it."""
    need = scene.the_need()
    change = _button("button.change", Verb.EDIT_NEED, need)
    unnamed = _button("button.unnamed", Verb.POST_UNNAMED, need)
    privately = _button("button.privately", Verb.POST_PRIVATELY, need)
    anyway = _button("button.post_anyway", Verb.POST_NEED, need)
    take_back = _button("button.take_back", Verb.TAKE_BACK_NEED, need, Tone.QUIET)
    keep_back = _button("button.keep_back", Verb.KEEP_BACK, need, Tone.PRIMARY)
    if care.may_be_listened_to(scene):
        out = (replace(keep_back, tone=Tone.PLAIN),) if scene.gives_away.details else ()
        listeners = _button("button.ask_listeners", Verb.POST_PRIVATELY, need, Tone.PRIMARY)
        return (Actions((listeners, take_back)), Actions((*out, anyway, unnamed, change)))
    if scene.gives_away.details:
        return (Actions((keep_back, change, take_back)), Actions((anyway, unnamed, privately)))
    post = anyway if scene.gives_away.dangers else _button("button.post", Verb.POST_NEED, need, Tone.PRIMARY)
    return (Actions((post, unnamed, privately, change, take_back)),)


def _who_would_see_it(scene: Scene) -> tuple[Block, ...]:
    """For each way of posting, who would see exactly these words, and what of the asker beside them."""
    names = {"asker": scene.asker(), "pseudonym": scene.pseudonym()}
    looked_at = scene.community.policies.looks_first(scene.the_need().understood.touches, need=True)
    first = (Note((Phrase("need.preview.who.moderators"),)),) if looked_at else ()
    if not scene.boards_for_needs:
        return (Note((Phrase("need.preview.who.no_board", names),)), *first)
    several = scene.boards_for_needs > 1
    named = Phrase("need.preview.who.named.spaces" if several else "need.preview.who.named", names)
    unnamed = Phrase("need.preview.who.unnamed.spaces" if several else "need.preview.who.unnamed", names)
    return (
        Note((Phrase("need.preview.who"),)),
        Note((named,)),
        Note((unnamed,)),
        Note((Phrase("need.preview.who.private"),)),
        Note((Phrase("need.preview.who.asked"),)),
        *first,
    )


def posted(scene: Scene) -> Card:
    """It's out, and they will hear either way."""
    need = scene.the_need()
    if not need.live:
        return ended(scene)
    if not need.shown:
        return _set_aside(need)
    named = need.audience is Audience.NAMED
    title = Phrase("need.posted.title") if named else Phrase(f"need.posted.title.{need.audience}")
    return Card(title, (*_promise(need), *_how_it_is_out(scene), *_who_chooses(need), _owner_actions(need)))


def _who_chooses(need: Need) -> tuple[Block, ...]:
    """That the first yes is taken at once, where the asker said so; and the tap that says or unsays it."""
    if need.state not in (NeedState.DRAFT, NeedState.OPEN):
        return ()
    if need.first_yes:
        return (
            Note((Phrase("need.first_yes"),)),
            Actions((_button("button.choose_myself", Verb.CHOOSE_MYSELF, need, Tone.QUIET),)),
        )
    return (Actions((_button("button.first_yes", Verb.FIRST_YES, need, Tone.QUIET),)),)


def _how_it_is_out(scene: Scene) -> tuple[Block, ...]:
    """What others see of the asker, where that is not simply their name on the board."""
    need = scene.the_need()
    if need.audience is Audience.NAMED:
        return ()
    return (Note((Phrase(f"need.posted.{need.audience}", {"pseudonym": scene.pseudonym()}),)),)


def _good_to_hear(need: Need) -> Phrase:
    """What is gone from its card, where there is one."""
    if need.audience is Audience.NAMED:
        return Phrase("need.sorted.text")
    return Phrase(f"need.sorted.text.{need.audience}")


def renewed(scene: Scene) -> Card:
    """It stays, or is back."""
    need = scene.the_need()
    if not need.live:
        return ended(scene)
    if not need.shown:
        return _set_aside(need)
    return Card(Phrase("need.renewed.title"), (*_promise(need), *_how_it_is_out(scene), _owner_actions(need)))


def ended(scene: Scene) -> Card:
    """The answer to its owner when a need is over, whichever way."""
    need = scene.the_need()
    match need.state:
        case NeedState.TAKEN_BACK:
            return Card(Phrase("need.taken_back.title"), (Prose((Phrase("need.taken_back.text"),)),))
        case NeedState.LAPSED:
            renew = Actions((_button("button.bring_back", Verb.RENEW_NEED, need),))
            return Card(Phrase("need.put_away.title"), (Prose((Phrase("need.put_away.text"),)), renew))
        case NeedState.CLOSED:
            return Card(Phrase("need.sorted.title"), (Prose((_good_to_hear(need),)),))
        case NeedState.DRAFT | NeedState.OPEN | NeedState.MET:
            return posted(scene) if need.live else preview(scene)
        case _:
            assert_never(need.state)


def card(scene: Scene) -> Card:
    """What everybody sees on the board. Once it is over, nobody's name or words stand there any more."""
    need = scene.the_need()
    if need.live and scene.elsewhere:
        return Card(Phrase("card.elsewhere"))
    if need.live and not need.shown:
        return Card(Phrase("card.set_aside"), (Actions((for_moderators(need),)),))
    match need.state:
        case NeedState.OPEN:
            return Card(
                Phrase("need.card.open"),
                (
                    Prose((_who_asks(scene),)),
                    Quote(UserText(need.text)),
                    *facts(need.understood, scene.zone),
                    Actions(
                        (
                            _button("button.can_help", Verb.CAN_HELP, need, Tone.PRIMARY),
                            _button("button.could_if", Verb.COULD_IF, need),
                            for_moderators(need),
                        )
                    ),
                ),
            )
        case NeedState.MET:
            return Card(
                Phrase("need.card.met"),
                (
                    Prose((_who_asks(scene),)),
                    Quote(UserText(need.text)),
                    Note((Phrase("need.card.met.note"),)),
                    Actions((for_moderators(need),)),
                ),
            )
        case NeedState.CLOSED:
            return Card(Phrase("need.card.sorted"))
        case NeedState.LAPSED:
            return Card(Phrase("need.card.put_away"))
        case NeedState.TAKEN_BACK | NeedState.DRAFT:
            return Card(Phrase("need.card.taken_back"))
        case _:
            assert_never(need.state)


def _who_asks(scene: Scene) -> Phrase:
    named = scene.the_need().names_asker_to(None)
    return Phrase("need.card.asks" if named else "need.card.asks.unnamed", {"asker": scene.asker()})


def nobody_yet(scene: Scene) -> Card:
    """The promised answer, when it is not the hoped-for one."""
    need = scene.the_need()
    if need.state is not NeedState.OPEN or not need.shown:
        return ended(scene)
    return Card(
        Phrase("need.nobody_yet.title"),
        (
            Quote(UserText(need.text)),
            Prose((Phrase("need.nobody_yet.text"),)),
            Actions(
                (
                    _button("button.change", Verb.EDIT_NEED, need),
                    _button("button.sorted", Verb.SORTED_NEED, need),
                    _button("button.put_away", Verb.PUT_AWAY_NEED, need, Tone.QUIET),
                )
            ),
        ),
    )


def still_needed(scene: Scene) -> Card:
    """The question before it is put away."""
    need = scene.the_need()
    if need.state is NeedState.LAPSED:
        renew = Actions((_button("button.bring_back", Verb.RENEW_NEED, need, Tone.PRIMARY),))
        put_away = Prose((Phrase("need.put_away.text"),))
        return Card(Phrase("need.put_away.title"), (Quote(UserText(need.text)), put_away, renew))
    if need.state is not NeedState.OPEN or not need.shown:
        return ended(scene)
    if need.put_away_at is not None and rhythm.renewal_question_at(need.put_away_at) > scene.now:
        return renewed(scene)
    return Card(
        Phrase("need.still_needed.title"),
        (
            Quote(UserText(need.text)),
            Prose((Phrase("need.still_needed.text"),)),
            Actions(
                (
                    _button("button.renew", Verb.RENEW_NEED, need, Tone.PRIMARY),
                    _button("button.sorted", Verb.SORTED_NEED, need),
                    _button("button.put_away", Verb.PUT_AWAY_NEED, need, Tone.QUIET),
                )
            ),
        ),
    )


def _set_aside(need: Need) -> Card:
    """Told to its owner while nobody else sees it."""
    return Card(
        Phrase(f"set_aside.{need.sight}.title"),
        (Prose((Phrase(f"set_aside.{need.sight}.text"),)), _owner_actions(need)),
    )


def _promise(need: Need) -> tuple[Block, ...]:
    if need.state is NeedState.MET or need.answer_by is None:
        return ()
    moment = Moment(need.answer_by, Precision.DAY_AND_TIME)
    return (Prose((Phrase("need.posted.promise", {"moment": moment}),)),)


def _owner_actions(need: Need) -> Actions:
    change = (_button("button.change", Verb.EDIT_NEED, need),) if not need.spoken_for else ()
    return Actions((*change, _button("button.take_back", Verb.TAKE_BACK_NEED, need, Tone.QUIET)))


def _button(label: str, verb: Verb, need: Need, tone: Tone = Tone.PLAIN) -> Button:
    return Button(Phrase(label), ActionRef(verb, need.id.value), tone)
