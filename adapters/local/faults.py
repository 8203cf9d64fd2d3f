"""What goes wrong on the way to the core, in words for people: nobody sees a stack trace or a bare status."""

import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from aiohttp import web
from aiohttp.typedefs import Middleware

from adapters.local import pages, render
from bot.views.i18n import Tongue
from bot.views.vocabulary import Phrase, UserText

_log = logging.getLogger(__name__)

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class TurnedAway(Exception):
    """This request goes no further. `why` is told to the person, with the HTTP `status`."""

    def __init__(self, status: int, why: Phrase, headers: Mapping[str, str] = _NO_HEADERS) -> None:
        super().__init__(why.key)
        self.status = status
        self.why = why
        self.headers = headers


def plain_faults(tongue: Tongue, reference: Callable[[], str]) -> Middleware:
    """The outermost layer: whatever is raised inside becomes a page or, for the page's own requests, a
    sentence in JSON.

    `reference` makes a name for a bug, which the person can quote and the log holds. The log gets the kind of
    error and where it was raised, and neither its message nor the request, since both may carry what somebody
    wrote.
    """

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            return await handler(request)
        except TurnedAway as fault:
            return _told(request, fault.status, fault.why, tongue, fault.headers)
        except web.HTTPRequestEntityTooLarge as fault:
            return _told(request, fault.status, Phrase("room.too_much"), tongue)
        except web.HTTPException as fault:
            if fault.status < 400:
                raise
            return _told(request, fault.status, Phrase("room.not_here"), tongue)
        except ConnectionError:
            raise  # the tab is gone: there is nobody to tell
        except Exception as fault:  # noqa: BLE001  # the last layer: a bug gets a reference, whatever it is
            named = reference()
            _log.error(
                "room_request_failed",
                extra={"id": named, "error": type(fault).__name__, "at": _where(fault)},
            )
            return _told(request, 500, Phrase("room.defect", {"reference": UserText(named)}), tongue)

    return middleware


def _told(
    request: web.Request, status: int, why: Phrase, tongue: Tongue, headers: Mapping[str, str] = _NO_HEADERS
) -> web.Response:
    if "text/html" in request.headers.get("Accept", ""):
        page = pages.trouble(why, tongue)
        return web.Response(text=page, status=status, content_type="text/html", headers=headers)
    said = render.line((why,), tongue).striptags()
    return web.json_response({"kind": "refused", "said": said}, status=status, headers=headers)


def _where(fault: BaseException) -> str:
    """File and line of the innermost frame, such as `pages.py:42`."""
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
