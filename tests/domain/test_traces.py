"""Load and flow: what being asked, helping and being helped leave, and how it fades."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import traces
from bot.domain.ids import CommunityId, MemberId
from bot.domain.traces import Lately, Traces

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)
BO = Traces(MemberId("bo"), CommunityId("village"))


def test_an_ask_weighs_little_and_helping_more():
    assert BO.asked(NOW).load_at(NOW) == pytest.approx(0.3)
    assert BO.asked(NOW).helped(NOW).load_at(NOW) == pytest.approx(1.3)


def test_load_halves_in_two_weeks_and_flow_in_six():
    helped = BO.helped(NOW)
    assert helped.load_at(NOW + 2 * WEEK) == pytest.approx(0.5)
    assert helped.load_at(NOW + 4 * WEEK) == pytest.approx(0.25)
    assert helped.flow_at(NOW + 6 * WEEK) == pytest.approx(0.5)


def test_it_adds_up_as_of_its_own_moments():
    twice = BO.helped(NOW).helped(NOW + 2 * WEEK)
    assert twice.load_at(NOW + 2 * WEEK) == pytest.approx(1.5)


def test_being_helped_adds_no_load_and_turns_the_flow():
    helped = BO.was_helped(NOW)
    assert helped.load_at(NOW) == 0
    assert helped.flow_at(NOW) == pytest.approx(-1)
    assert helped.helped(NOW).flow_at(NOW) == pytest.approx(0)


def test_a_clock_that_went_back_fades_nothing():
    helped = BO.helped(NOW)
    assert helped.load_at(NOW - WEEK) == pytest.approx(1)
    assert helped.asked(NOW - WEEK).as_of == NOW


def test_its_owner_reads_it_in_words():
    assert BO.helping_in_words(NOW) is Lately.NOTHING
    assert BO.helped(NOW).helping_in_words(NOW) is Lately.SOMETHING
    assert BO.helped(NOW).helped(NOW).helping_in_words(NOW) is Lately.SEVERAL
    assert BO.was_helped(NOW).receiving_in_words(NOW) is Lately.SOMETHING
    assert BO.was_helped(NOW).helping_in_words(NOW) is Lately.NOTHING


def test_after_long_enough_nothing_is_left():
    helped = BO.helped(NOW).was_helped(NOW)
    assert not helped.faded_at(NOW + 20 * WEEK)
    assert helped.faded_at(NOW + 30 * WEEK)


def test_forgotten_is_as_if_it_had_not_been():
    assert BO.helped(NOW).forgotten() == BO


def test_two_accounts_of_one_person_have_what_both_had():
    other = Traces(MemberId("bo too"), CommunityId("village")).helped(NOW)
    both = BO.helped(NOW).together(other)
    assert both.member == BO.member
    assert both.load_at(NOW) == pytest.approx(2)
    assert both.helping_in_words(NOW) is Lately.SEVERAL


def test_kept_and_read_again_it_is_the_same():
    helped = BO.helped(NOW).was_helped(NOW)
    assert traces.from_plain(traces.to_plain(helped), BO.member, BO.community, 0) == helped
    with pytest.raises(ValueError, match="not the traces"):
        traces.from_plain({"load": 1}, BO.member, BO.community, 0)
