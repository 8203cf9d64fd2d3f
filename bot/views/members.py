"""How moderators tend members, and the neutral word to the other side of what is off."""

from bot.application.tend_member import DEEDS
from bot.application.verbs import Verb
from bot.domain.community import UNTIL_LIFTED
from bot.domain.deed import Deed
from bot.domain.ids import MemberId
from bot.views.deeds import reason
from bot.views.facts import facts, words
from bot.views.scene import Scene
from bot.views.tending import reason_field
from bot.views.vocabulary import (
    ActionRef,
    Card,
    ChoiceField,
    Form,
    Moment,
    Option,
    PersonField,
    Phrase,
    Precision,
    Prose,
)


def form(scene: Scene) -> Form:
    """Whom, what, and why; the second person only for keeping two apart."""
    deeds = tuple(Option(each, Phrase(f"member.{each}")) for each in DEEDS)
    return Form(
        Phrase("member.title"),
        (
            PersonField("person", Phrase("member.person"), None, required=True),
            ChoiceField("deed", Phrase("member.deed"), deeds, None, required=True),
            PersonField("other", Phrase("member.other"), None, required=False),
            reason_field(Phrase("member.reason.hint")),
        ),
        Phrase("member.submit"),
        ActionRef(Verb.TEND_MEMBER),
    )


def tended(scene: Scene) -> Card:
    """What is now so, told to the moderator."""
    deed = scene.the_deed()
    if not isinstance(deed.about, MemberId):
        raise TypeError(f"{deed.kind} is not about a member")
    people = {"member": scene.named(deed.about)}
    if deed.other is not None:
        people |= {"other": scene.named(deed.other)}
    until = {"until": _until(deed)} if deed.until is not None else {}
    done = Phrase(f"member.done.{deed.kind}", {**people, **until})
    return Card(Phrase("member.done.title"), (Prose((done,)), *reason(deed)))


def called_off(scene: Scene) -> Card:
    """What two people agreed on is off; not a word about why."""
    need = scene.the_need()
    off = Phrase("called_off.helper") if scene.read_by_helper else Phrase("called_off.asker")
    return Card(
        Phrase("called_off.title"), (*words(need.text), *facts(need.understood, scene.zone), Prose((off,)))
    )


def _until(deed: Deed) -> Phrase | Moment:
    if deed.until is None or deed.until == UNTIL_LIFTED:
        return Phrase("member.until_lifted")
    return Moment(deed.until, Precision.DAY_AND_TIME)
