"""Whatever people write, and whoever can't be reached: a clear answer, and text that is text."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.domain.community import Board
from tests.adapters.discord import screen
from tests.adapters.discord.discord_markdown import read
from tests.adapters.discord.discord_stage import DiscordStage, Touchable, discord_stage
from tests.specs.discord_openapi import DiscordOpenApi
from tests.stories.stage import Shown


@pytest.fixture
async def stage(tmp_path: Path, described: DiscordOpenApi | None) -> AsyncGenerator[DiscordStage]:
    async with discord_stage(tmp_path, described) as stage:
        yield stage


def effects(stage: DiscordStage, shown: Shown) -> set[str]:
    """What in it does more than stand there."""
    assert isinstance(shown.handle, Touchable)
    assert shown.handle.message is not None
    return set(read(screen.raw(stage.world.components(shown.handle.message))).effects)


@pytest.mark.parametrize(
    "text",
    [
        "**a ladder** for <@&1> @everyone, see https://evil.example or </aid help:1>",
        "# a ladder\n- long\n> strong\n||secret|| `code` <t:0:R> <:hug:1>",
        "🪜🪜🪜",
        "سلّم من فضلكم",
        "a ladder " * 200,
    ],
)
async def test_text_shows_as_text_in_private_and_on_the_board(stage: DiscordStage, text: str):
    ana = await stage.person("Ana")
    preview = await ana.types(f"/need {text}")
    await ana.taps(preview, "Post it as it is" if "https://" in text else "Post it")
    await stage.settle()
    for shown in (preview, (await ana.sees(Board.NEEDS))[-1]):
        seen = shown.words.replace("\u2068", "").replace("\u2069", "")
        assert " ".join(text.split()) in " ".join(seen.split())
    assert effects(stage, (await ana.sees(Board.NEEDS))[-1]) <= {"heading", "quote", "bold", "person"}


@pytest.mark.parametrize("text", ["   ", "\u202e\u202c", "\x00\x07", "\u200b"])
async def test_nothing_to_read_is_kindly_said_to_be_nothing(stage: DiscordStage, text: str):
    ana = await stage.person("Ana")
    form = await ana.types("/need")
    answer = await ana.fills(form, {"In your own words": text})
    assert "There are no words in it yet." in answer.words


async def test_a_text_that_is_too_long_comes_back(stage: DiscordStage):
    ana = await stage.person("Ana")
    answer = await ana.types("/need " + "very " * 1200)
    assert "Could you say it a little shorter?" in answer.words
    assert "very very very" in answer.words


async def test_turned_around_letters_stand_the_right_way(stage: DiscordStage):
    preview = await (await stage.person("Ana")).types("/need a \u202ereddal\u202c please")
    assert "a reddal please" in preview.words


async def test_somebody_who_takes_no_private_messages_stops_nobody(stage: DiscordStage):
    ana, ben = await stage.person("Ana"), await stage.person("Ben")
    await ben.taps(await ben.types("/offer lifts to the hospital"), "Post it")
    await stage.settle()
    private = f"/channels/{stage.world.member('Ben').user.dm_channel.id}/messages"
    stage.world.env.inject_error("POST", private, status=403, code=50007, times=None)
    await ana.taps(await ana.types("/need a lift to the hospital"), "Post it")
    await stage.settle()
    assert await ben.inbox() == []

    card = (await ben.sees(Board.NEEDS))[-1]
    assert "told Ana" in (await ben.taps(card, "I can help")).words
    await stage.settle()
    assert "Ben" in (await ana.inbox())[-1].words


async def test_a_busy_discord_only_delays(stage: DiscordStage):
    ana = await stage.person("Ana")
    stage.world.env.inject_error("POST", "/channels/*/messages", status=429)
    await ana.taps(await ana.types("/need a ladder"), "Post it")
    await stage.settle()
    (card,) = await ana.sees(Board.NEEDS)
    assert "a ladder" in card.words
