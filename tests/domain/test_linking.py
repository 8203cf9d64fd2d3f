"""Two members who are one person: whatever asks less of them holds."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.capacity import Capacity, Pause, QuietHours, Willingness, may_be_asked
from bot.domain.community import Member
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import CommunityId, HandshakeId, MemberId, OfferId, SpaceId
from bot.domain.linking import as_one, shift_between, stricter, the_one_that_stays

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
LISBON, KATHMANDU = ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Kathmandu")
COMMUNITY = CommunityId("c")
STAYS = Member(MemberId("one"), COMMUNITY, "Amina", SpaceId("slack"))
GOES = Member(MemberId("other"), COMMUNITY, "amina_92", SpaceId("discord"))
SAID = Capacity(STAYS.id, COMMUNITY, version=3)
ELSEWHERE = Capacity(GOES.id, COMMUNITY, version=1)

kinds = st.frozensets(st.sampled_from(("food", "transport", "emotional")))
hours = st.integers(0, 23).map(time)
quiet = st.none() | st.tuples(hours, hours).filter(lambda pair: pair[0] != pair[1]).map(
    lambda pair: QuietHours(*pair)
)
pauses = st.none() | (st.none() | st.integers(-2, 9).map(lambda days: NOW + timedelta(days=days))).map(Pause)
said = st.builds(
    Capacity,
    st.just(STAYS.id),
    st.just(COMMUNITY),
    st.sampled_from(Willingness),
    kinds,
    st.frozensets(st.sampled_from((OfferId("a"), OfferId("b")))),
    st.integers(1, 7),
    quiet,
    pauses,
    st.integers(1, 5),
)


@given(said, said, st.integers(0, 24 * 14), st.integers(0, 8))
def test_whoever_might_not_be_asked_before_may_not_be_asked_after(
    one: Capacity, other: Capacity, ahead: int, asked: int
) -> None:
    """At every moment, for every reason."""
    both = stricter(one, other)
    moment = NOW + timedelta(hours=ahead)
    moments = [moment - timedelta(days=1)] * asked
    if may_be_asked(both, moment, LISBON, moments):
        assert may_be_asked(one, moment, LISBON, moments)
        assert may_be_asked(other, moment, LISBON, moments)
    for because, category in ((OfferId("a"), None), (None, "food"), (None, "transport")):
        if both.agreed_to(because, category):
            assert one.agreed_to(because, category)
            assert other.agreed_to(because, category)
    assert (both.member, both.version) == (one.member, one.version)


def test_who_said_nothing_takes_nothing_away() -> None:
    some = replace(SAID, kinds=frozenset({"food"}), asks_a_week=7)
    assert stricter(some, replace(ELSEWHERE, version=0)) == some
    kept = stricter(replace(SAID, version=0), replace(ELSEWHERE, kinds=frozenset({"food"}), asks_a_week=7))
    assert (kept.kinds, kept.asks_a_week, kept.member, kept.version) == ({"food"}, 7, STAYS.id, 0)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ((21, 7), (20, 6), (20, 7)),
        ((12, 13), (14, 15), (12, 15)),
        ((22, 6), (23, 5), (22, 6)),
        ((23, 1), (1, 3), (23, 3)),
    ],
)
def test_quiet_hours_become_the_shortest_that_have_both(
    one: tuple[int, int], other: tuple[int, int], both: tuple[int, int]
) -> None:
    def at(pair: tuple[int, int]) -> QuietHours:
        return QuietHours(time(pair[0]), time(pair[1]))

    assert stricter(replace(SAID, quiet=at(one)), replace(ELSEWHERE, quiet=at(other))).quiet == at(both)
    assert stricter(replace(SAID, quiet=at(other)), replace(ELSEWHERE, quiet=at(one))).quiet == at(both)


def test_quiet_around_the_clock_is_a_pause() -> None:
    day, night = QuietHours(time(8), time(20)), QuietHours(time(20), time(8))
    assert stricter(replace(SAID, quiet=day), replace(ELSEWHERE, quiet=night)).paused == Pause(None)


def test_quiet_hours_of_another_zone_keep_their_moments() -> None:
    shift = shift_between(LISBON, KATHMANDU, NOW)
    quiet = stricter(SAID, replace(ELSEWHERE, quiet=QuietHours(time(22), time(6))), shift).quiet
    assert quiet == QuietHours(time(17, 15), time(1, 15))


def test_a_suspension_and_a_zone_they_named_stay() -> None:
    until = NOW + timedelta(days=3)
    there = replace(GOES, suspended_until=until, zone=KATHMANDU, zone_said=True, moderator=True)
    one = as_one(replace(STAYS, suspended_until=NOW, zone=LISBON), there)
    assert (one.suspended_until, one.zone, one.zone_said, one.moderator) == (until, KATHMANDU, True, True)
    assert (one.id, one.name, one.home) == (STAYS.id, "Amina", STAYS.home)
    here = as_one(replace(STAYS, zone=LISBON, zone_said=True), there)
    assert here.zone == LISBON


@pytest.mark.parametrize(
    ("one", "other", "stays"),
    [
        (HandshakeState.CHOSEN, HandshakeState.OFFERED, HandshakeState.CHOSEN),
        (HandshakeState.ASKED, HandshakeState.NOT_NOW, HandshakeState.NOT_NOW),
        (HandshakeState.NOT_NOW, HandshakeState.OFFERED, HandshakeState.OFFERED),
        (HandshakeState.NOT_CHOSEN, HandshakeState.OFFERED, HandshakeState.NOT_CHOSEN),
        (HandshakeState.CANCELLED, HandshakeState.ASKED, HandshakeState.ASKED),
    ],
)
def test_of_two_handshakes_the_further_one_stays(
    one: HandshakeState, other: HandshakeState, stays: HandshakeState
) -> None:
    first = Handshake(HandshakeId("1"), STAYS.id, one, None, NOW, asked_at=NOW, told_name=True)
    second = Handshake(HandshakeId("2"), GOES.id, other, None, NOW, asked_at=NOW - timedelta(days=1))
    for left in (the_one_that_stays(first, second), the_one_that_stays(second, first)):
        assert left.state is stays
        assert left.told_name
        assert (left.asked_at, left.asked_before) == (NOW, NOW - timedelta(days=1))


def test_every_state_has_its_place() -> None:
    for one in HandshakeState:
        for other in HandshakeState:
            handshake = Handshake(HandshakeId("1"), STAYS.id, one, None, NOW)
            assert the_one_that_stays(handshake, replace(handshake, state=other)).state in (one, other)
