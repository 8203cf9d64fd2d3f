"""What a member said about the small things that Hypha does by itself."""

from dataclasses import replace

import pytest

from bot.domain.gratitude import Showing
from bot.domain.ids import CommunityId, MemberId
from bot.domain.wishes import Wishes, both, from_plain, to_plain

AMINA = Wishes(MemberId("amina"), CommunityId("c"))


@pytest.mark.parametrize("thanks", [None, *Showing])
def test_what_was_said_is_read_as_it_was_written(thanks: Showing | None):
    said = replace(AMINA, thanks=thanks, version=3)
    assert from_plain(to_plain(said), AMINA.member, AMINA.community, 3) == said


def test_what_was_not_written_was_not_said():
    assert from_plain({}, AMINA.member, AMINA.community, 0) == AMINA
    with pytest.raises(ValueError, match="not what a member wished for"):
        from_plain({"thanks": 3}, AMINA.member, AMINA.community, 0)


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        (None, None, None),
        (None, Showing.NAMED, Showing.NAMED),
        (Showing.UNNAMED, None, Showing.UNNAMED),
        (Showing.NAMED, Showing.UNNAMED, Showing.UNNAMED),
        (Showing.PRIVATE, Showing.NAMED, Showing.PRIVATE),
    ],
)
def test_of_two_who_are_one_person_the_less_counts(
    one: Showing | None, other: Showing | None, left: Showing | None
):
    there = Wishes(MemberId("there"), AMINA.community, other, version=2)
    assert both(replace(AMINA, thanks=one, version=1), there) == replace(AMINA, thanks=left, version=1)
