"""People use the bot: they type, tap and fill in, before and after it restarts, and always get an answer."""

import pytest

from adapters.discord import limits
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from bot.views.vocabulary import (
    ActionRef,
    Card,
    ChannelField,
    Form,
    PersonField,
    Phrase,
)
from tests.adapters.discord import screen
from tests.adapters.discord.simple_views import PREVIEW, need_form, preview_then_form
from tests.adapters.discord.world import World
from tests.adapters.fake_door import FakeDoor

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


@pytest.mark.stumbles
async def test_where_discord_does_not_take_the_commands_the_rest_works_on(world: World, door: FakeDoor):
    world.mark.mark = "of an earlier version"
    world.env.inject_error("PUT", "/applications/*/commands", status=400, code=50035)
    await world.restart(door)
    assert world.mark.mark == "of an earlier version"
    assert "did not take the commands" in (world.bot.trouble() or "")
    await world.member("Ana").click(await world.post_card(), label="I can help")
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
    card = await world.post_card()
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
        await world.post_card()
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


@pytest.mark.stumbles
async def test_a_private_answer_that_does_not_arrive_breaks_nothing(world: World):
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await world.member("Ana").user.send_dm("hello?")


def test_the_longest_button_fits_discord():
    longest = max(Verb, key=len)
    assert len(ActionRef(longest, "x" * 64).encode()) <= limits.CUSTOM_ID
