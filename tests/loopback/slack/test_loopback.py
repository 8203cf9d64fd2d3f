"""The loopback Slack is as strict as the real one: what it lets pass may be sent."""

from collections.abc import AsyncGenerator
from typing import Any

import aiohttp
import pytest

from tests.loopback.slack import SlackOnLoopback
from tests.loopback.slack.server import BOT_TOKEN
from tests.loopback.slack.workspace import RESPONSE_URL_SECONDS, RESPONSE_URL_USES, TRIGGER_SECONDS

SECTION = {"type": "section", "text": {"type": "plain_text", "text": "hello", "emoji": False}}
INPUT = {
    "type": "input",
    "block_id": "text",
    "label": {"type": "plain_text", "text": "What?"},
    "element": {"type": "plain_text_input", "action_id": "value"},
}
MODAL = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [INPUT],
}


class Caller:
    """An app that calls the Web API, rightly or wrongly."""

    def __init__(self, slack: SlackOnLoopback, session: aiohttp.ClientSession) -> None:
        self.slack = slack
        self.session = session

    async def __call__(self, method: str, token: str = BOT_TOKEN, **arguments: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"}
        as_json = method.startswith(("chat.post", "chat.update", "views."))
        body, query = (arguments, None) if as_json else (None, arguments)
        address = self.slack.api_url + method
        async with self.session.post(address, headers=headers, json=body, params=query) as answer:
            return await answer.json()

    async def error(self, method: str, **arguments: Any) -> str:
        error = (await self(method, **arguments))["error"]
        self.slack.complaints.clear()
        return error

    async def respond(self, key: str, **body: Any) -> int:
        async with self.session.post(self.slack.new_address(key), json=body) as answer:
            self.slack.complaints.clear()
            return answer.status


@pytest.fixture
async def call() -> AsyncGenerator[Caller]:
    async with SlackOnLoopback() as slack, aiohttp.ClientSession() as session:
        slack.open_channel("general")
        slack.person("UAMINA", "amina")
        yield Caller(slack, session)


async def test_it_knows_no_method_that_nobody_needs(call: Caller):
    assert await call.error("chat.meMessage", channel="CGENERAL", text="x") == "unknown_method"


async def test_it_wants_a_token_and_the_right_one(call: Caller):
    assert await call.error("auth.test", token="") == "not_authed"
    assert await call.error("auth.test", token="xoxb-other") == "invalid_auth"


async def test_it_grants_no_more_than_was_asked_for(call: Caller):
    assert await call.error("conversations.info", channel="CGENERAL") == "missing_scope"


async def test_it_takes_no_argument_that_slack_does_not_have(call: Caller):
    assert (
        await call.error("chat.postMessage", channel="CGENERAL", text="x", colour="red") == "invalid_arg_name"
    )
    assert await call.error("chat.postMessage", text="x") == "invalid_arguments"


async def test_it_posts_only_where_it_was_invited(call: Caller):
    call.slack.open_channel("secret", with_bot=False)
    assert await call.error("chat.postMessage", channel="CSECRET", text="x") == "not_in_channel"
    assert await call.error("chat.postMessage", channel="CNOWHERE", text="x") == "channel_not_found"
    call.slack.workspace.find_channel("general").archived = True
    assert await call.error("chat.postMessage", channel="CGENERAL", text="x") == "is_archived"


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [SECTION] * 51,
        [INPUT],
        [{"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}],
        [{"type": "section", "text": {"type": "plain_text", "text": " "}}],
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        [SECTION | {"block_id": "a"}, SECTION | {"block_id": "a"}],
        [{"type": "section", "text": {"type": "plain_text", "text": "x" * 2500}}] * 4,
    ],
)
async def test_it_refuses_blocks_that_slack_refuses(call: Caller, blocks: list[Any]):
    assert (
        await call.error("chat.postMessage", channel="CGENERAL", text="x", blocks=blocks) == "invalid_blocks"
    )


async def test_it_refuses_a_message_that_nobody_could_hear(call: Caller):
    assert await call.error("chat.postMessage", channel="CGENERAL", blocks=[SECTION]) == "invalid_blocks"


async def test_what_slack_would_refuse_fails_the_test_that_sent_it():
    slack = await SlackOnLoopback().__aenter__()
    slack.open_channel("general")
    async with aiohttp.ClientSession() as session:
        await Caller(slack, session)("chat.postMessage", channel="CGENERAL", blocks=[SECTION])
    with pytest.raises(AssertionError, match="notifications"):
        await slack.__aexit__(None, None, None)


async def test_a_trigger_opens_one_form_within_three_seconds(call: Caller):
    workspace = call.slack.workspace
    trigger = workspace.new_trigger("UAMINA")
    assert (await call("views.open", trigger_id=trigger, view=MODAL))["ok"]
    assert await call.error("views.open", trigger_id=trigger, view=MODAL) == "exchanged_trigger_id"
    late = workspace.new_trigger("UAMINA")
    workspace.passes(TRIGGER_SECONDS + 0.1)
    assert await call.error("views.open", trigger_id=late, view=MODAL) == "expired_trigger_id"
    assert await call.error("views.open", trigger_id="made up", view=MODAL) == "invalid_trigger_id"


@pytest.mark.parametrize(
    "change",
    [
        {"title": {"type": "plain_text", "text": "x" * 25}},
        {"private_metadata": "x" * 3001},
        {"submit": {"type": "plain_text", "text": "x" * 25}},
        {"blocks": []},
    ],
)
async def test_it_refuses_a_form_that_slack_refuses(call: Caller, change: dict[str, Any]):
    trigger = call.slack.workspace.new_trigger("UAMINA")
    assert await call.error("views.open", trigger_id=trigger, view=MODAL | change) == "invalid_blocks"


async def test_an_address_takes_five_answers_within_half_an_hour(call: Caller):
    workspace = call.slack.workspace
    key = workspace.new_response_url("t", "UAMINA", "CGENERAL", None)
    answers = [await call.respond(key, text="x") for _ in range(RESPONSE_URL_USES + 1)]
    assert answers == [200] * RESPONSE_URL_USES + [404]
    late = workspace.new_response_url("t", "UAMINA", "CGENERAL", None)
    workspace.passes(RESPONSE_URL_SECONDS + 1)
    assert await call.respond(late, text="x") == 404


async def test_a_home_can_be_shown_and_a_form_changed_while_it_is_open(call: Caller):
    home = {"type": "home", "blocks": [SECTION]}
    assert (await call("views.publish", user_id="UAMINA", view=home))["ok"]
    opened = await call("views.open", trigger_id=call.slack.workspace.new_trigger("UAMINA"), view=MODAL)
    view = opened["view"]["id"]
    assert await call.error("views.update", view_id=view, hash="old", view=MODAL) == "hash_conflict"
    assert (await call("views.update", view_id=view, view=MODAL))["ok"]
    assert await call.error("views.update", view_id="VNONE", view=MODAL) == "not_found"


async def test_an_app_that_does_not_answer_is_told_on(call: Caller):
    async with call.session.ws_connect(await socket_address(call)) as link:
        assert (await link.receive_json())["type"] == "hello"
        with pytest.raises(AssertionError, match="not acknowledged"):
            await call.slack.socket.send("slash_commands", {}, within=0.01)


async def test_a_ticket_opens_one_link(call: Caller):
    address = await socket_address(call)
    async with call.session.ws_connect(address):
        pass
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await call.session.ws_connect(address)


async def socket_address(call: Caller) -> str:
    return (await call("apps.connections.open", token="xapp-loopback"))["url"]
