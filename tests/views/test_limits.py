"""No words of ours are longer than the narrowest platform takes, in any language and in any state.

What people write may be longer than fits; the platforms cut that where it can be seen, and test it.
"""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from adapters.discord import limits as discord
from adapters.slack import limits as slack
from bot.views.catalogue import COMMANDS, GROUP_SUMMARIES
from bot.views.i18n import LANGUAGES, Literal, Tongue
from bot.views.vocabulary import (
    Actions,
    Card,
    ChoiceField,
    Fields,
    Form,
    ManyField,
    Moment,
    Phrase,
    TextField,
    View,
)
from tests.stories import plain
from tests.views import walk
from tests.views.all_views import Drawn, all_views

TITLE = slack.HEADER
BUTTON = min(slack.BUTTON_LABEL, discord.BUTTON_LABEL)
BUTTONS_OF_A_ROW = min(slack.BUTTONS_OF_A_ROW, discord.BUTTONS_OF_A_ROW)
FORM_TITLE = min(slack.FORM_TITLE, discord.FORM_TITLE)
SUBMIT = slack.FORM_SUBMIT
LABEL = min(slack.LABEL, discord.FIELD_LABEL)
HINT = min(slack.HINT, discord.FIELD_HINT)
OPTION = min(slack.OPTION_LABEL, discord.OPTION_LABEL)
OPTIONS = min(slack.OPTIONS, discord.OPTIONS)
ROWS_OF_FIELDS = 10
OURS_IN_A_MESSAGE = 1500
"""So much of the smallest message (Discord's) our own words may take: the rest is for people's."""

TONGUES = [Tongue(language, ZoneInfo("America/Argentina/ComodRivadavia")) for language in LANGUAGES]


@pytest.fixture(params=TONGUES, ids=lambda tongue: tongue.language, name="tongue")
def _tongue(request: pytest.FixtureRequest) -> Tongue:
    return request.param


def cards() -> list[tuple[Drawn, Card]]:
    return [(drawn, drawn.view) for drawn in all_views() if isinstance(drawn.view, Card)]


def forms() -> list[tuple[Drawn, Form]]:
    return [(drawn, drawn.view) for drawn in all_views() if isinstance(drawn.view, Form)]


def test_titles_and_buttons_of_cards(tongue: Tongue) -> None:
    for drawn, card in cards():
        assert len(tongue.words(card.title)) <= TITLE, drawn.told
        for button in plain.buttons_of(card):
            assert len(tongue.words(button.label)) <= BUTTON, drawn.told
            assert len(button.action.encode()) <= discord.CUSTOM_ID
        for block in card.blocks:
            assert not isinstance(block, Actions) or len(block.buttons) <= BUTTONS_OF_A_ROW, drawn.told
            assert not isinstance(block, Fields) or len(block.rows) <= ROWS_OF_FIELDS, drawn.told


def test_forms(tongue: Tongue) -> None:
    for drawn, form in forms():
        assert len(tongue.words(form.title)) <= FORM_TITLE, drawn.told
        assert len(tongue.words(form.submit)) <= SUBMIT, drawn.told
        assert 1 <= len(form.fields) <= discord.FIELDS_OF_A_FORM, drawn.told
        for field in form.fields:
            assert len(tongue.words(field.label)) <= LABEL, drawn.told
            match field:
                case TextField(hint=Phrase() as hint):
                    assert len(tongue.words(hint)) <= HINT, drawn.told
                    assert field.max_length <= min(slack.INPUT, discord.TEXT_FIELD)
                case ChoiceField(options=options) | ManyField(options=options):
                    assert field.hint is None or len(tongue.words(field.hint)) <= HINT, drawn.told
                    assert len(options) <= OPTIONS
                    labels = [each.label for each in options if isinstance(each.label, Phrase)]
                    assert all(len(tongue.words(label)) <= OPTION for label in labels)
                case _:
                    pass


def test_our_own_words_leave_room_for_theirs(tongue: Tongue) -> None:
    for drawn in all_views():
        assert _length_of_ours(drawn.view, tongue) <= OURS_IN_A_MESSAGE, drawn.told


def test_commands(tongue: Tongue) -> None:
    for command in COMMANDS:
        for words in (command.summary, *(option.summary for option in command.options)):
            assert 1 <= len(tongue.words(words)) <= discord.COMMAND_SUMMARY, command.typed
    for name, summary in GROUP_SUMMARIES.items():
        assert 1 <= len(tongue.words(summary)) <= discord.COMMAND_SUMMARY, name


def test_what_has_to_be_plain_holds_no_words_of_a_person(tongue: Tongue) -> None:
    """Titles and labels are drawn where nothing can be escaped; `words` raises if a person's are in them."""
    for drawn, card in cards():
        assert tongue.words(card.title), drawn.told
    for drawn, form in forms():
        for label in (form.title, form.submit, *(field.label for field in form.fields)):
            assert tongue.words(label), drawn.told


def _length_of_ours(view: View, tongue: Tongue) -> int:
    message = replace(view, file=None) if isinstance(view, Card) else view  # a file has room of its own
    pieces = [piece for span in walk.lines(message) for piece in tongue.pieces(span)]
    ours = [each.text for each in pieces if isinstance(each, Literal)]
    moments = [tongue.moment(each) for each in pieces if isinstance(each, Moment)]
    return sum(map(len, (*ours, *moments)))
