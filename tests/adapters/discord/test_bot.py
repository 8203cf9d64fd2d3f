"""People use the bot: they type, tap and fill in, before and after it restarts, and always get an answer."""

import asyncio
from typing import Any

import pytest
import simcord

from adapters.discord import limits
from bot.application.interaction import Interaction
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Button,
    Card,
    ChannelField,
    Form,
    Lines,
    PersonField,
    Phrase,
    TextField,
    UserText,
    View,
)
from tests.adapters.discord import screen
from tests.adapters.discord.fake_door import FakeDoor
from tests.adapters.discord.world import World, a_world
from tests.specs.discord_openapi import DiscordOpenApi

PREVIEW = Card(
    Phrase("need.preview.title"),
    (
        Actions(
            (
                Button(Phrase("button.post"), ActionRef(Verb.POST_NEED, "n1")),
                Button(Phrase("button.change"), ActionRef(Verb.EDIT_NEED, "n1")),
            )
        ),
    ),
)


def need_form(text: str = "", problem: Phrase | None = None) -> Form:
    label, hint = Phrase("need.form.text"), Phrase("need.form.hint")
    field = TextField("text", label, hint, UserText(text) if text else None, Lines.SEVERAL, 2000, True)
    action = ActionRef(Verb.REVISE_NEED, "n1")
    problems = {} if problem is None else {"text": problem}
    return Form(Phrase("need.form.write"), (field,), Phrase("form.preview"), action, problems)


def preview_then_form(interaction: Interaction) -> View:
    return need_form("a ladder") if interaction.verb is Verb.EDIT_NEED else PREVIEW


# -- commands --------------------------------------------------------------------------------------


async def test_a_command_arrives_with_who_where_and_what(world: World, door: FakeDoor):
    result = await world.member("Ana").slash(world.needs, "need", text="a ladder")

    (came,) = door.came
    assert (came.verb, came.token, dict(came.values)) == (Verb.NEED, "", {"text": "a ladder"})
    assert came.origin.platform is Platform.DISCORD
    assert (came.origin.account, came.origin.name) == (str(world.guild.id), "Rua Nova")
    assert (came.actor.account, came.actor.name) == (str(world.member("Ana").id), "Ana")
    assert (came.actor.moderator, came.actor.locale) == (False, "en-US")
    assert came.delivery_key.isdecimal()
    assert result.ephemeral
    assert result.response is not None
    assert "a ladder" in screen.words(result.response.components)


async def test_subcommands_and_people_arrive(world: World, door: FakeDoor):
    ana, ben = world.member("Ana"), world.member("Ben")
    await ana.slash(world.needs, "aid mine")
    await ana.slash(world.needs, "gratitude", person=ben, text="for driving")
    assert [each.verb for each in door.came] == [Verb.MINE, Verb.THANK]
    assert dict(door.came[1].values) == {"person": str(ben.id), "text": "for driving"}


async def test_whoever_may_manage_the_server_is_a_moderator(world: World, door: FakeDoor):
    await world.member("Robin", moderator=True).slash(world.needs, "aid-admin setup")
    assert door.came[0].actor.moderator is True


async def test_the_moderators_command_is_not_shown_to_others(world: World):
    world.member("Robin", moderator=True)
    assert "aid-admin setup" not in world.member("Ana").available_commands(world.needs)
    assert "aid-admin setup" in world.member("Robin").available_commands(world.needs)


async def test_a_private_command_comes_from_no_server(world: World, door: FakeDoor):
    await world.member("Ana").user.slash("aid help")
    assert door.came[0].origin.account is None
    assert door.came[0].actor.moderator is None


async def test_commands_are_told_again_only_when_they_changed(world: World, door: FakeDoor):
    await world.restart(door)
    assert len(world.bodies("PUT", "/commands")) == 1
    world.mark.mark = "of an earlier version"
    await world.restart(door)
    assert len(world.bodies("PUT", "/commands")) == 2


async def test_where_discord_does_not_take_the_commands_the_rest_works_on(world: World, door: FakeDoor):
    world.mark.mark = "of an earlier version"
    world.env.inject_error("PUT", "/applications/*/commands", status=400, code=50035)
    await world.restart(door)
    assert world.mark.mark == "of an earlier version"
    assert "did not take the commands" in (world.bot.trouble() or "")
    await world.member("Ana").click(await _post_card(world), label="I can help")
    assert len(door.came) == 1


# -- buttons and forms -----------------------------------------------------------------------------


async def test_an_answer_takes_the_place_of_the_private_message_that_was_tapped(world: World, door: FakeDoor):
    posted = Card(Phrase("need.posted.title"))
    door.answer = lambda interaction: PREVIEW if interaction.verb is Verb.NEED else posted
    ana = world.member("Ana")
    shown = await ana.slash(world.needs, "need", text="a ladder")
    assert shown.response is not None

    await ana.click(shown.response, label="Post it")

    assert (door.came[-1].verb, door.came[-1].token) == (Verb.POST_NEED, "n1")
    assert screen.words(shown.response.components) == "It's out"


async def test_a_tap_on_what_everybody_sees_is_answered_privately(world: World, door: FakeDoor):
    card = await _post_card(world)
    result = await world.member("Ben").click(card, label="I can help")
    assert result.ephemeral
    assert (door.came[0].verb, door.came[0].token) == (Verb.CAN_HELP, "n1")
    assert list(screen.buttons(world.components(card))) == ["I can help"]


async def test_buttons_and_an_open_form_survive_a_restart(world: World, door: FakeDoor):
    door.answer = preview_then_form
    ana = world.member("Ana")
    shown = await ana.slash(world.needs, "need", text="a ladder")
    assert shown.response is not None
    await world.restart(door)
    form = await ana.click(shown.response, label="Change it")
    assert form.modal is not None
    assert screen.written(form.modal) == {"In your own words": "a ladder"}
    await world.restart(door)

    await ana.submit_modal(form, {"text": "a long ladder"})

    assert (door.came[-1].verb, door.came[-1].token) == (Verb.REVISE_NEED, "n1")
    assert dict(door.came[-1].values) == {"text": "a long ladder"}
    assert screen.words(shown.response.components) == "Here is your need, as I understood it"


async def test_people_and_channels_are_picked_in_a_form(world: World, door: FakeDoor):
    door.answer = lambda _: Form(
        Phrase("setup.title"),
        (
            ChannelField("needs", Phrase("setup.needs"), Board.NEEDS, str(world.needs.id), False),
            ChannelField("offers", Phrase("setup.offers"), Board.OFFERS, None, False),
            PersonField("person", Phrase("thanks.form.person"), None, True),
        ),
        Phrase("setup.submit"),
        ActionRef(Verb.SAVE_SET_UP),
    )
    robin = world.member("Robin", moderator=True)
    form = await robin.slash(world.needs, "aid-admin setup")

    door.answer = lambda _: Card(Phrase("setup.saved.title"))
    await robin.submit_modal(form, {"needs": [world.boards[Board.OFFERS]], "person": [world.member("Ana")]})

    picked = {"needs": str(world.boards[Board.OFFERS].id), "person": str(world.member("Ana").id)}
    assert dict(door.came[-1].values) == picked


async def test_a_refused_form_comes_back_as_words_with_what_was_written(world: World, door: FakeDoor):
    door.answer = lambda _: need_form()
    ana = world.member("Ana")
    form = await ana.slash(world.needs, "need")
    door.answer = lambda interaction: need_form(interaction.values["text"], Phrase("refusal.unreadable"))

    result = await ana.submit_modal(form, {"text": "*a* ladder"})

    assert result.response is not None
    assert result.ephemeral
    words = screen.words(result.response.components)
    assert "I could not read that." in words
    assert "*a* ladder" in words
    door.answer = lambda _: need_form("*a* ladder")
    again = await ana.click(result.response, label="Open the form")
    assert door.came[-1].verb is Verb.EDIT_NEED
    assert again.modal is not None


async def test_nothing_is_remembered_of_messages_and_forms(world: World, door: FakeDoor):
    door.answer = preview_then_form
    ana = world.member("Ana")
    for _ in range(20):
        shown = await ana.slash(world.needs, "need", text="a ladder")
        assert shown.response is not None
        await ana.click(shown.response, label="Change it")
        await _post_card(world)
    remembered = world.bot._connection._view_store
    assert not remembered._views
    assert not remembered._modals
    assert not world.bot.cached_messages


async def test_whoever_writes_to_the_bot_is_told_what_it_can_do(world: World, door: FakeDoor):
    door.answer = lambda _: Card(Phrase("help.title"))
    ana = world.member("Ana").user
    await ana.send_dm("yes, I can help her!")
    (came,) = door.came
    assert (came.verb, came.origin.account, dict(came.values)) == (Verb.HELP, None, {})
    assert screen.words(world.components(ana.dm_channel.history()[-1])) == "What you can do here"


async def test_a_private_answer_that_does_not_arrive_breaks_nothing(world: World):
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await world.member("Ana").user.send_dm("hello?")


# -- bad luck --------------------------------------------------------------------------------------


@pytest.mark.parametrize("custom_id", ["hy:0:post_need:n1", "hy:1:dance:n1", "somebody else's"])
async def test_a_button_from_another_time_is_answered(world: World, door: FakeDoor, custom_id: str):
    card = await _post_card(world, custom_id)
    result = await world.member("Ana").click(card, custom_id=custom_id)
    assert door.refused == ["unknown_button"]
    assert result.response is not None
    assert "This button is from another time." in screen.words(result.response.components)


async def test_a_command_that_is_gone_gives_the_words_back(world: World, door: FakeDoor):
    """Discord may know a command for a while that a newer version no longer has."""
    gone = [{"type": 1, "name": "borrow", "description": "x", "options": [_text_option()]}]
    await world.bot.http.bulk_upsert_global_commands(world.bot.application_id or 0, payload=gone)
    result = await world.member("Ana").slash(world.needs, "borrow", text="a ladder")
    assert door.refused == ["unknown"]
    assert result.response is not None
    assert "a ladder" in screen.words(result.response.components)


async def test_a_bug_while_drawing_is_told_and_logged_without_words(
    world: World, door: FakeDoor, caplog: pytest.LogCaptureFixture
):
    door.answer = lambda _: Card(Phrase("no.such.phrase"))
    result = await world.member("Ana").slash(world.needs, "need", text="my secret")
    assert result.response is not None
    assert result.ephemeral
    assert "/aid mine shows how things stand" in screen.words(result.response.components)
    (record,) = [each for each in caplog.records if each.levelname == "ERROR"]
    assert record.getMessage() == "discord_answer_failed"
    assert record.__dict__["error"] == "KeyError"
    assert "my secret" not in str(record.__dict__)


async def test_a_refusal_by_discord_is_told_in_words_that_it_takes(world: World):
    world.env.inject_error("POST", "/interactions/*", status=400, code=50035)
    result = await world.member("Ana").slash(world.needs, "need", text="a ladder")
    assert result.response is not None
    assert "/aid mine shows how things stand" in screen.words(result.response.components)


async def test_when_nobody_can_be_answered_nothing_breaks(world: World):
    world.env.inject_error("POST", "/interactions/*", status=404, code=10062, times=None)
    result = await world.member("Ana").slash(world.needs, "need", text="a ladder")
    assert not result.acknowledged


async def test_whoever_has_to_wait_is_told_so_in_time(door: FakeDoor, described: DiscordOpenApi | None):
    async with a_world(door, described, settle_timeout=0.5) as world:
        result = await _ask_slowly(world, door, PREVIEW)
        assert not result.acknowledged
        await world.env.advance_time(2.5)
        assert result.deferred
        await world.env.advance_time(30)
        assert result.response is not None
        assert screen.words(result.response.components) == "Here is your need, as I understood it"


async def test_a_form_that_came_too_late_to_be_opened_is_offered(
    door: FakeDoor, described: DiscordOpenApi | None
):
    async with a_world(door, described, settle_timeout=0.5) as world:
        result = await _ask_slowly(world, door, need_form())
        await world.env.advance_time(40)
        assert result.response is not None
        assert list(screen.buttons(result.response.components)) == ["Open the form"]


async def _ask_slowly(world: World, door: FakeDoor, view: View) -> simcord.InteractionResult:
    door.answer = lambda _: view
    door.pause = lambda: asyncio.sleep(20)
    return await world.member("Ana").slash(world.needs, "need", text="a ladder")


# -- whether it can be relied on -------------------------------------------------------------------


async def test_it_says_when_it_is_away(world: World):
    assert world.bot.trouble() is None
    (shard,) = world.bot.shards.values()
    await shard.disconnect()
    assert world.bot.trouble() == "1 of 1 connections to Discord are away"
    await shard.reconnect()
    await world.env.settle()
    assert world.bot.trouble() is None


# -- what the tests stand on -----------------------------------------------------------------------


def _text_option() -> dict[str, Any]:
    return {"type": 3, "name": "text", "description": "x", "required": False}


async def _post_card(world: World, custom_id: str = ActionRef(Verb.CAN_HELP, "n1").encode()) -> Any:
    """A card as an earlier process posted it: nothing of it is known to this one."""
    row = {"type": 1, "components": [{"type": 2, "style": 2, "label": "I can help", "custom_id": custom_id}]}
    backend = world.env.backend
    sent = backend.create_message(world.needs.id, backend.bot_user.id, "a card", components=[row])
    await world.env.settle()
    return world.needs.last_message if sent else None


def test_the_longest_button_fits_discord():
    longest = max(Verb, key=len)
    assert len(ActionRef(longest, "x" * 64).encode()) <= limits.CUSTOM_ID
