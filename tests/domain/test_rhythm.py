"""When Hypha speaks up by itself."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import rhythm
from bot.domain.times import Window

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LISBON = ZoneInfo("Europe/Lisbon")


def window(starts_in: timedelta, lasts: timedelta = HOUR) -> Window:
    return Window(MONDAY + starts_in, MONDAY + starts_in + lasts)


def test_an_answer_comes_within_a_day() -> None:
    assert rhythm.answer_by(MONDAY, None) == MONDAY + 24 * HOUR


def test_an_answer_comes_in_time_to_arrange_it_another_way() -> None:
    assert rhythm.answer_by(MONDAY, window(30 * HOUR)) == MONDAY + 18 * HOUR


def test_but_not_before_anybody_could_be_found() -> None:
    assert rhythm.answer_by(MONDAY, window(2 * HOUR)) == MONDAY + HOUR


def test_a_need_with_a_day_rests_soon_after_it_and_not_before() -> None:
    assert rhythm.need_put_away_at(MONDAY, window(24 * HOUR)) == MONDAY + 25 * HOUR + timedelta(days=3)
    assert rhythm.need_put_away_at(MONDAY, None) == MONDAY + timedelta(days=14)


def test_the_reminder_comes_the_evening_before_on_local_clocks() -> None:
    summer_morning = Window(datetime(2026, 7, 7, 8, 0, tzinfo=UTC), datetime(2026, 7, 7, 9, 0, tzinfo=UTC))
    assert rhythm.reminder_at(summer_morning, MONDAY, LISBON) == datetime(2026, 7, 6, 17, 0, tzinfo=UTC)


def test_or_two_hours_before_where_that_evening_has_passed() -> None:
    assert rhythm.reminder_at(window(6 * HOUR), MONDAY, LISBON) == MONDAY + 4 * HOUR


def test_or_not_at_all_when_it_is_too_late_or_no_time_is_known() -> None:
    assert rhythm.reminder_at(window(HOUR), MONDAY, LISBON) is None
    assert rhythm.reminder_at(None, MONDAY, LISBON) is None


def test_not_yet_is_asked_again_on_an_evening_in_a_few_days() -> None:
    thursday = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
    assert rhythm.ask_again_at(MONDAY, LISBON) == thursday
    assert rhythm.ask_again_at(MONDAY + 3 * HOUR, LISBON) == thursday


@given(st.integers(-500, 500), st.integers(1, 500))
def test_order_is_kept_whatever_the_time(starts_in: int, lasts: int) -> None:
    when = window(starts_in * HOUR, lasts * HOUR)
    put_away = rhythm.need_put_away_at(MONDAY, when)
    assert MONDAY < rhythm.answer_by(MONDAY, when) <= MONDAY + 24 * HOUR
    assert MONDAY < rhythm.renewal_question_at(put_away) < put_away
    reminder = rhythm.reminder_at(when, MONDAY, LISBON)
    assert reminder is None or MONDAY < reminder < when.start
    assert rhythm.follow_up_at(when, MONDAY) > max(MONDAY, when.end)
