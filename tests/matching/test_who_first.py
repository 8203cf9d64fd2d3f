"""Who is asked first: fit, then load, and always two to choose from where there are two."""

from random import Random

from bot.domain.ids import MemberId, NeedId
from bot.domain.traces import AN_ASK
from bot.matching.who_first import Candidate, in_order

NEED = NeedId("need")
BO, CHEN, DANA = MemberId("bo"), MemberId("chen"), MemberId("dana")


def test_nobody_is_nobody():
    assert in_order(NEED, []) == []


def test_of_two_who_fit_alike_the_one_with_the_lighter_load_goes_first():
    assert in_order(NEED, [Candidate(BO, 1.0, 1.3), Candidate(CHEN, 0.7, 0.3)])[0] == CHEN


def test_a_better_fit_goes_before_a_lighter_load():
    three = [Candidate(BO, 1.0, 0.3), Candidate(CHEN, 0.9, 0.5), Candidate(DANA, 0.4, 0.0)]
    assert in_order(NEED, three) == [BO, CHEN, DANA]


def test_there_are_always_two_to_choose_from():
    """Where one alone fits best, the next one is compared with them."""
    assert in_order(NEED, [Candidate(BO, 1.0, 0.3), Candidate(CHEN, 0.4, 0.0)])[0] == CHEN


def test_whoever_was_asked_much_more_is_spared_though_they_fit_best():
    three = [Candidate(BO, 1.0, 1.0), Candidate(CHEN, 1.0, 1.3), Candidate(DANA, 0.4, 0.0)]
    assert in_order(NEED, three)[0] == DANA


def test_where_nothing_tells_them_apart_each_need_has_an_order_of_its_own():
    alike = [Candidate(MemberId(str(each)), 1.0, 0.0) for each in range(5)]
    orders = {tuple(in_order(NeedId(str(each)), alike)) for each in range(20)}
    assert len(orders) > 10
    assert {order[0] for order in orders} == {each.member for each in alike}


def test_the_order_does_not_depend_on_the_order_in_which_they_were_found():
    chance = Random(7)
    found = [Candidate(MemberId(str(each)), chance.random(), chance.random()) for each in range(30)]
    again = found[:]
    chance.shuffle(again)
    assert in_order(NEED, found) == in_order(NEED, again)


def test_with_two_to_choose_from_the_load_spreads_far_better_than_by_chance():
    """Asks in a row, each to one of two drawn by chance: how far apart are they who were asked?"""
    chance = Random(7)
    people = [MemberId(f"{each:03}") for each in range(100)]
    by_chance, by_load = dict.fromkeys(people, 0.0), dict.fromkeys(people, 0.0)
    for number in range(3000):
        two = chance.sample(people, 2)
        by_chance[two[0]] += AN_ASK
        first = in_order(NeedId(str(number)), [Candidate(each, 1.0, by_load[each]) for each in two])[0]
        by_load[first] += AN_ASK
    assert _spread(by_load) < 0.3 * _spread(by_chance)


def _spread(load: dict[MemberId, float]) -> float:
    mean = sum(load.values()) / len(load)
    return (sum((each - mean) ** 2 for each in load.values()) / len(load)) ** 0.5
