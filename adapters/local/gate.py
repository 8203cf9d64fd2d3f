"""Every request passes here: is it meant for this room, did its page make it, and was the password given?"""

from collections.abc import Awaitable, Callable
from math import ceil

from aiohttp import web
from aiohttp.typedefs import Middleware

from adapters.local import pages
from adapters.local.doorstep import Doorstep, Now, Sessions, SlowDown
from adapters.local.faults import TurnedAway
from adapters.local.limits import PASSWORD_MAX, SESSION
from bot.views.i18n import Tongue
from bot.views.vocabulary import Phrase

COOKIE = "hypha_room"

PROBES = frozenset({"/healthz", "/readyz"})
"""Asked by machines, under whatever name they know; they tell nothing about anybody."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: that makes browsers send `Origin: null` with a form.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Server": "Hypha",
}


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """On every answer: nothing from elsewhere runs, nothing frames us, and caches keep nothing unasked."""
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")


class Gate:
    """The one way in."""

    def __init__(self, doorstep: Doorstep, now: Now, tongue: Tongue) -> None:
        self._doorstep = doorstep
        self._sessions = Sessions(doorstep, now)
        self._slow_down = SlowDown(now)
        self._tongue = tongue

    def middleware(self) -> Middleware:
        @web.middleware
        async def middleware(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            if request.path in PROBES:
                return await handler(request)
            host = request.headers.get("Host", "")
            if not self._doorstep.knows_host(host):
                raise TurnedAway(421, Phrase("room.wrong_host"))
            # A browser lets any page open a WebSocket to anywhere; where it comes from, it says there too.
            opens_socket = request.headers.get("Upgrade", "").lower() == "websocket"
            if opens_socket or request.method not in {"GET", "HEAD"}:
                origin = request.headers.get("Origin")
                if not self._doorstep.same_origin(origin, host):
                    raise TurnedAway(403, Phrase("room.wrong_origin"))
            if self._is_closed_to(request):
                if request.path == "/":
                    return self._door(401, None)
                raise TurnedAway(401, Phrase("room.door.shut"))
            return await handler(request)

        return middleware

    def _is_closed_to(self, request: web.Request) -> bool:
        if self._doorstep.password is None or request.path == "/enter" or request.path.startswith("/static/"):
            return False
        return not self._sessions.opens(request.cookies.get(COOKIE))

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """POST /enter: the password, from the form on the door."""
        peer = request.remote or ""
        given = (await request.post()).get("password")
        # No await between looking and noting: a burst of tries at once is counted one by one.
        wait = self._slow_down.wait(peer)
        if wait:
            seconds = ceil(wait.total_seconds())
            answer = self._door(429, Phrase("room.door.wait", {"count": seconds}))
            answer.headers["Retry-After"] = str(seconds)
            return answer
        if not isinstance(given, str) or len(given) > PASSWORD_MAX or not self._sessions.matches(given):
            self._slow_down.was_wrong(peer)
            return self._door(401, Phrase("room.door.wrong"))
        self._slow_down.was_right(peer)
        entered = web.HTTPSeeOther("/")
        entered.set_cookie(
            COOKIE,
            self._sessions.issue(),
            httponly=True,
            samesite="Strict",
            secure=request.secure,
            max_age=int(SESSION.total_seconds()),
        )
        raise entered

    def _door(self, status: int, problem: Phrase | None) -> web.Response:
        return web.Response(
            text=pages.password(problem, self._tongue), status=status, content_type="text/html"
        )
