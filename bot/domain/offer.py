"""An offer: something a member would gladly do, and may be asked for while it is open."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain import rhythm
from bot.domain.errors import Stale
from bot.domain.ids import CommunityId, MemberId, OfferId
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

    @property
    def live(self) -> bool:
        return self.state is OfferState.OPEN

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
