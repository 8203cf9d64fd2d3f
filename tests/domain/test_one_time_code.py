"""One-time codes: their letters, and what becomes of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Stale
from bot.domain.ids import CodeId, CommunityId, MemberId, SpaceId
from bot.domain.one_time_code import (
    LENGTH,
    LETTERS,
    MOST_TRIES,
    TRIES_WITHIN,
    VALID_FOR,
    WAITS_FOR,
    OneTimeCode,
    Purpose,
    as_entered,
    in_groups,
    spelled,
    too_many,
)

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CODE = OneTimeCode(
    CodeId("code"), Purpose.PAIR, CommunityId("c"), SpaceId("s"), MemberId("amina"), NOW + VALID_FOR
)
BO = MemberId("bo")


@given(st.binary(min_size=16, max_size=32))
def test_a_code_is_typed_as_it_is_read(secret: bytes) -> None:
    code = spelled(secret)
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    for typed in (in_groups(code), code.lower(), f"  {' '.join(code)} ", f"`{code}`"):
        assert as_entered(typed) == code


def test_no_two_letters_look_alike() -> None:
    assert not set("ILO01") & set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS)


@given(st.text())
def test_whatever_is_typed_is_short(text: str) -> None:
    assert len(as_entered(text)) <= LENGTH + 1


def test_it_is_entered_once_and_in_time() -> None:
    assert CODE.can_be_taken(NOW)
    assert not CODE.can_be_taken(NOW + VALID_FOR)
    assert not CODE.take(BO).can_be_taken(NOW)


def test_one_side_says_yes_and_the_other_has_a_day() -> None:
    agreed = CODE.take(BO, "neighbours").agree(NOW)
    assert agreed.use(NOW + WAITS_FOR - SECOND).used
    with pytest.raises(Stale):
        agreed.use(NOW + WAITS_FOR)
    with pytest.raises(Stale):
        agreed.use(NOW).use(NOW)
    with pytest.raises(Stale):
        replace(CODE, taken_by=BO).agree(NOW + VALID_FOR)


def test_a_few_wrong_ones_are_too_many_for_an_hour() -> None:
    tries = [NOW + minute * timedelta(minutes=1) for minute in range(MOST_TRIES)]
    assert not too_many(tries[1:], NOW)
    assert too_many(tries, NOW + TRIES_WITHIN - SECOND)
    assert not too_many(tries, NOW + TRIES_WITHIN)
