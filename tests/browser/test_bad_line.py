"""Whatever the line does, nothing typed is lost and nothing happens twice."""

import asyncio
import json

import pytest
from playwright.async_api import Request, Route, expect

from bot.domain.community import Board
from tests.browser.room_stage import RoomStage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_nothing_typed_is_lost_and_nothing_happens_twice_on_a_bad_line(stage: RoomStage) -> None:
    """The server does it, and its answer is lost on the way: the page asks again under the same key."""
    amina = await stage.person("Amina")
    preview = await amina.types("/need a ladder for Saturday")
    keys: list[str] = []

    async def loses_the_first_answer(route: Route, request: Request) -> None:
        keys.append(json.loads(request.post_data or "")["key"])
        if len(keys) == 1:
            await route.fetch()
            await route.abort("connectionreset")
        else:
            await route.continue_()

    await amina.page.route("**/act?*", loses_the_first_answer)
    answer = await amina.taps(preview, "Post it")
    assert "It's out" in answer.words
    assert len(keys) == 2
    assert len(set(keys)) == 1
    await stage.settle()
    assert len(await amina.sees(Board.NEEDS)) == 1


async def test_a_text_stays_in_the_box_until_it_was_confirmed(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    asked, answered = asyncio.Event(), asyncio.Event()

    async def is_slow(route: Route) -> None:
        asked.set()
        await answered.wait()
        await route.continue_()

    await amina.page.route("**/act?*", is_slow)
    await amina.page.fill("#command", "/need a ladder")
    await amina.page.press("#command", "Enter")
    await asked.wait()
    await expect(amina.page.locator("#command")).to_have_value("/need a ladder")
    answered.set()
    await expect(amina.page.locator("#command")).to_have_value("")
    await amina.page.press("#command", "ArrowUp")
    await expect(amina.page.locator("#command")).to_have_value("/need a ladder")


async def test_what_is_no_command_stays_in_the_box_with_a_kind_word(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    await amina.page.fill("#command", "could somebody lend me a ladder?")
    await amina.page.press("#command", "Enter")
    await expect(amina.page.locator("#toast")).to_contain_text("starts with a slash")
    await expect(amina.page.locator("#command")).to_have_value("could somebody lend me a ladder?")
