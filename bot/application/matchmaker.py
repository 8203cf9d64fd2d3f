"""Keeps the matching index beside the rows: a cache, caught up before each question and rebuilt after a
start.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.application.ports import Work
from bot.domain.community import Community
from bot.domain.ids import CommunityId, MemberId, NeedId, OfferId
from bot.domain.need import Need, NeedState
from bot.domain.offer import Offer
from bot.domain.understanding import Understanding
from bot.matching.index import Entry, PostIndex, Query


@dataclass(frozen=True, slots=True)
class Able:
    """Somebody whose open offer fits."""

    member: MemberId
    offer: OfferId


@dataclass(slots=True)
class _Shelf:
    """One community's posts, as they were at `counter`."""

    needs: PostIndex = field(default_factory=PostIndex)
    offers: PostIndex = field(default_factory=PostIndex)
    counter: int = 0


class Matchmaker:
    def __init__(self) -> None:
        self._shelves: dict[CommunityId, _Shelf] = {}

    async def able_for(self, need: Need, community: Community, work: Work, limit: int) -> Sequence[Able]:
        """Members whose open offers fit, best first, each once; never the asker, never anybody already
        involved.
        """
        shelf = await self._caught_up(need.community, work)
        involved = {each.helper for each in need.handshakes}
        query = _query(need.understood, need.asker, community)
        found: dict[MemberId, Able] = {}
        for match in shelf.offers.search(query, len(shelf.offers)):
            member = MemberId(match.owner)
            if member not in involved:
                found.setdefault(member, Able(member, OfferId(match.post)))
            if len(found) == limit:
                break
        return tuple(found.values())

    async def needs_for(self, offer: Offer, community: Community, work: Work, limit: int) -> Sequence[NeedId]:
        """Open needs that the offer fits, best first."""
        shelf = await self._caught_up(offer.community, work)
        matches = shelf.needs.search(_query(offer.understood, offer.giver, community), limit)
        return tuple(NeedId(match.post) for match in matches)

    async def _caught_up(self, community: CommunityId, work: Work) -> _Shelf:
        shelf = self._shelves.setdefault(community, _Shelf())
        counter = await work.communities.change_counter(community)
        if counter == shelf.counter:
            return shelf
        changed_needs = await work.needs.changed_since(community, shelf.counter)
        changed_offers = await work.offers.changed_since(community, shelf.counter)
        # No await from here on: whoever searches meanwhile sees the shelf before or after, never half.
        for need in changed_needs:
            if need.state is NeedState.OPEN and need.shown:
                shelf.needs.put(_entry(need.id.value, need.asker, need.understood))
            else:
                shelf.needs.drop(need.id.value)
        for offer in changed_offers:
            if offer.shown:
                shelf.offers.put(_entry(offer.id.value, offer.giver, offer.understood))
            else:
                shelf.offers.drop(offer.id.value)
        shelf.counter = max(counter, shelf.counter)
        return shelf


def _entry(post: str, owner: MemberId, understood: Understanding) -> Entry:
    return Entry(post, owner.value, understood.features, understood.when, understood.area)


def _query(understood: Understanding, owner: MemberId, community: Community) -> Query:
    return Query(understood.features, understood.when, understood.area, owner.value, community.zone)
