"""What Discord or the way to it answers, as the errors that delivery knows.

Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json.
"""

from typing import Final

import aiohttp
import discord

from bot.domain.errors import (
    DeliveryError,
    Misconfigured,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)

NOT_WAITING: Final = frozenset(
    {
        10062,  # three seconds went by before the first answer, or fifteen minutes since
        40060,  # already answered
    }
)
"""Codes for an answer to somebody who no longer waits for one."""

_GONE_OR_CLOSED: Final = frozenset(
    {
        10003,  # unknown channel
        10008,  # unknown message
        10013,  # unknown user
        50007,  # takes no private messages from us
        50278,  # shares no server with us any more
    }
)
_NOT_ALLOWED: Final = frozenset(
    {
        40001,  # unauthorized
        50001,  # missing access
        50013,  # missing permissions
        50083,  # the thread is archived
    }
)
_TOO_FAST: Final = frozenset(
    {
        20016,  # slow mode
        20028,  # the channel's write limit
        20029,  # the server's write limit
        40003,  # opening private conversations too fast
        40062,  # the service is being rate limited
    }
)
_UNSAID_QUIET = 60.0
"""Seconds of quiet when Discord asks for it without saying how long."""
_NO_CONNECTION_QUIET = 10.0


def while_sending(error: Exception) -> DeliveryError:
    """For a request that writes a message: it may have been written, unless Discord says that it was not."""
    match error:
        case discord.RateLimited():
            return Throttled(error.retry_after)
        case discord.HTTPException():
            return _refused(error)
        case aiohttp.ClientConnectorError():
            return Throttled(_NO_CONNECTION_QUIET)
        case _:
            return OutcomeUnknown()


def before_sending(error: Exception) -> DeliveryError:
    """For a request on the way to writing a message: the message itself was certainly not written."""
    found = while_sending(error)
    return Throttled(_NO_CONNECTION_QUIET) if isinstance(found, OutcomeUnknown) else found


def _refused(error: discord.HTTPException) -> DeliveryError:
    if error.code in _GONE_OR_CLOSED:
        return Unreachable()
    if error.code in _NOT_ALLOWED:
        return Misconfigured()
    if error.status == 429 or error.code in _TOO_FAST:
        return Throttled(_quiet_asked_for(error))
    if error.status >= 500:
        return OutcomeUnknown()
    if error.status in {401, 403}:
        return Misconfigured()
    return Unreachable() if error.status == 404 else Rejected()


def _quiet_asked_for(error: discord.HTTPException) -> float:
    """Seconds, from the header that comes with a refusal for haste."""
    try:
        return float(error.response.headers["Retry-After"])
    except (KeyError, ValueError):
        return _UNSAID_QUIET
