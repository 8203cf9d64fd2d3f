"""Every view as Discord is given it, and what becomes of those that are too much for it.

The golden file is written anew by `HYPHA_WRITE_GOLDEN=1`; read the difference before you keep it.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from simcord.components import walk_components

from adapters.discord import limits, render
from adapters.discord.form import Dialog
from bot.application.verbs import Verb
from bot.domain.notice import NoticeKind
from bot.views.i18n import Tongue
from bot.views.present import present
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Button,
    Card,
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
from tests.adapters.discord import screen
from tests.adapters.discord.discord_markdown import read
from tests.specs.discord_openapi import DiscordOpenApi

GOLDEN = Path(__file__).parent / "golden" / "views.txt"
TONGUE = Tongue("en", scenes.LISBON)
HOSTILE = "*_~`|<@1>[x](https://evil.example)" * 60
TITLE = Phrase("mine.title")
TAKE_BACK = Button(Phrase("button.take_back"), ActionRef(Verb.TAKE_BACK_NEED, "n1"), Tone.QUIET)


def test_every_view_is_drawn_as_it_was_agreed():
    drawn = "\n".join(_drawn(kind, present(scenes.scene(kind))) for kind in NoticeKind)
    if os.environ.get("HYPHA_WRITE_GOLDEN") == "1":
        GOLDEN.write_text(drawn, encoding="utf-8")
    assert drawn == GOLDEN.read_text(encoding="utf-8"), "if this is meant: HYPHA_WRITE_GOLDEN=1 keeps it"


@pytest.mark.parametrize("kind", NoticeKind)
def test_discord_takes_every_view(kind: NoticeKind, described: DiscordOpenApi | None):
    view = render.view(present(scenes.scene(kind)), TONGUE)
    if described is not None:
        body = _callback(view)
        assert not described.problems("POST", "/interactions/1/token/callback", body)
    if isinstance(view, render.Message):
        assert view.content_length() <= limits.TEXT_OF_A_MESSAGE
        ids = [each["custom_id"] for each in walk_components(view.to_components()) if "custom_id" in each]
        assert len(ids) == len(set(ids))


def test_a_day_keeps_its_weekday_and_other_moments_are_discords_own():
    at = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    spans = tuple(Moment(at, precision) for precision in Precision)
    day, *others = screen.raw(_card(Prose(spans)).to_components()).split("<")
    assert "Tue" in day
    assert others == ["t:1772528400:F>", "t:1772528400:t>"]


def test_a_member_without_an_account_here_is_named_in_words():
    spans = Listing((Mention(UserText("Ana"), "111"), Mention(UserText("*Ben*"), None)))
    assert screen.raw(_card(Prose((spans,))).to_components()).endswith("<@111> and \\*Ben\\*")


def test_a_link_of_ours_works_and_one_of_theirs_does_not():
    ours = TrustedLink("https://hypha.example/a_(b)", Phrase("button.more"))
    text = screen.raw(_card(Prose((ours, UserText("[More](https://evil.example)")))).to_components())
    assert text.endswith(r"[More](https://hypha.example/a_(b%29)\[More\](https\://evil\.example)")


def test_small_print_is_small():
    text = screen.raw(_card(Note((UserText("one"), Phrase("need.form.hint")))).to_components())
    assert text.endswith("-# oneWhat would help, when, and roughly where")


def test_the_longest_hostile_text_fits_and_everything_else_stays():
    view = _card(
        Quote(UserText(HOSTILE)), Fields(((Phrase("facts.where"), UserText(HOSTILE)),)), Actions((TAKE_BACK,))
    )
    assert view.content_length() <= limits.TEXT_OF_A_MESSAGE
    components = view.to_components()
    assert limits.CUT in screen.raw(components)
    assert "Where:" in screen.words(components)
    assert list(screen.buttons(components)) == ["Take it back"]
    assert set(read(screen.raw(components)).effects) == {"heading", "quote", "bold"}


def test_a_text_of_the_usual_length_is_never_cut():
    view = _card(Quote(UserText("A plain sentence. " * 111)))
    assert limits.CUT not in screen.raw(view.to_components())


@pytest.mark.parametrize(
    "block", [Prose((UserText(HOSTILE),)), Quote(UserText(HOSTILE)), Actions((TAKE_BACK,) * 5)]
)
def test_more_than_a_message_holds_is_left_away_visibly(block: Prose | Quote | Actions):
    view = _card(*[block] * 60)
    assert view.content_length() <= limits.TEXT_OF_A_MESSAGE
    assert len(list(walk_components(view.to_components()))) <= limits.COMPONENTS_OF_A_MESSAGE
    assert screen.words(view.to_components()).endswith("There is more than fits here.")


def test_labels_and_hints_that_are_too_long_are_cut_visibly(described: DiscordOpenApi | None):
    long = Phrase("need.preview.unclear")
    options = (Option("1", UserText("*x* " * 60)), Option("2", Phrase("button.more")))
    fields = (
        TextField("text", long, long, UserText("y" * 500), Lines.SEVERAL, 100, False),
        ChoiceField("which", long, options, "2", required=False),
    )
    form = render.view(Form(long, fields, long, ActionRef(Verb.WRITE_NEED)), TONGUE)
    if described is not None:
        assert not described.problems("POST", "/interactions/1/token/callback", _callback(form))
    text, which = [each["component"] for each in _callback(form)["data"]["components"]]
    assert text["value"] == "y" * 99 + limits.CUT
    assert [each["label"] for each in which["options"]] == ["*x* " * 24 + "*x*" + limits.CUT, "More"]
    assert [each["default"] for each in which["options"]] == [False, True]


def test_many_can_be_chosen_and_those_chosen_before_are(described: DiscordOpenApi | None):
    options = tuple(Option(str(number), UserText("*x* " * 60)) for number in range(25))
    field = ManyField("which", TITLE, options, ("3", "2", "gone"))
    form = render.view(Form(TITLE, (field,), TITLE, ActionRef(Verb.SAVE_ASK_ME)), TONGUE)
    if described is not None:
        assert not described.problems("POST", "/interactions/1/token/callback", _callback(form))
    (which,) = [each["component"] for each in _callback(form)["data"]["components"]]
    assert (which["min_values"], which["max_values"], which["required"]) == (0, 25, False)
    assert [each["value"] for each in which["options"] if each["default"]] == ["2", "3"]


def _card(*blocks: Any) -> render.Message:
    return render.message(Card(TITLE, blocks), TONGUE)


def _callback(view: render.Message | Dialog) -> dict[str, Any]:
    if isinstance(view, Dialog):
        return {"type": 9, "data": view.to_dict()}
    return {"type": 4, "data": {"components": view.to_components(), "flags": 1 << 15}}


def _drawn(kind: NoticeKind, view: View) -> str:
    match render.view(view, TONGUE):
        case Dialog() as dialog:
            lines = _form_lines(dialog.to_dict())
        case render.Message() as message:
            lines = _message_lines(message.to_components())
    return "\n".join([f"=== {kind} ===", *lines, ""])


def _message_lines(components: list[dict[str, Any]]) -> Iterator[str]:
    for each in walk_components(components):
        if each["type"] == 10:
            yield each["content"]
        elif each["type"] == 2:
            yield f"    [{each['label']}] {each['custom_id']} {'primary' if each['style'] == 1 else 'plain'}"


def _form_lines(modal: dict[str, Any]) -> Iterator[str]:
    yield f"{modal['title']} {modal['custom_id']}"
    for label in modal["components"]:
        if label["type"] == 10:
            yield label["content"]
            continue
        yield f"{label['label']} ({label.get('description') or ''})"
        known = ("type", "custom_id", "value", "max_length", "required", "default_values", "channel_types")
        yield "    " + ", ".join(
            f"{key}={label['component'][key]!r}" for key in known if key in label["component"]
        )
