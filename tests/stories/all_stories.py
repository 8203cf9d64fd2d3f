"""Every story: what each face plays."""

from tests.depth import DEEP, DEPTH
from tests.stories import (
    before_it_goes_out,
    between_yes_and_no,
    first_week,
    forget_me,
    keeping_apart,
    lift_to_the_clinic,
    may_i_ask,
    telling_moderators,
    thanks,
    two_places,
    without_a_name,
)

STORIES = (
    *lift_to_the_clinic.STORIES,
    *may_i_ask.STORIES,
    *without_a_name.STORIES,
    *first_week.STORIES,
    *two_places.STORIES,
    *keeping_apart.STORIES,
    *telling_moderators.STORIES,
    *forget_me.STORIES,
    *before_it_goes_out.STORIES,
    *between_yes_and_no.STORIES,
    *thanks.STORIES,
)

IN_A_BROWSER = STORIES if DEPTH is DEEP else lift_to_the_clinic.STORIES
"""The room draws what the core decides: a quick run plays there the stories that go through most of it."""
