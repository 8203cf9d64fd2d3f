"""Bad luck and bad input, on the real core and the real app."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.domain.community import Board
from tests.adapters.slack.stage import SlackPerson, SlackStage, slack_stage
from tests.loopback.slack import Seen

HOSTILE = [
    "*bold* _bent_ ~gone~ `code` > quoted",
    "<!channel> <@UROBIN> <https://evil.example|free money> https://evil.example",
    "a lift :smile: <!date^1392734382^{date_short}|today>",
    "\u202ereversed\u202c and \u2066isolated",
    "control\x00\x07\x1b characters",
    "😀👩‍👩‍👧‍👦",
    "line one\r\nline two",
    "x" * 2000,
]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncGenerator[SlackStage]:
    async with slack_stage(tmp_path) as slack:
        yield slack


@pytest.fixture
async def amina(stage: SlackStage) -> SlackPerson:
    return await stage.person("Amina")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12].encode("ascii", "replace").decode())
async def test_words_are_words_from_the_preview_to_the_card(stage: SlackStage, amina: SlackPerson, text: str):
    preview = await amina.user.command("/need", text)
    assert only_names(preview)
    asked_again = "evil.example" in text or "1392734382" in text  # it holds a link, or what may be a number
    await amina.user.click(preview, "Post it as it is" if asked_again else "Post it")
    await stage.settle()
    card = stage.slack.channel(Board.NEEDS.value)[-1]
    assert only_names(card)
    assert _seen(text) in card.text


@pytest.mark.parametrize("text", ["y" * 2001, "y" * 10_000])
async def test_a_text_that_is_too_long_is_given_back(amina: SlackPerson, text: str):
    shown = await amina.user.command("/need", text)
    assert "2000" in shown.text or "2,000" in shown.text
    assert "y" * 1500 in shown.text
    assert not shown.fields


async def test_nothing_to_see_is_kindly_said_to_be_nothing(amina: SlackPerson):
    assert "There are no words in it yet" in await amina.user.command("/need", " \u200b\x00 ")


async def test_two_taps_at_once_post_once(stage: SlackStage, amina: SlackPerson):
    preview = await amina.user.command("/need", "a ladder")
    taps = (amina.user.click(preview, "Post it"), amina.user.click(preview, "Post it"))
    first, second = await asyncio.gather(*taps)
    await stage.settle()
    assert first.text
    assert second.text
    assert len(stage.slack.channel(Board.NEEDS.value)) == 1


async def test_the_same_delivery_twice_is_one_deed(stage: SlackStage, amina: SlackPerson):
    preview = await amina.user.command("/need", "a ladder")
    payload = amina.user.click_payload(preview, "Post it")
    shown = [await amina.user.sends_click(payload) for _ in range(2)]
    await stage.settle()
    assert shown[0].text == shown[1].text
    assert len(stage.slack.channel(Board.NEEDS.value)) == 1


async def test_a_button_whose_time_is_over_is_answered_kindly(stage: SlackStage, amina: SlackPerson):
    preview = await amina.user.command("/need", "a ladder")
    posted = await amina.user.click(preview, "Post it")
    await amina.user.click(posted, "Take it back")
    await stage.settle()
    assert "has changed since" in await amina.user.click(preview, "Post it")
    assert not any("ladder" in card for card in stage.slack.channel(Board.NEEDS.value))


async def test_setting_up_is_for_those_who_run_the_workspace(amina: SlackPerson):
    assert not (await amina.user.command("/aid-admin", "setup")).fields


def only_names(seen: Seen) -> bool:
    """Nothing takes effect but names and times that Hypha wrote itself."""
    return {effect.kind for effect in seen.effects} <= {"mention", "date"} and "UROBIN" not in {
        effect.detail for effect in seen.effects
    }


def _seen(text: str) -> str:
    """Without what nobody can see."""
    lines = text.replace("\r\n", "\n")
    return "".join(letter for letter in lines if letter in "\n\u200d" or letter.isprintable())
