"""What a page must never do, and whom it must fit."""

import pytest
from playwright.async_api import BrowserContext

from bot.domain.community import Board
from tests.browser.room_stage import RoomStage

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


async def test_hostile_words_are_shown_and_do_nothing(stage: RoomStage) -> None:
    amina, bruno = await stage.person("Amina"), await stage.person("Bruno")
    await amina.posts(f"/need {HOSTILE}")
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
    await amina.posts("/need a ladder")
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
    await amina.posts("/need a ladder")
    await stage.settle()
    await amina.types("/offer lifts on weekday mornings")
    for scheme in ("light", "dark"):
        await amina.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert await amina.page.evaluate(FAINT_WORDS) == []
