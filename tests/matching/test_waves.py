"""How many are asked at a time, how many in a week, and for what when many needs are looked at together."""

from bot.domain.ids import MemberId, NeedId
from bot.matching.waves import FEW, WAVE, Wanting, asks_left, assign, wave_size
from bot.matching.who_first import Candidate

BO, CHEN, DANA = MemberId("bo"), MemberId("chen"), MemberId("dana")
LIFT, SOUP = NeedId("lift"), NeedId("soup")
TWICE = {BO: 2, CHEN: 2, DANA: 2}


def test_two_are_asked_and_a_third_only_where_a_yes_is_unlikely():
    assert wave_size(0.3) == WAVE == 2
    assert wave_size(0.1) == 3


def test_a_community_bears_half_of_what_its_people_said_they_may_be_asked():
    assert asks_left([2] * 100, 30) == 70
    assert asks_left([2] * 100, 130) == 0


def test_where_few_are_able_their_own_limits_are_enough():
    assert asks_left([2] * (FEW - 1), 500) is None


def test_together_the_asks_are_spread_over_whoever_fits():
    """Both fit Bo best; alone, each need would go to them."""
    both = [Candidate(BO, 1.0, 0.0), Candidate(CHEN, 0.9, 0.0)]
    assigned = assign([Wanting(LIFT, 1, both), Wanting(SOUP, 1, both)], TWICE, None)
    assert {who for members in assigned.values() for who in members} == {BO, CHEN}


def test_nobody_is_asked_more_than_they_may_be():
    alone = [Candidate(BO, 1.0, 0.0)]
    wanting = [Wanting(NeedId(str(each)), 2, alone) for each in range(5)]
    assigned = assign(wanting, {BO: 2}, None)
    assert [*assigned.values()] == [[BO], [BO]]
    assert [*assigned] == [NeedId("0"), NeedId("1")], "the earlier needs go first"


def test_nobody_is_asked_twice_for_one_need():
    assert assign([Wanting(LIFT, 2, [Candidate(BO, 1.0, 0.0)])], TWICE, None) == {LIFT: [BO]}


def test_there_are_no_more_asks_than_the_community_can_bear():
    three = [Candidate(each, 1.0, 0.0) for each in (BO, CHEN, DANA)]
    assigned = assign([Wanting(LIFT, 2, three), Wanting(SOUP, 2, three)], TWICE, 3)
    assert sum(map(len, assigned.values())) == 3
    assert assign([Wanting(LIFT, 2, three)], TWICE, 0) == {}


def test_whoever_carries_less_goes_first():
    two = [Candidate(BO, 1.0, 2.0), Candidate(CHEN, 1.0, 0.3)]
    assert assign([Wanting(LIFT, 1, two)], TWICE, None) == {LIFT: [CHEN]}
