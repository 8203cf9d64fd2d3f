"""The check against Discord's own description catches what it is for, and lets pass what Discord takes."""

from pathlib import Path

import pytest

from tests.specs.discord_openapi import DiscordOpenApi


@pytest.fixture(scope="module")
def described(specs: Path) -> DiscordOpenApi:
    return DiscordOpenApi.in_folder(specs)


def _message(**more: object) -> dict[str, object]:
    return {"components": [{"type": 10, "content": "hello"}], "flags": 1 << 15, **more}


def test_a_good_message_passes(described: DiscordOpenApi):
    assert not described.problems("POST", "/channels/1/messages", _message(nonce="abc", enforce_nonce=True))


@pytest.mark.parametrize(
    ("method", "path", "body", "complaint"),
    [
        ("POST", "/channels/1/messages", _message(colour=1), "colour"),
        ("POST", "/channels/1/messages", _message(nonce="n" * 26), "n" * 26),
        ("POST", "/channels/1/messages", {"components": [{"type": 10}]}, "{'type': 10} is not valid"),
        ("POST", "/channels/1/messages", None, "a body is required"),
        ("POST", "/channels/1/postcards", {}, "no such operation"),
        ("GET", "/channels/1", {"x": 1}, "no JSON body"),
        ("PUT", "/applications/1/commands", [{"name": "x" * 33, "type": 1}], "too long"),
        ("PUT", "/applications/1/commands", [{"name": "x", "type": 1, "mood": "good"}], "mood"),
        ("PATCH", "/webhooks/1/token/messages/@original", {"nonce": "x"}, "nonce"),
    ],
)
def test_what_discord_would_refuse_is_a_problem(
    described: DiscordOpenApi, method: str, path: str, body: object, complaint: str
):
    (problem,) = described.problems(method, path, body)
    assert complaint in problem


def test_an_unknown_query_is_a_problem(described: DiscordOpenApi):
    assert described.problems("GET", "/channels/1/messages", None, {"pages": 1})
    assert not described.problems("GET", "/channels/1/messages", None, {"limit": 1})


def test_what_discord_takes_beyond_its_description_passes(described: DiscordOpenApi):
    assert not described.problems(
        "PUT", "/applications/1/commands", [{"name": "x", "type": 1, "nsfw": False}]
    )
    assert not described.problems("PATCH", "/webhooks/1/token/messages/@original", _message(tts=False))
    assert not described.problems("POST", "/users/@me/channels", {"recipient_id": 123})
