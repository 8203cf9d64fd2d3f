"""What may become of a need and of the handshakes around it: two tables, and what holds however they are
walked.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import rhythm
from bot.domain.errors import Refusal, Unknown
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import CommunityId, HandshakeId, MemberId, NeedId, OfferId
from bot.domain.need import Need, NeedState
from bot.domain.times import Window
from bot.domain.understanding import Features, Kind, Understanding

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
AMINA, BRUNO = MemberId("amina"), MemberId("bruno")
OFFER = OfferId("offer")
BRUNOS = HandshakeId("bruno's")

Move = Callable[[Need], Need]

OWNERS_MOVES: dict[str, Move] = {
    "post": lambda need: need.post(LATER),
    "revise": lambda need: need.revise("other words", need.understood),
    "renew": lambda need: need.renew(LATER),
    "put_away": lambda need: need.put_away(LATER),
    "take_back": lambda need: need.take_back(LATER),
    "close": lambda need: need.close(LATER),
}

# "-" is the refusal already_moved_on, "helped" is cannot_edit_now.
OWNERS_TABLE = """
             post   revise  renew   put_away  take_back   close
draft        open   draft   -       -         taken_back  -
open         -      open    open    lapsed    taken_back  closed
half_met     -      helped  open    lapsed    taken_back  closed
met          -      helped  -       -         taken_back  closed
closed       -      -       -       -         -           -
lapsed       -      -       open    -         -           -
taken_back   -      -       -       -         -           -
"""

HANDSHAKES_MOVES: dict[str, Move] = {
    "volunteer": lambda need: need.volunteer(HandshakeId("new"), BRUNO, LATER),
    "not_now": lambda need: need.not_now(BRUNO, LATER),
    "choose": lambda need: need.choose(BRUNOS, LATER),
    "pass_over": lambda need: need.pass_over(BRUNOS, LATER),
    "release": lambda need: need.release(BRUNOS, LATER),
    "look_again": lambda need: need.look_again(BRUNOS, LATER),
    "close": lambda need: need.close(LATER),
    "take_back": lambda need: need.take_back(LATER),
    "put_away": lambda need: need.put_away(LATER),
}

# "." means that nothing changes, "-" is already_moved_on, "gone" is no_longer_offered, "over" is
# no_longer_needed, "late" is place_taken. Endings (the last three columns) leave alone what has ended.
HANDSHAKES_TABLE = """
            volunteer  not_now  choose  pass_over   release   look_again  close   take_back  put_away
asked       offered    not_now  gone    gone        -         -           lapsed  cancelled  lapsed
offered     .          .        chosen  not_chosen  released  -           lapsed  cancelled  lapsed
chosen      .          .        .       gone        released  cancelled   done    cancelled  -
not_now     offered    .        gone    gone        -         -           .       .          .
not_chosen  late       .        gone    gone        -         -           .       .          .
released    offered    .        gone    gone        -         -           .       .          .
lapsed      offered    .        gone    gone        -         -           .       .          .
spared      offered    .        gone    gone        -         -           .       .          .
cancelled   offered    .        gone    gone        -         -           .       .          .
done        over       .        gone    gone        -         -           -       -          -
"""

CODES = {
    "-": "already_moved_on",
    "helped": "cannot_edit_now",
    "gone": "no_longer_offered",
    "over": "no_longer_needed",
    "late": "place_taken",
}


def understood(hands: int, when: Window | None = None) -> Understanding:
    return Understanding(Kind.PRACTICAL, "transport", when, None, hands, False, Features((), ()))


def a_need(state: NeedState, *, hands: int = 1) -> Need:
    return Need(NeedId("need"), CommunityId("c"), AMINA, "a lift", understood(hands), state, NOW)


def rows(table: str) -> list[tuple[str, str, str]]:
    """(row's name, column's name, cell) of a table as it is written above."""
    head, *lines = [line.split() for line in table.strip().splitlines()]
    return [(row, column, cell) for row, *cells in lines for column, cell in zip(head, cells, strict=True)]


def refusal_of(need: Need, move: Move) -> str:
    with pytest.raises(Refusal) as refused:
        move(need)
    return refused.value.code


@pytest.mark.parametrize(("before", "move", "after"), rows(OWNERS_TABLE))
def test_what_its_owner_may_do(before: str, move: str, after: str) -> None:
    need = a_need(NeedState.OPEN, hands=2) if before == "half_met" else a_need(NeedState(before))
    if before in ("half_met", "met"):
        helped = Handshake(BRUNOS, BRUNO, HandshakeState.CHOSEN, None, NOW)
        need = replace(need, handshakes=(helped,))
    if after in CODES:
        assert refusal_of(need, OWNERS_MOVES[move]) == CODES[after]
    else:
        assert OWNERS_MOVES[move](need).state is NeedState(after)


@pytest.mark.parametrize(("before", "move", "after"), rows(HANDSHAKES_TABLE))
def test_what_becomes_of_a_handshake(before: str, move: str, after: str) -> None:
    state = {"chosen": NeedState.MET, "done": NeedState.CLOSED}.get(before, NeedState.OPEN)
    brunos = Handshake(BRUNOS, BRUNO, HandshakeState(before), OFFER, NOW)
    need = replace(a_need(state), handshakes=(brunos,))
    if after in CODES:
        assert refusal_of(need, HANDSHAKES_MOVES[move]) == CODES[after]
    elif after == ".":
        assert HANDSHAKES_MOVES[move](need).handshakes == need.handshakes
    else:
        moved = HANDSHAKES_MOVES[move](need).handshake(BRUNOS)
        assert moved == replace(brunos, state=HandshakeState(after), since=LATER)


def test_the_last_place_frees_whoever_else_was_asked_or_offered() -> None:
    need = a_need(NeedState.OPEN)
    need = need.volunteer(BRUNOS, BRUNO, NOW)
    need = need.volunteer(HandshakeId("chidi's"), MemberId("chidi"), NOW)
    need = need.ask(HandshakeId("dana's"), MemberId("dana"), OFFER, NOW)
    met = need.choose(BRUNOS, LATER)
    assert met.state is NeedState.MET
    assert [each.state.value for each in met.handshakes] == ["chosen", "spared", "spared"]
    with pytest.raises(Refusal, match="no_longer_offered"):
        met.choose(HandshakeId("chidi's"), LATER)
    late = refusal_of(met, lambda need: need.volunteer(HandshakeId("e"), MemberId("e"), LATER))
    assert late == "place_taken"


def test_whoever_had_no_chance_to_answer_may_be_asked_once_more() -> None:
    need = a_need(NeedState.OPEN).ask(BRUNOS, BRUNO, OFFER, NOW)
    need = need.volunteer(HandshakeId("chidi's"), MemberId("chidi"), NOW).choose(HandshakeId("chidi's"), NOW)
    free = need.release(HandshakeId("chidi's"), LATER)
    again = free.ask(HandshakeId("new"), BRUNO, None, LATER)
    assert again.handshake(BRUNOS) == Handshake(
        BRUNOS, BRUNO, HandshakeState.ASKED, None, LATER, asked_at=LATER, asked_before=NOW
    )
    assert (
        refusal_of(again, lambda need: need.ask(HandshakeId("x"), BRUNO, None, LATER)) == "already_moved_on"
    )


def test_a_need_for_two_stays_open_until_both_places_are_filled() -> None:
    need = a_need(NeedState.OPEN, hands=2)
    need = need.volunteer(BRUNOS, BRUNO, NOW).volunteer(HandshakeId("chidi's"), MemberId("chidi"), NOW)
    one = need.choose(BRUNOS, LATER)
    assert (one.state, one.places_left) == (NeedState.OPEN, 1)
    assert one.handshake(HandshakeId("chidi's")).state is HandshakeState.OFFERED
    both = one.choose(HandshakeId("chidi's"), LATER)
    assert (both.state, both.places_left) == (NeedState.MET, 0)


def test_looking_again_for_one_of_two_leaves_the_other_agreement_as_it_is() -> None:
    need = a_need(NeedState.OPEN, hands=2)
    need = need.volunteer(BRUNOS, BRUNO, NOW).volunteer(HandshakeId("chidi's"), MemberId("chidi"), NOW)
    both = need.choose(BRUNOS, NOW).choose(HandshakeId("chidi's"), NOW)
    looking = both.look_again(BRUNOS, LATER)
    assert looking.state is NeedState.OPEN
    assert [each.state.value for each in looking.handshakes] == ["cancelled", "chosen"]


def test_its_asker_is_never_asked_nor_able_to_help() -> None:
    need = a_need(NeedState.OPEN)
    assert refusal_of(need, lambda need: need.volunteer(BRUNOS, AMINA, NOW)) == "your_own_need"
    assert refusal_of(need, lambda need: need.ask(BRUNOS, AMINA, OFFER, NOW)) == "already_moved_on"


@pytest.mark.parametrize("state", [each for each in HandshakeState if each is not HandshakeState.SPARED])
def test_nobody_is_asked_twice_about_one_need(state: HandshakeState) -> None:
    asked_before = Handshake(BRUNOS, BRUNO, state, OFFER, NOW)
    need = replace(a_need(NeedState.OPEN), handshakes=(asked_before,))
    again = refusal_of(need, lambda need: need.ask(HandshakeId("new"), BRUNO, OFFER, LATER))
    assert again == "already_moved_on"


def test_somebody_elses_handshake_is_unknown_here() -> None:
    with pytest.raises(Unknown):
        a_need(NeedState.OPEN).choose(HandshakeId("of another need"), NOW)


def test_a_moment_that_has_passed_is_no_longer_asked_for() -> None:
    tuesday = Window(NOW + timedelta(hours=23), NOW + timedelta(hours=24))
    need = replace(a_need(NeedState.LAPSED), understood=understood(1, tuesday))
    assert need.renew(NOW).understood.when == tuesday
    assert need.renew(NOW + timedelta(days=2)).understood.when is None


# -- however it is walked ------------------------------------------------------------------------------------

HELPERS = [MemberId(name) for name in ("bruno", "chidi", "dana")]


def a_step(data: st.DataObject, need: Need, now: datetime) -> Need:
    """One move by anybody, with a token that may be stale, foreign or another person's."""
    helper = data.draw(st.sampled_from([*HELPERS, AMINA]))
    token = HandshakeId(data.draw(st.sampled_from(["bruno", "chidi", "dana", "foreign"])))
    hands = data.draw(st.integers(1, 3))
    start = NOW + data.draw(st.integers(1, 200)) * timedelta(hours=1)
    window = data.draw(st.sampled_from([None, Window(start, start + timedelta(hours=1))]))
    moves: list[Move] = [
        lambda need: need.revise("other words", understood(hands, window)),
        lambda need: need.post(now),
        lambda need: need.renew(now),
        lambda need: need.put_away(now),
        lambda need: need.take_back(now),
        lambda need: need.close(now),
        lambda need: need.look_again(token, now),
        lambda need: need.ask(HandshakeId(helper.value), helper, OFFER, now),
        lambda need: need.volunteer(HandshakeId(helper.value), helper, now),
        lambda need: need.not_now(helper, now),
        lambda need: need.choose(token, now),
        lambda need: need.pass_over(token, now),
        lambda need: need.release(token, now),
    ]
    return data.draw(st.sampled_from(moves))(need)


@given(st.data())
def test_every_move_is_refused_or_gives_a_need_that_can_be(data: st.DataObject) -> None:
    need = a_need(NeedState.DRAFT, hands=data.draw(st.integers(1, 3)))
    now = NOW
    for _ in range(data.draw(st.integers(1, 25))):
        now += data.draw(st.integers(0, 100)) * timedelta(hours=1)
        before = need
        try:
            need = a_step(data, before, now)
        except Refusal:
            continue
        assert_can_be(need, now)
        assert_followed_from(before, need)


def assert_can_be(need: Need, now: datetime) -> None:
    people = [each.helper for each in need.handshakes]
    assert len(people) == len(set(people)), "one handshake a person"
    assert need.asker not in people
    assert len(need.chosen) <= need.understood.hands
    assert (need.state is NeedState.MET) == (need.live and need.places_left == 0)
    if not need.live:
        assert not any(each.alive for each in need.handshakes), "when it is over, nobody is bound"
    if need.state is NeedState.MET:
        assert not any(each.state is HandshakeState.OFFERED for each in need.handshakes)
    if need.live:
        assert need.put_away_at is not None
        assert need.answer_by is not None
    assert all(each.since <= now for each in need.handshakes)


def assert_followed_from(before: Need, after: Need) -> None:
    assert [each.id for each in after.handshakes[: len(before.handshakes)]] == [
        each.id for each in before.handshakes
    ], "no handshake is ever forgotten or replaced"
    for was, now in zip(before.handshakes, after.handshakes, strict=False):
        assert was.helper == now.helper
        assert was.since <= now.since
        assert not (now.state is HandshakeState.ASKED and was.state is not HandshakeState.ASKED)
    if before.state in (NeedState.CLOSED, NeedState.TAKEN_BACK):
        assert after == before, "what is over stays over"
    assert not (after.state is NeedState.DRAFT and before.state is not NeedState.DRAFT)


def test_a_met_need_stays_at_least_until_it_was_asked_how_it_went() -> None:
    need = a_need(NeedState.DRAFT).post(NOW).volunteer(BRUNOS, BRUNO, NOW).choose(BRUNOS, LATER)
    assert need.put_away_at is not None
    assert need.put_away_at > rhythm.follow_up_at(need.understood.when, LATER)
