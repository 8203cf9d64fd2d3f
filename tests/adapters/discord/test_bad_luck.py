"""Bugs, delays, old buttons and a Discord that refuses: whoever waits for an answer gets one."""

import asyncio
from typing import Any

import pytest
import simcord

from bot.views.vocabulary import (
    Card,
    Phrase,
    View,
)
from tests.adapters.discord import screen
from tests.adapters.discord.simple_views import PREVIEW, need_form
from tests.adapters.discord.world import World, a_world
from tests.adapters.fake_door import FakeDoor
from tests.specs.discord_openapi import DiscordOpenApi


@pytest.mark.parametrize("custom_id", ["hy:0:post_need:n1", "hy:1:dance:n1", "somebody else's"])
async def test_a_button_from_another_time_is_answered(world: World, door: FakeDoor, custom_id: str):
    card = await world.post_card(custom_id)
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


@pytest.mark.stumbles
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


@pytest.mark.stumbles
async def test_a_refusal_by_discord_is_told_in_words_that_it_takes(world: World):
    world.env.inject_error("POST", "/interactions/*", status=400, code=50035)
    result = await world.member("Ana").slash(world.needs, "need", text="a ladder")
    assert result.response is not None
    assert "/aid mine shows how things stand" in screen.words(result.response.components)


@pytest.mark.stumbles
async def test_whoever_no_longer_waits_is_not_answered_again(world: World):
    world.env.inject_error("POST", "/interactions/*", status=404, code=10062, times=None)
    result = await world.member("Ana").slash(world.needs, "need", text="a ladder")
    assert not result.acknowledged
    assert len(world.bodies("POST", "/callback")) == 1


@pytest.mark.stumbles
async def test_when_nobody_can_be_answered_nothing_breaks(world: World):
    world.env.inject_error("POST", "/interactions/*", status=500, times=None)
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


async def test_it_says_when_it_is_away(world: World):
    assert world.bot.trouble() is None
    (shard,) = world.bot.shards.values()
    await shard.disconnect()
    assert world.bot.trouble() == "1 of 1 connections to Discord are away"
    await shard.reconnect()
    await world.env.settle()
    assert world.bot.trouble() is None


def _text_option() -> dict[str, Any]:
    return {"type": 3, "name": "text", "description": "x", "required": False}
