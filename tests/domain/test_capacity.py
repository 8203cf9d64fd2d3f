"""When a member may be asked: limits, quiet hours, pauses, and clocks that are changed."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.capacity import (
    MOST_ASKS_A_WEEK,
    WEEK,
    Capacity,
    Pause,
    PauseLength,
    QuietHours,
    Willingness,
    free_again_at,
    from_plain,
    may_be_asked,
    pause_for,
    to_plain,
)
from bot.domain.ids import CommunityId, MemberId, OfferId

BRUNO, HERE = MemberId("bruno"), CommunityId("here")
LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NIGHT = QuietHours(time(21), time(8))

# Clocks that change at night and by day, by an hour, half an hour and a whole day, and one that never does.
ZONES = st.sampled_from(
    [
        ZoneInfo(name)
        for name in (
            "Europe/London",
            "America/New_York",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "Pacific/Apia",
            "Asia/Kathmandu",
        )
    ]
)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=17 * 365)).map(
    lambda after: datetime(2011, 1, 1, tzinfo=UTC) + after
)
QUIET = st.none() | st.tuples(st.times(), st.times()).filter(lambda two: two[0] != two[1]).map(
    lambda two: QuietHours(*two)
)
NAMES = st.frozensets(st.sampled_from(["food", "transport", "emotional"]))


@st.composite
def capacities(draw: st.DrawFn) -> Capacity:
    return Capacity(
        BRUNO,
        HERE,
        draw(st.sampled_from(Willingness)),
        draw(NAMES),
        frozenset(OfferId(name) for name in draw(NAMES)),
        draw(st.integers(1, MOST_ASKS_A_WEEK)),
        draw(QUIET),
        draw(st.none() | st.builds(Pause, st.none() | MOMENTS)),
    )


USUAL = Capacity(BRUNO, HERE)


@given(capacities(), MOMENTS, ZONES, st.data())
def test_whoever_may_be_asked_said_so(
    capacity: Capacity, now: datetime, zone: ZoneInfo, data: st.DataObject
) -> None:
    asked = data.draw(st.lists(st.timedeltas(timedelta(0), 2 * WEEK).map(lambda ago: now - ago), max_size=9))
    if not may_be_asked(capacity, now, zone, asked):
        return
    assert capacity.willingness is Willingness.SOMETIMES
    assert not capacity.paused_at(now)
    assert sum(now - each < WEEK for each in asked) < capacity.asks_a_week
    if capacity.quiet is not None:
        assert not capacity.quiet.cover(now.astimezone(zone).time())


@given(capacities(), MOMENTS, ZONES, st.data())
def test_whoever_may_not_be_asked_now_may_be_when_it_is_said(
    capacity: Capacity, now: datetime, zone: ZoneInfo, data: st.DataObject
) -> None:
    asked = data.draw(st.lists(st.timedeltas(timedelta(0), WEEK).map(lambda ago: now - ago), max_size=9))
    free_at = free_again_at(capacity, now, zone, asked)
    if free_at is None:
        assert capacity.willingness is Willingness.NEVER or capacity.paused == Pause(None)
        return
    assert free_at >= now
    assert may_be_asked(capacity, free_at, zone, asked)
    until = capacity.paused.until if capacity.paused and capacity.paused.until else now
    assert free_at <= max(now, until) + WEEK + 3 * DAY


@given(MOMENTS, ZONES)
def test_quiet_hours_are_over_no_later_than_clocks_show_it(now: datetime, zone: ZoneInfo) -> None:
    free_at = free_again_at(replace(USUAL, quiet=NIGHT), now, zone, ())
    assert free_at is not None
    minutes = (free_at - now) // timedelta(minutes=1)
    in_between = (now + timedelta(minutes=step) for step in range(0, minutes, 10))
    assert all(NIGHT.cover(each.astimezone(zone).time()) for each in in_between)


@pytest.mark.parametrize(
    ("night", "morning"),
    [
        ("2026-03-28 23:00+00:00", "2026-03-29 07:00+00:00"),  # the night has an hour less
        ("2026-10-24 22:30+00:00", "2026-10-25 08:00+00:00"),  # and an hour more
    ],
)
def test_the_morning_after_clocks_were_changed(night: str, morning: str) -> None:
    free_at = free_again_at(replace(USUAL, quiet=NIGHT), datetime.fromisoformat(night), LONDON, ())
    assert free_at == datetime.fromisoformat(morning)


def test_an_hour_that_comes_twice_is_quiet_twice() -> None:
    early = replace(USUAL, quiet=QuietHours(time(1), time(1, 30)))
    first, second = (datetime(2026, 10, 25, hour, 15, tzinfo=UTC) for hour in (0, 1))
    assert not may_be_asked(early, first, LONDON, ())
    assert not may_be_asked(early, second, LONDON, ())
    assert free_again_at(early, second, LONDON, ()) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_twice_in_any_seven_days() -> None:
    asked = [MONDAY - 6 * DAY, MONDAY - DAY, MONDAY - 8 * DAY]
    assert not may_be_asked(USUAL, MONDAY, LONDON, asked)
    assert free_again_at(USUAL, MONDAY, LONDON, asked) == MONDAY + DAY
    assert may_be_asked(replace(USUAL, asks_a_week=3), MONDAY, LONDON, asked)


def test_a_limit_that_ends_in_the_night_ends_in_the_morning() -> None:
    at_night = datetime(2026, 2, 25, 23, 0, tzinfo=UTC)
    free_at = free_again_at(replace(USUAL, asks_a_week=1, quiet=NIGHT), MONDAY, LONDON, [at_night])
    assert free_at == datetime(2026, 3, 5, 8, 0, tzinfo=UTC)


def test_an_offer_is_a_yes_until_they_say_otherwise() -> None:
    lifts = OfferId("lifts")
    assert USUAL.agreed_to(lifts, "transport")
    assert not USUAL.agreed_to(None, "transport")
    assert replace(USUAL, kinds=frozenset({"transport"})).agreed_to(None, "transport")
    assert not replace(USUAL, kinds=frozenset({"transport"})).agreed_to(None, None)
    stopped = replace(USUAL, kinds=frozenset({"transport", "food"})).stop_about(
        "transport", frozenset({lifts})
    )
    assert not stopped.agreed_to(lifts, "transport")
    assert not stopped.agreed_to(None, "transport")
    assert stopped.agreed_to(None, "food")
    assert stopped.ask_again_about(lifts).agreed_to(lifts, "transport")
    assert not replace(USUAL, willingness=Willingness.NEVER).agreed_to(lifts, "transport")


def test_pauses_of_one_tap() -> None:
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)  # past midnight in London
    assert pause_for(PauseLength.MORNING, late, LONDON) == Pause(datetime(2026, 6, 3, 7, 0, tzinfo=UTC))
    assert pause_for(PauseLength.WEEK, late, LONDON) == Pause(late + WEEK)
    assert pause_for(PauseLength.OPEN, late, LONDON) == Pause(None)
    assert not may_be_asked(USUAL.pause(Pause(None)), MONDAY + 1000 * DAY, LONDON, ())
    assert may_be_asked(USUAL.pause(Pause(MONDAY)), MONDAY, LONDON, ())
    assert may_be_asked(USUAL.pause(Pause(None)).end_pause(), MONDAY, LONDON, ())


@given(capacities())
def test_what_was_said_is_read_as_it_was_written(capacity: Capacity) -> None:
    assert from_plain(to_plain(capacity), BRUNO, HERE, 0) == capacity


@pytest.mark.parametrize(
    "plain",
    [
        {},
        to_plain(USUAL) | {"kinds": "food"},
        to_plain(USUAL) | {"kinds": [1]},
        to_plain(USUAL) | {"quiet": ["21:00"]},
        to_plain(USUAL) | {"paused": "later"},
        to_plain(USUAL) | {"asks_a_week": 0},
        to_plain(USUAL) | {"willingness": "always"},
    ],
)
def test_nothing_else_is_read(plain: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        from_plain(plain, BRUNO, HERE, 0)


@pytest.mark.parametrize(
    "hours", [(time(9), time(9)), (time(9, tzinfo=UTC), time(10)), (time(9), time(10, tzinfo=UTC))]
)
def test_hours_that_are_none_are_refused(hours: tuple[time, time]) -> None:
    with pytest.raises(ValueError, match="quiet hours"):
        QuietHours(*hours)
