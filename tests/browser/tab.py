"""One person at one tab of the local room: what they see, and what they type and tap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page, expect

from bot.domain.community import Board
from tests.stories.stage import Shown

NOTHING_SENT = "body:not([data-sending])"

# What a reader makes of a card or form: its words without the @ before names, its buttons and its labels.
READ = """elements => elements.map(element => {
    const copy = element.cloneNode(true);
    element.after(copy);
    for (const at of copy.querySelectorAll('.mention')) at.textContent = at.querySelector('bdi').textContent;
    for (const aside of copy.querySelectorAll('button, option')) aside.remove();
    const words = copy.innerText;
    copy.remove();
    return {
        within: element.closest('[id]').id,
        words,
        buttons: [...element.querySelectorAll('button')].map(each => [each.innerText, each.outerHTML]),
        fields: [...element.querySelectorAll('.field > label, legend')].map(each => each.innerText),
    };
})"""

# A finger that was on its way when the page changed under it: the tap still goes out.
TAP_WHAT_IS_GONE = """(pane, html) => {
    pane.insertAdjacentHTML('beforeend', html);
    const button = pane.lastElementChild;
    button.click();
    button.remove();
}"""


@dataclass(frozen=True)
class Handle:
    """Where a view stood, and its buttons as they were then, by label."""

    place: str
    within: str
    """A selector."""
    buttons: dict[str, str]


@dataclass
class Tab:
    """Fulfils `stage.Person`."""

    name: str
    page: Page

    async def open(self, address: str) -> None:
        """The room at `address`, as this person."""
        await self.page.goto(f"{address}/?as={self.name.casefold()}")
        await self._drawn("needs")

    async def types(self, command: str) -> Shown:
        await self.page.fill("#command", command)
        await self.page.press("#command", "Enter")
        return await self._answer()

    async def posts(self, command: str) -> Shown:
        """Types it, and posts what the preview shows."""
        return await self.taps(await self.types(command), "Post it")

    async def taps(self, shown: Shown, label: str) -> Shown:
        assert label in shown.buttons, f"no {label!r} among {list(shown.buttons)}"
        assert isinstance(shown.handle, Handle)
        await self._look()
        if not await self.page.locator(f'#place[data-drawn="{shown.handle.place}"]').count():
            await self.go(shown.handle.place)
        button = self.page.locator(shown.handle.within).get_by_role("button", name=label, exact=True)
        if await button.count():
            await button.click()
        else:
            await self.page.locator("#place").evaluate(TAP_WHAT_IS_GONE, shown.handle.buttons[label])
        return await self._answer()

    async def fills(self, form: Shown, values: dict[str, str]) -> Shown:
        await self._look()
        dialog = self.page.locator("dialog[open]")
        for label, value in values.items():
            boxes = dialog.get_by_role("group", name=label, exact=True)
            if await boxes.count():
                for box in await boxes.get_by_role("checkbox").all():
                    await box.set_checked(False)
                for chosen in filter(None, value.split(", ")):
                    await boxes.get_by_label(chosen, exact=True).set_checked(True)
                continue
            field = dialog.get_by_label(label, exact=True)
            if await field.evaluate("field => field.localName") == "select":
                await field.select_option(value.removeprefix("@"))
            else:
                await field.fill(value)
        await dialog.locator("[type=submit]").click()
        return await self._answer()

    async def inbox(self) -> Sequence[Shown]:
        return await self._at("private")

    async def sees(self, board: Board) -> Sequence[Shown]:
        return await self._at(board.value)

    async def go(self, place: str) -> None:
        """To a place, as it is now."""
        await self._look()
        await self.page.click(f'nav a[data-place="{place}"]')
        await self._drawn(place)

    async def sees_by_itself(self, words: str) -> None:
        """Waits for words to appear among the messages, without doing anything for it."""
        await expect(self.page.locator("#place")).to_contain_text(words)

    async def read(self, views: str) -> list[Shown]:
        """Cards or forms, as `stage.Shown`; `views` is a selector."""
        found: list[dict[str, Any]] = await self.page.locator(views).evaluate_all(READ)
        place = await self.page.locator("#place").get_attribute("data-drawn") or ""
        return [
            Shown(
                each["words"],
                [label for label, _ in each["buttons"]],
                each["fields"],
                Handle(place, f"#{each['within']}", dict(each["buttons"])),
            )
            for each in found
        ]

    async def _look(self) -> None:
        """A browser draws a tab behind others once a second only, and a click waits for that."""
        await self.page.bring_to_front()

    async def _at(self, place: str) -> list[Shown]:
        await self.go(place)
        return await self.read("#place .message > .card")

    async def _answer(self) -> Shown:
        """The form that opened, or else what stands where only this person sees it; or why nothing was
        done.
        """
        await self.page.wait_for_selector(NOTHING_SENT)
        if refused := await self.page.locator("#toast.wrong").all_inner_texts():
            return Shown(refused[0])
        (shown,) = await self.read("dialog[open] form") or await self.read("#private-body > .card")
        return shown

    async def _drawn(self, place: str) -> None:
        await self.page.wait_for_selector(f'#place[aria-busy=false][data-drawn="{place}"]')
