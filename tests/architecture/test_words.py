"""Words that no screen shows. See the rule "no score": what can't be said can't be counted."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.architecture.source import ROOT, name

NEVER = re.compile(
    r"\b(?:(?:over)?flow(?:s|ing)?|balanced?|(?:over|work)?load(?:s|ed)?|scor(?:e|es|ed|ing)|pending|unresponsive"
    r"|ranks?|ranking|leaderboard|streaks?|still waiting|you mostly give)\b",
    re.IGNORECASE,
)
CATALOGUES = sorted((ROOT / "bot/views/locales").rglob("*.po"))
PAGES = sorted((ROOT / "adapters/local").rglob("*.html"))


class _Text(HTMLParser):
    """Collects what a page shows or reads out: text outside of code, and the attributes that are read."""

    READ = ("alt", "aria-label", "placeholder", "title")

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self._in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_code = tag in {"script", "style"}
        self.shown += [value for key, value in attrs if key in self.READ and value]

    def handle_endtag(self, tag: str) -> None:
        self._in_code = False

    def handle_data(self, data: str) -> None:
        if not self._in_code:
            self.shown.append(data)


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_the_catalogue_holds_no_forbidden_word(path: Path):
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    assert messages
    said = [text for each in messages for text in _texts(each)]
    assert [text for text in said if NEVER.search(text)] == []


def _texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_the_page_of_the_local_room_holds_no_forbidden_word(path: Path):
    page = _Text()
    page.feed(path.read_text(encoding="utf-8"))
    assert [text for text in page.shown if NEVER.search(text)] == []


@pytest.mark.parametrize("text", ["Your score", "Still waiting", "pending", "a heavy load", "out of balance"])
def test_a_forbidden_word_is_found(text: str):
    assert NEVER.search(text)


@pytest.mark.parametrize("text", ["a download", "flowers", "explore", "independent"])
def test_a_word_that_only_contains_one_is_left_alone(text: str):
    assert not NEVER.search(text)
