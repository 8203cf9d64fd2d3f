"""Thanks: how far others may see them."""

from dataclasses import replace

import pytest

from bot.domain.gratitude import GratitudeNote, Showing
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
