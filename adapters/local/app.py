"""The local room as one aiohttp application, and how it is served.

```
GET  /                the room (?as=<account>&place=<place>), or the page that fits whoever has no place in it
GET  /places/{place}  what stands there, as HTML, for ?as=<account>
POST /act             what a member does, as JSON; see `inbound.read`. Answers {"kind": "card" | "form",
                      "html"}, or {"kind": "refused", "said"}: then nothing was done
GET  /events          a WebSocket that tells {"run", "places": {name: stamp}} as JSON; see `hub`
POST /enter           the password, where there is one
GET  /healthz         the process lives
GET  /readyz          it can do its work; 503 and what is missing if not
```
"""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from aiohttp import WSCloseCode, web

from adapters.local import inbound, limits, pages, render
from adapters.local.doorstep import Doorstep
from adapters.local.faults import TurnedAway, plain_faults
from adapters.local.gate import Gate, add_headers
from adapters.local.hub import PLACES, Hub, Listener, TooManyListeners
from bot.application.dispatch import Door
from bot.application.interaction import Actor, Interaction
from bot.application.ports import Chance, Clock
from bot.application.read_room import Message, Person
from bot.domain.community import Board
from bot.views.i18n import Tongue
from bot.views.vocabulary import Form, Phrase

Readiness = Mapping[str, Callable[[], Awaitable[bool]]]
"""What has to work before Hypha is of use, by a plain name: `database`, `slack`."""


class RoomReader(Protocol):
    """What the room shows, read from the state as it is now."""

    async def open(self) -> bool:
        """Whether people may be picked: a try-out community, and no other platform."""
        ...

    async def people(self) -> Sequence[Person]: ...

    async def messages(self, place: Board | None, reader_account: str) -> Sequence[Message]:
        """Of a board, or of the reader's private messages; oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class _Face:
    """The handlers of the room."""

    door: Door
    room: RoomReader
    hub: Hub
    tongue: Tongue
    heartbeat: timedelta

    async def page(self, request: web.Request) -> web.StreamResponse:
        if not await self.room.open():
            return _html(pages.lives_elsewhere(self.tongue))
        people = await self.room.people()
        viewer = _find(people, request.query.get("as"))
        if viewer is None:
            return _html(pages.picker(people, self.tongue))
        place = request.query.get("place", PLACES[0])
        if place not in PLACES:
            raise TurnedAway(404, Phrase("room.not_here"))
        messages = await self.room.messages(pages.BOARD_OF[place], viewer.account)
        return _html(pages.room(viewer, place, messages, people, self.tongue))

    async def place(self, request: web.Request) -> web.StreamResponse:
        viewer, _ = await self._viewer(request)
        place = request.match_info["place"]
        if place not in PLACES:
            raise TurnedAway(404, Phrase("room.not_here"))
        messages = await self.room.messages(pages.BOARD_OF[place], viewer.account)
        return _html(pages.messages_of(place, messages, self.tongue))

    async def act(self, request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/json":  # which a form of another site can't send
            raise TurnedAway(415, Phrase("room.unreadable"))
        viewer, people = await self._viewer(request)
        actor = Actor(viewer.account, name=None, moderator=None)
        match inbound.read(_parsed(await request.read()), actor, people):
            case Interaction() as interaction:
                reply = await self.door.handle(interaction)
            case inbound.UnknownButton():
                reply = await self.door.refuse(inbound.HERE, actor, "unknown")
            case inbound.NotRead(why):
                raise TurnedAway(400, why)
        kind = "form" if isinstance(reply.view, Form) else "card"
        others = [person for person in people if person.account != viewer.account]  # nobody picks themselves
        return web.json_response({"kind": kind, "html": render.view(reply.view, reply.tongue, others)})

    async def events(self, request: web.Request) -> web.StreamResponse:
        viewer, _ = await self._viewer(request)
        try:
            with self.hub.listening(viewer.account) as listener:
                socket = web.WebSocketResponse(
                    timeout=limits.FAREWELL.total_seconds(), max_msg_size=limits.HEARD_MAX
                )
                await socket.prepare(request)
                telling = asyncio.create_task(self._tell(socket, listener))
                try:
                    async for _ in socket:
                        pass  # a tab has nothing to say here; reading is how one learns that it is gone
                finally:
                    telling.cancel()
                return socket
        except TooManyListeners:
            raise TurnedAway(503, Phrase("room.full")) from None

    async def _tell(self, socket: web.WebSocketResponse, listener: Listener) -> None:
        with suppress(ConnectionError):  # the tab was closed: what nobody hears is no trouble
            while (news := await listener.news(self.heartbeat)) is not None:
                if news:
                    await socket.send_json({"run": self.hub.run, "places": news})
                else:
                    await socket.ping()
            await socket.close(code=WSCloseCode.GOING_AWAY)

    async def _viewer(self, request: web.Request) -> tuple[Person, Sequence[Person]]:
        if not await self.room.open():
            raise TurnedAway(403, Phrase("room.closed"))
        people = await self.room.people()
        viewer = _find(people, request.query.get("as"))
        if viewer is None:
            raise TurnedAway(404, Phrase("room.nobody"))
        return viewer, people


def make_app(
    *,
    door: Door,
    room: RoomReader,
    hub: Hub,
    doorstep: Doorstep,
    readiness: Readiness,
    clock: Clock,
    chance: Chance,
    heartbeat: timedelta = limits.HEARTBEAT,
    ready_within: timedelta = limits.READY_WITHIN,
) -> web.Application:
    """The whole face. It reads no settings: everything that it needs is given here."""
    tongue = Tongue(None, ZoneInfo("UTC"))  # the page's own words; messages come with their reader's tongue
    gate = Gate(doorstep, clock.now, tongue)
    face = _Face(door, room, hub, tongue, heartbeat)
    app = web.Application(
        middlewares=[plain_faults(tongue, chance.token), gate.middleware()], client_max_size=limits.BODY_MAX
    )
    app.on_response_prepare.append(add_headers)
    app.router.add_get("/", face.page)
    app.router.add_get("/places/{place}", face.place)
    app.router.add_post("/act", face.act)
    app.router.add_get("/events", face.events)
    app.router.add_post("/enter", gate.enter)
    app.router.add_get("/static/{name}", _asset)
    app.router.add_get("/healthz", _alive)
    app.router.add_get("/readyz", _ready(readiness, ready_within))

    async def let_tabs_go(_: web.Application) -> None:
        hub.close()

    # At shutdown, which comes before the server waits for requests to end: an open stream never would.
    app.on_shutdown.append(let_tabs_go)
    return app


class CannotListen(Exception):
    """The system does not let the room be served there; `why` is what it said."""

    def __init__(self, why: OSError) -> None:
        super().__init__(str(why))
        self.why = why


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve until left; gives the port (a free one where `port` is 0). Raises CannotListen if it is taken."""
    # No access log: its lines hold who somebody is. No handler is cancelled because its tab went away: what
    # is being kept is kept to the end.
    runner = web.AppRunner(
        app, access_log=None, handler_cancellation=False, shutdown_timeout=limits.STOP_WITHIN.total_seconds()
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as refused:
            raise CannotListen(refused) from refused
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _html(markup: str) -> web.Response:
    return web.Response(text=markup, content_type="text/html")


def _find(people: Sequence[Person], account: str | None) -> Person | None:
    return next((person for person in people if person.account == account), None)


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):  # not JSON; or brackets within brackets without end
        raise TurnedAway(400, Phrase("room.unreadable")) from None


async def _asset(request: web.Request) -> web.StreamResponse:
    if request.match_info["name"] not in pages.ASSETS:
        raise TurnedAway(404, Phrase("room.not_here"))
    kind, contents = pages.ASSETS[request.match_info["name"]]
    tag = hashlib.sha256(contents).hexdigest()[:16]
    if request.if_none_match and any(known.value == tag for known in request.if_none_match):
        answer = web.Response(status=304)
    else:
        answer = web.Response(body=contents, content_type=kind, charset="utf-8")
    answer.etag = tag
    answer.headers["Cache-Control"] = "no-cache"  # kept, but asked about each time: an update shows at once
    return answer


async def _alive(_: web.Request) -> web.StreamResponse:
    return web.json_response({"alive": True})


def _ready(readiness: Readiness, within: timedelta) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def passes(check: Callable[[], Awaitable[bool]]) -> bool:
        try:
            async with asyncio.timeout(within.total_seconds()):
                return await check()
        except Exception:  # noqa: BLE001  # whatever a check stumbles over, the answer is "not ready"
            return False

    async def ready(_: web.Request) -> web.StreamResponse:
        outcomes = await asyncio.gather(*(passes(check) for check in readiness.values()))
        checks = dict(zip(readiness, outcomes, strict=True))
        return web.json_response(
            {"ready": all(outcomes), "checks": checks}, status=200 if all(outcomes) else 503
        )

    return ready
