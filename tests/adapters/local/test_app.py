"""The room over HTTP: what a member sees and does, and what everybody else is told."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from adapters.local import pages
from adapters.local.hub import Hub
from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.views.catalogue import COMMANDS
from bot.views.vocabulary import ActionRef, Form, Lines, PersonField, Phrase, TextField, View
from tests.adapters.local.conftest import Opens
from tests.adapters.local.fakes import FakeDoor, FakeRoom, saying
from tests.adapters.local.posting import KEY, act, origin

HTML = {"Accept": "text/html"}


def a_form(_: object) -> View:
    field = TextField("text", Phrase("need.form.text"), None, None, Lines.SEVERAL, 2000, required=True)
    return Form(Phrase("need.form.write"), (field,), Phrase("form.preview"), ActionRef(Verb.WRITE_NEED))


# -- looking ---------------------------------------------------------------------------------------


async def test_who_is_nobody_yet_chooses_who_to_be(opens: Opens) -> None:
    client = await opens()
    page = await (await client.get("/")).text()
    assert "Who would you like to be?" in page
    assert "/?as=amina&amp;place=needs" in page
    assert await (await client.get("/", params={"as": "a stranger"})).text() == page


async def test_a_member_sees_the_place_and_who_they_are(opens: Opens, room: FakeRoom) -> None:
    room.standing = {Board.NEEDS: [saying("a ladder")], "amina": [saying("for Amina only")]}
    client = await opens()
    page = await (await client.get("/", params={"as": "amina"})).text()
    assert "a ladder" in page
    assert "for Amina only" not in page
    assert "You are <bdi>Amina</bdi>" in page


async def test_private_messages_are_read_by_their_reader(opens: Opens, room: FakeRoom) -> None:
    room.standing = {"amina": [saying("for Amina only")]}
    client = await opens()
    read = {
        who: await (await client.get("/places/private", params={"as": who})).text()
        for who in ("amina", "bruno")
    }
    assert "for Amina only" in read["amina"]
    assert "for Amina only" not in read["bruno"]


@pytest.mark.parametrize(("who", "shown"), [("amina", False), ("robin", True)])
async def test_the_menu_has_every_command_and_moderators_have_theirs(
    opens: Opens, who: str, shown: bool
) -> None:
    client = await opens()
    page = await (await client.get("/", params={"as": who})).text()
    for command in COMMANDS:
        there = f'data-typed="{command.typed}"' in page
        assert there is (shown or not command.for_moderators)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?as=amina&place=cellar", 404),
        ("/places/cellar?as=amina", 404),
        ("/places/needs?as=nobody", 404),
        ("/places/needs", 404),
        ("/static/room.html", 404),
        ("/static/..%2fapp.py", 404),
        ("/elsewhere", 404),
        ("/act", 405),
    ],
)
async def test_what_is_not_there_is_said_in_words(opens: Opens, path: str, status: int) -> None:
    client = await opens()
    page = await client.get(path, headers=HTML)
    assert page.status == status
    assert "That didn&#39;t work" in await page.text()
    spoken = await client.get(path)
    assert (await spoken.json())["said"]


# -- doing -----------------------------------------------------------------------------------------


async def test_a_command_goes_through_the_door_and_its_answer_comes_back(
    opens: Opens, door: FakeDoor
) -> None:
    client = await opens()
    answer = await (await act(client, kind="command", text="/need a <b>ladder</b>")).json()
    assert answer["kind"] == "card"
    assert "a &lt;b&gt;ladder&lt;/b&gt;" in answer["html"]
    (came,) = door.came
    assert (came.verb, came.actor.account, came.delivery_key) == (Verb.NEED, "amina", f"amina:{KEY}")
    assert came.actor.moderator is None, "who is a moderator is known to the core, and not to a tab"


async def test_a_form_comes_back_as_a_form(opens: Opens, door: FakeDoor) -> None:
    door.answer = a_form
    client = await opens()
    answer = await (await act(client, kind="command", text="/need")).json()
    assert answer["kind"] == "form"
    assert 'data-ref="hy:1:write_need:"' in answer["html"]


async def test_nobody_picks_themselves(opens: Opens, door: FakeDoor) -> None:
    whom = PersonField("person", Phrase("thanks.form.person"), None, required=True)
    thanks = Form(
        Phrase("thanks.form.title"), (whom,), Phrase("thanks.form.submit"), ActionRef(Verb.GIVE_THANKS)
    )
    door.answer = lambda _: thanks
    client = await opens()
    answer = await (await act(client, kind="command", text="/gratitude")).json()
    assert '<option value="bruno">' in answer["html"]
    assert '<option value="amina">' not in answer["html"]


async def test_a_button_of_an_older_version_gets_a_kind_word(opens: Opens, door: FakeDoor) -> None:
    client = await opens()
    answer = await (await act(client, kind="press", ref="hy:0:gone:x")).json()
    assert answer["kind"] == "card"
    assert door.came == []


@pytest.mark.parametrize("text", ["hello", "/dance", "", "🍀🍀", "\u202e/need"])
async def test_what_is_no_command_is_answered_and_not_sent(opens: Opens, door: FakeDoor, text: str) -> None:
    client = await opens()
    answer = await (await act(client, kind="command", text=text)).json()
    assert answer["kind"] == "refused"
    assert answer["said"].startswith("Nothing was sent")
    assert door.came == []


@pytest.mark.parametrize("text", ["x" * 10_000, "🍀" * 10_000, "\x00\u202e<b>" * 2_000])
async def test_a_long_text_reaches_the_core_whole_to_be_answered_there(
    opens: Opens, door: FakeDoor, text: str
) -> None:
    client = await opens()
    assert (await act(client, kind="command", text=f"/need {text}")).status == 200
    assert door.came[0].values["text"] == text


async def test_more_than_any_text_is_refused_in_words(opens: Opens, door: FakeDoor) -> None:
    client = await opens()
    answer = await act(client, kind="command", text="/need " + "x" * 600_000)
    assert answer.status == 413
    assert "more text than can be taken" in (await answer.json())["said"]
    assert door.came == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 100_000, b"\xff\xfe\xfd", b"9" * 10_000, b'{"kind": "command"}']
)
async def test_a_body_that_is_no_deed_is_refused_in_words(opens: Opens, door: FakeDoor, body: bytes) -> None:
    client = await opens()
    headers = {"Origin": origin(client), "Content-Type": "application/json"}
    answer = await client.post("/act?as=amina", data=body, headers=headers)
    assert answer.status == 400
    assert (await answer.json())["said"].startswith("Nothing was done")
    assert door.came == []


async def test_half_a_character_is_drawn_as_text(opens: Opens) -> None:
    client = await opens()
    headers = {"Origin": origin(client), "Content-Type": "application/json"}
    body = json.dumps({"kind": "command", "key": KEY, "text": "/need \ud83d"})
    answer = await client.post("/act?as=amina", data=body, headers=headers)
    assert "\ufffd" in (await answer.json())["html"]


@pytest.mark.stumbles
async def test_a_bug_gives_a_reference_and_tells_the_log_nothing_that_anybody_wrote(
    opens: Opens, door: FakeDoor, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(_: object) -> View:
        raise RuntimeError("my secret need")

    door.answer = breaks
    client = await opens()
    answer = await act(client, kind="command", text="/need my secret need")
    assert answer.status == 500
    assert "reference-reference-00" in (await answer.json())["said"]
    (record,) = caplog.records
    assert "reference-reference-00" in str(record.__dict__)
    assert "secret" not in str(record.__dict__)
    assert "amina" not in str(record.__dict__)


# -- when nobody may be picked ---------------------------------------------------------------------


async def test_a_hypha_of_a_real_community_says_where_it_lives(
    opens: Opens, room: FakeRoom, door: FakeDoor
) -> None:
    room.is_open = False
    client = await opens()
    page = await (await client.get("/", params={"as": "amina"})).text()
    assert "Hypha lives in your community" in page
    assert "Amina" not in page
    assert (await client.get("/places/needs?as=amina")).status == 403
    assert (await client.get("/events?as=amina")).status == 403
    assert (await act(client, kind="command", text="/need a ladder")).status == 403
    assert door.came == []


# -- is it well? -----------------------------------------------------------------------------------


async def works() -> bool:
    return True


async def is_down() -> bool:
    return False


async def breaks() -> bool:
    raise OSError("no route")


async def hangs() -> bool:
    await asyncio.Event().wait()
    return True


async def test_it_says_that_it_lives_under_any_name(opens: Opens) -> None:
    client = await opens()
    answer = await client.get("/healthz", headers={"Host": "hypha-7f9c.internal"})
    assert (answer.status, await answer.json()) == (200, {"alive": True})


@pytest.mark.parametrize(
    ("check", "status"),
    [(works, 200), (is_down, 503), (breaks, 503), (hangs, 503)],
    ids=("works", "is down", "breaks", "hangs"),
)
async def test_it_says_what_it_is_missing(
    opens: Opens, check: Callable[[], Awaitable[bool]], status: int
) -> None:
    within = timedelta(milliseconds=20)
    client = await opens(readiness={"database": works, "slack": check}, ready_within=within)
    answer = await client.get("/readyz")
    assert answer.status == status
    assert await answer.json() == {
        "ready": status == 200,
        "checks": {"database": True, "slack": status == 200},
    }


# -- what every answer carries ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/?as=amina", "/static/room.js", "/healthz", "/nowhere", "/places/needs?as=x"]
)
async def test_every_answer_carries_the_headers_that_shut_others_out(opens: Opens, path: str) -> None:
    client = await opens()
    headers = (await client.get(path)).headers
    assert headers["Content-Security-Policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'"
    )
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == ("no-cache" if path.startswith("/static") else "no-store")
    assert "aiohttp" not in headers["Server"]


async def test_pages_hold_no_script_or_style_of_their_own_and_nothing_from_elsewhere(opens: Opens) -> None:
    client = await opens()
    for path in ("/", "/?as=amina"):
        page = await (await client.get(path)).text()
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick" not in page
        assert "http://" not in page
        assert "https://" not in page
        assert page.count("<script") == page.count('<script type="module" src="/static/room.js"></script>')


async def test_what_a_browser_has_it_does_not_get_again(opens: Opens) -> None:
    client = await opens()
    first = await client.get("/static/room.css")
    again = await client.get("/static/room.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, await again.read()) == (304, b"")


async def test_the_page_is_small(opens: Opens) -> None:
    client = await opens()
    sizes = [len(await (await client.get(f"/static/{name}")).read()) for name in pages.ASSETS]
    assert sum(sizes) < 40_000


async def test_too_many_tabs_are_told_so(opens: Opens, hub: Hub) -> None:
    client = await opens()
    streams = [hub.listening("amina") for _ in range(500)]
    for stream in streams:
        stream.__enter__()
    answer = await client.get("/events?as=amina")
    assert answer.status == 503
    for stream in streams:
        stream.__exit__(None, None, None)
