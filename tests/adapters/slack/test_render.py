"""Every view as Slack is given it, and what becomes of those that are too much for it.

The golden file is written anew by `HYPHA_WRITE_GOLDEN=1`; read the difference before you keep it.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.slack import limits, render
from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.domain.notice import NoticeKind
from bot.views.i18n import Tongue
from bot.views.present import present
from bot.views.scene import Scene, mention
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    ChannelField,
    ChoiceField,
    Fields,
    Form,
    Lines,
    Listing,
    ManyField,
    Mention,
    Moment,
    Note,
    Option,
    PersonField,
    Phrase,
    Precision,
    Prose,
    Quote,
    TextField,
    Tone,
    TrustedLink,
    UserText,
    View,
)
from tests.adapters import scenes
from tests.golden import same_as_golden
from tests.loopback.slack.mrkdwn import read_mrkdwn
from tests.loopback.slack.reading import read_blocks as read
from tests.specs import block_kit

GOLDEN = Path(__file__).parent / "golden" / "views.txt"
TONGUE = Tongue("en-GB", scenes.LISBON)
HOSTILE = "*_~`|<@U1><!channel>[x](https://evil.example):smile:" * 60
TITLE = Phrase("mine.title")
MORE = Phrase("button.more")
TAKE_BACK = Button(Phrase("button.take_back"), ActionRef(Verb.TAKE_BACK_NEED, "n1"), Tone.QUIET)


def test_every_view_is_drawn_as_it_was_agreed():
    drawn = "\n".join(_golden(kind, present(_scene(kind))) for kind in NoticeKind)
    same_as_golden(GOLDEN, drawn)


@pytest.mark.parametrize("kind", NoticeKind)
def test_slack_takes_every_view(kind: NoticeKind):
    assert not _complaints(present(_scene(kind)))


def test_a_day_keeps_its_weekday_and_other_moments_are_in_the_readers_own_zone():
    at = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    day, full, clock = _section(*(Moment(at, precision) for precision in Precision))
    assert "Tue" in day["text"]
    assert (full["type"], full["timestamp"], full["format"]) == ("date", 1772528400, "{date_long}, {time}")
    assert (clock["format"], clock["fallback"]) == ("{time}", "09:00")


def test_a_member_without_an_account_here_is_named_in_words():
    spans = Listing((Mention(UserText("Ana"), "U111"), Mention(UserText("*Ben*"), None)))
    assert _section(spans) == [
        {"type": "user", "user_id": "U111"},
        {"type": "text", "text": " and "},
        {"type": "text", "text": "*Ben*"},
    ]


def test_an_account_of_another_platform_is_no_mention():
    assert _section(Mention(UserText("Cy"), "222333"))[0]["type"] == "text"


def test_a_link_of_ours_works_and_one_of_theirs_does_not():
    ours = TrustedLink("https://hypha.example/a", MORE)
    seen = read(_card(Prose((ours, UserText("<https://evil.example|More>")))))
    assert [(effect.kind, effect.detail) for effect in seen.effects] == [("link", "https://hypha.example/a")]
    assert "<https://evil.example|More>" in seen.text


def test_small_print_says_names_times_and_links_in_words():
    at = Moment(datetime(2026, 3, 3, 9, 0, tzinfo=UTC), Precision.TIME)
    link = TrustedLink("https://hypha.example/a", MORE)
    drawn = _card(Note((Mention(UserText("Ana"), "U111"), at, link)))
    assert drawn[1] == {
        "type": "context",
        "elements": [
            {"type": "plain_text", "text": "Ana09:00More (https://hypha.example/a)", "emoji": False}
        ],
    }


def test_the_longest_hostile_text_fits_does_nothing_and_everything_else_stays():
    where = Fields(((Phrase("facts.where"), UserText(HOSTILE)),))
    card = Card(TITLE, (Quote(UserText(HOSTILE)), where, Actions((TAKE_BACK,))))
    assert not _complaints(card)
    seen = read(render.message(card, TONGUE).blocks)
    assert limits.CUT in seen.text
    assert "Where:" in seen.text
    assert seen.labels == ("Take it back",)
    assert not seen.effects


def test_a_text_of_the_usual_length_is_never_cut():
    assert limits.CUT not in read(_card(Quote(UserText("A plain sentence. " * 111)))).text


@pytest.mark.parametrize(
    "block", [Prose((UserText(HOSTILE),)), Quote(UserText(HOSTILE)), Actions((TAKE_BACK,))]
)
def test_more_than_a_message_holds_is_left_away_visibly(block: Block):
    card = Card(TITLE, (block,) * 60)
    assert not _complaints(card)
    assert read(render.message(card, TONGUE).blocks).text.endswith("There is more than fits here.")


def test_a_notification_says_everything_and_does_nothing():
    spans = (
        UserText("*see* <!here> www.evil.example or me@evil.example :tada:"),
        TrustedLink("https://a.b", MORE),
    )
    text = render.message(Card(TITLE, (Prose(spans), Quote(UserText("_mine_")))), TONGUE).text
    seen = read_mrkdwn(text)
    assert not seen.effects
    assert "<!here>" in seen.text
    assert "mine" in seen.text


def test_a_notification_is_never_too_long():
    drawn = render.message(Card(TITLE, (Quote(UserText("&" * 3000)),) * 3), TONGUE)
    assert len(drawn.text) <= limits.NOTIFICATION
    assert drawn.text.endswith(limits.CUT)


def test_labels_and_values_that_are_too_long_are_cut_visibly():
    long = Phrase("need.preview.unclear")
    options = (Option("1", UserText("*x* " * 60)), Option("2", MORE))
    fields = (
        TextField("text", long, long, UserText("y" * 500), Lines.SEVERAL, 100, False),
        ChoiceField("which", long, options, "2", required=False),
    )
    form = Form(long, fields, long, ActionRef(Verb.WRITE_NEED))
    assert not _complaints(form)
    view = render.modal(form, TONGUE)
    text, which = (block["element"] for block in view["blocks"])
    assert text["initial_value"] == "y" * 99 + limits.CUT
    assert [each["text"]["text"][-1] for each in which["options"]] == [limits.CUT, "e"]
    assert which["initial_option"]["value"] == "2"
    assert view["title"]["text"].endswith(limits.CUT)


def test_many_can_be_chosen_and_those_chosen_before_are():
    options = (Option("1", MORE), Option("2", UserText("*x* " * 60)), Option("3", TITLE))
    form = Form(
        TITLE, (ManyField("which", TITLE, options, ("3", "2", "gone")),), MORE, ActionRef(Verb.SAVE_ASK_ME)
    )
    assert not _complaints(form)
    (block,) = render.modal(form, TONGUE)["blocks"]
    assert block["optional"]
    assert [each["value"] for each in block["element"]["initial_options"]] == ["3", "2"]


def test_a_cut_leaves_no_half_character():
    family = "👩‍👩‍👧"
    for room in range(3, 40):
        kept = limits.clip(family * 10, room).removesuffix(limits.CUT)
        assert kept == family * (len(kept) // len(family))
        assert limits.size(limits.clip(family * 10, room)) <= room


def test_a_form_that_is_opened_with_problems_says_them_above_their_fields():
    fields = (
        TextField("text", TITLE, None, None, Lines.ONE, 50, True),
        PersonField("person", TITLE, "U7", True),
    )
    form = Form(TITLE, fields, MORE, ActionRef(Verb.GIVE_THANKS), {"person": Phrase("refusal.whom_to_thank")})
    assert not _complaints(form)
    kinds = [block["type"] for block in render.modal(form, TONGUE)["blocks"]]
    assert kinds == ["input", "context", "input"]
    assert set(render.problems(form, TONGUE)) == {"person"}


def test_choices_that_are_nowhere_any_more_are_left_open():
    fields = (
        PersonField("person", TITLE, "not an account", True),
        ChoiceField("which", TITLE, (Option("1", MORE),), "gone", required=True),
        ChannelField("needs", TITLE, Board.NEEDS, None, required=False),
    )
    form = Form(TITLE, fields, MORE, ActionRef(Verb.SAVE_SET_UP))
    assert not _complaints(form)
    assert not any(
        "initial" in key for block in render.modal(form, TONGUE)["blocks"] for key in block["element"]
    )


def _scene(kind: NoticeKind) -> Scene:
    people = {
        scenes.AMINA.id: mention(scenes.AMINA, "U0AMINA"),
        scenes.BRUNO.id: mention(scenes.BRUNO, "U0BRUNO"),
    }
    return replace(scenes.scene(kind), people=people)


def _golden(kind: NoticeKind, view: View) -> str:
    drawn: Any
    match view:
        case Card():
            message = render.message(view, TONGUE)
            drawn = {"text": message.text, "blocks": message.blocks}
        case Form():
            drawn = render.modal(view, TONGUE)
    return f"=== {kind}\n{json.dumps(drawn, indent=1, ensure_ascii=False)}\n"


def _complaints(view: View) -> list[str]:
    match view:
        case Card():
            message = render.message(view, TONGUE)
            return block_kit.message_complaints(message.blocks, message.text)
        case Form():
            return block_kit.modal_complaints(render.modal(view, TONGUE))


def _card(*blocks: Block) -> list[render.Json]:
    return render.message(Card(TITLE, blocks), TONGUE).blocks


def _section(*spans: Any) -> list[render.Json]:
    return _card(Prose(spans))[1]["elements"][0]["elements"]
