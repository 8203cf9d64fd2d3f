"""What is said before words go out: whom to call, what they give away, and what might show who wrote them."""

from collections.abc import Iterator, Sequence

from bot.application.verbs import Verb
from bot.care.contact import Detail, Found
from bot.care.danger import LISTENED_TO, Danger
from bot.care.help_lines import EVERYWHERE, help_lines
from bot.domain.handshake import HandshakeState
from bot.views.scene import Scene
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    Fields,
    Listing,
    Note,
    Phrase,
    Prose,
    Quote,
    Tone,
    TrustedLink,
    Typed,
    UserText,
)

MOST_LINES = 4
"""Help lines of a country that are shown: who reads this should not have to choose."""
LONGEST_DETAIL = 60
MOST_HINTS = 3


def whom_to_call(scene: Scene) -> Sequence[Block]:
    """Where words of danger were found: the community's own help lines, then the country's. Else nothing."""
    dangers = scene.gives_away.dangers
    if not dangers:
        return ()
    known = help_lines(scene.country)
    lines = known.for_dangers(dangers)[:MOST_LINES]
    own = scene.community.policies.help_lines
    rows = [(Phrase("danger.emergency"), Typed(known.emergency))]
    rows += [(Phrase(f"danger.{each.danger}"), Typed(f"{each.name}: {each.number}")) for each in lines]
    elsewhere = TrustedLink(EVERYWHERE, Phrase("danger.elsewhere"))
    return (
        Prose((Phrase("danger.first"),)),
        *((Quote(UserText(own)),) if own else ()),
        Fields(tuple(rows)),
        *(() if lines or not dangers & LISTENED_TO else (Prose((elsewhere,)),)),
        Note((Phrase("danger.nobody_told"),)),
    )


def beside_what_felt_wrong(scene: Scene) -> Sequence[Block]:
    """Quietly: the community's own help lines, and whom to call in that country when somebody hurts one."""
    known, own = help_lines(scene.country), scene.community.policies.help_lines
    lines = known.for_dangers(frozenset({Danger.VIOLENCE}))[:MOST_LINES]
    listed = Listing(
        (
            *(Typed(f"{each.name}: {each.number}") for each in lines),
            Phrase("felt_wrong.emergency", {"number": Typed(known.emergency)}),
        )
    )
    return (
        *((Note((Phrase("felt_wrong.own_lines", {"lines": UserText(own)}),)),) if own else ()),
        Note((Phrase("felt_wrong.lines", {"lines": listed}),)),
    )


def may_be_listened_to(scene: Scene) -> bool:
    """Whether people who said that they would listen are offered beside the help lines."""
    return bool(scene.gives_away.dangers & LISTENED_TO)


def who_would_see_it(scene: Scene, text: str, whom: str) -> Sequence[Block]:
    """The contact details in it, and that everybody would see them; `whom` ends the key. Else nothing."""
    details = scene.gives_away.details
    if not details:
        return ()
    named = Listing(tuple(_named(text, details)))
    return (Note((Phrase(f"gives_away.to.{whom}", {"details": named}),)),)


def _named(text: str, details: Sequence[Found]) -> Iterator[Phrase]:
    """Each kind once, with the first of its kind."""
    for detail in Detail:
        first = next((each for each in details if each.detail is detail), None)
        if first is not None:
            words = UserText(text[first.start : first.end][:LONGEST_DETAIL])
            yield Phrase(f"gives_away.detail.{detail}", {"words": words})


def what_might_show_you(scene: Scene) -> Sequence[Block]:
    """For whoever would rather not be named; a hint in one line. Else nothing."""
    hints = scene.gives_away.traces
    details = (Phrase("trace.contact"),) if scene.gives_away.details else ()
    moments = scene.the_need().understood.when is not None
    parts = (
        *(Phrase(f"trace.{each.trace}", {"words": UserText(each.words)}) for each in hints),
        *details,
        *((Phrase("trace.time"),) if moments else ()),
    )
    # A moment alone is in every other need: said by itself it would soon be read over.
    if not hints and not details:
        return ()
    most = 1 if scene.gives_away.dangers else MOST_HINTS  # whom to call is what should be read
    return (Note((Phrase("trace.might_show", {"parts": Listing(parts[:most])}),)),)


def kept_back(scene: Scene) -> Sequence[Block]:
    """To its asker: what was taken out of the words, and who gets it."""
    kept = scene.the_need().kept_back
    return (Note((Phrase("kept_back.note"),)), Quote(UserText(kept))) if kept else ()


def shared(scene: Scene) -> Sequence[Block]:
    """To the two who are introduced: what the asker kept back for this. Else nothing."""
    need, handshake = scene.the_need(), scene.the_handshake()
    details = need.kept_back
    said_yes = handshake.state is HandshakeState.CHOSEN and need.live
    if not details or not said_yes or need.veiled_from(handshake):
        return ()
    by_whom = "helper" if scene.read_by_helper else "asker"
    said = Phrase(f"kept_back.shared.{by_whom}", {"asker": scene.asker(), "helper": scene.helper()})
    return (Prose((said,)), Quote(UserText(details)))


def unsent(scene: Scene) -> Card:
    """What they wrote has not gone out: send it as it is, or don't."""
    waiting = scene.the_unsent()
    danger = bool(scene.gives_away.dangers)
    public = waiting.verb in {Verb.REVISE_NEED, Verb.REVISE_OFFER}
    send = Button(Phrase("button.send_anyway"), ActionRef(Verb.SEND_ANYWAY, waiting.id.value))
    stop = Button(Phrase("button.let_go"), ActionRef(Verb.LET_GO, waiting.id.value), Tone.QUIET)
    ask = Button(Phrase("button.ask_for_listener"), ActionRef(Verb.NEED), Tone.PRIMARY)
    return Card(
        Phrase("unsent.title.danger" if danger else "unsent.title"),
        (
            *whom_to_call(scene),
            Prose((Phrase("unsent.text"),)),
            Quote(UserText(waiting.text)),
            *(who_would_see_it(scene, waiting.text, "public") if public else ()),
            *((Note((Phrase("unsent.listener"),)),) if may_be_listened_to(scene) else ()),
            Actions((*((ask,) if may_be_listened_to(scene) else ()), send, stop)),
        ),
    )


def let_go(scene: Scene) -> Card:
    """It did not go out."""
    return Card(Phrase("let_go.title"), (Prose((Phrase("let_go.text"),)),))
