"""The Socket Mode connection: opened, kept, and asked about.

The SDK's client reconnects by itself, but for one trap: after a handshake that failed it tries the same
one-time address for ever. A watchdog takes that address away, and the client asks Slack for a new one.
"""

import asyncio
from dataclasses import dataclass

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds."""

    ping: float = 10.0
    """Between two signs of life; also how long a lost connection may go unnoticed."""
    look: float = 5.0
    """Between two looks of the watchdog."""
    first_wait: float = 1.0
    longest_wait: float = 60.0
    """Between two tries to reach Slack at all; the wait doubles."""


class Link:
    """One connection for one app. `proxy` is an HTTP proxy's address."""

    def __init__(self, app: AsyncApp, app_token: str, *, proxy: str | None, pace: Pace) -> None:
        handler = AsyncSocketModeHandler(app, app_token, ping_interval=pace.ping)
        self._client = handler.client
        # Without a proxy, the SDK takes one from the environment; settings are read in one place only.
        self._client.proxy = proxy
        self._look_every = pace.look

    async def serve(self, address: str) -> None:
        """Connect, and stay connected until cancelled. `address`: where Slack wants the first link."""
        self._client.wss_uri = address
        connecting = asyncio.create_task(self._client.connect())
        try:
            while True:
                await asyncio.sleep(self._look_every)
                if not await self._client.is_connected():
                    self._client.wss_uri = None
        finally:
            connecting.cancel()
            await self._close(connecting)

    async def is_up(self) -> bool:
        """Whether Slack can reach us now."""
        return await self._client.is_connected()

    async def _close(self, connecting: asyncio.Task[None]) -> None:
        client = self._client
        await client.close()
        ending = [
            connecting,
            client.message_processor,
            client.current_session_monitor,
            client.message_receiver,
        ]
        await asyncio.gather(*(task for task in ending if task), return_exceptions=True)
