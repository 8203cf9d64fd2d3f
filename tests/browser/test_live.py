"""What happens in one tab shows in the others, and disturbs nobody."""

import pytest
from playwright.async_api import expect

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


async def test_many_windows_side_by_side_are_all_live(stage: RoomStage) -> None:
    """More than the six connections that a browser keeps to one host."""
    windows = [await stage.another_tab(name) for name in ("Amina", "Bruno", "Chidi", "Dana") * 3]
    last = windows[-1]
    await last.posts("/need a ladder for Saturday")
    await stage.settle()
    for window in windows:
        await window.sees_by_itself("a ladder for Saturday")
    await last.go("offers")


async def test_after_a_restart_tabs_come_back_by_themselves(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    await stage.restart()
    await amina.posts("/need a ladder for Saturday")
    await stage.settle()
    await bruno.sees_by_itself("a ladder for Saturday")


async def test_an_interrupted_connection_is_said_and_no_place_is_taken_for_another(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    notice = amina.page.get_by_role("status").get_by_text("connection to Hypha is interrupted")
    await expect(notice).to_be_hidden()
    await stage.stop()
    await expect(notice).to_be_visible()
    await amina.page.click(OFFERS)
    await expect(amina.page.locator("#toast")).to_contain_text("can't be reached just now")
    await expect(amina.page.locator("h1")).to_have_text("#needs")
    await expect(amina.page.locator("nav [aria-current] .name")).to_have_text("#needs")
    await expect(amina.page).to_have_title("#needs · Hypha")
    await stage.start()
    await expect(notice).to_be_hidden()
    await expect(amina.page.locator("h1")).to_have_text("#offers")
    await expect(amina.page.locator("nav [aria-current] .name")).to_have_text("#offers")
    await expect(amina.page).to_have_title("#offers · Hypha")
    await expect(amina.page.locator("#toast")).to_be_empty()
