"""A small reader of Slack's text: what would stand there, and what in it would take effect.

Written from https://docs.slack.dev/messaging/formatting-message-text, apart from the adapter, so that the two
can disagree. Where the documentation leaves room, the reader assumes the worst: more takes effect, not less.
"""

import re
from dataclasses import dataclass
from typing import Final

_ANGLE: Final = re.compile(r"<([^<>\n]*)>")
_SHORTCODE: Final = re.compile(r"(?<![\w:]):([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):")
_URL: Final = re.compile(r"\b(?:https?://|mailto:|tel:)[^\s<>|\u2060]+", re.IGNORECASE)
_DOMAIN: Final = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|de|uk|example)\b", re.IGNORECASE)
_SPANS: Final = (
    ("code", re.compile(r"(?<!\w)(`+)(\S(?:.*?\S)?)\1(?!\w)", re.DOTALL)),
    ("bold", re.compile(r"(?<![\w*])(\*)([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])")),
    ("italic", re.compile(r"(?<![\w_])(_)([^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])")),
    ("strike", re.compile(r"(?<![\w~])(~)([^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])")),
)
_QUOTE: Final = re.compile(r"^(?:>|&gt;)(?:>>|&gt;&gt;)? ?", re.MULTILINE)
_ENTITY: Final = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}

DIRECTION: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


@dataclass(frozen=True)
class Effect:
    """More than letters: a mention, a link, a date, an emoji, formatting, a turn of direction."""

    kind: str
    detail: str = ""


@dataclass(frozen=True)
class Read:
    text: str
    effects: tuple[Effect, ...] = ()


def read_mrkdwn(source: str, *, verbatim: bool = False, names: dict[str, str] | None = None) -> Read:
    """Read a mrkdwn text object, or a message's top-level `text`. `names`: people's names by their ids."""
    effects: list[Effect] = []

    def angle(found: re.Match[str]) -> str:
        effect, words = _angle(found.group(1), names or {})
        effects.append(effect)
        return words

    text = _ANGLE.sub(angle, source)
    if _QUOTE.search(text):
        effects.append(Effect("quote"))
    for kind, pattern in _SPANS:
        effects += [Effect(kind, found.group(2)) for found in pattern.finditer(text)]
        text = pattern.sub(r"\2", text)
    effects += [Effect("emoji", found) for found in _SHORTCODE.findall(text)]
    if not verbatim:
        bare = _ANGLE.sub("", source)
        effects += [Effect("link", found) for found in _URL.findall(bare) + _DOMAIN.findall(bare)]
    return Read(_decoded(text), (*effects, *_turns(text)))


def read_plain(source: str, *, emoji: bool) -> Read:
    """Read a plain_text object: shortcodes take effect unless `emoji` is false, nothing else does."""
    effects = [Effect("emoji", found) for found in _SHORTCODE.findall(source)] if emoji else []
    return Read(source, (*effects, *_turns(source)))


def read_leaf(source: str) -> Read:
    """Read a text element of rich_text: only the direction of writing can be turned there."""
    return Read(source, tuple(_turns(source)))


def _angle(inside: str, names: dict[str, str]) -> tuple[Effect, str]:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return Effect("mention", target[1:]), "@" + names.get(target[1:], label or target[1:])
    if target.startswith("#"):
        return Effect("channel", target[1:]), "#" + (label or target[1:])
    if target.startswith("!date^"):
        return Effect("date", target), label
    if target.startswith("!subteam^"):
        return Effect("group", target), label or "@group"
    if target.startswith("!"):
        return Effect("broadcast", target[1:]), "@" + target[1:]
    return Effect("link", target), label or target


def _decoded(text: str) -> str:
    return re.sub("&lt;|&gt;|&amp;", lambda found: _ENTITY[found.group()], text)


def _turns(text: str) -> list[Effect]:
    """Every unbalanced turn of direction. A pair of isolates around a text protects what stands beside it."""
    depth = 0
    found: list[Effect] = []
    for letter in text:
        if letter == "\u2068":
            depth += 1
        elif letter == "\u2069" and depth:
            depth -= 1
        elif DIRECTION.match(letter):
            found.append(Effect("direction", f"U+{ord(letter):04X}"))
    return found + [Effect("direction", "an isolate that never ends")] * depth
