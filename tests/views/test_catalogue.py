"""Every word that the code asks for is there, and every word that is there is asked for."""

import ast
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from adapters.local.hub import PLACES
from bot.application import pause_posts, tend_member
from bot.application.settings import SETTINGS, SettingsPage
from bot.application.verbs import Verb
from bot.care.contact import Detail
from bot.care.danger import LISTENED_TO
from bot.care.writer import Trace
from bot.domain.audience import Audience
from bot.domain.capacity import PauseLength, Willingness
from bot.domain.community import Board, Platform
from bot.domain.deed import DeedKind
from bot.domain.gratitude import Showing
from bot.domain.handshake import HandshakeState, OnlyIf
from bot.domain.need import NeedState
from bot.domain.offer import OfferState
from bot.domain.report import ReportState
from bot.domain.sight import Sight
from bot.domain.traces import Lately
from bot.matching.lacks import Days
from bot.matching.lexicon import lexicon
from bot.views.ask_me import ASKS_A_WEEK
from bot.views.catalogue import COMMANDS
from bot.views.i18n import LANGUAGES
from bot.views.pseudonyms import ANIMALS, COLOURS
from tests.views import codes

TOLD_TO_ASKERS = set(HandshakeState) - {HandshakeState.ASKED, HandshakeState.NOT_NOW}
"""That somebody thinks about it, or said "not now", is told to no asker: there are no words for it."""
NOT_SIMPLY_POSTED = (Audience.UNNAMED, Audience.PRIVATE)
KEPT_NEEDS = (NeedState.DRAFT, NeedState.OPEN, NeedState.MET, NeedState.LAPSED)
KEPT_OFFERS = (OfferState.DRAFT, OfferState.OPEN, OfferState.LAPSED)
OUT_OF_SIGHT = set(Sight) - {Sight.SHOWN}
DEEDS = ("approved", "held", "hidden", "restored", "closed")
WITH_A_REASON = {Verb.HOLD_POST, Verb.HIDE_POST, Verb.RESTORE_POST, Verb.CLOSE_POST}
TEXTED = {
    command.name
    for command in COMMANDS
    if command.subname is None and any(option.name == "text" for option in command.options)
}

LATELY = (Lately.SOMETHING, Lately.SEVERAL)
SAID_YES = (
    HandshakeState.OFFERED,
    HandshakeState.CHOSEN,
    HandshakeState.DONE,
    HandshakeState.RELEASED,
)
ABOUT_ONE_MEMBER = (DeedKind.WARNED, DeedKind.SUSPENDED, DeedKind.WELCOMED_BACK)

FAMILIES: dict[str, Iterable[object]] = {
    "asker.{}.title": TOLD_TO_ASKERS,
    "asker.{}.text": TOLD_TO_ASKERS,
    "helper.{}.title": HandshakeState,
    "helper.{}.text": HandshakeState,
    "mine.need.{}": {*KEPT_NEEDS, *OUT_OF_SIGHT},
    "mine.offer.{}": {*KEPT_OFFERS, *OUT_OF_SIGHT},
    "report.case.{}": ReportState,
    "set_aside.{}.title": OUT_OF_SIGHT,
    "set_aside.{}.text": OUT_OF_SIGHT,
    "queue.{}.{}": tuple(product(("need", "offer"), Sight)),
    "queue.tended.{}": Sight,
    "deed.{}.title": {*DEEDS, *ABOUT_ONE_MEMBER},
    "deed.{}.text": DEEDS,
    "member.{}": tend_member.DEEDS,
    "member.done.{}": {*ABOUT_ONE_MEMBER, DeedKind.KEPT_APART, DeedKind.LET_MEET},
    "tending.{}.title": WITH_A_REASON,
    "tending.{}.submit": WITH_A_REASON,
    "button.{}": {Verb.APPROVE_POST, *WITH_A_REASON},
    "could_if.{}": OnlyIf,
    "helper.could_if.{}": OnlyIf,
    "offered.if.{}": OnlyIf,
    "offered.if.{}.title": OnlyIf,
    "offered.if.{}.note": OnlyIf,
    "lack.{}": Days,
    "traces.helping.{}": LATELY,
    "traces.receiving.{}": LATELY,
    "ask_me.form.{}": Willingness,
    "ask_me.often.{}": ASKS_A_WEEK,
    "thanks.showing.{}": (*Showing, "unsaid"),
    "button.showing.{}": Showing,
    "button.pause.{}": PauseLength,
    "mine.helping.{}": (HandshakeState.OFFERED, HandshakeState.CHOSEN),
    "setup.{}": Board,
    "settings.{}": [each.name for each in SETTINGS],
    "settings.{}.hint": [each.name for each in SETTINGS],
    "settings.{}.{}": [(each.name, choice) for each in SETTINGS for choice in each.choices],
    "settings.change.{}": SettingsPage,
    "freeze.scope.{}": pause_posts.SCOPES,
    "audit.{}": DeedKind,
    "settings.title.{}": SettingsPage,
    "space.on.{}": Platform,
    "when.day.{}": range(7),
    "category.{}": lexicon("en").kinds,
    "command.{}.text": TEXTED,
    "command.{}.example": TEXTED,
    "refusal.{}": codes.codes_of_refusals(),
    "need.posted.title.{}": NOT_SIMPLY_POSTED,
    "need.posted.{}": NOT_SIMPLY_POSTED,
    "need.sorted.text.{}": NOT_SIMPLY_POSTED,
    "mine.audience.{}": NOT_SIMPLY_POSTED,
    "introduction.unnamed.{}": ("asker", "helper"),
    "meeting.unnamed.{}": ("asker", "helper"),
    "export.account.{}": Platform,
    "export.need.{}": NeedState,
    "export.offer.{}": OfferState,
    "export.helping.{}": SAID_YES,
    "danger.{}": LISTENED_TO,
    "gives_away.to.{}": ("needs", "asked", "offers", "asked_for", "public"),
    "gives_away.detail.{}": Detail,
    "kept_back.shared.{}": ("asker", "helper"),
    "trace.{}": Trace,
    "pseudonym.colour.{}": range(COLOURS),
    "pseudonym.animal.{}": range(ANIMALS),
}
"""Keys that are put together while the program runs, with everything that they can be put together from."""

ROOM = "room.{}"
"""The one family that is not spelt out: its names stand in adapters/local/pages.py, whose tests draw them."""

READ_ELSEWHERE = {
    "facts.py: names",
    "handshakes.py: text",
    "needs.py: label",
    "talk.py: label",
    "reports.py: hint",
    "reports.py: label",
    "reports.py: text",
    "reports.py: title",
    "safety.py: label",
    "offers.py: label",
}
"""Phrases that are given their key; the keys themselves stand in the same file."""


@cache
def catalogue(language: str) -> dict[str, list[str]]:
    """The translations of each key, one or one for each plural form."""
    with _po(language).open("rb") as lines:
        messages = [message for message in read_po(lines, locale=language) if message.id]
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            [message.string] if isinstance(message.string, str) else list(message.string or ())
        )
        for message in messages
    }


def _po(language: str) -> Path:
    return codes.ROOT / "bot" / "views" / "locales" / language / "LC_MESSAGES" / "hypha.po"


def put_together() -> set[str]:
    return {
        pattern.format(*each) if isinstance(each, tuple) else pattern.format(each)
        for pattern, names in FAMILIES.items()
        for each in names
    }


def test_every_pattern_in_the_code_is_a_family_here() -> None:
    assert codes.patterns() == {*FAMILIES, ROOM}
    assert codes.phrases_without_words() == READ_ELSEWHERE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_the_code_uses_has_words(language: str) -> None:
    known = catalogue(language)
    first_parts = {key.partition(".")[0] for key in known}
    spelt_out = {key for key in codes.literal_keys() if key.partition(".")[0] in first_parts}
    not_keys = {"room.html", "danger.toml"}
    assert (spelt_out | put_together()) - not_keys <= known.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_has_words_is_used(language: str) -> None:
    used = codes.literal_keys() | put_together() | _of_the_room()
    assert catalogue(language).keys() <= used


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_empty_and_none_is_left_to_be_translated(language: str) -> None:
    with _po(language).open("rb") as lines:
        read = read_po(lines, locale=language)
    assert not [message.id for message in read if message.id and message.fuzzy]
    assert not [key for key, words in catalogue(language).items() if not all(each.strip() for each in words)]


def _of_the_room() -> set[str]:
    (tree,) = [tree for file, tree in codes.sources() if file.match("adapters/local/pages.py")]
    names = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    of_places = {f"place.{place}{part}" for place in PLACES for part in ("", ".about", ".empty")}
    return {ROOM.format(name) for name in {*map(str, names), *of_places}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_has_two_texts(language: str) -> None:
    """The second would win, and nobody who mends the first would see why nothing changes."""
    keys = re.findall(r'^msgid "(.+)"$', _po(language).read_text(encoding="utf-8"), re.MULTILINE)
    assert [key for key, times in Counter(keys).items() if times > 1] == []
