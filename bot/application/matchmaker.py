"""Keeps the matching index beside the rows: a cache, caught up before each question and rebuilt after a
start.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from bot.application.ports import Work
from bot.domain.audience import Audience
from bot.domain.capacity import Capacity, Willingness
from bot.domain.community import Community
from bot.domain.ids import CommunityId, MemberId, NeedId, OfferId
from bot.domain.keeping import LINKS_KEPT
from bot.domain.need import Need, NeedState
from bot.domain.offer import Offer
from bot.domain.understanding import Understanding
from bot.matching.index import Entry, PostIndex, Query
from bot.matching.who_first import WILLING_FIT
from bot.matching.yes import USUAL, answers_to


@dataclass(frozen=True, slots=True)
class Able:
    """Somebody whose open offer fits; or (`offer` None) who said that they may be asked about this kind of
    help.
    """

    member: MemberId
    offer: OfferId | None
    fit: float
    """As bot/matching/who_first.py takes it."""


@dataclass(slots=True)
class _Shelf:
    """One community's posts, and what its members said about being asked, as they were at `counter`."""

    needs: PostIndex = field(default_factory=PostIndex)
    offers: PostIndex = field(default_factory=PostIndex)
    open_needs: dict[NeedId, Need] = field(default_factory=dict[NeedId, Need])
    open_offers: dict[OfferId, Offer] = field(default_factory=dict[OfferId, Offer])
    said: dict[MemberId, Capacity] = field(default_factory=dict[MemberId, Capacity])
    asked_for: dict[NeedId, Need] = field(default_factory=dict[NeedId, Need])
    """Needs for which people were asked lately."""
    counter: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What a community can bear. `allowances`: how often in a week each able person may be asked, in no order
    that tells whose it is. `yes`: how likely one ask for the need in question is answered with it.
    """

    allowances: Sequence[int] = ()
    yes: float = USUAL


class Matchmaker:
    def __init__(self) -> None:
        self._shelves: dict[CommunityId, _Shelf] = {}

    async def able_for(self, need: Need, community: Community, work: Work, limit: int) -> Sequence[Able]:
        """Members whose open offers fit, best first, then those who may be asked about this kind of help;
        each once; never the asker, nobody whom the need has asked already, never about what they said no to.
        """
        shelf = await self._caught_up(need.community, work)
        found: dict[MemberId, Able] = {}
        for able in (*_offering(need, community, shelf), *_willing(need, shelf)):
            if need.may_ask(able.member):
                found.setdefault(able.member, able)
            if len(found) == limit:
                break
        return tuple(found.values())

    async def standing(
        self, community: Community, category: str | None, work: Work, now: datetime
    ) -> Standing:
        """As it is now; `category` is that of the need in question."""
        shelf = await self._caught_up(community.id, work)
        over = now - LINKS_KEPT
        for need in [each for each in shelf.asked_for.values() if _last_asked(each) < over]:
            del shelf.asked_for[need.id]
        answers = answers_to(shelf.asked_for.values(), community.zone)
        giving = {each.giver for each in shelf.open_offers.values()}
        willing = {each.member for each in shelf.said.values() if each.kinds}
        usual = Capacity(MemberId(""), community.id)
        able = (shelf.said.get(each, usual) for each in giving | willing)
        allowances = sorted(
            each.asks_a_week
            for each in able
            if each.willingness is not Willingness.NEVER and not each.paused_at(now)
        )
        return Standing(allowances, answers.likely(category, now, community.zone))

    async def open_needs(self, community: CommunityId, work: Work, limit: int) -> Sequence[Need]:
        """Needs that are out, first those that stand on no board, then the oldest first."""
        shelf = await self._caught_up(community, work)
        private = Audience.PRIVATE
        ordered = sorted(
            shelf.open_needs.values(),
            key=lambda each: (each.audience is not private, each.written_at, each.id),
        )
        return ordered[:limit]

    async def needs_for(self, offer: Offer, community: Community, work: Work, limit: int) -> Sequence[NeedId]:
        """Open needs that the offer fits, best first."""
        shelf = await self._caught_up(offer.community, work)
        matches = shelf.needs.search(_query(offer.understood, offer.giver, community), limit)
        return tuple(NeedId(match.post) for match in matches)

    async def needs_for_member(
        self, member: MemberId, community: Community, work: Work, limit: int
    ) -> Sequence[NeedId]:
        """Open needs that one of the member's offers fits, or of a kind that they may be asked about."""
        shelf = await self._caught_up(community.id, work)
        found: dict[NeedId, None] = {}
        for offer in shelf.open_offers.values():
            if offer.giver == member:
                for match in shelf.needs.search(_query(offer.understood, member, community), limit):
                    found[NeedId(match.post)] = None
        said = shelf.said.get(member)
        for need in shelf.open_needs.values():
            if said is not None and said.agreed_to(None, need.understood.category) and need.asker != member:
                found[need.id] = None
        return tuple(found)[:limit]

    async def _caught_up(self, community: CommunityId, work: Work) -> _Shelf:
        shelf = self._shelves.setdefault(community, _Shelf())
        counter = await work.communities.change_counter(community)
        if counter == shelf.counter:
            return shelf
        if shelf.counter < await work.communities.parted_at(community):
            shelf = self._shelves[community] = _Shelf()  # what left is among no changes: it is elsewhere now
        changed_needs = await work.needs.changed_since(community, shelf.counter)
        changed_offers = await work.offers.changed_since(community, shelf.counter)
        changed_said = await work.capacities.changed_since(community, shelf.counter)
        # No await from here on: whoever searches meanwhile sees the shelf before or after, never half.
        for need in changed_needs:
            if any(each.asked_at is not None for each in need.handshakes):
                shelf.asked_for[need.id] = need
            if need.state is NeedState.OPEN and need.shown:
                shelf.needs.put(_entry(need.id.value, need.asker, need.understood))
                shelf.open_needs[need.id] = need
            else:
                shelf.needs.drop(need.id.value)
                shelf.open_needs.pop(need.id, None)
        for offer in changed_offers:
            if offer.shown:
                shelf.offers.put(_entry(offer.id.value, offer.giver, offer.understood))
                shelf.open_offers[offer.id] = offer
            else:
                shelf.offers.drop(offer.id.value)
                shelf.open_offers.pop(offer.id, None)
        shelf.said.update({each.member: each for each in changed_said})
        shelf.counter = max(counter, shelf.counter)
        return shelf


def _offering(need: Need, community: Community, shelf: _Shelf) -> Iterator[Able]:
    """The best first; a member may come more than once."""
    query = _query(need.understood, need.asker, community)
    matches = shelf.offers.search(query, len(shelf.offers))
    for match in matches:
        member, offer = MemberId(match.owner), OfferId(match.post)
        said = shelf.said.get(member)
        if said is None or said.agreed_to(offer, need.understood.category):
            yield Able(member, offer, match.score / matches[0].score)


def _willing(need: Need, shelf: _Shelf) -> Iterator[Able]:
    """In an order that every need shuffles anew, so that nobody is always the first to be asked."""

    def shuffled(said: Capacity) -> bytes:
        return blake2b(f"{need.id.value}/{said.member.value}".encode()).digest()

    willing = (said for said in shelf.said.values() if said.agreed_to(None, need.understood.category))
    for said in sorted(willing, key=shuffled):
        yield Able(said.member, None, WILLING_FIT)


def _last_asked(need: Need) -> datetime:
    return max(each.asked_at for each in need.handshakes if each.asked_at is not None)


def _entry(post: str, owner: MemberId, understood: Understanding) -> Entry:
    return Entry(post, owner.value, understood.features, understood.when, understood.area)


def _query(understood: Understanding, owner: MemberId, community: Community) -> Query:
    return Query(understood.features, understood.when, understood.area, owner.value, community.zone)
