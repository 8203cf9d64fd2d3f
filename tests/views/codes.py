"""What the sources say, read as a tree: the keys of the catalogue they use, and the refusals they raise."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_KEY = re.compile(r"[a-z_-]+(\.[a-z0-9_-]+)+")


@cache
def sources() -> tuple[tuple[Path, ast.Module], ...]:
    """Everything that may speak: the core and the adapters."""
    files = sorted((ROOT / "bot").rglob("*.py")) + sorted((ROOT / "adapters").rglob("*.py"))
    return tuple((file, ast.parse(file.read_text(encoding="utf-8"))) for file in files)


def literal_keys() -> set[str]:
    """Every string that is spelt like a key, wherever it stands."""
    return {text for _, tree in sources() for text in _strings(tree) if _KEY.fullmatch(text)}


def patterns() -> set[str]:
    """Every key that is put together: `helper.{}.title` for `Phrase(f"helper.{state}.title")`."""
    return {
        _pattern(argument)
        for _, tree in sources()
        for argument in _arguments_of_phrases(tree)
        if isinstance(argument, ast.JoinedStr)
    }


def phrases_without_words() -> set[str]:
    """Each Phrase whose key can't be read off the source as a word or a pattern, with the file it is in."""
    return {
        f"{file.name}: {ast.unparse(argument)}"
        for file, tree in sources()
        for argument in _arguments_of_phrases(tree)
        if not all(isinstance(each, ast.Constant | ast.JoinedStr) for each in _choices(argument))
    }


def codes_of_refusals() -> set[str]:
    """The codes that anything is refused with, by exceptions of the domain and by `door.refuse`."""
    found = {"unknown"}
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                for argument in _codes_in(node):
                    found |= {
                        str(each.value) for each in _choices(argument) if isinstance(each, ast.Constant)
                    }
    return found


def _codes_in(call: ast.Call) -> list[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ("Refusal", "Stale", "Invalid"):
        return call.args[:1]
    if name == "refuse":
        return [each for each in (*call.args, *(word.value for word in call.keywords)) if _is_code(each)]
    return []


def _is_code(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and re.fullmatch("[a-z_]+", str(argument.value)) is not None


def _arguments_of_phrases(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Phrase" and node.args:
            yield node.args[0]


def _choices(argument: ast.expr) -> list[ast.expr]:
    if isinstance(argument, ast.IfExp):
        return [*_choices(argument.body), *_choices(argument.orelse)]
    return [argument]


def _pattern(joined: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in joined.values)


def _strings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
