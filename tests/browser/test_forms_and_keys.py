"""Forms, the menu, and doing it all with the keyboard."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.room_stage import RoomStage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_form_says_at_the_field_what_is_missing_and_keeps_the_rest(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    form = await amina.types("/need")
    field = amina.page.get_by_label("In your own words")
    await expect(field).to_be_focused()
    again = await amina.fills(form, {"In your own words": "  "})
    assert "no words in it yet" in again.words
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description(re.compile("no words in it yet"))
    preview = await amina.fills(again, {"In your own words": "a ladder for Saturday"})
    assert "a ladder for Saturday" in preview.words
    await expect(amina.page.locator("dialog")).to_be_hidden()


async def test_thanks_can_be_given_to_somebody_from_the_list(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    form = await amina.types("/gratitude")
    person, text = form.fields[:2]
    await amina.fills(form, {person: "bruno", text: "the soup"})
    await stage.settle()
    assert "the soup" in (await bruno.inbox())[-1].words


async def test_a_need_is_posted_with_the_keyboard_alone(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    keys = amina.page.keyboard
    await keys.press("/")
    await expect(amina.page.locator("#command")).to_be_focused()
    await keys.type("ne")
    await expect(amina.page.locator("#menu button:visible")).to_have_count(1)
    await keys.press("Enter")
    await expect(amina.page.locator("#command")).to_have_value("/need ")
    await keys.type("a ladder")
    await keys.press("Enter")
    await expect(amina.page.locator("#private-body")).to_be_focused()
    await keys.press("Tab")
    await expect(amina.page.get_by_role("button", name="Post it")).to_be_focused()
    await keys.press("Enter")
    await expect(amina.page.locator("#private-body")).to_contain_text("It's out")
    await keys.press("Escape")
    await expect(amina.page.locator("#private")).to_be_hidden()
    await expect(amina.page.locator("#command")).to_be_focused()


async def test_the_menu_is_walked_with_the_arrows(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    await amina.page.get_by_role("button", name="Commands").press("Enter")
    entries = amina.page.locator("#menu button")
    await expect(entries.nth(0)).to_be_focused()
    await amina.page.keyboard.press("ArrowDown")
    await expect(entries.nth(1)).to_be_focused()
    await amina.page.keyboard.press("Enter")
    await expect(amina.page.locator("#command")).to_have_value("/offer ")
    await expect(amina.page.locator("#menu")).to_be_hidden()
