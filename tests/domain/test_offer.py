"""What may become of an offer, as a table."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import rhythm
from bot.domain.errors import Stale
from bot.domain.ids import CommunityId, MemberId, OfferId
from bot.domain.offer import Offer, OfferState
from bot.domain.understanding import Features, Kind, Understanding
from tests.domain.test_need import rows

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
MORNINGS = Understanding(Kind.PRACTICAL, "transport", None, None, 1, False, Features((), ()))

MOVES: dict[str, Callable[[Offer], Offer]] = {
    "post": lambda offer: offer.post(LATER),
    "revise": lambda offer: offer.revise("other words", MORNINGS),
    "renew": lambda offer: offer.renew(LATER),
    "put_away": lambda offer: offer.put_away(),
    "take_back": lambda offer: offer.take_back(),
}

# "-" is the refusal already_moved_on.
TABLE = """
             post   revise  renew   put_away  take_back
draft        open   draft   -       -         taken_back
open         -      open    open    lapsed    taken_back
lapsed       -      -       open    -         -
taken_back   -      -       -       -         -
"""


def an_offer(state: OfferState) -> Offer:
    return Offer(OfferId("offer"), CommunityId("c"), MemberId("bruno"), "lifts", MORNINGS, state, NOW)


@pytest.mark.parametrize(("before", "move", "after"), rows(TABLE))
def test_what_its_owner_may_do(before: str, move: str, after: str) -> None:
    offer = an_offer(OfferState(before))
    if after == "-":
        with pytest.raises(Stale, match="already_moved_on"):
            MOVES[move](offer)
    else:
        assert MOVES[move](offer).state is OfferState(after)


@pytest.mark.parametrize("state", [OfferState.OPEN, OfferState.LAPSED])
def test_renewing_counts_from_the_day_of_the_tap(state: OfferState) -> None:
    assert an_offer(state).renew(LATER).put_away_at == LATER + rhythm.OFFER_KEPT
