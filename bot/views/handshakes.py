"""How a handshake looks to its two people: ask, answer, introduction, reminder, and how it went."""

from bot.application.verbs import Verb
from bot.domain.handshake import HandshakeState, OnlyIf
from bot.domain.ids import HandshakeId
from bot.domain.need import Need, NeedState
from bot.views import care
from bot.views.catalogue import TEXT_MAX
from bot.views.facts import facts
from bot.views.safety import something_felt_wrong
from bot.views.scene import Scene
from bot.views.talk import how_it_was_asked, may_talk, share_name, write
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    ChoiceField,
    Form,
    Lines,
    Note,
    Option,
    Phrase,
    Prose,
    Quote,
    TextField,
    Tone,
    UserText,
)

# -- to the helper ---------------------------------------------------------------------------------


def ask(scene: Scene) -> Card:
    """The private invitation, with the reason; later, what came of it."""
    need, handshake = scene.the_need(), scene.the_handshake()
    if handshake.state is not HandshakeState.ASKED or not need.shown:
        return helper_standing(scene)
    return Card(
        Phrase("ask.title"),
        (
            Prose((Phrase("ask.asker", {"asker": scene.asker()}),)),
            Quote(UserText(need.text)),
            *facts(need.understood, scene.zone),
            *how_it_was_asked(scene),
            *_why(scene),
            Note((Phrase("ask.free"),)),
            Actions(
                (
                    Button(Phrase("button.can_help"), ActionRef(Verb.CAN_HELP, need.id.value), Tone.PRIMARY),
                    could_if(need),
                    Button(Phrase("button.not_now"), ActionRef(Verb.NOT_NOW, need.id.value)),
                    Button(
                        Phrase("button.stop_asking"),
                        ActionRef(Verb.STOP_ASKING, handshake.id.value),
                        Tone.QUIET,
                    ),
                )
            ),
        ),
    )


def could_if(need: Need) -> Button:
    """Opens the form for an answer between yes and no."""
    return Button(Phrase("button.could_if"), ActionRef(Verb.COULD_IF, need.id.value))


def could_if_form(scene: Scene) -> Form:
    """Under which condition, and in their own words."""
    choices = tuple(Option(each, Phrase(f"could_if.{each}")) for each in OnlyIf)
    which = ChoiceField("only_if", Phrase("could_if.form.which"), choices, None, required=True)
    text = TextField(
        name="text",
        label=Phrase("could_if.form.text"),
        hint=Phrase("could_if.form.hint"),
        value=None,
        lines=Lines.SEVERAL,
        max_length=TEXT_MAX,
        required=True,
    )
    action = ActionRef(Verb.SEND_COULD_IF, scene.the_need().id.value)
    return Form(Phrase("could_if.form.title"), (which, text), Phrase("could_if.form.send"), action)


def _why(scene: Scene) -> tuple[Block, ...]:
    """What they said themselves: an offer, or that they may be asked about this kind of help."""
    category = scene.the_need().understood.category
    if scene.offer is not None:
        return (Prose((Phrase("ask.because"),)), Quote(UserText(scene.offer.text)))
    if category is not None:
        return (Prose((Phrase("ask.because_kind", {"kind": Phrase(f"category.{category}")}),)),)
    return ()


def helper_standing(scene: Scene) -> Card:
    """How it stands, told to the helper."""
    state, only_if = scene.the_handshake().state, scene.the_handshake().only_if
    if state is HandshakeState.OFFERED and only_if is not None:
        return _said_only_if(scene, only_if)
    if state is HandshakeState.ASKED and not scene.the_need().shown:
        state = HandshakeState.LAPSED
    title, text = Phrase(f"helper.{state}.title"), Phrase(f"helper.{state}.text", {"asker": scene.asker()})
    if not may_talk(scene, scene.the_handshake()):
        return Card(title, (Prose((text,)), *_about(scene)))
    actions = Actions((write(scene.the_handshake()), _step_back(scene.the_handshake().id)))
    return Card(title, (Prose((text,)), *_about(scene), *how_it_was_asked(scene), actions))


def _said_only_if(scene: Scene, only_if: OnlyIf) -> Card:
    """To whoever gave an answer between yes and no: it is with the asker, and can become a plain yes."""
    need, handshake = scene.the_need(), scene.the_handshake()
    text = Phrase(f"helper.could_if.{only_if}", {"asker": scene.asker()})
    title, about = Phrase("helper.could_if.title"), (Prose((text,)), *_about(scene))
    if not may_talk(scene, handshake):
        return Card(title, about)
    can_help = Button(Phrase("button.can_help"), ActionRef(Verb.CAN_HELP, need.id.value), Tone.PRIMARY)
    return Card(
        title,
        (*about, *how_it_was_asked(scene), Actions((can_help, write(handshake), _step_back(handshake.id)))),
    )


def _about(scene: Scene) -> tuple[Block, ...]:
    """The words that it is about: for whoever asked always, for others as long as they may be seen."""
    need = scene.the_need()
    return (Quote(UserText(need.text)),) if need.shown or not scene.read_by_helper else ()


def not_now(scene: Scene) -> Card:
    """One tap, no reason, and that is all."""
    return Card(Phrase("helper.not_now.title"), (Prose((Phrase("helper.not_now.text"),)),))


def no_longer_needed(scene: Scene) -> Card:
    """So that nobody keeps an hour free for nothing."""
    return Card(
        Phrase("helper.no_longer.title"),
        (Prose((Phrase("helper.no_longer.text", {"asker": scene.asker()}),)),),
    )


# -- to the asker ----------------------------------------------------------------------------------


def somebody_can_help(scene: Scene) -> Card:
    """The asker chooses; later, what they chose."""
    need, handshake = scene.the_need(), scene.the_handshake()
    if handshake.for_asker is not HandshakeState.OFFERED:
        return asker_standing(scene)
    if handshake.only_if is not None:
        return _somebody_could_if(scene, handshake.only_if)
    return Card(
        Phrase("offered.title"),
        (
            Prose((Phrase("offered.helper", {"helper": scene.helper()}),)),
            Quote(UserText(need.text)),
            Note((Phrase("offered.note"),)),
            *_they_do_not_know_you(scene),
            Actions(
                (
                    Button(
                        Phrase("button.yes_please"), ActionRef(Verb.CHOOSE, handshake.id.value), Tone.PRIMARY
                    ),
                    Button(Phrase("button.not_this_person"), ActionRef(Verb.PASS_OVER, handshake.id.value)),
                    write(handshake, "button.ask_question"),
                )
            ),
        ),
    )


def _somebody_could_if(scene: Scene, only_if: OnlyIf) -> Card:
    """What they said, in their words; to part of it, or to another day, the asker can say yes."""
    handshake = scene.the_handshake()
    not_this = Button(Phrase("button.not_this_person"), ActionRef(Verb.PASS_OVER, handshake.id.value))
    if handshake.may_be_chosen:
        yes = Button(Phrase("button.yes_please"), ActionRef(Verb.CHOOSE, handshake.id.value), Tone.PRIMARY)
        buttons = (yes, not_this, write(handshake, "button.ask_question"))
    else:
        buttons = (write(handshake, "button.write_back"), not_this)
    return Card(
        Phrase(f"offered.if.{only_if}.title"),
        (
            Prose((Phrase(f"offered.if.{only_if}", {"helper": scene.helper()}),)),
            *((Quote(UserText(scene.message.text)),) if scene.message is not None else ()),
            Prose((Phrase("offered.if.about"),)),
            Quote(UserText(scene.the_need().text)),
            Note((Phrase(f"offered.if.{only_if}.note"),)),
            *_they_do_not_know_you(scene),
            Actions(buttons),
        ),
    )


def _they_do_not_know_you(scene: Scene) -> tuple[Block, ...]:
    if not scene.veiled:
        return ()
    return (Note((Phrase("offered.unnamed", {"helper": scene.helper(), "asker": scene.pseudonym()}),)),)


def asker_standing(scene: Scene) -> Card:
    """How it stands, told to the asker. That somebody said "not now" is never told."""
    state = scene.the_handshake().for_asker
    if state in (HandshakeState.ASKED, HandshakeState.NOT_NOW):
        state = HandshakeState.LAPSED
    text = Phrase(f"asker.{state}.text", {"helper": scene.helper()})
    return Card(Phrase(f"asker.{state}.title"), (Prose((text,)), *_about(scene)))


def helper_stepped_back(scene: Scene) -> Card:
    """Gently: no reason is given, because none is asked. What stood before says only that it changed, so that
    a disappointment is told once.
    """
    text = "stepped_back.text" if scene.the_need().state is NeedState.OPEN else "stepped_back.over"
    told = Prose((Phrase(text, {"helper": scene.helper()}),))
    return Card(Phrase("stepped_back.title"), (told, *_about(scene)))


def how_did_it_go(scene: Scene) -> Card:
    """Good / Not yet / Look again / Something felt wrong."""
    handshake = scene.the_handshake()
    if handshake.state is not HandshakeState.CHOSEN:
        return asker_standing(scene)
    token = handshake.id.value
    return Card(
        Phrase("went.title"),
        (
            Prose((Phrase("went.text", {"helper": scene.helper()}),)),
            Quote(UserText(scene.the_need().text)),
            Actions(
                (
                    Button(Phrase("button.good"), ActionRef(Verb.WENT_WELL, token), Tone.PRIMARY),
                    Button(Phrase("button.not_yet"), ActionRef(Verb.NOT_YET, token)),
                    Button(Phrase("button.look_again"), ActionRef(Verb.LOOK_AGAIN, token)),
                    something_felt_wrong(token),
                )
            ),
        ),
    )


def glad(scene: Scene) -> Card:
    """A gratitude prompt, once: no words needed."""
    token = scene.the_handshake().id.value
    without_words, say_thanks = ActionRef(Verb.GIVE_THANKS, token), ActionRef(Verb.THANK_HELPER, token)
    return Card(
        Phrase("went.glad.title"),
        (
            Prose((Phrase("went.glad.text", {"helper": scene.helper()}),)),
            Actions(
                (
                    Button(Phrase("button.thank_without_words"), without_words, Tone.PRIMARY),
                    Button(Phrase("button.say_thanks"), say_thanks),
                )
            ),
        ),
    )


def asking_later(scene: Scene) -> Card:
    """The answer to "not yet"."""
    return Card(Phrase("went.later.title"), (Prose((Phrase("went.later.text"),)),))


def looking_again(scene: Scene) -> Card:
    """The answer to "look again"."""
    return Card(Phrase("went.looking.title"), (Prose((Phrase("went.looking.text"),)),))


# -- to both ---------------------------------------------------------------------------------------


def introduction(scene: Scene) -> Card:
    """You two are set."""
    if scene.the_handshake().state is not HandshakeState.CHOSEN:
        return _standing(scene)
    return Card(
        Phrase("introduction.title"),
        (
            Prose((_who_is_who(scene),)),
            *_agreed(scene),
            *care.shared(scene),
            *_before_you_meet(scene),
            *_both_actions(scene),
        ),
    )


def _who_is_who(scene: Scene) -> Phrase:
    names = {"asker": scene.asker(), "helper": scene.helper(), "pseudonym": scene.pseudonym()}
    if not scene.veiled:
        return Phrase("introduction.text", names)
    return Phrase(f"introduction.unnamed.{'helper' if scene.read_by_helper else 'asker'}", names)


def _before_you_meet(scene: Scene) -> tuple[Block, ...]:
    """Where one of them has no name for the other, or where either may be under 18: said to both."""
    young = (Note((Phrase("meeting.under_18"),)),) if scene.community.policies.under_18 else ()
    if not scene.veiled:
        return young
    whom = "helper" if scene.read_by_helper else "asker"
    unnamed = Note((Phrase(f"meeting.unnamed.{whom}", {"pseudonym": scene.pseudonym()}),))
    return (unnamed, *young)


def reminder(scene: Scene) -> Card:
    """Before it happens."""
    if scene.the_handshake().state is not HandshakeState.CHOSEN:
        return _standing(scene)
    other = scene.asker() if scene.read_by_helper else scene.helper()
    text = Phrase("reminder.text", {"other": other})
    return Card(
        Phrase("reminder.title"),
        (Prose((text,)), *_agreed(scene), *_before_you_meet(scene), *_both_actions(scene)),
    )


def _standing(scene: Scene) -> Card:
    return helper_standing(scene) if scene.read_by_helper else asker_standing(scene)


def _agreed(scene: Scene) -> tuple[Block, ...]:
    about = _about(scene)
    if not about:
        return (Note((Phrase("introduction.set_aside"),)),)
    return (*about, *facts(scene.the_need().understood, scene.zone))


def _both_actions(scene: Scene) -> tuple[Block, ...]:
    handshake, need = scene.the_handshake(), scene.the_need()
    if scene.read_by_helper:
        return (Actions((write(handshake), _step_back(handshake.id))),)
    return (
        Actions(
            (
                write(handshake),
                *share_name(scene),
                Button(Phrase("button.sorted"), ActionRef(Verb.WENT_WELL, handshake.id.value)),
                Button(Phrase("button.take_back"), ActionRef(Verb.TAKE_BACK_NEED, need.id.value), Tone.QUIET),
            )
        ),
    )


def _step_back(handshake: HandshakeId) -> Button:
    return Button(Phrase("button.step_back"), ActionRef(Verb.STEP_BACK, handshake.value), Tone.QUIET)
