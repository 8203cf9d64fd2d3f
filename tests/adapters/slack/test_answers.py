"""Whatever somebody does on Slack is answered, in the place where they did it."""

import asyncio
import logging
from typing import Any

import pytest

from adapters.slack import render
from bot.application.interaction import Interaction
from bot.application.verbs import Verb
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Button,
    Card,
    File,
    Form,
    Lines,
    PersonField,
    Phrase,
    Prose,
    TextField,
    UserText,
    View,
)
from tests.adapters.fake_door import TONGUE
from tests.adapters.slack.conftest import World
from tests.loopback.slack import Fault, Seen
from tests.loopback.slack.payloads import event
from tests.loopback.slack.workspace import RESPONSE_URL_SECONDS, RESPONSE_URL_USES, TRIGGER_SECONDS

POST = Button(Phrase("button.post"), ActionRef(Verb.POST_NEED, "n1"))
EDIT = Button(Phrase("button.change"), ActionRef(Verb.EDIT_NEED, "n1"))
WHAT = TextField("text", Phrase("need.form.text"), None, UserText("a ladder"), Lines.SEVERAL, 2000, True)
FORM = Form(Phrase("need.form.change"), (WHAT,), Phrase("button.post"), ActionRef(Verb.REVISE_NEED, "n1"))
PREVIEW = Card(Phrase("need.preview.title"), (Actions((POST, EDIT)),))


def card(words: str) -> Card:
    return Card(Phrase("mine.title"), (Prose((UserText(words),)),))


def by_verb(**views: View) -> Any:
    """A door that answers each verb in its own way."""
    return lambda interaction: views.get(interaction.verb.value, PREVIEW)


async def test_a_command_is_answered_to_whoever_typed_it_alone(world: World):
    shown = await world.amina.command("/need", "a ladder & <a bucket>")
    assert "a ladder & <a bucket>" in shown
    assert shown.private
    assert not world.slack.channel("general")
    assert world.robin.whispers() == []


async def test_what_slack_knows_of_somebody_comes_in_with_their_first_words(world: World):
    await world.amina.command("/need", "a ladder")
    await world.robin.command("/aid-admin", "setup")
    amina, robin = [interaction.actor for interaction in world.door.came]
    assert (amina.name, amina.locale, amina.zone, amina.moderator) == (
        "Amina",
        "pt-BR",
        "Europe/Lisbon",
        False,
    )
    assert robin.moderator
    await world.amina.command("/need", "a bucket")
    assert len(world.slack.calls("users.info")) == 2


async def test_a_directory_that_does_not_answer_keeps_nobody_waiting(world: World):
    world.slack.faults.next("users.info", Fault.hang_up_before(), Fault.throttle(30))
    await world.amina.command("/need", "a ladder")
    assert world.door.came[0].actor.moderator is None
    assert world.door.came[0].actor.name == "Amina"


async def test_the_card_in_ones_own_view_gives_way_to_the_next(world: World):
    world.answers(by_verb(post_need=card("It is out")))
    preview = await world.amina.command("/need", "a ladder")
    shown = await world.amina.click(preview, "Post it")
    assert "It is out" in shown
    assert [len(seen.labels) for seen in world.amina.whispers()] == [0]


async def test_the_card_that_everybody_sees_stays_when_one_person_taps_it(world: World):
    world.answers(by_verb(post_need=card("Thank you")))
    card_for_all = await posted(world)
    shown = await world.amina.click(card_for_all, "Post it")
    assert "Thank you" in shown
    assert shown.private
    assert world.amina.again(card_for_all).labels == ("Post it", "Change it")


async def test_a_form_opens_and_its_answer_takes_the_place_of_the_preview(world: World):
    world.answers(by_verb(edit_need=FORM, revise_need=card("Changed")))
    form = await world.amina.click(await world.amina.command("/need", "a ladder"), "Change it")
    assert form.fields[0].starts_with == "a ladder"
    shown = await world.amina.submit(form, {form.fields[0].label: "two ladders"})
    assert "Changed" in shown
    assert len(world.amina.whispers()) == 1
    assert world.door.came[-1].values == {"text": "two ladders"}


async def test_a_command_without_words_opens_a_form(world: World):
    world.answers(lambda interaction: FORM if interaction.verb is Verb.NEED else card("Written"))
    form = await world.amina.command("/need")
    assert "Written" in await world.amina.submit(form, {})


async def test_what_is_wrong_with_a_form_stands_at_the_field(world: World):
    refused = Form(FORM.title, FORM.fields, FORM.submit, FORM.action, {"text": Phrase("refusal.empty")})
    world.answers(by_verb(need=FORM, revise_need=refused))
    form = await world.amina.command("/need")
    again = await world.amina.submit(form, {})
    assert list(again.errors) == [form.fields[0].label]
    world.answers(card("Written"))
    assert "Written" in await world.amina.submit(again, {})


async def test_one_form_can_lead_to_another(world: World):
    other = Form(Phrase("thanks.form.title"), (WHAT,), FORM.submit, ActionRef(Verb.GIVE_THANKS))
    world.answers(by_verb(need=FORM, revise_need=other, give_thanks=card("Thanked")))
    second = await world.amina.submit(await world.amina.command("/need"), {})
    assert second.title != FORM.title
    assert "Thanked" in await world.amina.submit(second, {})


async def test_whoever_is_chosen_in_a_form_is_known_by_name(world: World):
    whom = PersonField("person", Phrase("thanks.form.person"), None, required=True)
    form = Form(FORM.title, (whom,), FORM.submit, ActionRef(Verb.GIVE_THANKS))
    world.answers(by_verb(thank=form, give_thanks=card("Thanked")))
    opened = await world.amina.command("/gratitude")
    await world.amina.submit(opened, {opened.fields[0].label: "Robin"})
    assert world.door.came[-1].values == {"person": "UROBIN", "person_name": "Robin"}


async def test_a_form_that_opens_too_late_is_said_and_the_button_still_works(world: World):
    world.answers(by_verb(edit_need=FORM))
    preview = await world.amina.command("/need", "a ladder")

    async def slow() -> None:
        world.slack.workspace.passes(TRIGGER_SECONDS + 1)

    world.door.pause = slow
    shown = await world.amina.click(preview, "Change it")
    assert "too long to open" in shown
    assert world.amina.again(preview).labels == ("Post it", "Change it")


async def test_a_form_left_open_for_an_hour_is_answered_in_private(world: World):
    world.answers(by_verb(need=FORM, revise_need=card("Changed")))
    form = await world.amina.command("/need")
    world.slack.workspace.passes(RESPONSE_URL_SECONDS + 1)
    shown = await world.amina.submit(form, {})
    assert "Changed" in shown
    assert not shown.private
    assert "Changed" in world.amina.dms()[-1]


async def test_an_address_that_is_used_up_is_no_dead_end(world: World):
    world.answers(by_verb(need=FORM, revise_need=card("Changed")))
    form = await world.amina.command("/need")
    address = next(iter(world.slack.workspace.response_urls.values()))
    address.uses = RESPONSE_URL_USES
    assert "Changed" in await world.amina.submit(form, {})


@pytest.mark.parametrize("fault", [Fault.hang_up_before(), Fault.hang_up_after(), Fault.broken(503)])
async def test_an_answer_that_got_lost_comes_in_private(world: World, fault: Fault):
    world.answers(by_verb(post_need=card("It is out")))
    preview = await world.amina.command("/need", "a ladder")
    world.slack.faults.next("response_url", fault)
    await world.slack.socket.send("interactive", world.amina.click_payload(preview, "Post it"))
    assert "It is out" in await world.amina.dm("It is out")


async def test_an_old_button_is_answered(world: World):
    old = {"type": "button", "action_id": "hy:0:fly:n1", "text": {"type": "plain_text", "text": "Fly"}}
    payload = world.amina.raw_click_payload(await posted(world), old)
    assert (await world.amina.sends_click(payload)).private
    assert world.door.refused == ["unknown_button"]


async def test_a_command_of_another_version_is_answered(world: World):
    payload = world.amina.command_payload("/aid", "x") | {"command": "/frob"}
    assert (await world.amina.sends_command(payload)).private
    assert world.door.refused == ["unknown"]


async def test_the_same_delivery_twice_has_one_key(world: World):
    payload = world.amina.command_payload("/need", "a ladder")
    await world.amina.sends_command(payload)
    await world.amina.sends_command(payload)
    first, second = world.door.came
    assert first.delivery_key == second.delivery_key
    await world.amina.command("/need", "a ladder")
    assert world.door.came[2].delivery_key != first.delivery_key


async def test_nothing_is_acknowledged_before_the_door_has_kept_it(world: World):
    at_the_door, may_go_on = asyncio.Event(), asyncio.Event()

    async def keeping() -> None:
        at_the_door.set()
        await may_go_on.wait()

    world.door.pause = keeping
    typing = asyncio.create_task(world.amina.command("/need", "a ladder"))
    await at_the_door.wait()
    assert world.slack.socket.acknowledged == []
    may_go_on.set()
    await typing


@pytest.mark.stumbles
async def test_a_bug_is_answered_and_the_log_says_nothing_of_it(
    world: World, caplog: pytest.LogCaptureFixture
):
    def broken(_: Interaction) -> View:
        raise RuntimeError("a ladder for Amina")

    world.answers(broken)
    shown = await world.amina.command("/need", "a ladder")
    assert shown.private
    assert world.door.refused == ["unreadable"]
    assert "RuntimeError" in [getattr(record, "error", "") for record in caplog.records]
    assert "ladder" not in caplog.text
    assert "UAMINA" not in caplog.text


async def test_events_and_closed_forms_are_acknowledged_and_left_alone(world: World):
    said = event(world.slack.workspace, {"type": "message", "user": "UAMINA", "text": "a secret"})
    assert await world.slack.socket.send("events_api", said) is None
    assert await world.slack.socket.send("interactive", {"type": "view_closed"}) is None
    assert world.door.came == []


async def test_the_libraries_do_not_print_what_people_do_even_when_everything_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    world.answers(by_verb(post_need=card("a secret"), edit_need=FORM))
    preview = await world.amina.command("/need", "a secret")
    form = await world.amina.click(preview, "Change it")
    await world.amina.submit(form, {form.fields[0].label: "a secret"})
    await world.amina.click(preview, "Post it")
    said = [record for record in caplog.records if record.name.partition(".")[0].startswith("slack")]
    assert not [record for record in said if "secret" in record.getMessage()]


async def posted(world: World) -> Seen:
    """A card that the whole channel sees."""
    drawn = render.message(PREVIEW, TONGUE)
    workspace = world.slack.workspace
    workspace.post(workspace.find_channel("general"), drawn.text, drawn.blocks, None)
    return world.slack.channel("general")[-1]


@pytest.mark.stumbles
async def test_an_answer_that_can_not_be_drawn_is_answered_all_the_same(world: World):
    world.answers(by_verb(post_need=Card(Phrase("no such phrase"))))
    preview = await world.amina.command("/need", "a ladder")
    assert "could not show you what came of that" in await world.amina.click(preview, "Post it")


FILE = File("hypha", Phrase("export.file"), Card(Phrase("export.title"), (Prose((UserText("a ladder"),)),)))
HANDED_OVER = Card(Phrase("export.file.title"), (), FILE)


async def test_a_file_comes_into_their_own_messages(world: World):
    world.answers(HANDED_OVER)
    assert "in your messages with me" in await world.amina.command("/aid", "export")
    [(name, content)] = world.amina.files().items()
    assert name == "hypha.txt"
    assert "a ladder" in content.decode("utf-8-sig")


async def test_where_files_are_not_allowed_the_words_say_so(world: World):
    world.slack.scopes -= {"files:write"}
    world.answers(HANDED_OVER)
    assert "I may not hand over files" in await world.amina.command("/aid", "export")


async def test_where_a_file_gets_lost_the_words_say_so(world: World):
    world.slack.faults.next("files.completeUploadExternal", Fault.refuse("internal_error"))
    world.answers(HANDED_OVER)
    assert "try once more" in await world.amina.command("/aid", "export")
    assert world.amina.files() == {}
