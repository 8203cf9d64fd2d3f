"""Picking who one is, going about, and the door of a room for other machines."""

import pytest
from playwright.async_api import BrowserContext, expect

from adapters.local.app import serving
from adapters.local.doorstep import Doorstep
from tests.browser.room_stage import RoomStage
from tests.stories.surroundings import KEY

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_person_is_picked_and_the_next_tab_is_somebody_else(
    stage: RoomStage, context: BrowserContext
) -> None:
    page = await context.new_page()
    await page.goto(stage.address)
    await page.get_by_role("link", name="Amina").click()
    await expect(page.locator("summary")).to_have_text("You are Amina")
    await page.locator("summary").click()
    async with context.expect_page() as opened:
        await page.get_by_role("link", name="Robin: new tab").click()
    other = await opened.value
    await expect(other.locator("summary")).to_have_text("You are Robin")
    await expect(page.locator("summary")).to_have_text("You are Amina")


async def test_going_back_goes_back_a_place(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    await amina.go("offers")
    await amina.page.go_back()
    await expect(amina.page.locator("h1")).to_have_text("#needs")
    await expect(amina.page.locator("nav [aria-current] .name")).to_have_text("#needs")


async def test_a_room_for_other_machines_opens_to_the_password(
    stage: RoomStage, context: BrowserContext
) -> None:
    doorstep = Doorstep(loopback=False, key=KEY, password="elderflower")
    async with serving(stage.app(doorstep), "127.0.0.1", 0) as port:
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{port}/")
        await expect(page.get_by_label("Password")).to_be_focused()
        await page.keyboard.type("elderberry")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("isn't the password")
        await page.get_by_label("Password").fill("elderflower")
        await page.get_by_role("button", name="Come in").click()
        await page.get_by_role("link", name="Amina").click()
        await page.fill("#command", "/aid help")
        await page.press("#command", "Enter")
        await expect(page.locator("#private-body")).to_contain_text("/gratitude")
        await page.close()
