"""When and how much a member may be asked. What they said is law: nobody is asked beyond it.

Quiet hours are local clock times; they get their meaning from the member's zone when they are compared with a
moment.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import assert_never, cast
from zoneinfo import ZoneInfo

from bot.domain.ids import CommunityId, MemberId, OfferId
from bot.domain.times import local_moment

WEEK = timedelta(days=7)
USUAL_ASKS_A_WEEK = 2
MOST_ASKS_A_WEEK = 7
MORNING = time(8, 0)
"""When "until tomorrow morning" ends."""


class Willingness(StrEnum):
    NEVER = "never"
    SOMETIMES = "sometimes"
    """About what they offer, and about the kinds of help that they chose."""


class PauseLength(StrEnum):
    """What a pause can be asked for by one tap."""

    MORNING = "morning"
    WEEK = "week"
    OPEN = "open"
    """Until they say so."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` up to but not including `end`, every day; past midnight where `end` is the earlier one.

    Raises ValueError if a time carries a zone, or both are the same.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError("quiet hours are local and carry no zone of their own")
        if self.start == self.end:
            raise ValueError("quiet hours must end at another time than they start")

    def cover(self, at: time) -> bool:
        """Whether a clock that shows `at` shows quiet hours."""
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True, slots=True)
class Pause:
    """No asks at all. `until` is aware UTC; None: until they say so."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a member said about being asked; of somebody who said nothing, what is usual.

    `kinds` are categories about which they may be asked without an offer. `not_because`: offers of theirs
    that stay out, but about which they no longer want to be asked. `asks_a_week` is 1 to MOST_ASKS_A_WEEK in
    any seven days, otherwise ValueError.
    """

    member: MemberId
    community: CommunityId
    willingness: Willingness = Willingness.SOMETIMES
    kinds: frozenset[str] = frozenset()
    not_because: frozenset[OfferId] = frozenset()
    asks_a_week: int = USUAL_ASKS_A_WEEK
    quiet: QuietHours | None = None
    paused: Pause | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.asks_a_week <= MOST_ASKS_A_WEEK:
            raise ValueError(f"asks a week must be 1 to {MOST_ASKS_A_WEEK}")

    def paused_at(self, now: datetime) -> bool:
        """Whether a pause is on."""
        return self.paused is not None and (self.paused.until is None or now < self.paused.until)

    def agreed_to(self, because: OfferId | None, category: str | None) -> bool:
        """Whether they may be asked for this reason at all: an offer of theirs, or (None) the kind of help
        `category`.
        """
        if self.willingness is Willingness.NEVER:
            return False
        if because is not None:
            return because not in self.not_because
        return category is not None and category in self.kinds

    def pause(self, pause: Pause) -> "Capacity":
        """No asks for a while."""
        return replace(self, paused=pause)

    def end_pause(self) -> "Capacity":
        """Asks again, as before the pause."""
        return replace(self, paused=None)

    def stop_about(self, category: str | None, offers: frozenset[OfferId]) -> "Capacity":
        """No longer about this kind of help, nor because of these offers."""
        return replace(self, kinds=self.kinds - {category}, not_because=self.not_because | offers)

    def ask_again_about(self, offer: OfferId) -> "Capacity":
        """Because of this offer they may be asked again."""
        return replace(self, not_because=self.not_because - {offer})


def may_be_asked(capacity: Capacity, now: datetime, zone: ZoneInfo, asked: Sequence[datetime]) -> bool:
    """Whether an ask may go to this member at this moment. `asked` are the moments at which they were asked
    before: at least those of the last seven days, in any order.
    """
    return free_again_at(capacity, now, zone, asked) == now


def free_again_at(
    capacity: Capacity, now: datetime, zone: ZoneInfo, asked: Sequence[datetime]
) -> datetime | None:
    """The first moment from `now` on at which an ask may go to this member, as far as time brings it about;
    None if only they can. Takes what `may_be_asked` takes.
    """
    if capacity.willingness is Willingness.NEVER:
        return None
    moment = now
    if capacity.paused is not None:
        if capacity.paused.until is None:
            return None
        moment = max(moment, capacity.paused.until)
    latest = sorted(each for each in asked if each > moment - WEEK)[-capacity.asks_a_week :]
    if len(latest) == capacity.asks_a_week:
        moment = latest[0] + WEEK
    if capacity.quiet is None or not _is_quiet(capacity.quiet, moment, zone):
        return moment
    return min(end for end in _ends(capacity.quiet, moment, zone) if end > moment)


def pause_for(length: PauseLength, now: datetime, zone: ZoneInfo) -> Pause:
    """A pause that begins now. `zone` is where the member's morning comes."""
    match length:
        case PauseLength.MORNING:
            tomorrow = now.astimezone(zone).date() + timedelta(days=1)
            return Pause(local_moment(tomorrow, MORNING, zone))
        case PauseLength.WEEK:
            return Pause(now + WEEK)
        case PauseLength.OPEN:
            return Pause(None)
        case _:
            assert_never(length)


def _is_quiet(quiet: QuietHours, moment: datetime, zone: ZoneInfo) -> bool:
    return quiet.cover(moment.astimezone(zone).time())


def _ends(quiet: QuietHours, moment: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Moments around `moment` at which quiet hours are over. Where a clock change brings the end twice, both;
    one that brings clocks back into quiet hours ends nothing.
    """
    today = moment.astimezone(zone).date()
    for ahead in range(-1, 4):
        day = today + timedelta(days=ahead)
        again = datetime.combine(day, quiet.end).replace(tzinfo=zone, fold=1).astimezone(UTC)
        for end in (local_moment(day, quiet.end, zone), again):
            if not _is_quiet(quiet, end, zone):
                yield end


def to_plain(capacity: Capacity) -> dict[str, object]:
    """What was said, in values that JSON knows; `from_plain` gives it back."""
    quiet, paused = capacity.quiet, capacity.paused
    return {
        "willingness": capacity.willingness.value,
        "kinds": sorted(capacity.kinds),
        "not_because": sorted(offer.value for offer in capacity.not_because),
        "asks_a_week": capacity.asks_a_week,
        "quiet": None if quiet is None else [quiet.start.isoformat(), quiet.end.isoformat()],
        "paused": None if paused is None else [paused.until.isoformat() if paused.until else None],
    }


def from_plain(
    plain: Mapping[str, object], member: MemberId, community: CommunityId, version: int
) -> Capacity:
    """What `to_plain` was given. Raises ValueError for anything that did not come from `to_plain`."""
    match plain:
        case {
            "willingness": str(willingness),
            "kinds": kinds,
            "not_because": offers,
            "asks_a_week": int(asks_a_week),
            "quiet": quiet,
            "paused": paused,
        }:
            return Capacity(
                member,
                community,
                Willingness(willingness),
                frozenset(_strings(kinds)),
                frozenset(OfferId(each) for each in _strings(offers)),
                asks_a_week,
                _quiet(quiet),
                _pause(paused),
                version,
            )
        case _:
            raise ValueError("not what a member said about being asked")


def _quiet(plain: object) -> QuietHours | None:
    match plain:
        case None:
            return None
        case [str(start), str(end)]:
            return QuietHours(time.fromisoformat(start), time.fromisoformat(end))
        case _:
            raise ValueError("not quiet hours")


def _pause(plain: object) -> Pause | None:
    match plain:
        case None:
            return None
        case [None]:
            return Pause(None)
        case [str(until)]:
            return Pause(datetime.fromisoformat(until))
        case _:
            raise ValueError("not a pause")


def _strings(plain: object) -> list[str]:
    names = cast("list[object]", plain) if isinstance(plain, list) else [None]
    strings = [each for each in names if isinstance(each, str)]
    if len(strings) != len(names):
        raise ValueError("a list of names is expected")
    return strings
