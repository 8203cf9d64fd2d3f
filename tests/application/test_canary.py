"""Marked words go every way that there is, and turn up nowhere but on the screens of people: in no log,
effect, audit line, error or plain column, nor in any byte of the database and of what it writes beside it.
"""

import asyncio
import io
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import discord
import pytest
from slack_sdk.errors import SlackApiError

from adapters.discord.faults import before_sending, while_sending
from adapters.slack.faults import delivering
from bot.application.dispatch import FrontDoor
from bot.application.interaction import Actor, Interaction, Origin
from bot.application.ports import MessageRef, Parcel, Store, Work
from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain.community import Platform
from bot.domain.errors import DeliveryError
from bot.domain.ids import CommunityId
from bot.log import OURS, start_logging
from tests.application.marked_paths import (
    ACROSS_PLACES,
    AMINA,
    BRUNO,
    CHIDI,
    DANGER,
    MARK,
    MESSAGE,
    PHONE,
    REASON,
    TEXT,
    TOO_LONG,
    ZONE_SAID,
    Marked,
    a_life_of_a_need,
    a_life_of_an_offer,
    a_week_of_moderators,
    across_places,
    noted,
    what_felt_wrong,
    what_is_held,
    when_they_may_be_asked,
)
from tests.application.two_places import two_places
from tests.application.world import DAY, a_world, told
from tests.databases import Database
from tests.stories.surroundings import ZONE


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What Hypha's own log says, with everything switched on."""
    root, ours = logging.getLogger(), [logging.getLogger(each) for each in OURS]
    before = (root.handlers[:], root.level, [each.level for each in ours])
    written = io.StringIO()
    start_logging(written)
    for each in ours:
        each.setLevel(logging.DEBUG)
    yield written
    root.handlers, root.level = before[0], before[1]
    for each, level in zip(ours, before[2], strict=True):
        each.setLevel(level)


async def every_refusal(marked: Marked) -> None:
    """Each verb with nothing right about it: foreign and malformed tokens, words too long or none."""
    for verb in Verb:
        for token_, text in (("nothing-of-theirs", TEXT), (f"0-{TEXT[:20]}", TOO_LONG), ("not a token!", "")):
            for who in (CHIDI, "Robin"):
                await marked.world.does(
                    who, verb, token_, text=text, reason=REASON * 60, person=AMINA, zone=TEXT
                )


class BugError(Exception):
    """A bug that quotes what somebody wrote."""


@dataclass
class StoreWithABug:
    """A store whose every transaction ends in a bug."""

    within: Store

    @asynccontextmanager
    async def work(self, community: CommunityId | None = None) -> AsyncGenerator[Work]:
        async with self.within.work(community) as work:
            yield work
            raise BugError(f"{TEXT} {PHONE} {AMINA}")

    @asynccontextmanager
    async def look(self) -> AsyncGenerator[Work]:
        async with self.within.look() as look:
            yield look
            raise BugError(f"{TEXT} {PHONE} {AMINA}")


async def a_bug_in_each(marked: Marked) -> None:
    stage = marked.world.stage
    house = stage.house
    broken = FrontDoor(StoreWithABug(house.store), stage.clock, house.chance, ZONE, lambda: None)
    for verb in Verb:
        interaction = Interaction(
            Origin(Platform.LOCAL, ROOM),
            Actor(AMINA.casefold(), AMINA, moderator=False),
            verb,
            stage.key(),
            "",
            {"text": TEXT},
        )
        assert told(await broken.handle(interaction)) == "defect.title", verb


@dataclass
class BadPlatform:
    """Fails each message in another way, as the adapters see their platforms fail."""

    errors: AsyncIterator[Exception]
    pace: object = None
    recognises_repeats_for: object = None

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef:
        raise await anext(self.errors)

    async def edit(self, space_account: str, parcel: Parcel, where: MessageRef) -> None:
        raise await anext(self.errors)


class Answer:
    """What a platform's library makes of an answer that quotes the message."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.reason = f"{TEXT} {PHONE}"
        self.headers: dict[str, str] = {}


async def as_slack_fails(code: str) -> Exception:
    async def call() -> None:
        raise SlackApiError(f"{TEXT} {PHONE}", {"ok": False, "error": code, "text": TEXT})

    try:
        await delivering(call())  # type: ignore[arg-type] - a stand-in for the real one
    except DeliveryError as error:
        return error
    raise AssertionError(code)


async def every_delivery_error() -> AsyncGenerator[Exception]:
    """Slack's, Discord's, the way to them, and bugs of ours; over and over."""
    while True:
        for code in ("channel_not_found", "invalid_blocks", "not_authed", "fatal_error", f"{TEXT}"):
            yield await as_slack_fails(code)
        for status, code in ((403, 50007), (403, 50013), (400, 50035), (500, 0)):
            refused = discord.HTTPException(Answer(status), {"code": code, "message": f"{TEXT} {PHONE}"})  # type: ignore[arg-type] - a stand-in for the real one
            yield while_sending(refused)
            yield before_sending(refused)
        yield while_sending(aiohttp.ServerDisconnectedError(f"{TEXT} {PHONE}"))
        yield BugError(f"{TEXT} {PHONE} {AMINA}")


async def deliveries_that_fail(marked: Marked) -> None:
    stage = marked.world.stage
    good = stage.notebook
    bad = BadPlatform(every_delivery_error(), good.pace, good.recognises_repeats_for)
    stage.house.connect(Platform.LOCAL, bad)  # type: ignore[arg-type] - a stand-in for the real one
    for number in range(20):
        await marked.does(AMINA, Verb.THANK, person=BRUNO.casefold(), text=f"{TEXT} {number}")
    await marked.world.pass_time(DAY)
    stage.house.connect(Platform.LOCAL, good)


def leaks(database: Database, log: io.StringIO) -> list[str]:
    """Where a mark turns up: lines of the log, and columns as somebody reads them who has the file."""
    found = [f"log: {line}" for line in log.getvalue().splitlines() if MARK.search(line)]
    for table in database.tables():
        for row in database.rows(f"SELECT * FROM {table}"):  # noqa: S608 - the names are ours
            if MARK.search(
                json.dumps([str(each) for each in row if not isinstance(each, bytes | memoryview)])
            ):
                found.append(f"{table}: {row}")
    if MARK.search(database.written().decode("latin-1")):
        found.append("the bytes of the database")
    return found


@pytest.mark.stumbles
async def test_no_mark_turns_up_anywhere(database: Database, tmp_path: Path, log: io.StringIO) -> None:
    async with a_world(tmp_path, database.url) as world:
        marked = Marked(world)
        door = noted(world.stage)
        await when_they_may_be_asked(marked)
        await a_life_of_an_offer(marked)
        await a_life_of_a_need(marked)
        await what_felt_wrong(marked)
        await what_is_held(marked)
        await a_week_of_moderators(marked)
        missing = set(Verb) - door.came_through - ACROSS_PLACES
        assert not missing, f"no path for {missing}"
        assert leaks(database, log) == []
        await every_refusal(marked)
        await a_bug_in_each(marked)
        await deliveries_that_fail(marked)
        await world.pass_time(20 * DAY)
        await world.stage.restart()
        await asyncio.sleep(0)
        lines = log.getvalue().splitlines()
        assert any('"defect"' in line for line in lines), "the log was listened to"
        assert any('"parked"' in line for line in lines)
        assert leaks(database, log) == []


async def test_nor_between_two_places(database: Database, tmp_path: Path, log: io.StringIO) -> None:
    async with two_places(tmp_path, database.url) as places:
        door = noted(places.stage)
        await across_places(places)
        assert not ACROSS_PLACES - door.came_through
        assert leaks(database, log) == []


def test_the_mark_is_seen_where_it_is() -> None:
    """The net has no hole of its own: each kind of marked word is caught."""
    for word in (TEXT, REASON, MESSAGE, PHONE, ZONE_SAID, AMINA, AMINA.casefold(), DANGER):
        assert MARK.search(word)
