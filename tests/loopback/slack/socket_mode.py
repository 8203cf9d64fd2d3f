"""Socket Mode: one-time tickets, the WebSocket, envelopes out, acknowledgements in."""

import asyncio
import json
from typing import Any, Final

from aiohttp import WSMsgType, web

from tests.loopback.slack.changes import Changes
from tests.loopback.slack.workspace import APP, Json

ACK_SECONDS: Final = 3.0
"""How long Slack waits for an acknowledgement before it tells the person that the app did not answer."""


class NotAcknowledged(AssertionError):
    """The app let Slack's deadline pass; the person saw Slack's own complaint."""


class SocketMode:
    """The links to the app, and what is said over them."""

    def __init__(self, changes: Changes) -> None:
        self.links: list[web.WebSocketResponse] = []
        self.acknowledged: list[tuple[str, Json | None]] = []
        self.refuse_handshakes = 0
        self.handshakes = 0
        self._tickets: set[str] = set()
        self._tickets_given = 0
        self._acks: dict[str, asyncio.Future[Json | None]] = {}
        self._envelopes = 0
        self._changes = changes

    def new_ticket(self) -> str:
        self._tickets_given += 1
        ticket = f"ticket{self._tickets_given}"
        self._tickets.add(ticket)
        return ticket

    @property
    def tickets_given(self) -> int:
        return self._tickets_given

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Take one link. A ticket opens one link only; a refused handshake burns it, as Slack's does."""
        self.handshakes += 1
        ticket = request.query.get("ticket", "")
        known = ticket in self._tickets
        self._tickets.discard(ticket)
        self._changes.happened()
        if self.refuse_handshakes:
            self.refuse_handshakes -= 1
            return web.Response(status=503)
        if not known:
            return web.Response(status=408, text="the ticket was used or never given")
        link = web.WebSocketResponse()
        await link.prepare(request)
        await link.send_json(
            {"type": "hello", "num_connections": len(self.links) + 1, "connection_info": {"app_id": APP}}
        )
        self.links.append(link)
        self._changes.happened()
        try:
            async for frame in link:
                if frame.type is WSMsgType.TEXT:
                    self._take(json.loads(frame.data))
        finally:
            self.links.remove(link)
            self._changes.happened()
        return link

    def _take(self, answer: dict[str, Any]) -> None:
        envelope = answer["envelope_id"]
        strangers = set(answer) - {"envelope_id", "payload"}
        if strangers:
            raise AssertionError(f"an acknowledgement holds {strangers}")
        self.acknowledged.append((envelope, answer.get("payload")))
        waiting = self._acks.get(envelope)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload"))
        self._changes.happened()

    async def send(self, kind: str, payload: Json, *, within: float = ACK_SECONDS) -> Json | None:
        """Send one envelope over the newest link, wait for its acknowledgement, return what that carried.

        `kind`: slash_commands, interactive or events_api. Waits for a link when there is none.
        """
        link = await self._changes.until(
            lambda: self.links[-1] if self.links else None, "the app opened a Socket Mode link"
        )
        self._envelopes += 1
        envelope = f"e{self._envelopes}"
        waiting = self._acks[envelope] = asyncio.get_running_loop().create_future()
        await link.send_json(
            {
                "envelope_id": envelope,
                "type": kind,
                "accepts_response_payload": kind != "events_api",
                "payload": payload,
            }
        )
        try:
            async with asyncio.timeout(within):
                return await waiting
        except TimeoutError:
            raise NotAcknowledged(f"a {kind} envelope was not acknowledged within {within} s") from None
        finally:
            del self._acks[envelope]

    async def ask_to_reconnect(self) -> None:
        """Say what Slack says every few hours before it drops a link."""
        for link in tuple(self.links):
            await link.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def drop(self) -> None:
        """Close every link without a word of warning."""
        for link in tuple(self.links):
            await link.close()
