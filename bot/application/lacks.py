"""What a community lacks just now, from what is out."""

from collections.abc import Sequence

from bot.application.ports import Work
from bot.domain.community import Community
from bot.matching.lacks import Lack, lacking

MOST_READ = 500
"""So many needs, and so many offers; the newest ones."""


async def lacks_of(community: Community, work: Work) -> Sequence[Lack]:
    """The widest gap first; nothing that tells of one person."""
    needs = await work.needs.out(community.id, MOST_READ)
    offers = await work.offers.out(community.id, MOST_READ)
    return lacking(needs, offers, community.zone)
