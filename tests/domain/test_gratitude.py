"""Thanks: how far others may see them."""

from dataclasses import replace
from itertools import product

import pytest

from bot.domain.errors import Unknown
from bot.domain.gratitude import GratitudeNote, Showing, how_shown
from bot.domain.ids import CommunityId, MemberId, NeedId, NoteId
from tests.storage.village import NOW

NOTE = GratitudeNote(NoteId("n"), CommunityId("c"), MemberId("amina"), MemberId("bo"), "for driving", NOW)


@pytest.mark.parametrize(
    ("giver", "receiver", "both"),
    [
        (Showing.NAMED, Showing.NAMED, Showing.NAMED),
        (Showing.NAMED, Showing.UNNAMED, Showing.UNNAMED),
        (Showing.UNNAMED, Showing.NAMED, Showing.UNNAMED),
        (Showing.NAMED, Showing.PRIVATE, Showing.PRIVATE),
        (Showing.PRIVATE, Showing.UNNAMED, Showing.PRIVATE),
    ],
)
def test_others_see_what_both_are_fine_with(giver: Showing, receiver: Showing, both: Showing):
    assert replace(NOTE, giver_shows=giver, receiver_shows=receiver).shows is both


def test_until_somebody_says_otherwise_nobody_else_sees_them():
    assert NOTE.shows is Showing.PRIVATE


def test_thanks_for_a_need_without_a_name_are_seen_by_nobody_else():
    veiled = replace(NOTE, giver_shows=Showing.NAMED, receiver_shows=Showing.NAMED, veiled_by=NeedId("need"))
    assert veiled.shows is Showing.PRIVATE


NAMED = replace(NOTE, giver_shows=Showing.NAMED, receiver_shows=Showing.NAMED)
UNNAMED = replace(NAMED, receiver_shows=Showing.UNNAMED)
FOR_THE_TWO_ALONE = (
    replace(NAMED, quiet=True),
    replace(NAMED, unheard=True),
    replace(NAMED, receiver=NAMED.giver),
    replace(NAMED, veiled_by=NeedId("need")),
    replace(NAMED, veiled_by=NeedId("need"), hides_receiver=True),
)


@pytest.mark.parametrize(("giver", "receiver"), [*product(Showing, Showing)])
def test_a_note_is_shown_only_as_both_say_and_never_where_it_is_for_the_two_alone(
    giver: Showing, receiver: Showing
):
    wanted = next(each for each in Showing if each in (giver, receiver))
    for note in (NOTE, *FOR_THE_TWO_ALONE):
        said = replace(note, giver_shows=giver, receiver_shows=receiver)
        shown = wanted if note is NOTE else Showing.PRIVATE
        assert how_shown(said, "Amina", "Bo", may_meet=True) is shown
        assert how_shown(said, "Amina", "Bo", may_meet=False) is Showing.PRIVATE


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("for driving", Showing.UNNAMED),
        ("", Showing.UNNAMED),
        ("for driving, Bo!", Showing.PRIVATE),
        ("BO drove my mum", Showing.PRIVATE),
        ("love, amina", Showing.PRIVATE),
        ("Mrs Okoro, you saved my day", Showing.PRIVATE),
        ("for the borrowed boat", Showing.UNNAMED),
    ],
)
def test_words_that_hold_a_name_are_not_shown_without_names(words: str, shown: Showing):
    assert how_shown(replace(UNNAMED, text=words), "Amina Okoro", "Bo", may_meet=True) is shown
    assert how_shown(replace(NAMED, text=words), "Amina Okoro", "Bo", may_meet=True) is Showing.NAMED


def test_each_says_it_for_their_own_part_and_nobody_else_does():
    giver, receiver, other = NOTE.giver, NOTE.receiver, MemberId("chidi")
    said = NOTE.say(giver, Showing.NAMED).say(receiver, Showing.UNNAMED)
    assert (said.said_by(giver), said.said_by(receiver)) == (Showing.NAMED, Showing.UNNAMED)
    with pytest.raises(Unknown):
        NOTE.say(other, Showing.NAMED)
    with pytest.raises(Unknown):
        replace(NOTE, unheard=True).say(receiver, Showing.NAMED)


@pytest.mark.parametrize("hides_receiver", [False, True])
def test_a_made_up_name_hides_one_of_the_two_from_everybody_else(hides_receiver: bool):
    note = replace(NOTE, veiled_by=NeedId("need"), hides_receiver=hides_receiver)
    hidden, known = (note.receiver, note.giver) if hides_receiver else (note.giver, note.receiver)
    names = note.names_receiver_to if hides_receiver else note.names_giver_to
    assert note.hidden == hidden
    assert names(hidden)
    assert not names(known)
    assert not names(None)
    assert NOTE.hidden is None
    assert NOTE.names_giver_to(None)
    assert NOTE.names_receiver_to(None)
