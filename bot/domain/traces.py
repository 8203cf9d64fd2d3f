"""What being asked, helping and being helped leave behind for a while: load and flow.

Both fade by halves, are kept sealed with their member, and are told to nobody but them, in words. What they
may be used for is all there is: `load_at` decides who of several people who fit is asked first
(bot/matching/who_first.py), and `flow_at` orders the rotation of invitations to receive. Neither decides
whether somebody may ask, how far a need reaches, or what anybody sees of anybody.

They change through `asked`, `helped` and `was_helped`, are read through `load_at`, `flow_at` and the words,
and are let go by `forgotten`. Where two accounts turn out to be one person, `together` is what both have.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import CommunityId, MemberId

LOAD_HALVES_IN = timedelta(weeks=2)
"""A fortnight later a favour weighs half: people recover, and who helped in spring is as free as anybody."""
FLOW_HALVES_IN = timedelta(weeks=6)
"""Longer than load: that somebody gave much and received little shows over months, not days."""

AN_ASK = 0.3
"""Being asked costs something even where the answer is "not now", and less than helping does."""
A_HANDSHAKE = 1.0

FADED = 0.05
"""Less than this is nothing: one handshake's load after nine weeks, its flow after half a year."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Lately(StrEnum):
    """How much of it, in the words that its owner reads."""

    NOTHING = "nothing"
    SOMETHING = "something"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Traces:
    """Of one member; of somebody without any, nothing. The amounts are those of the moment `as_of`."""

    member: MemberId
    community: CommunityId
    load: float = 0.0
    given: float = 0.0
    received: float = 0.0
    as_of: datetime = _LONG_AGO
    version: int = 0

    def asked(self, now: datetime) -> "Traces":
        """Somebody asked them to help."""
        faded = self._faded(now)
        return replace(faded, load=faded.load + AN_ASK)

    def helped(self, now: datetime) -> "Traces":
        """They agreed with an asker to help."""
        faded = self._faded(now)
        return replace(faded, load=faded.load + A_HANDSHAKE, given=faded.given + A_HANDSHAKE)

    def was_helped(self, now: datetime) -> "Traces":
        """They agreed with a helper to be helped. It adds no load: having received makes nobody likelier, nor
        less likely, to be asked.
        """
        faded = self._faded(now)
        return replace(faded, received=faded.received + A_HANDSHAKE)

    def load_at(self, now: datetime) -> float:
        """How much was asked of them lately: 0 or more."""
        return self._faded(now).load

    def flow_at(self, now: datetime) -> float:
        """What they gave, less what they received. Who gave more than they received is invited to receive
        sooner.
        """
        faded = self._faded(now)
        return faded.given - faded.received

    def helping_in_words(self, now: datetime) -> Lately:
        """Whether they helped people lately."""
        return _in_words(self._faded(now).given)

    def receiving_in_words(self, now: datetime) -> Lately:
        """Whether people helped them lately."""
        return _in_words(self._faded(now).received)

    def faded_at(self, now: datetime) -> bool:
        """Whether nothing worth keeping is left."""
        faded = self._faded(now)
        return max(faded.load, faded.given, faded.received) < FADED

    def forgotten(self) -> "Traces":
        """By the tap of their owner: as if there had been nothing."""
        return Traces(self.member, self.community, version=self.version)

    def together(self, other: "Traces") -> "Traces":
        """What this member and `other`, who turns out to be the same person, have."""
        now = max(self.as_of, other.as_of)
        one, two = self._faded(now), other._faded(now)
        return replace(
            one,
            load=one.load + two.load,
            given=one.given + two.given,
            received=one.received + two.received,
        )

    def _faded(self, now: datetime) -> "Traces":
        """As they are at `now`; a clock that went back fades nothing."""
        passed = max(now - self.as_of, timedelta())
        load, flow = 0.5 ** (passed / LOAD_HALVES_IN), 0.5 ** (passed / FLOW_HALVES_IN)
        return replace(
            self,
            load=self.load * load,
            given=self.given * flow,
            received=self.received * flow,
            as_of=max(now, self.as_of),
        )


def _in_words(amount: float) -> Lately:
    if amount < FADED:
        return Lately.NOTHING
    return Lately.SEVERAL if amount >= 1.5 * A_HANDSHAKE else Lately.SOMETHING


def to_plain(traces: Traces) -> dict[str, object]:
    """The amounts and their moment, in values that JSON knows; `from_plain` gives them back."""
    return {
        "load": traces.load,
        "given": traces.given,
        "received": traces.received,
        "as_of": traces.as_of.isoformat(),
    }


def from_plain(plain: Mapping[str, object], member: MemberId, community: CommunityId, version: int) -> Traces:
    """What `to_plain` was given. Raises ValueError for anything that did not come from `to_plain`."""
    match plain:
        case {
            "load": float(load),
            "given": float(given),
            "received": float(received),
            "as_of": str(as_of),
        }:
            return Traces(member, community, load, given, received, datetime.fromisoformat(as_of), version)
        case _:
            raise ValueError("not the traces of a member")
