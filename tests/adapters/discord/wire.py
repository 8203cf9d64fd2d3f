"""A Discord on loopback, as far as one bot needs it: real HTTP, a real gateway socket, answers to order."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

APPLICATION, CHANNEL, GUILD = 100, 200, 300
_HELLO, _IDENTIFY, _RESUME, _RECONNECT, _DISPATCH = 10, 2, 6, 7, 0


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: object = None
    headers: dict[str, str] = field(default_factory=dict)
    hang_up: bool = False
    """Take the request and close the connection without a word."""


@dataclass
class WireDiscord:
    address: str = ""
    token: str = "right"
    received: list[tuple[str, str, Any]] = field(default_factory=list)
    """Method, path and JSON of each request, in order."""
    to_order: list[Answer] = field(default_factory=list)
    """Answers to the next requests for messages, first come first served."""
    gateway_opened: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    """"identified" or "resumed", for each connection of the bot to the gateway."""
    answered: asyncio.Queue[Any] = field(default_factory=asyncio.Queue)
    """What the bot answered to people."""
    _socket: web.WebSocketResponse | None = None
    _count: int = 0

    @property
    def api_url(self) -> str:
        return f"http://{self.address}/api/v10"

    async def happens(self, event: str, data: dict[str, Any]) -> None:
        """Something happens on Discord that the bot hears of."""
        self._count += 1
        await self._say({"op": _DISPATCH, "t": event, "s": self._count, "d": data})

    async def asks_to_reconnect(self) -> None:
        await self._say({"op": _RECONNECT, "d": None})

    async def _say(self, message: dict[str, Any]) -> None:
        assert self._socket is not None
        await self._socket.send_str(json.dumps(message))

    # -- what the bot calls ------------------------------------------------------------------------

    async def api(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        body = await request.json() if request.can_read_body else None
        self.received.append((request.method, path, body))
        if request.headers.get("Authorization", f"Bot {self.token}") != f"Bot {self.token}":
            return _json(401, {"code": 0, "message": "401: Unauthorized"})
        if path.endswith("/callback"):
            self.answered.put_nowait(body)
            return _json(200, {"interaction": {"id": "1", "type": 2, "response_message_id": "5"}})
        if "/messages" in path:
            return await self._message(request)
        return _json(200, self._facts(path))

    async def _message(self, request: web.Request) -> web.StreamResponse:
        answer = self.to_order.pop(0) if self.to_order else Answer()
        if answer.hang_up:
            assert request.transport is not None
            request.transport.close()
        body = _message_body() if answer.body is None else answer.body
        return _json(answer.status, body, answer.headers)

    def _facts(self, path: str) -> Any:
        me = {"id": str(APPLICATION), "username": "hypha", "discriminator": "0", "avatar": None}
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        known: dict[str, Any] = {
            "/users/@me": me,
            "/oauth2/applications/@me": _application(me),
            "/gateway/bot": {"url": f"ws://{self.address}/", "shards": 1, "session_start_limit": limit},
        }
        return known.get(path, [])

    async def gateway(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._socket = socket
        await self._say({"op": _HELLO, "d": {"heartbeat_interval": 60_000}})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            said = json.loads(frame.data)
            if said["op"] == _IDENTIFY:
                await self.happens("READY", self._ready())
                self.gateway_opened.put_nowait("identified")
            elif said["op"] == _RESUME:
                await self.happens("RESUMED", {})
                self.gateway_opened.put_nowait("resumed")
        return socket

    def _ready(self) -> dict[str, Any]:
        return {
            "v": 10,
            "user": self._facts("/users/@me"),
            "guilds": [],
            "session_id": "a session",
            "resume_gateway_url": f"ws://{self.address}/",
            "shard": [0, 1],
            "application": {"id": str(APPLICATION), "flags": 0},
        }


def _json(status: int, body: object, headers: dict[str, str] | None = None) -> web.Response:
    # discord.py reads JSON only where the content type is exactly this, without a charset.
    return web.Response(
        status=status,
        body=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **(headers or {})},
    )


def _application(owner: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(APPLICATION),
        "name": "Hypha",
        "description": "",
        "icon": None,
        "summary": "",
        "rpc_origins": [],
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "",
        "flags": 0,
        "owner": owner,
        "team": None,
    }


def _message_body() -> dict[str, Any]:
    return {
        "id": "5",
        "channel_id": str(CHANNEL),
        "author": {"id": str(APPLICATION), "username": "hypha", "discriminator": "0", "avatar": None},
        "content": "",
        "timestamp": "2026-03-02T10:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
    }


@asynccontextmanager
async def a_wire_discord() -> AsyncGenerator[WireDiscord]:
    discord = WireDiscord()
    application = web.Application()
    application.router.add_get("/", discord.gateway)
    application.router.add_route("*", "/api/v10/{rest:.*}", discord.api)
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    discord.address = f"127.0.0.1:{port}"
    try:
        yield discord
    finally:
        await runner.cleanup()
