"""What is found in words before anybody else sees them."""

from dataclasses import replace

from bot.application.ports import Work
from bot.care.gives_away import NOTHING, GivesAway, gives_away
from bot.care.writer import may_name_somebody, traces
from bot.domain.need import NeedState
from bot.domain.offer import OfferState
from bot.views.scene import Scene


async def given_away(scene: Scene, work: Work) -> GivesAway:
    """Of words that nobody else has seen yet; of a post that is out, nothing."""
    need, offer = scene.need, scene.offer
    if scene.unsent is not None:
        return gives_away(scene.unsent.text, scene.country)
    if offer is not None and offer.state is OfferState.DRAFT:
        return gives_away(offer.text, scene.country)
    if need is None or need.state is not NeedState.DRAFT or scene.reader is None:
        return NOTHING
    others: list[str] = []
    if may_name_somebody(need.text):
        names = await work.members.names(need.community)
        others = [name for member, name in names.items() if member != need.asker]
    hints = traces(need.text, scene.reader.name, others)
    return replace(gives_away(need.text, scene.country), traces=hints)
