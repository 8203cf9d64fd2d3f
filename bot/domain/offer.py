"""An offer: something a member would gladly do, and may be asked for while it is open."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain import rhythm
from bot.domain.errors import Stale
from bot.domain.ids import CommunityId, MemberId, OfferId
from bot.domain.sight import Sight, Step, after
from bot.domain.understanding import Understanding


class OfferState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    LAPSED = "lapsed"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Offer:
    id: OfferId
    community: CommunityId
    giver: MemberId
    text: str
    understood: Understanding
    state: OfferState
    written_at: datetime
    put_away_at: datetime | None = None
    version: int = 0
    sight: Sight = Sight.SHOWN
    """Whether it may be seen, and asked about, while it is out."""

    @property
    def live(self) -> bool:
        return self.state is OfferState.OPEN

    @property
    def shown(self) -> bool:
        """Out in the world, with nothing between it and whoever looks."""
        return self.live and self.sight is Sight.SHOWN

    def step(self, step: Step) -> "Offer":
        """The same offer, seen otherwise. Raises Stale where it is not out, or that way does not lead on."""
        if not self.live:
            raise Stale("already_moved_on")
        return replace(self, sight=after(self.sight, step))

    def approve(self, now: datetime) -> "Offer":
        """Out it goes; its time begins now."""
        return self.step(Step.APPROVE)._open(now)

    def revise(self, text: str, understood: Understanding) -> "Offer":
        if self.state not in (OfferState.DRAFT, OfferState.OPEN):
            raise Stale("already_moved_on")
        return replace(self, text=text, understood=understood)

    def post(self, now: datetime) -> "Offer":
        if self.state is not OfferState.DRAFT:
            raise Stale("already_moved_on")
        return self._open(now)

    def renew(self, now: datetime) -> "Offer":
        if self.state not in (OfferState.OPEN, OfferState.LAPSED):
            raise Stale("already_moved_on")
        return self._open(now)

    def _open(self, now: datetime) -> "Offer":
        return replace(self, state=OfferState.OPEN, put_away_at=rhythm.offer_put_away_at(now))

    def put_away(self) -> "Offer":
        if self.state is not OfferState.OPEN:
            raise Stale("already_moved_on")
        return replace(self, state=OfferState.LAPSED)

    def take_back(self) -> "Offer":
        if self.state not in (OfferState.DRAFT, OfferState.OPEN):
            raise Stale("already_moved_on")
        return replace(self, state=OfferState.TAKEN_BACK)
