"""What using the room is like: live, by keyboard, on small screens and bad lines, with hostile words."""

import asyncio
import json
import re

import pytest
from playwright.async_api import BrowserContext, Page, Request, Route, expect

from adapters.local.app import serving
from adapters.local.doorstep import Doorstep
from bot.domain.community import Board
from tests.browser.room_stage import RoomStage
from tests.browser.tab import Tab
from tests.stories.surroundings import KEY

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOSTILE = (
    '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>"\'>'
    "&lt;b&gt; **bold** <!channel> @everyone"
)

FAINT_WORDS = """() => {
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b]
        .map(each => each / 255)
        .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        .reduce((sum, each, at) => sum + each * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = numbers(getComputedStyle(at).backgroundColor);
            if (colour[3] !== 0) return colour;
        }
    };
    const contrast = element => {
        const [a, b] = [light(numbers(getComputedStyle(element).color)), light(behind(element))];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
    const saysSomething = node => node.nodeType === Node.TEXT_NODE && node.data.trim();
    return [...document.querySelectorAll('body *')]
        .filter(each => each.checkVisibility() && [...each.childNodes].some(saysSomething))
        .filter(each => contrast(each) < 4.5)
        .map(each => each.outerHTML.slice(0, 80));
}"""


async def post(tab: Tab, command: str) -> None:
    await tab.taps(await tab.types(command), "Post it")


def place(tab: Tab, name: str) -> str:
    return f'nav a[data-place="{name}"]'


# -- live ------------------------------------------------------------------------------------------


async def test_a_post_appears_in_every_tab_by_itself(stage: RoomStage) -> None:
    amina, chidi = await stage.person("Amina"), await stage.person("Chidi")
    await post(amina, "/need a ladder for Saturday")
    await stage.settle()
    await amina.sees_by_itself("a ladder for Saturday")
    await chidi.sees_by_itself("a ladder for Saturday")


async def test_something_new_elsewhere_is_marked_until_it_is_seen(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    mark = bruno.page.locator(place(bruno, "offers")).get_by_text("new")
    await expect(mark).to_be_hidden()
    await post(amina, "/offer help with computers")
    await stage.settle()
    await expect(mark).to_be_visible()
    await expect(bruno.page.locator("#toast")).to_have_text("There is something new in #offers")
    await bruno.go("offers")
    await expect(mark).to_be_hidden()


async def test_what_comes_in_moves_neither_focus_nor_a_half_written_text(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    await post(amina, "/need a ladder for Saturday")
    await stage.settle()
    await bruno.sees_by_itself("a ladder")
    await bruno.page.fill("#command", "/offer half a")
    button = bruno.page.get_by_role("button", name="I can help").first
    await button.focus()
    await post(amina, "/need somebody to walk my dog")
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
    await post(amina, "/offer help with computers")
    await stage.settle()
    assert not await bruno.page.locator(place(bruno, "offers")).get_by_text("new").is_visible()
    await hide(bruno.page, hidden=False)
    await expect(bruno.page.locator(place(bruno, "offers")).get_by_text("new")).to_be_visible()


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
    await post(amina, "/need a ladder for Saturday")
    await stage.settle()
    await bruno.sees_by_itself("a ladder for Saturday")


# -- a bad line ------------------------------------------------------------------------------------


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


# -- forms and the keyboard ------------------------------------------------------------------------


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


# -- who and where ---------------------------------------------------------------------------------


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


async def test_going_back_goes_back_a_place_and_answers_wait_where_they_were_given(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    await amina.types("/need a ladder")
    await amina.go("offers")
    await expect(amina.page.locator("#private")).to_be_hidden()
    await amina.page.go_back()
    await expect(amina.page.locator("h1")).to_have_text("#needs")
    await expect(amina.page.locator("#private")).to_contain_text("a ladder")


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


# -- what a page must never do ---------------------------------------------------------------------


async def test_hostile_words_are_shown_and_do_nothing(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    await post(amina, f"/need {HOSTILE}")
    await stage.settle()
    (card,) = await bruno.sees(Board.NEEDS)
    assert HOSTILE in card.words
    for tab in (amina, bruno):
        assert await tab.page.evaluate("window.hurt") is None
        assert await tab.page.locator("#place img, #place script, #private img").count() == 0


async def test_odd_texts_get_an_answer_each(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    for text in ("x" * 10_000, "x\u202e\u2066y" * 500, "🍀" * 300, "a\x00b\x07c", " \u200b ", "🍀"):
        answer = await amina.types(f"/need {text}")
        assert answer.words.strip()
        assert await amina.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_nothing_comes_from_elsewhere_and_the_policy_is_kept(
    stage: RoomStage, context: BrowserContext
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: complaints.append(message.text))
    amina = await stage.person("Amina")
    await post(amina, "/need a ladder")
    await stage.settle()
    await amina.sees_by_itself("a ladder")
    assert asked
    assert [url for url in asked if not url.startswith(stage.address)] == []
    assert complaints == []


async def test_it_fits_every_width_and_moves_nothing_for_who_asked_for_that(stage: RoomStage) -> None:
    amina = await stage.person("Amina")
    page = amina.page
    await page.emulate_media(reduced_motion="reduce")
    for command in (f"/need {'averylongwordwithoutanyspace' * 10}", "/aid help", "/need"):
        await amina.types(command)
        for width in (320, 768, 1280):
            await page.set_viewport_size({"width": width, "height": 640})
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), command
            assert await page.evaluate("document.getAnimations().length") == 0


async def test_words_stand_out_from_what_is_behind_them_by_day_and_by_night(stage: RoomStage) -> None:
    """At least 4.5 to 1, as WCAG 2.2 asks (1.4.3)."""
    amina = await stage.person("Amina")
    await post(amina, "/need a ladder")
    await stage.settle()
    await amina.types("/offer lifts on weekday mornings")
    for scheme in ("light", "dark"):
        await amina.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert await amina.page.evaluate(FAINT_WORDS) == []
