"""When something can happen, over clock changes: `overlap` says what a walk over every minute finds."""

import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.times import (
    END_OF_DAY,
    Times,
    Weekly,
    Window,
    from_plain,
    local_end,
    local_moment,
    overlap,
    to_plain,
)

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
MINUTE = timedelta(minutes=1)

# Days at which clocks change: by an hour, by half an hour, at midnight both ways, and a day that never was.
CHANGES = [
    (BERLIN, date(2026, 3, 29)),
    (BERLIN, date(2026, 10, 25)),
    (NEW_YORK, date(2026, 3, 8)),
    (NEW_YORK, date(2026, 11, 1)),
    (ZoneInfo("Australia/Lord_Howe"), date(2026, 4, 5)),
    (ZoneInfo("Asia/Beirut"), date(2026, 3, 29)),
    (ZoneInfo("America/Havana"), date(2026, 11, 1)),
    (ZoneInfo("Pacific/Apia"), date(2011, 12, 30)),
    (ZoneInfo("UTC"), date(2026, 6, 1)),
]


@st.composite
def weeklies(draw: st.DrawFn) -> Weekly:
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    start = draw(st.integers(0, 24 * 60 - 2))
    end = draw(st.integers(start + 1, 24 * 60))
    return Weekly(days, _clock(start), _clock(end))


@st.composite
def windows(draw: st.DrawFn, around: date) -> Window:
    begin = datetime.combine(around, time(), UTC) + draw(st.integers(-3000, 3000)) * MINUTE
    return Window(begin, begin + draw(st.integers(1, 4000)) * MINUTE)


@st.composite
def two_times(draw: st.DrawFn) -> tuple[Times | None, Times | None, ZoneInfo]:
    zone, around = draw(st.sampled_from(CHANGES))
    either = st.one_of(st.none(), weeklies(), windows(around))
    return draw(either), draw(either), zone


@st.composite
def a_window_and_a_weekly(draw: st.DrawFn) -> tuple[Window, Weekly, ZoneInfo]:
    zone, around = draw(st.sampled_from(CHANGES))
    return draw(windows(around)), draw(weeklies()), zone


def _clock(minutes: int) -> time:
    return END_OF_DAY if minutes == 24 * 60 else time(minutes // 60, minutes % 60)


def _found_minute_by_minute(window: Window, weekly: Weekly, zone: ZoneInfo) -> bool:
    """Walks the window beside a clock that is never set back: what "the first" and "forward" come to."""
    moment = window.start - timedelta(days=2)
    shown = moment.astimezone(zone).replace(tzinfo=None)
    while moment < window.end:
        shown = max(shown, moment.astimezone(zone).replace(tzinfo=None))
        fits = shown.weekday() in weekly.days and weekly.start <= shown.time() < weekly.end
        if fits and moment >= window.start:
            return True
        moment += MINUTE
    return False


@given(two_times())
def test_overlap_does_not_depend_on_the_order(times: tuple[Times | None, Times | None, ZoneInfo]) -> None:
    a, b, zone = times
    assert overlap(a, b, zone) == overlap(b, a, zone)


@given(a_window_and_a_weekly())
def test_a_window_and_a_weekly_overlap_where_a_walk_over_the_minutes_says_so(
    times: tuple[Window, Weekly, ZoneInfo],
) -> None:
    window, weekly, zone = times
    assert overlap(window, weekly, zone) == _found_minute_by_minute(window, weekly, zone)


@given(weeklies(), weeklies())
def test_two_weeklies_overlap_where_they_share_a_minute_of_the_week(a: Weekly, b: Weekly) -> None:
    minutes = [_clock(minute) for minute in range(24 * 60)]
    shared = a.days & b.days and any(a.start <= at < a.end and b.start <= at < b.end for at in minutes)
    assert overlap(a, b, BERLIN) == bool(shared)


@given(two_times())
def test_any_time_overlaps_everything(times: tuple[Times | None, Times | None, ZoneInfo]) -> None:
    a, _, zone = times
    assert overlap(a, None, zone)


@given(two_times())
def test_what_is_stored_comes_back(times: tuple[Times | None, Times | None, ZoneInfo]) -> None:
    a, _, _ = times
    assert from_plain(json.loads(json.dumps(to_plain(a)))) == a


WEEKDAY_MORNINGS = Weekly(frozenset(range(5)), time(6), time(12))
FRIDAY_EVENINGS = Weekly(frozenset({4}), time(20), END_OF_DAY)


def _local(zone: ZoneInfo, start: str, end: str) -> Window:
    return Window(*(datetime.fromisoformat(moment).replace(tzinfo=zone) for moment in (start, end)))


@pytest.mark.parametrize(
    ("start", "end", "weekly", "fits"),
    [
        ("2026-05-05T09:00", "2026-05-05T11:00", WEEKDAY_MORNINGS, True),
        ("2026-05-09T09:00", "2026-05-09T11:00", WEEKDAY_MORNINGS, False),
        ("2026-05-08T12:00", "2026-05-11T06:00", WEEKDAY_MORNINGS, False),
        ("2026-05-08T11:59", "2026-05-11T06:00", WEEKDAY_MORNINGS, True),
        ("2026-05-08T12:00", "2026-05-11T06:01", WEEKDAY_MORNINGS, True),
        ("2026-05-08T23:30", "2026-05-09T02:00", FRIDAY_EVENINGS, True),
        ("2026-05-09T00:00", "2026-05-09T02:00", FRIDAY_EVENINGS, False),
        ("2026-05-01T00:00", "2027-05-01T00:00", FRIDAY_EVENINGS, True),
    ],
)
@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK], ids=["Berlin", "New York"])
def test_a_need_at_some_time_and_an_offer_for_some_weekdays(
    zone: ZoneInfo, start: str, end: str, weekly: Weekly, *, fits: bool
) -> None:
    assert overlap(_local(zone, start, end), weekly, zone) is fits


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        (BERLIN, "2026-03-28", "02:30", "2026-03-28T01:30"),  # the day before: winter
        (
            BERLIN,
            "2026-03-29",
            "02:30",
            "2026-03-29T01:00",
        ),  # does not exist: forward, to when it became 3:00
        (BERLIN, "2026-03-29", "03:00", "2026-03-29T01:00"),
        (BERLIN, "2026-10-25", "02:30", "2026-10-25T00:30"),  # comes twice: the first
        (BERLIN, "2026-10-25", "03:00", "2026-10-25T02:00"),
        (NEW_YORK, "2026-03-08", "02:00", "2026-03-08T07:00"),
        (NEW_YORK, "2026-11-01", "01:30", "2026-11-01T05:30"),
        (ZoneInfo("Asia/Beirut"), "2026-03-29", "00:00", "2026-03-28T22:00"),
        (ZoneInfo("Pacific/Apia"), "2011-12-30", "09:00", "2011-12-30T10:00"),
    ],
)
def test_a_clock_time_on_a_day_is_one_moment(zone: ZoneInfo, day: str, at: str, moment: str) -> None:
    found = local_moment(date.fromisoformat(day), time.fromisoformat(at), zone)
    assert found == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_the_end_of_a_day_is_the_midnight_after_it() -> None:
    assert local_end(date(2026, 5, 8), END_OF_DAY, BERLIN) == datetime(2026, 5, 8, 22, tzinfo=UTC)
    assert local_end(date(2026, 5, 8), time(12), BERLIN) == datetime(2026, 5, 8, 10, tzinfo=UTC)


def test_an_hour_over_the_night_in_which_clocks_go_back_is_no_empty_window() -> None:
    window = Window(
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN)
    )
    assert window.end - window.start == timedelta(hours=1)
    assert window.start.tzinfo is UTC


def test_impossible_times_are_refused() -> None:
    noon = datetime(2026, 5, 5, 12, tzinfo=UTC)
    with pytest.raises(ValueError, match="aware"):
        Window(noon.replace(tzinfo=None), noon)
    with pytest.raises(ValueError, match="before it ends"):
        Window(noon, noon)
    with pytest.raises(ValueError, match="weekdays"):
        Weekly(frozenset(), time(9), time(10))
    with pytest.raises(ValueError, match="weekdays"):
        Weekly(frozenset({7}), time(9), time(10))
    with pytest.raises(ValueError, match="zone"):
        Weekly(frozenset({0}), time(9, tzinfo=UTC), time(10, tzinfo=UTC))
    with pytest.raises(ValueError, match="before it ends"):
        Weekly(frozenset({0}), time(10), time(9))


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"start": "2026-05-05T09:00:00", "end": "2026-05-05T10:00:00"},
        {"start": 1, "end": 2},
        {"days": "0", "start": "09:00", "end": "10:00"},
        {"days": [0, 0], "start": "09:00", "end": "10:00"},
        {"days": ["0"], "start": "09:00", "end": "10:00"},
    ],
)
def test_what_was_never_stored_is_not_read(plain: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_plain(plain)
