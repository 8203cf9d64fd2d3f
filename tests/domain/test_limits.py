"""How much is too much, and when it is possible again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.limits import FOR_ALL, FOR_ONE, Doing, Limit, again_at

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
THREE_AN_HOUR = Limit(3, timedelta(hours=1))


def ago(*minutes: int) -> list[datetime]:
    return [NOW - timedelta(minutes=each) for each in minutes]


def test_below_the_limit_nobody_waits():
    assert again_at([], THREE_AN_HOUR, NOW) is None
    assert again_at(ago(1, 2), THREE_AN_HOUR, NOW) is None
    assert again_at(ago(1, 2, 60, 300), THREE_AN_HOUR, NOW) is None


def test_at_the_limit_the_oldest_of_them_has_to_be_past():
    assert again_at(ago(1, 30, 50), THREE_AN_HOUR, NOW) == NOW + timedelta(minutes=10)
    assert again_at(ago(0, 1, 30, 50), THREE_AN_HOUR, NOW) == NOW + timedelta(minutes=30)


@given(st.lists(st.integers(0, 120), max_size=12))
def test_when_it_is_said_to_be_possible_it_is(minutes: list[int]):
    possible = again_at(ago(*minutes), THREE_AN_HOUR, NOW)
    if possible is None:
        assert sum(each < 60 for each in minutes) < 3
    else:
        assert NOW < possible <= NOW + THREE_AN_HOUR.within
        assert again_at(ago(*minutes), THREE_AN_HOUR, possible) is None


def test_every_kind_has_a_limit_and_a_community_more_than_a_person():
    assert set(FOR_ONE) == set(Doing)
    assert all(FOR_ALL[doing].most > 10 * FOR_ONE[doing].most for doing in FOR_ALL)
