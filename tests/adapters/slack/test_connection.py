"""The link to Slack: made, kept, mended, and honest about how it stands."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from adapters.slack.app import SlackConnection
from bot.domain.errors import Misconfigured
from tests.adapters.fake_door import FakeDoor
from tests.adapters.slack.conftest import World
from tests.adapters.slack.stage import QUICK
from tests.loopback.slack import Fault, Person, SlackOnLoopback
from tests.loopback.slack.server import APP_TOKEN, BOT_TOKEN


def connect(slack: SlackOnLoopback, *, bot: str = BOT_TOKEN, app: str = APP_TOKEN) -> SlackConnection:
    return SlackConnection(FakeDoor(), bot_token=bot, app_token=app, api_url=slack.api_url, pace=QUICK)


@asynccontextmanager
async def served(connection: SlackConnection) -> AsyncGenerator[None]:
    task = asyncio.create_task(connection.serve())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def comes_in(slack: SlackOnLoopback, amina: Person, connection: SlackConnection) -> None:
    """Somebody is answered, and then the connection says that it stands."""
    await amina.command("/aid")
    assert await connection.connected()


@pytest.fixture
def amina(slack: SlackOnLoopback) -> Person:
    return slack.person("UAMINA", "Amina")


async def test_readiness_tells_the_truth(slack: SlackOnLoopback, amina: Person):
    connection = connect(slack)
    assert not await connection.connected()
    async with served(connection):
        await comes_in(slack, amina, connection)
    assert not await connection.connected()


async def test_a_link_that_breaks_is_made_again(world: World):
    await world.slack.socket.drop()
    await world.slack.changes.until(lambda: world.slack.socket.handshakes == 2, "a second link was asked for")
    assert "Amina" not in await world.amina.command("/aid")
    assert await world.connection.connected()


async def test_when_slack_asks_for_a_new_link_it_gets_one(world: World):
    await world.slack.socket.ask_to_reconnect()
    await world.slack.changes.until(lambda: world.slack.socket.handshakes == 2, "a second link was asked for")
    await world.amina.command("/aid")


async def test_a_handshake_that_fails_is_not_tried_at_the_same_address_for_ever(
    slack: SlackOnLoopback, amina: Person
):
    slack.socket.refuse_handshakes = 1
    connection = connect(slack)
    async with served(connection):
        await comes_in(slack, amina, connection)
    assert slack.socket.tickets_given >= 2


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_a_slack_that_can_not_be_reached_is_tried_until_it_can(
    slack: SlackOnLoopback, amina: Person, method: str
):
    slack.faults.next(method, Fault.hang_up_before(), Fault.broken(503), Fault.throttle(1))
    connection = connect(slack)
    async with served(connection):
        await comes_in(slack, amina, connection)


async def test_a_wrong_token_is_said_to_whoever_can_mend_it(slack: SlackOnLoopback):
    with pytest.raises(Misconfigured, match="bot token: invalid_auth"):
        await connect(slack, bot="xoxb-wrong").serve()
    with pytest.raises(Misconfigured, match="app token: not_allowed_token_type"):
        await connect(slack, app="xapp-wrong").serve()


async def test_a_proxy_in_the_environment_is_not_taken(
    slack: SlackOnLoopback, amina: Person, monkeypatch: pytest.MonkeyPatch
):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    connection = connect(slack)
    async with served(connection):
        await comes_in(slack, amina, connection)


async def test_answers_under_way_arrive_before_the_program_ends(slack: SlackOnLoopback, amina: Person):
    connection = connect(slack)
    async with served(connection):
        await comes_in(slack, amina, connection)
        typed = amina.command_payload("/need", "a ladder")
        await slack.socket.send("slash_commands", typed)
    assert slack.calls("users.info")


async def test_settings_in_the_environment_are_not_the_libraries_to_read(
    slack: SlackOnLoopback, amina: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_VERIFICATION_TOKEN"):
        monkeypatch.setenv(name, "somebody else's")
    connection = connect(slack)
    async with served(connection):
        await comes_in(slack, amina, connection)
    assert not caplog.records
