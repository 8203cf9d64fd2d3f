"""Whom to call: every line says where it is from and when that was looked at."""

from datetime import date
from importlib import resources
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from bot.care.danger import Danger
from bot.care.help_lines import ANYWHERE, UNKNOWN, country_of, help_lines, parse

KNOWN = parse((resources.files("bot.care") / "lists" / "help_lines.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("country", KNOWN)
def test_every_country_is_whole(country: str):
    lines = KNOWN[country]
    assert len(country) == 2
    assert country.isupper()
    assert lines.emergency.isdecimal()
    for each in lines.lines:
        assert each.name.strip() == each.name != ""
        assert set(each.number) <= set("0123456789 -")
        assert each.danger in {Danger.DESPAIR, Danger.VIOLENCE}
        source = urlsplit(each.source)
        assert (source.scheme, source.path.rstrip("/").count("/") <= 1) == ("https", True)
        assert date(2026, 1, 1) <= each.checked


def test_where_we_know_none_the_number_that_works_almost_anywhere_is_told():
    assert help_lines("AQ") == help_lines(None) == UNKNOWN
    assert UNKNOWN.emergency == ANYWHERE


@pytest.mark.parametrize(
    ("zone", "locale", "country"),
    [
        ("Europe/London", "en", "GB"),
        ("Europe/Berlin", "en-US", "DE"),
        ("UTC", "pt-BR", "BR"),
        ("UTC", "en", None),
        ("Etc/GMT+1", "nonsense!", None),
    ],
)
def test_the_country_is_where_the_clocks_hang(zone: str, locale: str, country: str | None):
    assert country_of(ZoneInfo(zone), locale) == country


A_LINE_OF_A_NAME = "[GB]\nemergency = '999'\nlines = [{ name = 'x' }]"


@pytest.mark.parametrize("source", ["GB = 1", "[GB]\nemergency = '999'", A_LINE_OF_A_NAME])
def test_a_file_that_is_not_well_formed_is_refused(source: str):
    with pytest.raises(ValueError, match="GB"):
        parse(source)
