"""What went wrong with a call to Slack, in the words of `bot/domain/errors.py`.

What matters most is whether the message may stand there. Only an answer from Slack, or a connection that was
never made, says for certain that it does not.
"""

from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.errors import (
    DeliveryError,
    Misconfigured,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)

QUIET_BY_DEFAULT = 30.0
"""Seconds of quiet where Slack asks for it and does not say how much."""
QUIET_OFFLINE = 5.0
"""Seconds until the next try where Slack could not be reached at all."""

_QUIET = frozenset(
    {"ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable", "request_timeout"}
    | {"team_added_to_org"}
)
_UNREACHABLE = frozenset(
    {"channel_not_found", "is_archived", "user_not_found", "user_not_visible", "user_disabled"}
    | {"user_not_in_channel", "cannot_dm_bot", "message_not_found", "cant_update_message"}
    | {"edit_window_closed", "is_inactive"}
)
_MISCONFIGURED = frozenset(
    {"not_in_channel", "restricted_action", "restricted_action_read_only_channel", "no_permission"}
    | {"restricted_action_thread_only_channel", "restricted_action_non_threadable_channel"}
    | {"not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "accesslimited"}
    | {"missing_scope", "not_allowed_token_type", "access_denied", "ekm_access_denied"}
    | {
        "org_login_required",
        "team_access_not_granted",
        "messages_tab_disabled",
        "method_not_supported_for_channel_type",
    }
)
_MAY_HAVE_HAPPENED = frozenset({"fatal_error", "internal_error"})
"""Slack says of these that some of it may have been done."""


async def delivering(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """Await a call that posts or edits. Raises the DeliveryError family and nothing else."""
    try:
        return await call
    except SlackApiError as refused:
        raise _from_answer(refused) from refused
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as offline:
        raise Throttled(QUIET_OFFLINE) from offline
    # AttributeError: the SDK takes an answer apart that is not the JSON it expects.
    except (aiohttp.ClientError, TimeoutError, OSError, SlackClientError, AttributeError) as lost:
        raise OutcomeUnknown from lost


async def preparing(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """Await a call that shows nothing to anybody. The same, but that doing it twice does no harm."""
    try:
        return await delivering(call)
    except OutcomeUnknown as lost:
        raise Throttled(QUIET_OFFLINE) from lost


def _from_answer(refused: SlackApiError) -> DeliveryError:
    status = _status(refused.response)
    code = _code(refused.response)
    if status == 429 or code in _QUIET:
        return Throttled(_retry_after(refused.response))
    if code in _UNREACHABLE:
        return Unreachable(code)
    if code in _MISCONFIGURED:
        return Misconfigured(code)
    if code in _MAY_HAVE_HAPPENED or code is None or status >= 500:
        return OutcomeUnknown(code or f"http {status}")
    return Rejected(code)


def _status(response: Any) -> int:
    """`response` is the SDK's own, or aiohttp's where the answer was no JSON."""
    status = getattr(response, "status_code", getattr(response, "status", None))
    return status if isinstance(status, int) else 0


def _code(response: Any) -> str | None:
    data = getattr(response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    return code if isinstance(code, str) else None


def _retry_after(response: Any) -> float:
    value = getattr(response, "headers", {}).get("Retry-After", "")
    return float(value) if str(value).isdecimal() else QUIET_BY_DEFAULT
