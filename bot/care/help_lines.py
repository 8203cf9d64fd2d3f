"""Whom to call: the help lines of a country. `lists/help_lines.toml` holds them, and explains itself."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import cast
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError, get_global

from bot.care.danger import Danger

ANYWHERE = "112"
"""Reaches an emergency service from a mobile phone in most countries of the world (GSM)."""
EVERYWHERE = "https://findahelpline.com"
"""Lists help lines of many countries; shown where we know none."""


class Check(StrEnum):
    """How sure a number is; the list says it in full."""

    READ = "read"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class HelpLine:
    """`number` is dialled as it stands in that country."""

    name: str
    number: str
    danger: Danger
    source: str
    how: Check
    checked: date


@dataclass(frozen=True, slots=True)
class HelpLines:
    emergency: str
    lines: tuple[HelpLine, ...]

    def for_dangers(self, dangers: frozenset[Danger]) -> tuple[HelpLine, ...]:
        """Those that are for one of these."""
        return tuple(each for each in self.lines if each.danger in dangers)


_NO_COUNTRY = "ZZ"
"""Where clocks hang at sea (CLDR)."""

UNKNOWN = HelpLines(ANYWHERE, ())
"""Where we do not know the country, or its lines."""


def help_lines(country: str | None) -> HelpLines:
    """Those of a country (ISO 3166); UNKNOWN where we know none."""
    return _known().get(country or "", UNKNOWN)


def country_of(zone: ZoneInfo, locale: str | None) -> str | None:
    """Where such clocks hang, else where such a language is spoken as written (`en-GB`); None for neither."""
    by_zone = cast("Mapping[str, str]", get_global("zone_territories")).get(zone.key)
    if by_zone not in (None, _NO_COUNTRY):
        return by_zone
    try:
        return Locale.parse(locale.replace("-", "_")).territory if locale else None
    except (ValueError, UnknownLocaleError):
        return None


@cache
def _known() -> Mapping[str, HelpLines]:
    return parse((resources.files("bot.care") / "lists" / "help_lines.toml").read_text(encoding="utf-8"))


def parse(source: str) -> Mapping[str, HelpLines]:
    """The lines in a text like `lists/help_lines.toml`. Raises ValueError naming what is wrong in it."""
    return {country: _country(country, table) for country, table in tomllib.loads(source).items()}


def _country(country: str, table: object) -> HelpLines:
    found: Mapping[str, object] = cast("dict[str, object]", table) if isinstance(table, dict) else {}
    emergency, lines = found.get("emergency"), found.get("lines")
    if isinstance(emergency, str) and isinstance(lines, list):
        return HelpLines(emergency, tuple(_line(country, each) for each in cast("list[object]", lines)))
    raise ValueError(f"{country}: `emergency` and `lines` are missing")


def _line(country: str, table: object) -> HelpLine:
    match table:
        case {
            "name": str(name),
            "number": str(number),
            "for": str(danger),
            "source": str(source),
            "how": str(how),
            "checked": date() as checked,
        }:
            return HelpLine(name, number, Danger(danger), source, Check(how), checked)
        case _:
            raise ValueError(f"{country}: a line has name, number, for, source, how and checked")
