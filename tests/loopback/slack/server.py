"""The loopback Slack itself: one aiohttp server, and the doors for tests."""

import json
from dataclasses import dataclass, field
from typing import Any, Final, Self
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.loopback.slack.changes import PATIENCE, Changes
from tests.loopback.slack.faults import Fault, Faults, Kind
from tests.loopback.slack.person import Person
from tests.loopback.slack.reading import Seen, read_message
from tests.loopback.slack.socket_mode import SocketMode
from tests.loopback.slack.web_api import ApiError, call
from tests.loopback.slack.workspace import (
    RESPONSE_URL_SECONDS,
    RESPONSE_URL_USES,
    Channel,
    Json,
    Shown,
    User,
    Workspace,
)
from tests.specs import block_kit

BOT_TOKEN: Final = "xoxb-loopback"
APP_TOKEN: Final = "xapp-loopback"
SCOPES: Final = frozenset({"commands", "chat:write", "im:write", "users:read"})


@dataclass(frozen=True)
class Request:
    """One call that the app made. `answer` is what it got back, None when the connection was cut."""

    method: str
    arguments: Json
    answer: Json | None = field(default=None, compare=False)


class SlackOnLoopback:
    """To be entered with `async with`; then `slack.api_url`, `slack.person(...)`, `slack.channel(...)`.

    `manifest`: the app manifest. Given, only its commands exist and only its scopes are granted.
    Every payload that Slack would refuse is answered with Slack's error and kept in `complaints`;
    leaving the block with complaints fails the test, whatever the app made of the error.
    """

    def __init__(self, *, manifest: Json | None = None, patience: float = PATIENCE) -> None:
        self.changes = Changes(patience)
        self.workspace = Workspace(self.changes)
        self.socket = SocketMode(self.changes)
        self.faults = Faults()
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        self.manifest = manifest
        self.scopes = SCOPES if manifest is None else frozenset(manifest["oauth_config"]["scopes"]["bot"])
        self._server = TestServer(self._application())

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        self.workspace.upload_address = str(self._server.make_url("/upload/"))
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        await self.close()
        if kind is None and self.complaints:
            raise AssertionError("Slack would have refused: " + "; ".join(self.complaints))

    async def close(self) -> None:
        """Be gone, as if the network were."""
        await self.socket.drop()
        await self._server.close()

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return str(self._server.make_url("/api/"))

    def person(
        self,
        user_id: str,
        name: str,
        *,
        admin: bool = False,
        locale: str = "en-US",
        zone: str = "Europe/London",
    ) -> Person:
        """Somebody of the workspace, in every public channel of it."""
        self.workspace.new_user(User(user_id, name, admin=admin, locale=locale, zone=zone))
        return Person(self, user_id)

    def open_channel(self, name: str, *, with_bot: bool = True) -> Channel:
        return self.workspace.new_channel(name, with_bot=with_bot)

    def channel(self, name: str) -> list[Seen]:
        """What stands in a channel for everybody to read, oldest first."""
        channel = self.workspace.find_channel(name)
        return [read_message(message, self.workspace) for message in channel.messages.values()]

    def calls(self, method: str) -> list[Json]:
        """The arguments of every call of this method, oldest first."""
        return [request.arguments for request in self.requests if request.method == method]

    def new_address(self, key: str) -> str:
        return str(self._server.make_url(f"/hooks/{key}"))

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=4 * 1024 * 1024)
        application.router.add_route("*", "/api/{method}", self._serve_method)
        application.router.add_post("/hooks/{key}", self._serve_response_url)
        application.router.add_post("/upload/{file}", self._take_upload)
        application.router.add_get("/socket", self.socket.serve)
        return application

    async def _serve_method(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        arguments, token, as_json = await _arguments_of(request)
        fault = self.faults.take(name)
        answer: Json | None = None
        response: web.StreamResponse
        if fault is not None and fault.kind is not Kind.HANG_UP_AFTER:
            response = self._unlucky(request, fault)
        else:
            answer = self._answer(name, arguments, token, as_json=as_json)
            response = web.json_response(answer)
        self.requests.append(Request(name, arguments, answer))
        self.changes.happened()
        if fault is not None and fault.kind is Kind.HANG_UP_AFTER:
            _hang_up(request)
        return response

    def _answer(self, name: str, arguments: Json, token: str, *, as_json: bool) -> Json:
        if name == "apps.connections.open":
            if token != APP_TOKEN:
                return {"ok": False, "error": "not_allowed_token_type" if token else "not_authed"}
            address = self._server.make_url("/socket").with_scheme("ws")
            return {"ok": True, "url": str(address.with_query(ticket=self.socket.new_ticket()))}
        if token != BOT_TOKEN:
            return {"ok": False, "error": "invalid_auth" if token else "not_authed"}
        try:
            return call(self.workspace, self.scopes, name, arguments, as_json=as_json)
        except ApiError as refused:
            self.complaints += [
                f"{name}: {message}"
                for message in refused.answer.get("response_metadata", {}).get("messages", [])
            ]
            return refused.answer

    def _unlucky(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.kind is Kind.REFUSE:
            return web.json_response({"ok": False, "error": fault.error})
        if fault.kind is Kind.THROTTLE:
            return web.json_response(
                {"ok": False, "error": "ratelimited"},
                status=429,
                headers={"Retry-After": str(fault.retry_after)},
            )
        if fault.kind is Kind.BREAK:
            return web.Response(status=fault.status, text="upstream connect error")
        _hang_up(request)
        return web.Response()

    async def _serve_response_url(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.requests.append(Request("response_url", body))
        fault = self.faults.take("response_url")
        if fault is not None and fault.kind is not Kind.HANG_UP_AFTER:
            return self._unlucky(request, fault)
        response = self._take_answer(request.match_info["key"], body)
        if fault is not None:
            _hang_up(request)
        return response

    async def _take_upload(self, request: web.Request) -> web.Response:
        self.workspace.uploads[request.match_info["file"]].content = await request.read()
        return web.Response(text="OK")

    def _take_answer(self, key: str, body: Json) -> web.Response:
        place = self.workspace.response_urls.get(key)
        if place is None or self.workspace.now - place.at > RESPONSE_URL_SECONDS:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if place.uses >= RESPONSE_URL_USES:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        place.uses += 1
        if body.get("delete_original"):
            if place.source is not None:
                self.workspace.remove(place.source)
                self.workspace.show(Shown(place.user, place.source, place.interaction))
            return web.Response(text="ok")
        complaints = self.judge_message(body, "response_url")
        if complaints:
            return web.json_response({"ok": False, "error": "invalid_blocks"}, status=400)
        if body.get("replace_original") and place.source is not None:
            self.workspace.rewrite(place.source, body["text"], body.get("blocks", []))
            self.workspace.show(Shown(place.user, place.source, place.interaction))
        elif body.get("response_type") == "in_channel":
            self.complaints.append("response_url: nothing is ever answered before the whole channel")
        else:
            self.workspace.whisper(
                place.channel, place.user, body["text"], body.get("blocks", []), place.interaction
            )
        return web.Response(text="ok")

    def judge_message(self, body: Json, where: str) -> list[str]:
        complaints = block_kit.message_complaints(body.get("blocks"), body.get("text"))
        self.complaints += [f"{where}: {complaint}" for complaint in complaints]
        return complaints

    def judge_modal(self, view: Json, where: str) -> None:
        self.complaints += [f"{where}: {complaint}" for complaint in block_kit.modal_complaints(view)]


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


async def _arguments_of(request: web.Request) -> tuple[Json, str, bool]:
    """Return the arguments, the token and whether they came as JSON."""
    arguments: dict[str, Any] = dict(request.query)
    as_json = request.content_type == "application/json"
    body = await request.text()
    if as_json:
        arguments |= json.loads(body)
    elif body:
        arguments |= dict(parse_qsl(body, keep_blank_values=True))
    header = request.headers.get("Authorization", "")
    token = str(arguments.pop("token", "")) or header.removeprefix("Bearer").strip()
    return arguments, token, as_json
