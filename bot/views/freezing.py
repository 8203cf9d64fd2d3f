"""How it looks to moderators when nothing new may be posted for a while."""

from bot.application.pause_posts import SCOPES
from bot.application.verbs import Verb
from bot.domain.ids import SpaceId
from bot.domain.policies import EVERYTHING, space_pause
from bot.matching.lexicon import categories
from bot.views.scene import Scene
from bot.views.tending import reason_field
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Button,
    Card,
    ChoiceField,
    Form,
    Listing,
    ManyField,
    Note,
    Option,
    Phrase,
    Prose,
)

MOST_CHOICES = 25


def standing(scene: Scene) -> Card:
    """What is paused, and what can be done about it."""
    paused = sorted(scene.community.policies.paused)
    what = Listing(tuple(paused_part(each, scene.space.id) for each in paused))
    text = Phrase("freeze.paused", {"what": what}) if paused else Phrase("freeze.nothing")
    pause = Button(Phrase("button.pause_posts"), ActionRef(Verb.PAUSE_POSTS))
    reopen = Button(Phrase("button.reopen_posts"), ActionRef(Verb.REOPEN_POSTS))
    return Card(
        Phrase("freeze.title"),
        (Prose((text,)), Note((Phrase("freeze.note"),)), Actions((pause, reopen) if paused else (pause,))),
    )


def pause_form(scene: Scene) -> Form:
    """Where, of which kinds, and why."""
    scopes = tuple(Option(each, Phrase(f"freeze.scope.{each}")) for each in SCOPES)
    kinds = tuple(Option(each, Phrase(f"category.{each}")) for each in categories())
    return Form(
        Phrase("button.pause_posts"),
        (
            ChoiceField("scope", Phrase("freeze.scope"), scopes, None, required=True),
            ManyField("kinds", Phrase("freeze.kinds"), kinds, ()),
            reason_field(Phrase("settings.reason.hint")),
        ),
        Phrase("freeze.submit"),
        ActionRef(Verb.PAUSE_POSTS),
    )


def reopen_form(scene: Scene) -> Form:
    """What of it, and why."""
    paused = sorted(scene.community.policies.paused)[:MOST_CHOICES]
    which = tuple(Option(each, paused_part(each, scene.space.id)) for each in paused)
    everything = paused[:1] if len(paused) == 1 else []
    return Form(
        Phrase("button.reopen_posts"),
        (
            ManyField("which", Phrase("freeze.which"), which, tuple(everything)),
            reason_field(Phrase("settings.reason.hint")),
        ),
        Phrase("freeze.reopen"),
        ActionRef(Verb.REOPEN_POSTS),
    )


def paused_part(paused: str, here: SpaceId) -> Phrase:
    """One thing of `Policies.paused` in words, for a reader in the space `here`."""
    if paused == EVERYTHING:
        return Phrase("freeze.everything")
    if paused == space_pause(here.value):
        return Phrase("freeze.here")
    return Phrase(f"category.{paused}") if paused in categories() else Phrase("freeze.elsewhere")
