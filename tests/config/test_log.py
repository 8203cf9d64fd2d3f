"""A log that can be shown to anybody: whatever people wrote, and whoever logs it, it is not in there."""

import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from bot.config import load_settings
from bot.log import start_logging

pytestmark = pytest.mark.usefixtures("_log_put_back")

CANARY = "my mum's clinic"


@pytest.fixture
def log() -> io.StringIO:
    written = io.StringIO()
    start_logging(written)
    return written


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_an_event_is_one_line_with_its_fields(log: io.StringIO):
    logging.getLogger("bot.application.delivery").warning("parked", extra={"id": "abc", "count": 2})
    (line,) = lines(log)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "warning",
        "logger": "bot.application.delivery",
        "event": "parked",
        "id": "abc",
        "count": 2,
    }


@pytest.mark.stumbles
def test_fields_that_nobody_allowed_are_dropped(log: io.StringIO):
    logging.getLogger("bot").error("posted", extra={"id": "abc", "text": CANARY, "who": CANARY})
    assert CANARY not in log.getvalue()
    assert set(lines(log)[0]) == {"time", "level", "logger", "event", "id"}


OF_OURS = ("bot.cli", "adapters.slack.app", "storage.outbox")
OF_LIBRARIES = ("discord.http", "asyncio")


@pytest.mark.parametrize(
    "logger",
    [*(pytest.param(name, marks=pytest.mark.stumbles) for name in OF_OURS), *OF_LIBRARIES],
)
def test_no_message_quotes_anybody(log: io.StringIO, logger: str):
    ours = logging.getLogger(logger)
    ours.error(CANARY)
    ours.error("they wrote %s", CANARY)
    ours.error(f"they wrote {CANARY}")
    ours.error("they wrote", {"text": CANARY})
    assert len(lines(log)) == 4
    assert CANARY not in log.getvalue()


def test_a_line_of_ours_that_is_no_event_says_where_it_is(log: io.StringIO):
    logging.getLogger("bot.cli").info("somebody wrote a sentence here")
    (line,) = lines(log)
    assert line["event"] == "unnamed"
    assert line["at"].startswith("test_log:")


@pytest.mark.stumbles
def test_of_an_exception_stay_its_type_its_causes_and_its_places(log: io.StringIO):
    def reads_a_date() -> None:
        try:
            int(CANARY)
        except ValueError as cause:
            raise RuntimeError(f"about {CANARY}") from cause

    try:
        reads_a_date()
    except RuntimeError:
        logging.getLogger("bot").exception("defect")
    (line,) = lines(log)
    assert [each["type"] for each in line["exception"]] == ["RuntimeError", "ValueError"]
    assert all(each["at"][-1].startswith("config/test_log.py:") for each in line["exception"])
    assert CANARY not in log.getvalue()


@pytest.mark.stumbles
def test_places_of_ours_are_told_and_the_innermost(log: io.StringIO):
    try:
        load_settings({}, Path("no file has such a name\0"))
    except ValueError:
        logging.getLogger("bot").exception("defect")
    *ours, innermost = lines(log)[0]["exception"][0]["at"]
    assert [place.partition(":")[0] for place in ours] == ["bot/config.py", "bot/config.py"]
    assert "pathlib" in innermost


@pytest.mark.stumbles
def test_causes_that_go_in_a_circle_end(log: io.StringIO):
    one, other = RuntimeError(CANARY), ValueError(CANARY)
    one.__cause__, other.__cause__ = other, one
    logging.getLogger("bot").error("defect", exc_info=one)
    assert [each["type"] for each in lines(log)[0]["exception"]] == ["RuntimeError", "ValueError"]


def test_a_library_is_heard_only_when_something_is_wrong(log: io.StringIO):
    logging.getLogger("discord.gateway").info("connected")
    logging.getLogger("bot.serve").info("started")
    logging.getLogger("bot.serve").debug("details")
    assert [line["logger"] for line in lines(log)] == ["bot.serve"]


@pytest.mark.stumbles
def test_a_line_stays_one_line_whatever_is_in_a_field(log: io.StringIO):
    logging.getLogger("bot").error("parked", extra={"reason": "a\nb\u2028c\x1b[31m" + "x" * 1000})
    assert len(log.getvalue().splitlines()) == 1
    assert log.getvalue().isascii()
    assert len(lines(log)[0]["reason"]) == 200
