"""The connection to one Slack workspace: a Bolt app over Socket Mode, opened and kept.

Every payload is served in a global middleware, whose answer is the acknowledgement. Bolt's listeners would be
acknowledged before they ran (events), be given up after three seconds and followed by the next listener
(commands), and be polled for their answer; none of that suits a bot that confirms only what is on disk.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.desk import Desk
from adapters.slack.faults import preparing
from adapters.slack.inbound import Workspace
from adapters.slack.link import Link, Pace
from adapters.slack.outbound import Connected, SlackOutbound
from bot.application.dispatch import Door
from bot.domain.errors import DeliveryError, Misconfigured

API_URL = "https://slack.com/api/"
TIMEOUT = aiohttp.ClientTimeout(total=10)

_log = logging.getLogger(__name__)

_LIBRARIES = logging.getLogger("slack_bolt.hypha")
"""Bolt and the SDK copy its level to their own loggers. Below it they print whole payloads, and warn of
settings that they found in the environment, which they are not to use.
"""
_LIBRARIES.setLevel(logging.ERROR)


class SlackConnection:
    """One workspace. `outbound` may be used at once; it asks for patience until Slack is connected.

    `bot_token` begins with xoxb-, `app_token` with xapp-; `proxy` is an HTTP proxy's address.
    """

    def __init__(
        self,
        door: Door,
        *,
        bot_token: str,
        app_token: str,
        api_url: str | None = None,
        proxy: str | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.outbound = SlackOutbound(lambda: self._connected)
        self._door = door
        self._bot_token = bot_token
        self._app_token = app_token
        self._api_url = api_url or API_URL
        self._proxy = proxy
        self._pace = pace or Pace()
        self._connected: Connected | None = None
        self._link: Link | None = None

    async def serve(self) -> None:
        """Connect and let people in until cancelled. Raises Misconfigured if Slack does not take a token."""
        # Each is used once: a kept one that Slack has just closed would leave a post's outcome unknown.
        connector = aiohttp.TCPConnector(force_close=True)
        async with aiohttp.ClientSession(connector=connector, timeout=TIMEOUT) as session:
            client = self._client(session, self._bot_token)
            known = await self._reached("the bot token", client.auth_test)
            workspace = Workspace(str(known["team_id"]), known.get("team"))
            opened = await self._reached(
                "the app token", lambda: client.apps_connections_open(app_token=self._app_token)
            )
            desk = Desk(self._door, client, self.outbound, workspace, self._proxy)
            app = _app(
                desk,
                self._client(session, None),
                AuthorizeResult(enterprise_id=None, team_id=workspace.id, bot_token=self._bot_token),
            )
            self._link = Link(app, self._app_token, proxy=self._proxy, pace=self._pace)
            self._connected = Connected(client, workspace.id)
            try:
                await self._link.serve(str(opened["url"]))
            finally:
                await desk.close()
                self._connected = self._link = None

    async def connected(self) -> bool:
        """Whether Slack can reach us now: for the readiness of the whole program."""
        return self._link is not None and await self._link.is_up()

    def _client(self, session: aiohttp.ClientSession, token: str | None) -> AsyncWebClient:
        client = AsyncWebClient(
            token, base_url=self._api_url, session=session, logger=_LIBRARIES, retry_handlers=[]
        )
        # Without a proxy, the SDK takes one from the environment; settings are read in one place only.
        client.proxy = self._proxy
        return client

    async def _reached(
        self, what: str, call: Callable[[], Awaitable[AsyncSlackResponse]]
    ) -> AsyncSlackResponse:
        """The answer, however long Slack can't be reached. Raises Misconfigured."""
        wait = self._pace.first_wait
        while True:
            try:
                return await preparing(call())
            except Misconfigured as refused:
                raise Misconfigured(f"Slack does not take {what}: {refused}") from refused
            except DeliveryError as error:
                _log.warning("slack_away", extra={"error": type(error).__name__})
            await asyncio.sleep(wait)
            wait = min(wait * 2, self._pace.longest_wait)


def _app(desk: Desk, client: AsyncWebClient, known: AuthorizeResult) -> AsyncApp:
    async def authorize(**_: Any) -> AuthorizeResult:
        # One workspace, known since the start: Slack need not be asked again for each payload.
        return known

    app = AsyncApp(name="hypha", client=client, authorize=authorize, logger=_LIBRARIES)

    @app.middleware
    async def serve(body: dict[str, Any]) -> BoltResponse:
        return await desk.serve(body)

    @app.error
    async def failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
        return await desk.failed(body, error)

    return app
