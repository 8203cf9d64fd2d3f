"""What Discord answers becomes an error that delivery knows what to do with."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from adapters.discord import faults
from bot.domain.errors import (
    DeliveryError,
    Misconfigured,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)


def _answer(status: int, code: int = 0, headers: dict[str, str] | None = None) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="", headers=headers or {})
    return discord.HTTPException(response, {"code": code, "message": "in Discord's words"})


@pytest.mark.parametrize(
    ("error", "meant"),
    [
        (_answer(403, 50007), Unreachable),
        (_answer(403, 50278), Unreachable),
        (_answer(404, 10003), Unreachable),
        (_answer(404, 10008), Unreachable),
        (_answer(404), Unreachable),
        (_answer(403, 50013), Misconfigured),
        (_answer(403, 50001), Misconfigured),
        (_answer(401), Misconfigured),
        (_answer(400, 50083), Misconfigured),
        (_answer(400, 50035), Rejected),
        (_answer(413), Rejected),
        (_answer(500), OutcomeUnknown),
        (_answer(503), OutcomeUnknown),
        (_answer(429), Throttled),
        (_answer(400, 20028), Throttled),
        (discord.RateLimited(90.0), Throttled),
        (TimeoutError(), OutcomeUnknown),
        (aiohttp.ServerDisconnectedError(), OutcomeUnknown),
        (ConnectionResetError(), OutcomeUnknown),
        (RuntimeError("Session is closed"), OutcomeUnknown),
    ],
)
def test_each_answer_has_one_meaning(error: Exception, meant: type[DeliveryError]):
    assert type(faults.while_sending(error)) is meant


def test_the_quiet_that_discord_asks_for_is_kept():
    assert _quiet(faults.while_sending(discord.RateLimited(90.0))) == 90.0
    assert _quiet(faults.while_sending(_answer(429, headers={"Retry-After": "12.5"}))) == 12.5
    assert _quiet(faults.while_sending(_answer(429))) == 60.0


def test_before_a_message_is_written_nothing_is_unknown():
    for error in (_answer(500), TimeoutError(), aiohttp.ServerDisconnectedError()):
        assert isinstance(faults.before_sending(error), Throttled)
    assert isinstance(faults.before_sending(_answer(403, 50007)), Unreachable)


def test_a_message_that_never_left_is_tried_again():
    key: Any = SimpleNamespace(ssl=None, host="127.0.0.1", port=9)
    refused = aiohttp.ClientConnectorError(key, ConnectionRefusedError())
    assert isinstance(faults.while_sending(refused), Throttled)


def _quiet(error: DeliveryError) -> float:
    assert isinstance(error, Throttled)
    return error.after
