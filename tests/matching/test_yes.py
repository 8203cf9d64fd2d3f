"""How likely a yes is: by kind and hour, and the same whatever somebody said who did not say yes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import CommunityId, HandshakeId, MemberId, NeedId
from bot.domain.need import Need, NeedState
from bot.domain.understanding import Features, Kind, Understanding
from bot.matching.yes import USUAL, answers_to

ZONE = ZoneInfo("Europe/Lisbon")
MORNING = datetime(2026, 5, 4, 8, tzinfo=UTC)
EVENING = datetime(2026, 5, 4, 18, tzinfo=UTC)
LIFT = Understanding(
    Kind.PRACTICAL, "transport", None, None, 1, urgent=False, features=Features((), ("transport",))
)


def asked(number: int, state: HandshakeState, known_as: HandshakeState | None = None) -> Need:
    helper = MemberId(str(number))
    handshake = Handshake(HandshakeId(str(number)), helper, state, None, MORNING, MORNING, known_as=known_as)
    need = NeedId(str(number))
    village = CommunityId("village")
    return Need(need, village, MemberId("amina"), "x", LIFT, NeedState.OPEN, MORNING, handshakes=(handshake,))


def test_before_anything_is_known_it_is_what_is_usual():
    assert answers_to([], ZONE).likely("transport", MORNING, ZONE) == pytest.approx(USUAL)


def test_it_is_learnt_for_a_kind_and_an_hour_and_for_no_other():
    answers = answers_to([asked(each, HandshakeState.DONE) for each in range(100)], ZONE)
    assert answers.likely("transport", MORNING, ZONE) > 0.8
    assert answers.likely("transport", EVENING, ZONE) == pytest.approx(USUAL)
    assert answers.likely("food", MORNING, ZONE) == pytest.approx(USUAL)


def test_a_few_answers_hardly_move_it():
    answers = answers_to([asked(each, HandshakeState.LAPSED) for each in range(3)], ZONE)
    assert answers.likely("transport", MORNING, ZONE) > 0.9 * USUAL


@pytest.mark.parametrize(
    "state", [HandshakeState.NOT_NOW, HandshakeState.SPARED, HandshakeState.LAPSED, HandshakeState.CANCELLED]
)
def test_rule_3_not_now_counts_as_silence_does(state: HandshakeState):
    silent = answers_to([asked(each, HandshakeState.ASKED) for each in range(50)], ZONE)
    said = answers_to([asked(each, state) for each in range(50)], ZONE)
    assert said == silent


def test_rule_5_so_does_a_yes_of_somebody_who_is_kept_apart():
    silent = answers_to([asked(0, HandshakeState.ASKED)], ZONE)
    assert answers_to([asked(0, HandshakeState.OFFERED, HandshakeState.ASKED)], ZONE) == silent
