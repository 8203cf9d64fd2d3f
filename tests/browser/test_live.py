"""What happens in one tab shows in the others, and disturbs nobody."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.room_stage import RoomStage

pytestmark = pytest.mark.asyncio(loop_scope="session")


OFFERS = 'nav a[data-place="offers"]'


async def test_a_post_appears_in_every_tab_by_itself(stage: RoomStage) -> None:
    amina, chidi = await stage.person("Amina"), await stage.person("Chidi")
    await amina.posts("/need a ladder for Saturday")
    await stage.settle()
    await amina.sees_by_itself("a ladder for Saturday")
    await chidi.sees_by_itself("a ladder for Saturday")


async def test_something_new_elsewhere_is_marked_until_it_is_seen(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    mark = bruno.page.locator(OFFERS).get_by_text("new")
    await expect(mark).to_be_hidden()
    await amina.posts("/offer help with computers")
    await stage.settle()
    await expect(mark).to_be_visible()
    await expect(bruno.page.locator("#toast")).to_have_text("There is something new in #offers")
    await bruno.go("offers")
    await expect(mark).to_be_hidden()


async def test_what_comes_in_moves_neither_focus_nor_a_half_written_text(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    await amina.posts("/need a ladder for Saturday")
    await stage.settle()
    await bruno.sees_by_itself("a ladder")
    await bruno.page.fill("#command", "/offer half a")
    button = bruno.page.get_by_role("button", name="I can help").first
    await button.focus()
    await amina.posts("/need somebody to walk my dog")
    await stage.settle()
    await bruno.sees_by_itself("walk my dog")
    await expect(button).to_be_focused()
    await expect(bruno.page.locator("#command")).to_have_value("/offer half a")


async def test_focus_stays_with_a_message_whose_button_is_gone(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    posted = await amina.taps(await amina.types("/need a ladder for Saturday"), "Post it")
    await stage.settle()
    await bruno.sees_by_itself("a ladder")
    await bruno.page.get_by_role("button", name="I can help").focus()
    await amina.taps(posted, "Take it back")
    await stage.settle()
    await bruno.sees_by_itself("taken back")
    await expect(bruno.page.locator(".message")).to_be_focused()


async def test_a_tab_that_nobody_sees_gives_its_line_back_and_catches_up_later(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    await expect(bruno.page.locator("#away")).to_be_hidden()
    await hide(bruno.page, hidden=True)
    await amina.posts("/offer help with computers")
    await stage.settle()
    assert not await bruno.page.locator(OFFERS).get_by_text("new").is_visible()
    await hide(bruno.page, hidden=False)
    await expect(bruno.page.locator(OFFERS).get_by_text("new")).to_be_visible()


async def hide(page: Page, *, hidden: bool) -> None:
    """As a browser does it when another tab comes to the front."""
    await page.evaluate(
        """hidden => {
            Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});
            document.dispatchEvent(new Event('visibilitychange'));
        }""",
        hidden,
    )


async def test_after_a_restart_tabs_come_back_by_themselves(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    await stage.restart()
    await amina.posts("/need a ladder for Saturday")
    await stage.settle()
    await bruno.sees_by_itself("a ladder for Saturday")
