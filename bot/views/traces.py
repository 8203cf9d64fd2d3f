"""What being asked, helping and being helped left for a while: told to its owner alone, in words, with the
tap that lets it go.
"""

from collections.abc import Sequence

from bot.application.verbs import Verb
from bot.domain.traces import FADED, Lately
from bot.views.scene import Scene
from bot.views.vocabulary import ActionRef, Actions, Block, Button, Card, Note, Phrase, Prose, Tone


def lately(scene: Scene) -> Sequence[Block]:
    """Nothing where nothing is left; never how much, only whether it was one or several."""
    traces = scene.the_traces()
    helping, receiving = traces.helping_in_words(scene.now), traces.receiving_in_words(scene.now)
    said: list[Phrase] = []
    if helping is not Lately.NOTHING:
        said.append(Phrase(f"traces.helping.{helping}"))
    elif traces.load_at(scene.now) >= FADED:
        said.append(Phrase("traces.asked"))
    if receiving is not Lately.NOTHING:
        said.append(Phrase(f"traces.receiving.{receiving}"))
    if not said:
        return ()
    forget = Button(Phrase("button.forget_traces"), ActionRef(Verb.FORGET_TRACES), Tone.QUIET)
    return (*(Prose((each,)) for each in said), Note((Phrase("traces.note"),)), Actions((forget,)))


def forgotten(scene: Scene) -> Card:
    """The answer to that tap."""
    return Card(Phrase("traces.forgotten.title"), (Prose((Phrase("traces.forgotten.text"),)),))
