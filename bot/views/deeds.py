"""How moderators' deeds are told: to whom they concern, and in the audit."""

from types import MappingProxyType

from bot.domain.community import UNTIL_LIFTED
from bot.domain.deed import Deed, DeedKind
from bot.domain.ids import NeedId, OfferId
from bot.domain.need import Need
from bot.domain.offer import Offer
from bot.domain.sight import Sight
from bot.views.facts import words
from bot.views.scene import Scene
from bot.views.vocabulary import Block, Card, Moment, Note, Phrase, Precision, Prose, Quote, UserText

_SINCE_THEN = MappingProxyType({DeedKind.HELD: Sight.HELD, DeedKind.HIDDEN: Sight.HIDDEN})
"""What each of these made of a post: while it stands so, what was said of it is true."""


def told(scene: Scene) -> Card:
    """To whom it concerns: what was done, and why. Which moderator it was is not said; all of them answer."""
    deed = scene.the_deed()
    return Card(
        Phrase(f"deed.{deed.kind}.title"),
        (*_post_or_nothing(scene, deed), *reason(deed), *_until(deed), Note((Phrase("deed.talk"),))),
    )


def _until(deed: Deed) -> tuple[Block, ...]:
    if deed.until is None:
        return ()
    if deed.until == UNTIL_LIFTED:
        return (Prose((Phrase("deed.until_lifted"),)),)
    return (Prose((Phrase("deed.until", {"until": Moment(deed.until, Precision.DAY_AND_TIME)}),)),)


def reason(deed: Deed) -> tuple[Block, ...]:
    """The moderator's own words, where there are any."""
    return (Prose((Phrase("deed.why"),)), Quote(UserText(deed.reason))) if deed.reason else ()


def _post_or_nothing(scene: Scene, deed: Deed) -> tuple[Block, ...]:
    match deed.about:
        case NeedId():
            post: Need | Offer = scene.the_need()
        case OfferId():
            post = scene.the_offer()
        case _:
            return ()
    if deed.kind in _SINCE_THEN and _SINCE_THEN[deed.kind] is not post.sight:
        return (Prose((Phrase("deed.since_then"),)),)  # its words may be others by now, too
    return (*words(post.text), Prose((Phrase(f"deed.{deed.kind}.text"),)))
