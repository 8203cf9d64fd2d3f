"""Hypha's own messages: each stands once, calls nobody, and fails in a way that delivery knows."""

import discord
import pytest

from adapters.discord import limits
from adapters.discord.app import HyphaOnDiscord
from adapters.discord.outbound import DiscordOutbound
from bot.application.ports import Address, Channel, Parcel, Private
from bot.domain.errors import (
    DeliveryError,
    Misconfigured,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)
from bot.domain.ids import EffectId
from bot.views.vocabulary import Card, Mention, Phrase, Prose, UserText
from tests.adapters.discord import screen
from tests.adapters.discord.world import FakeMark, World
from tests.adapters.fake_door import TONGUE, FakeDoor

POSTED, SORTED = Card(Phrase("need.posted.title")), Card(Phrase("need.sorted.title"))


def outbound(world: World) -> DiscordOutbound:
    return DiscordOutbound(lambda: world.bot)


def parcel(to: Address, card: Card = POSTED, effect: str = "effect-1") -> Parcel:
    return Parcel(EffectId(effect), to, card, TONGUE)


def on_the_board(world: World) -> Channel:
    return Channel(str(world.needs.id))


def to_ana(world: World) -> Private:
    return Private(str(world.member("Ana").id))


async def test_a_card_is_posted_on_a_board_and_calls_nobody(world: World):
    ana = Mention(UserText("Ana"), str(world.member("Ana").id))
    card = Card(Phrase("need.card.open"), (Prose((Phrase("need.card.asks", {"asker": ana}),)),))

    where = await outbound(world).send(str(world.guild.id), parcel(on_the_board(world), card))

    assert where.place == str(world.needs.id)
    standing = world.needs.last_message
    assert standing is not None
    assert str(standing.id) == where.message
    assert world.named(screen.words(world.components(standing))) == "Could you help?\nAna asks:"
    (sent,) = world.bodies("POST", "/messages")
    assert sent["allowed_mentions"] == {"parse": []}


async def test_a_private_message_reaches_one_person(world: World):
    where = await outbound(world).send(str(world.guild.id), parcel(to_ana(world)))
    conversation = world.member("Ana").user.dm_channel
    assert where.place == str(conversation.id)
    assert [str(each.id) for each in conversation.history()] == [where.message]
    (sent,) = world.bodies("POST", "/messages")
    assert sent["allowed_mentions"] == {"parse": ["users"]}


async def test_every_try_of_one_message_carries_the_same_nonce(world: World):
    for effect in ("effect-1", "effect-1", "effect-2" * 10):
        await outbound(world).send(str(world.guild.id), parcel(on_the_board(world), effect=effect))
    first, again, other = world.bodies("POST", "/messages")
    assert first["nonce"] == again["nonce"] != other["nonce"]
    assert first["enforce_nonce"] is True
    assert len(other["nonce"]) <= limits.NONCE


async def test_a_standing_message_is_edited(world: World):
    where = await outbound(world).send(str(world.guild.id), parcel(on_the_board(world)))
    await outbound(world).edit(str(world.guild.id), parcel(on_the_board(world), SORTED), where)
    (standing,) = world.needs.history()
    assert screen.words(world.components(standing)) == "Sorted"


@pytest.mark.parametrize(
    ("status", "code", "meant"),
    [
        (403, 50007, Unreachable),
        (429, 0, Throttled),
        (403, 50013, Misconfigured),
        (400, 50035, Rejected),
        (500, 0, OutcomeUnknown),
    ],
)
async def test_what_goes_wrong_while_writing(
    world: World, status: int, code: int, meant: type[DeliveryError]
):
    sent = await outbound(world).send(str(world.guild.id), parcel(to_ana(world)))
    world.env.inject_error("*", "/channels/*/messages*", status=status, code=code, times=2)
    with pytest.raises(DeliveryError) as while_sending:
        await outbound(world).send(str(world.guild.id), parcel(to_ana(world), effect="effect-2"))
    with pytest.raises(DeliveryError) as while_editing:
        await outbound(world).edit(str(world.guild.id), parcel(to_ana(world)), sent)
    assert type(while_sending.value) is type(while_editing.value) is meant


async def test_nothing_is_unknown_before_the_message_itself_is_written(world: World):
    world.env.inject_error("POST", "/users/@me/channels", status=500)
    with pytest.raises(Throttled):
        await outbound(world).send(str(world.guild.id), parcel(to_ana(world)))


async def test_a_channel_that_is_gone_and_one_that_never_was(world: World):
    for address, meant in ((Channel("1"), Unreachable), (Channel("#needs"), Misconfigured)):
        with pytest.raises(meant):
            await outbound(world).send(str(world.guild.id), parcel(address))


async def test_a_card_that_cannot_be_drawn_is_rejected_and_not_sent(world: World):
    with pytest.raises(Rejected):
        await outbound(world).send(
            str(world.guild.id), parcel(on_the_board(world), Card(Phrase("no.such.phrase")))
        )
    assert not world.needs.history()


async def test_before_it_is_connected_messages_wait():
    bot = HyphaOnDiscord(FakeDoor(), FakeMark())
    with pytest.raises(Throttled):
        await DiscordOutbound(lambda: bot).send("1", parcel(Channel("1")))


def test_pings_are_off_by_default():
    allowed = HyphaOnDiscord(FakeDoor(), FakeMark()).allowed_mentions
    assert allowed is not None
    assert allowed.to_dict() == discord.AllowedMentions.none().to_dict()
