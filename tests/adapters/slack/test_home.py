"""The app's home on Slack: everything of one's own, and what is tapped there is answered there."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from adapters.slack import inbound
from adapters.slack.inbound import Opened, Received, Workspace
from adapters.slack.manifest import manifest
from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.views.vocabulary import ActionRef, Actions, Button, Card, Phrase
from tests.adapters.slack.conftest import World
from tests.adapters.slack.stage import SlackStage, slack_stage
from tests.loopback.slack import Fault, SlackOnLoopback
from tests.loopback.slack.workspace import TEAM

LADDER = "a ladder for a day"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncGenerator[SlackStage]:
    async with slack_stage(tmp_path) as stage:
        yield stage


@pytest.fixture
async def new_place(tmp_path: Path) -> AsyncGenerator[SlackStage]:
    """Installed, and not set up by anybody."""
    async with SlackOnLoopback(manifest=manifest()) as slack:
        for board in Board:
            slack.open_channel(board.value)
        stage = SlackStage(tmp_path, slack)
        await stage.start()
        try:
            yield stage
        finally:
            await stage.stop()


async def test_a_need_from_home_to_sorted(stage: SlackStage):
    amina = (await stage.person("Amina")).user
    home = await amina.opens_home()
    assert "Nothing here at the moment" in home
    assert "Only you see this page" in home
    form = await amina.click(home, "I need something")
    preview = await amina.submit(form, {form.fields[0].label: LADDER})
    assert "Only you can see this" in preview
    posted = await amina.click(preview, "Post it")
    assert "It's out" in posted
    assert posted.title == "Hypha"
    await stage.settle()
    assert LADDER in stage.slack.channel(Board.NEEDS.value)[-1]
    home = await amina.home_says(LADDER)
    assert "Good to hear" in await amina.click(home, "Sorted, thanks")
    await amina.home_says("Nothing here at the moment")
    assert amina.dms() == []
    assert amina.whispers() == []


async def test_what_others_did_stands_there_when_it_is_opened_again(stage: SlackStage):
    amina, bruno = [(await stage.person(name)).user for name in ("Amina", "Bruno")]
    await amina.click(await amina.command("/need", LADDER), "Post it")
    await stage.settle()
    await bruno.click(stage.slack.channel(Board.NEEDS.value)[-1], "I can help")
    home = await bruno.opens_home()
    assert LADDER in home
    assert "I can't after all" in home.labels


async def test_when_one_may_be_asked_is_changed_over_the_home(stage: SlackStage):
    amina = (await stage.person("Amina")).user
    home = await amina.opens_home()
    paused = await amina.click(await amina.click(home, "Have a pause"), "For a week")
    assert "You are having a pause" in paused
    await amina.home_says("I don't ask you for anything until")


async def test_setup_opens_from_a_moderators_home(new_place: SlackStage):
    amina, robin = [(await new_place.person(name)).user for name in ("Amina", "Robin")]
    assert "Set Hypha up here" not in (await amina.opens_home()).labels
    home = await robin.opens_home()
    assert home.labels[0] == "Set Hypha up here"
    form = await robin.click(home, "Set Hypha up here")
    labels = [field.label for field in form.fields]
    saved = await robin.submit(form, dict(zip(labels, ("needs", "offers"), strict=False)))
    assert "Saved" in saved
    await new_place.slack.changes.until(
        lambda: "Set Hypha up here" not in robin.home().labels, "the home followed"
    )


async def test_of_whoever_is_forgotten_nothing_stands_there(stage: SlackStage):
    amina = (await stage.person("Amina")).user
    await amina.click(await amina.command("/need", LADDER), "Post it")
    assert LADDER in await amina.opens_home()
    await amina.click(await amina.command("/aid", "forget-me"), "Yes, forget me")
    assert LADDER not in await amina.home_says("You are forgotten")


async def test_the_other_tab_is_none_of_our_business(world: World):
    await world.slack.socket.send("events_api", world.amina.home_payload("messages"))
    assert world.door.came == []
    assert world.slack.calls("views.publish") == []


async def test_pages_are_turned_in_the_home_itself(world: World):
    more = Button(Phrase("button.more"), ActionRef(Verb.HOME, "1"))
    world.answers(Card(Phrase("mine.title"), (Actions((more,)),)))
    home = await world.amina.opens_home()
    await world.slack.socket.send("interactive", world.amina.click_payload(home, "More"))
    await world.slack.changes.until(
        lambda: len(world.slack.calls("views.publish")) == 2, "the home was drawn again"
    )
    assert [(each.verb, each.token) for each in world.door.came] == [(Verb.HOME, ""), (Verb.HOME, "1")]
    assert world.slack.calls("views.open") == []


async def test_an_answer_that_no_view_can_show_comes_privately(world: World):
    look = Button(Phrase("button.look"), ActionRef(Verb.LOOK_AT_NEED, "n1"))
    world.answers(Card(Phrase("mine.title"), (Actions((look,)),)))
    home = await world.amina.opens_home()
    world.slack.faults.next("views.open", Fault.refuse("expired_trigger_id"))
    await world.slack.socket.send("interactive", world.amina.click_payload(home, "Look at it"))
    assert await world.amina.dm("Everything of yours")


def test_an_opened_home_is_read():
    event = {"type": "app_home_opened", "user": "U1", "tab": "home"}
    body = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event}
    received = inbound.read(body, Workspace(TEAM, "Rua Nova"))
    assert isinstance(received, Received)
    assert received.deed == Opened()
    assert received.interaction.delivery_key == "app_home_opened:Ev1"
    for broken in ({}, {"type": "app_home_opened"}, {**event, "user": 5}, {**event, "tab": "about"}, None):
        assert inbound.read(body | {"event": broken}, Workspace(TEAM, "Rua Nova")) is None
