"""Who is let in: the Host, the Origin and the password, over HTTP."""

import pytest
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import TestClient

from adapters.local import limits
from adapters.local.doorstep import Doorstep
from adapters.local.hub import Hub
from tests.adapters.local.conftest import Opens
from tests.adapters.local.fakes import FakeDoor, HandClock
from tests.adapters.local.posting import KEY, act, origin

OPEN = Doorstep(loopback=False, key=b"a key of sixteen and more bytes", password="elderflower")


async def enter(client: TestClient, password: str, **headers: str) -> int:
    answer = await client.post(
        "/enter",
        data={"password": password},
        headers={"Origin": origin(client), **headers},
        allow_redirects=False,
    )
    return answer.status


@pytest.mark.parametrize(
    "path", ["/", "/?as=amina", "/places/needs?as=amina", "/events?as=amina", "/static/room.js"]
)
async def test_a_request_under_a_foreign_name_is_not_for_us(opens: Opens, path: str) -> None:
    """DNS rebinding: a site points its own name at this machine, and its pages come here under that name."""
    client = await opens()
    answer = await client.get(path, headers={"Host": "evil.example:8787"})
    assert answer.status == 421
    assert "Amina" not in await answer.text()


@pytest.mark.parametrize("foreign", ["http://evil.example", "null", "http://localhost:1", None])
async def test_another_site_page_can_do_nothing_here(
    opens: Opens, door: FakeDoor, foreign: str | None
) -> None:
    client = await opens()
    headers = {"Origin": foreign} if foreign else {}
    deed = {"kind": "command", "key": KEY, "text": "/need a ladder"}
    answer = await client.post("/act?as=amina", json=deed, headers=headers)
    assert answer.status == 403
    assert door.came == []


@pytest.mark.parametrize("foreign", ["http://evil.example", "null", None])
async def test_another_site_page_can_not_listen_here(opens: Opens, hub: Hub, foreign: str | None) -> None:
    """A browser lets any page open a WebSocket to anywhere, and sends cookies along."""
    client = await opens()
    with pytest.raises(WSServerHandshakeError, match="403"):
        await client.ws_connect("/events?as=amina", origin=foreign)
    assert len(hub) == 0


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_what_a_plain_form_can_send_is_not_read(opens: Opens, door: FakeDoor, kind: str) -> None:
    client = await opens()
    body = b'{"kind": "command", "key": "0123456789abcdef", "text": "/need a ladder"}'
    headers = {"Origin": origin(client), "Content-Type": kind}
    assert (await client.post("/act?as=amina", data=body, headers=headers)).status == 415
    assert door.came == []


async def test_on_loopback_nobody_is_asked_for_a_password(opens: Opens) -> None:
    client = await opens()
    assert "Password" not in await (await client.get("/")).text()


async def test_a_room_for_other_machines_has_a_door(opens: Opens, door: FakeDoor) -> None:
    client = await opens(OPEN)
    answer = await client.get("/?as=amina")
    page = await answer.text()
    assert answer.status == 401
    assert "Password" in page
    assert "Amina" not in page
    assert (await client.get("/places/needs?as=amina")).status == 401
    assert (await client.get("/events?as=amina")).status == 401
    assert (await act(client, kind="command", text="/need a ladder")).status == 401
    assert door.came == []
    assert (await client.get("/static/room.css")).status == 200
    assert (await client.get("/healthz")).status == 200


async def test_the_password_opens_it_for_this_browser(opens: Opens, door: FakeDoor) -> None:
    client = await opens(OPEN)
    answer = await client.post(
        "/enter", data={"password": "elderflower"}, headers={"Origin": origin(client)}, allow_redirects=False
    )
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "elderflower" not in cookie
    assert (await client.get("/?as=amina")).status == 200
    assert (await act(client, kind="command", text="/need a ladder")).status == 200
    assert len(door.came) == 1


async def test_it_closes_again_when_the_session_ends(opens: Opens, clock: HandClock) -> None:
    client = await opens(OPEN)
    await enter(client, "elderflower")
    clock.pass_(limits.SESSION)
    assert (await client.get("/?as=amina")).status == 401


async def test_another_site_can_not_type_the_password(opens: Opens) -> None:
    client = await opens(OPEN)
    assert await enter(client, "elderflower", Origin="http://evil.example") == 403
    assert (await client.get("/?as=amina")).status == 401


async def test_guessing_is_slowed_down_and_the_right_one_waits_too(opens: Opens, clock: HandClock) -> None:
    client = await opens(OPEN)
    for _ in range(limits.FREE_TRIES):
        assert await enter(client, "guess") == 401
    answer = await client.post("/enter", data={"password": "elderflower"}, headers={"Origin": origin(client)})
    assert answer.status == 429
    assert answer.headers["Retry-After"] == "2"
    assert "Please wait 2 seconds" in await answer.text()
    clock.pass_(limits.LONGEST_WAIT)
    assert await enter(client, "elderflower") == 303


@pytest.mark.parametrize("password", ["", "x" * 5000, "élderflower", "\x00"])
async def test_what_is_not_the_password_is_answered_kindly(opens: Opens, password: str) -> None:
    client = await opens(OPEN)
    answer = await client.post("/enter", data={"password": password}, headers={"Origin": origin(client)})
    assert answer.status == 401
    assert "isn&#39;t the password" in await answer.text()
