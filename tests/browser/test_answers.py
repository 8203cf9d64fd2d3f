"""What only the person sees: it is all there to tap, and it goes when its moment is over."""

import pytest
from playwright.async_api import Locator, Page, expect

from bot.domain.community import Board
from tests.browser.room_stage import RoomStage
from tests.browser.tab import Tab

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG_NEED = (
    "/need can someone drive my mum to the clinic on Tuesday at 9, and wait there with her until she's done? "
    "She walks with a frame, tires quickly, and likes to be talked to while she waits."
)
A_WHILE = 60_000
"""Milliseconds, far more than a deed's own consequences take."""


@pytest.mark.parametrize(("width", "height"), [(1200, 800), (380, 760), (320, 640), (800, 420)])
async def test_a_preview_shows_its_choices_whatever_the_window(
    stage: RoomStage, width: int, height: int
) -> None:
    amina = await stage.person("Amina")
    await amina.page.set_viewport_size({"width": width, "height": height})
    preview = await amina.types(LONG_NEED)
    *ways_to_post, who_chooses = preview.buttons
    assert len(ways_to_post) == 5
    assert who_chooses == "The first yes is fine"
    for label in ways_to_post:
        await expect_in_view(amina.page, label)
    await amina.page.locator("#private").evaluate("panel => panel.scrollTop = panel.scrollHeight")
    for label in preview.buttons:
        await expect_in_view(amina.page, label)


async def test_a_long_form_shows_how_to_send_it(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    await amina.page.set_viewport_size({"width": 380, "height": 760})
    await amina.types("/aid ask-me")
    await expect(amina.page.locator("dialog [type=submit]")).to_be_in_viewport(ratio=1)
    await expect(amina.page.locator("dialog [data-close]")).to_be_in_viewport(ratio=1)


async def test_an_answer_goes_with_the_place(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    await amina.types("/aid help")
    await amina.go("offers")
    await expect(amina.page.locator("#private")).to_be_hidden()
    await amina.go("needs")
    await expect(amina.page.locator("#private")).to_be_hidden()


async def test_an_answer_goes_when_a_form_opens_for_something_else(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    await amina.types("/aid help")
    await amina.types("/offer")
    await amina.page.get_by_role("button", name="Cancel").click()
    await expect(amina.page.locator("#private")).to_be_hidden()


async def test_a_preview_waits_while_its_form_is_open(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    await amina.taps(await amina.types("/need a ladder"), "Change it")
    await amina.page.get_by_role("button", name="Cancel").click()
    await expect(amina.page.get_by_role("button", name="Post it")).to_be_visible()


async def test_what_was_not_understood_takes_no_answer_away(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    await amina.types("/need a ladder")
    await amina.page.fill("#command", "post it")
    await amina.page.press("#command", "Enter")
    await expect(amina.page.locator("#toast")).to_contain_text("starts with a slash")
    await expect(amina.page.get_by_role("button", name="Post it")).to_be_visible()


async def test_an_answer_goes_when_what_it_told_has_changed(stage: RoomStage) -> None:
    """Not when its own deed changes things, which is at once."""
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    await amina.page.clock.install()
    answer = await set_two(stage, amina, bruno)
    await amina.sees_by_itself("You two are set")
    await expect(answer).to_contain_text("Bruno")
    await amina.page.clock.fast_forward(A_WHILE)
    await bruno.taps((await bruno.inbox())[-1], "I can't after all")
    await stage.settle()
    await amina.sees_by_itself("can't after all")
    await expect(answer).to_be_hidden()


async def test_an_answer_that_is_being_read_or_offers_a_step_stays(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    await amina.page.clock.install()
    for command, where in (("/aid help", "#private-body"), ("/need a ladder", "#command")):
        await amina.types(command)
        await amina.page.clock.fast_forward(A_WHILE)
        await amina.page.focus(where)
        await bruno.posts(f"/need what comes after {command}")
        await stage.settle()
        await amina.sees_by_itself(f"what comes after {command}")
        await expect(amina.page.locator("#private")).to_be_visible()


async def set_two(stage: RoomStage, amina: Tab, bruno: Tab) -> Locator:
    """Amina chose Bruno; gives where her page answered."""
    await amina.posts("/need a ladder for Saturday")
    await stage.settle()
    await bruno.taps((await bruno.sees(Board.NEEDS))[-1], "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    return amina.page.locator("#private")


async def expect_in_view(page: Page, label: str) -> None:
    """Whole, and where a click on its middle reaches it."""
    button = page.locator("#private").get_by_role("button", name=label, exact=True)
    await expect(button).to_be_in_viewport(ratio=1)
    reached = await button.evaluate(
        """button => {
            const {x, y, width, height} = button.getBoundingClientRect();
            return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
        }"""
    )
    assert reached, label
