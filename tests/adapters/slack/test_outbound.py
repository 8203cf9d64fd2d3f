"""What becomes of a message on its way to Slack: it stands there, it does not, or nobody can know."""

from zoneinfo import ZoneInfo

import pytest

from adapters.slack.outbound import EVENT_TYPE, SlackOutbound
from bot.application.ports import Channel, MessageRef, Parcel, Private
from bot.domain.errors import (
    DeliveryError,
    Misconfigured,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)
from bot.domain.ids import EffectId
from bot.views.i18n import Tongue
from bot.views.vocabulary import Card, Phrase, Quote, UserText
from tests.adapters.slack.conftest import World
from tests.loopback.slack import Fault
from tests.loopback.slack.workspace import TEAM

TONGUE = Tongue("en", ZoneInfo("Europe/Lisbon"))
POST, EDIT, OPEN = "chat.postMessage", "chat.update", "conversations.open"


def parcel(to: Private | Channel, words: str = "a ladder") -> Parcel:
    return Parcel(EffectId("effect-1"), to, Card(Phrase("mine.title"), (Quote(UserText(words)),)), TONGUE)


TO_AMINA = parcel(Private("UAMINA"))
TO_ALL = parcel(Channel("CGENERAL"))


async def test_a_card_stands_where_it_was_sent_and_can_be_changed(world: World):
    outbound = world.connection.outbound
    where = await outbound.send(TEAM, TO_ALL)
    assert "a ladder" in world.slack.channel("general")[0]
    await outbound.edit(TEAM, parcel(Channel("CGENERAL"), "two ladders"), where)
    assert [("two ladders" in seen) for seen in world.slack.channel("general")] == [True]


async def test_a_private_message_opens_its_conversation_once(world: World):
    await world.connection.outbound.send(TEAM, TO_AMINA)
    await world.connection.outbound.send(TEAM, TO_AMINA)
    assert len(world.amina.dms()) == 2
    assert len(world.slack.calls(OPEN)) == 1


async def test_a_message_carries_the_id_of_its_effect_and_asks_for_no_cleverness(world: World):
    await world.connection.outbound.send(TEAM, TO_AMINA)
    sent = world.slack.calls(POST)[0]
    assert sent["metadata"] == {"event_type": EVENT_TYPE, "event_payload": {"id": "effect-1"}}
    assert (sent["parse"], sent["link_names"]) == ("none", False)
    assert (sent["unfurl_links"], sent["unfurl_media"]) == (False, False)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("channel_not_found", Unreachable),
        ("is_archived", Unreachable),
        ("not_in_channel", Misconfigured),
        ("restricted_action", Misconfigured),
        ("missing_scope", Misconfigured),
        ("token_revoked", Misconfigured),
        ("ratelimited", Throttled),
        ("service_unavailable", Throttled),
        ("msg_too_long", Rejected),
        ("something_new", Rejected),
        ("fatal_error", OutcomeUnknown),
        ("internal_error", OutcomeUnknown),
    ],
)
async def test_what_slack_answers_is_told_apart(world: World, code: str, error: type[DeliveryError]):
    world.slack.faults.next(POST, Fault.refuse(code))
    with pytest.raises(error):
        await world.connection.outbound.send(TEAM, TO_ALL)


async def test_slack_says_how_long_it_wants_quiet(world: World):
    world.slack.faults.next(POST, Fault.throttle(7))
    with pytest.raises(Throttled) as throttled:
        await world.connection.outbound.send(TEAM, TO_ALL)
    assert throttled.value.after == 7
    assert len(world.slack.calls(POST)) == 1


@pytest.mark.parametrize("fault", [Fault.hang_up_before(), Fault.hang_up_after(), Fault.broken(503)])
async def test_without_an_answer_nobody_can_know_and_nothing_is_sent_again(world: World, fault: Fault):
    world.slack.faults.next(POST, fault)
    with pytest.raises(OutcomeUnknown):
        await world.connection.outbound.send(TEAM, TO_ALL)
    assert len(world.slack.calls(POST)) == 1


@pytest.mark.parametrize("fault", [Fault.hang_up_after(), Fault.broken(502), Fault.refuse("internal_error")])
async def test_what_shows_nothing_yet_may_be_tried_again(world: World, fault: Fault):
    world.slack.faults.next(OPEN, fault)
    with pytest.raises(Throttled):
        await world.connection.outbound.send(TEAM, TO_AMINA)
    assert not world.slack.calls(POST)
    await world.connection.outbound.send(TEAM, TO_AMINA)


@pytest.mark.parametrize("account", ["UHYPHA", "UNOBODY"])
async def test_somebody_who_can_not_be_written_to(world: World, account: str):
    with pytest.raises(Unreachable):
        await world.connection.outbound.send(TEAM, parcel(Private(account)))


async def test_a_channel_without_us_in_it_is_a_matter_for_moderators(world: World):
    world.slack.open_channel("secret", with_bot=False)
    with pytest.raises(Misconfigured):
        await world.connection.outbound.send(TEAM, parcel(Channel("CSECRET")))


async def test_a_message_that_somebody_deleted_can_not_be_changed(world: World):
    with pytest.raises(Unreachable):
        await world.connection.outbound.edit(TEAM, TO_ALL, MessageRef("CGENERAL", "1.000001"))


async def test_an_edit_without_an_answer_may_stand_there(world: World):
    where = await world.connection.outbound.send(TEAM, TO_ALL)
    world.slack.faults.next(EDIT, Fault.hang_up_after())
    with pytest.raises(OutcomeUnknown):
        await world.connection.outbound.edit(TEAM, TO_ALL, where)


async def test_another_workspace_is_not_ours_to_write_to(world: World):
    with pytest.raises(Misconfigured):
        await world.connection.outbound.send("T0THER", TO_ALL)


async def test_before_anything_is_connected_messages_wait():
    with pytest.raises(Throttled):
        await SlackOutbound(lambda: None).send(TEAM, TO_ALL)


async def test_when_slack_is_gone_nothing_was_sent_for_certain(world: World):
    await world.slack.close()
    with pytest.raises(Throttled):
        await world.connection.outbound.send(TEAM, TO_ALL)
