"""One person with several accounts: what becomes of two members who turn out to be one, and of an account
that is split off again.

Where the two had said different things, whatever asks less of them holds.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.capacity import Capacity, Pause, QuietHours, Willingness
from bot.domain.community import Member
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import CommunityId, MemberId, SpaceId

_DAY = timedelta(days=1)

_STRONGEST_FIRST = (
    HandshakeState.CHOSEN,
    HandshakeState.DONE,
    HandshakeState.NOT_CHOSEN,
    HandshakeState.OFFERED,
    HandshakeState.NOT_NOW,
    HandshakeState.RELEASED,
    HandshakeState.ASKED,
    HandshakeState.LAPSED,
    HandshakeState.SPARED,
    HandshakeState.CANCELLED,
)
"""Where both had part in one need: what was agreed goes before everything, the asker's "not this person"
before an offer, and a "not now" before an invitation that waits.
"""


@dataclass(frozen=True, slots=True)
class Linked:
    """Everything that pointed at `goes` points at `stays`, whose accounts are now those of both."""

    stays: Member
    goes: MemberId


@dataclass(frozen=True, slots=True)
class SplitOff:
    """The accounts of `stays` in these spaces are now those of `to`, a new member who has nothing else; but
    for whom `stays` must not meet, `to` must not meet either.
    """

    stays: MemberId
    spaces: frozenset[SpaceId]
    to: Member


@dataclass(frozen=True, slots=True)
class JoinedCommunities:
    """Everything of the community `gone` belongs to `into`, and `gone` is no more."""

    into: CommunityId
    gone: CommunityId
    gone_name: str


def as_one(stays: Member, goes: Member) -> Member:
    """Whom the two are. A suspension stays one, and a zone that somebody named themselves goes before one
    that a platform told.
    """
    until = [each.suspended_until for each in (stays, goes) if each.suspended_until is not None]
    named = goes if goes.zone_said and not stays.zone_said else stays
    return replace(
        stays,
        moderator=stays.moderator or goes.moderator,
        locale=stays.locale or goes.locale,
        zone=named.zone or stays.zone or goes.zone,
        zone_said=named.zone_said,
        suspended_until=max(until, default=None),
    )


def stricter(one: Capacity, other: Capacity, shift: timedelta = timedelta()) -> Capacity:
    """What both said about being asked, as said by `one`. Who said nothing (version 0) takes nothing away.

    `shift` is added to the clock times of `other`, where its quiet hours hang in another zone.
    """
    if other.version == 0:
        return one
    quiet = _shifted(other.quiet, shift)
    if one.version == 0:
        return replace(other, member=one.member, community=one.community, quiet=quiet, version=0)
    never = Willingness.NEVER in (one.willingness, other.willingness)
    both = replace(
        one,
        willingness=Willingness.NEVER if never else Willingness.SOMETIMES,
        kinds=one.kinds & other.kinds,
        not_because=one.not_because | other.not_because,
        asks_a_week=min(one.asks_a_week, other.asks_a_week),
        paused=_longer(one.paused, other.paused),
    )
    if one.quiet is None or quiet is None:
        return replace(both, quiet=one.quiet or quiet)
    covering = _covering(one.quiet, quiet)
    # Quiet around the clock is what a pause without an end says.
    return replace(both, quiet=covering) if covering is not None else both.pause(Pause(None))


def shift_between(home: ZoneInfo, away: ZoneInfo, now: datetime) -> timedelta:
    """What to add to clock times in `away` to have them in `home`, as the two stand now."""
    ahead, behind = now.astimezone(home).utcoffset(), now.astimezone(away).utcoffset()
    return (ahead or timedelta()) - (behind or timedelta())


def the_one_that_stays(one: Handshake, other: Handshake) -> Handshake:
    """Of two handshakes of one person about one need. What either was told or asked still counts."""
    first, second = sorted((one, other), key=lambda each: _STRONGEST_FIRST.index(each.state))
    moments = (one.asked_at, one.asked_before, other.asked_at, other.asked_before)
    latest, before, *_ = *sorted((each for each in moments if each), reverse=True), None, None
    return replace(first, asked_at=latest, asked_before=before, told_name=first.told_name or second.told_name)


def _longer(one: Pause | None, other: Pause | None) -> Pause | None:
    if one is None or other is None:
        return one or other
    if one.until is None or other.until is None:
        return Pause(None)
    return max(one, other, key=lambda pause: pause.until or datetime.max.replace(tzinfo=UTC))


def _shifted(quiet: QuietHours | None, shift: timedelta) -> QuietHours | None:
    if quiet is None or not shift:
        return quiet
    return QuietHours(_later(quiet.start, shift), _later(quiet.end, shift))


def _later(at: time, shift: timedelta) -> time:
    return (datetime.combine(date(2000, 1, 2), at) + shift).time()


def _covering(one: QuietHours, other: QuietHours) -> QuietHours | None:
    """The shortest stretch that has both in it; None if only the whole day has."""
    candidates = [
        QuietHours(start, end)
        for start in (one.start, other.start)
        for end in (one.end, other.end)
        if start != end
    ]
    covering = [each for each in candidates if _within(one, each) and _within(other, each)]
    return min(covering, key=_length, default=None)


def _within(inner: QuietHours, outer: QuietHours) -> bool:
    offset = (_minutes(inner.start) - _minutes(outer.start)) % _DAY
    return offset + _length(inner) <= _length(outer)


def _length(quiet: QuietHours) -> timedelta:
    return (_minutes(quiet.end) - _minutes(quiet.start)) % _DAY


def _minutes(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)
