"""When one may be asked: the form, what was said in words, and pausing."""

from collections.abc import Sequence

from bot.application.verbs import Verb
from bot.domain.capacity import Capacity, PauseLength, QuietHours, Willingness
from bot.matching.lexicon import categories
from bot.views.scene import Scene
from bot.views.traces import lately
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    ChoiceField,
    Clock,
    Fields,
    Form,
    Lines,
    Listing,
    ManyField,
    Moment,
    Note,
    Option,
    Phrase,
    Precision,
    Prose,
    Span,
    TextField,
    Tone,
    Typed,
    UserText,
)

ASKS_A_WEEK = (1, 2, 3, 5, 7)
"""What can be chosen."""
LONGEST_QUIET_HOURS = 40
LONGEST_ZONE_NAME = 60


def form(scene: Scene) -> Form:
    """Whether, about what, how often, and when not."""
    said = scene.the_capacity()
    often = tuple(Option(str(each), _often(each)) for each in ASKS_A_WEEK)
    return Form(
        Phrase("ask_me.form.title"),
        (
            ChoiceField(
                name="willingness",
                label=Phrase("ask_me.form.willingness"),
                options=tuple(Option(each, Phrase(f"ask_me.form.{each}")) for each in Willingness),
                chosen=said.willingness,
                required=True,
            ),
            ManyField(
                name="kinds",
                label=Phrase("ask_me.form.kinds"),
                options=tuple(Option(each, Phrase(f"category.{each}")) for each in categories()),
                chosen=tuple(sorted(said.kinds)),
            ),
            ChoiceField("often", Phrase("ask_me.form.often"), often, str(said.asks_a_week), required=True),
            TextField(
                name="quiet",
                label=Phrase("ask_me.form.quiet"),
                hint=Phrase("ask_me.form.quiet.hint"),
                value=UserText(_written(said.quiet)) if said.quiet else None,
                lines=Lines.ONE,
                max_length=LONGEST_QUIET_HOURS,
                required=False,
            ),
            TextField(
                name="zone",
                label=Phrase("ask_me.form.zone"),
                hint=Phrase("ask_me.form.zone.hint"),
                value=UserText(scene.zone.key),
                lines=Lines.ONE,
                max_length=LONGEST_ZONE_NAME,
                required=False,
            ),
        ),
        Phrase("ask_me.form.submit"),
        ActionRef(Verb.SAVE_ASK_ME),
    )


def standing(scene: Scene) -> Card:
    """What they said, in words, and what they can do about it."""
    return Card(
        Phrase("ask_me.title"),
        (*in_words(scene), Note((Phrase("ask_me.note"),)), _buttons(scene), *lately(scene)),
    )


def in_words(scene: Scene) -> tuple[Block, ...]:
    """All that they said."""
    said = scene.the_capacity()
    rows: list[tuple[Phrase, Span]] = [(Phrase("ask_me.about"), _about(said))]
    if said.willingness is Willingness.SOMETIMES:
        rows.append((Phrase("ask_me.often"), _often(said.asks_a_week)))
        if said.quiet is not None:
            rows.append((Phrase("ask_me.quiet"), _quiet(said.quiet)))
        rows.append((Phrase("ask_me.zone"), Typed(scene.zone.key)))
    return (*_pause_line(scene), Fields(tuple(rows)))


def pause(scene: Scene) -> Card:
    """For how long? While a pause is on, one tap ends it."""
    said = scene.the_capacity()
    if said.paused_at(scene.now):
        return Card(Phrase("pause.on.title"), (*_pause_line(scene), Actions((_end_pause(),))))
    return Card(
        Phrase("pause.title"), (Prose((Phrase("pause.text"),)), Actions(tuple(map(_pause_for, PauseLength))))
    )


def stopped_asking(scene: Scene) -> Card:
    """The answer to "stop asking me about this"."""
    category = scene.the_need().understood.category
    text = (
        Phrase("stopped.about", {"kind": Phrase(f"category.{category}")})
        if category
        else Phrase("stopped.offer")
    )
    return Card(
        Phrase("stopped.title"),
        (Prose((text,)), Note((Phrase("stopped.note"),)), Actions((_change(),))),
    )


def in_short(scene: Scene) -> Sequence[Block]:
    """In one line, for somebody's own page, with the buttons."""
    said = scene.the_capacity()
    if said.paused_at(scene.now):
        return (*_pause_line(scene), _buttons(scene))
    if said.willingness is Willingness.NEVER:
        return (Prose((Phrase("ask_me.short.never"),)), _buttons(scene))
    text = Phrase("ask_me.short", {"about": _about(said), "often": _often(said.asks_a_week)})
    return (Prose((text,)), _buttons(scene))


def _about(said: Capacity) -> Phrase:
    if said.willingness is Willingness.NEVER:
        return Phrase("ask_me.about.never")
    if not said.kinds:
        return Phrase("ask_me.about.offers")
    kinds = Listing(tuple(Phrase(f"category.{each}") for each in categories() if each in said.kinds))
    return Phrase("ask_me.about.kinds", {"kinds": kinds})


def _often(asks_a_week: int) -> Phrase:
    return Phrase(f"ask_me.often.{asks_a_week}")


def _quiet(quiet: QuietHours) -> Phrase:
    return Phrase("ask_me.quiet.hours", {"start": Clock(quiet.start), "end": Clock(quiet.end)})


def _written(quiet: QuietHours) -> str:
    """As it can be typed: 21:00-08:00."""
    return f"{quiet.start:%H:%M}-{quiet.end:%H:%M}"


def _pause_line(scene: Scene) -> Sequence[Block]:
    said = scene.the_capacity()
    if said.paused is None or not said.paused_at(scene.now):
        return ()
    if said.paused.until is None:
        return (Prose((Phrase("pause.on.open"),)),)
    until = Moment(said.paused.until, Precision.DAY_AND_TIME)
    return (Prose((Phrase("pause.on.until", {"until": until}),)),)


def _buttons(scene: Scene) -> Actions:
    if scene.the_capacity().paused_at(scene.now):
        return Actions((_end_pause(), _change()))
    if scene.the_capacity().willingness is Willingness.NEVER:
        return Actions((_change(),))
    return Actions((_change(), Button(Phrase("button.pause"), ActionRef(Verb.PAUSE), Tone.QUIET)))


def _change() -> Button:
    return Button(Phrase("button.when_to_ask"), ActionRef(Verb.ASK_ME))


def _end_pause() -> Button:
    return Button(Phrase("button.end_pause"), ActionRef(Verb.END_PAUSE), Tone.PRIMARY)


def _pause_for(length: PauseLength) -> Button:
    return Button(Phrase(f"button.pause.{length}"), ActionRef(Verb.PAUSE_ASKS, length))
