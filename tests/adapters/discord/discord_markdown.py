"""Reads a message as Discord's clients do, far enough to say what in it takes effect.

Written apart from `escape.py`, from what the clients do: the first rule that fits at a place wins, a rule for
the beginning of a line holds only there, and a backslash makes the next character plain if it is neither
letter, digit nor space.
"""

import re
from dataclasses import dataclass

_LINE_RULES = {
    "heading": r"#{1,3}[ \t]+(?=\S)",
    "small print": r"-#[ \t]+(?=\S)",
    "quote": r">(?:>>)?[ \t]",
    "list": r"[ \t]*(?:[-*+]|\d+\.)[ \t]+\S",
}
_RULES = {
    "plain": r"\\[^0-9A-Za-z\s]",
    "code block": r"```[\s\S]+?```",
    "code": r"`[^`\n]+`",
    "masked link": r"\[[^\[\]]+\]\(<?[a-z]+://[^\s)]+>?\)",
    "person": r"<@!?\d+>",
    "role": r"<@&\d+>",
    "channel": r"<#\d+>",
    "command": r"</[^:>]+:\d+>",
    "moment": r"<t:-?\d+(?::[a-zA-Z])?>",
    "custom emoji": r"<a?:\w+:\d+>",
    "place in the server": r"<id:\w+>",
    "address in brackets": r"<[a-z]+:[^>\s]+>|<[^@\s]+@[^>\s]+>",
    "everybody": r"@(?:everyone|here)",
    "link": r"(?:https?|steam|discord)://[^\s<]+",
    "invitation": r"discord(?:app)?\.(?:gg|com/invite)/\w+",
    "emoji": r":[^\s:]+:",
    "spoiler": r"\|\|[\s\S]+?\|\|",
    "struck through": r"~~[\s\S]+?~~",
    "bold": r"\*\*[\s\S]+?\*\*",
    "underlined": r"__[\s\S]+?__",
    "emphasis": r"\*[^\s*][\s\S]*?\*|_[^\s_][\s\S]*?_(?![0-9A-Za-z])",
}
_AT_LINE_START = {name: re.compile(rule) for name, rule in _LINE_RULES.items()}
_ANYWHERE = {name: re.compile(rule) for name, rule in _RULES.items()}


@dataclass(frozen=True)
class Read:
    shown: str
    """The plain text of it."""
    effects: tuple[str, ...]
    """What did more than stand there, by name."""


def read(written: str) -> Read:
    shown: list[str] = []
    effects: list[str] = []
    place, at_line_start = 0, True
    while place < len(written):
        name, length = _rule_at(written, place, at_line_start)
        piece = written[place : place + length]
        place += length
        at_line_start = piece.endswith("\n")
        if name is not None and name != "plain":
            effects.append(name)
        shown.append(_without_mark(name, piece))
    return Read("".join(shown), tuple(effects))


def _without_mark(name: str | None, piece: str) -> str:
    match name:
        case "plain":
            return piece[1:]
        case "heading" | "small print" | "quote":
            return ""
        case "bold":
            return piece[2:-2]
        case _:
            return piece


def _rule_at(written: str, place: int, at_line_start: bool) -> tuple[str | None, int]:
    rules = {**_AT_LINE_START, **_ANYWHERE} if at_line_start else _ANYWHERE
    for name, rule in rules.items():
        if found := rule.match(written, place):
            return name, found.end() - place
    return None, 1
