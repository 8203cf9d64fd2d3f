"""The committed manifest is the one that the catalogue makes, and Slack would take it."""

import json
from pathlib import Path

import pytest
from jsonschema.validators import validator_for

from adapters.slack.manifest import BOT_SCOPES, BOT_SCOPES_OPTIONAL, manifest, written
from bot.views.catalogue import COMMANDS
from tests.loopback.slack.web_api import METHODS

COMMITTED = Path(__file__).parents[3] / "deploy" / "slack-manifest.json"


def test_the_committed_manifest_is_made_from_the_catalogue():
    assert COMMITTED.read_text(encoding="utf-8") == written()


def test_every_command_is_there_once():
    commands = [each["command"] for each in manifest()["features"]["slash_commands"]]
    assert commands == sorted(set(commands), key=commands.index)
    assert set(commands) == {f"/{command.name}" for command in COMMANDS}


def test_every_call_that_the_adapter_makes_is_granted_and_nothing_else():
    made = {"chat.postMessage", "chat.update", "conversations.open", "users.info", "auth.test"}
    made |= {"views.open", "views.update", "views.publish"}
    needed = {METHODS[method].scope for method in made} - {None}
    assert set(BOT_SCOPES) == needed | {"commands"}
    handing_over = {"files.getUploadURLExternal", "files.completeUploadExternal"}
    assert set(BOT_SCOPES_OPTIONAL) == {METHODS[method].scope for method in handing_over}


@pytest.mark.parametrize("version", ["2.0.0", "1.0.0"])
def test_slack_would_take_it(specs: Path, version: str):
    schema = json.loads((specs / f"slack-manifest.schema.{version}.json").read_text(encoding="utf-8"))
    assert not list(validator_for(schema)(schema).iter_errors(manifest()))
