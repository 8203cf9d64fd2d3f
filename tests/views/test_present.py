"""Everything can be drawn, in every state, in words that are there."""

from zoneinfo import ZoneInfo

import pytest

from bot.domain.notice import NoticeKind
from bot.views.i18n import LANGUAGES, Tongue
from bot.views.present import VIEWS
from bot.views.vocabulary import Actions, Card, Fields, Form, Note, Prose, Quote
from tests.stories import plain
from tests.views import walk
from tests.views.all_views import all_views

TONGUES = [Tongue(language, ZoneInfo("Asia/Kathmandu")) for language in LANGUAGES]


def test_whatever_hypha_says_has_a_view() -> None:
    assert set(VIEWS) == set(NoticeKind)


def test_whatever_hypha_says_can_be_drawn_in_some_state() -> None:
    assert {drawn.kind for drawn in all_views()} == {*NoticeKind, None}


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.language)
def test_every_view_in_every_state_has_its_words(tongue: Tongue) -> None:
    for drawn in all_views():
        for span in walk.spans(drawn.view):
            assert list(tongue.pieces(span)), f"{drawn.told}: {span}"
        assert plain.shown(drawn.view, tongue).words.strip(), drawn.told


def test_messages_are_cards_and_forms_are_answers() -> None:
    """A form is an answer to somebody who is there; what Hypha sends by itself is a card."""
    forms = {drawn.kind for drawn in all_views() if isinstance(drawn.view, Form)}
    assert forms == {kind for kind in NoticeKind if kind.value.endswith("_form")}


def test_no_view_has_a_part_without_anything_in_it() -> None:
    for drawn in all_views():
        for block in drawn.view.blocks if isinstance(drawn.view, Card) else ():
            match block:
                case Fields(rows):
                    assert rows, drawn.told
                case Actions(buttons):
                    assert buttons, drawn.told
                case Prose() | Note() | Quote():
                    pass
