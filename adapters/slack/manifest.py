"""The app's manifest: what a moderator pastes into Slack to make the app. Made from the command catalogue.

The committed copy is written by `python -m adapters.slack.manifest > deploy/slack-manifest.json`.
Source: https://docs.slack.dev/reference/app-manifest
"""

import json
import sys
from typing import Any
from zoneinfo import ZoneInfo

from adapters.slack.inbound import HOME_OPENED
from bot.views.catalogue import COMMANDS, GROUP_SUMMARIES, Command
from bot.views.i18n import SOURCE_LANGUAGE, Tongue
from bot.views.vocabulary import Phrase

Json = dict[str, Any]

BOT_SCOPES = ("chat:write", "commands", "im:write", "users:read")
BOT_SCOPES_OPTIONAL = ("files:write",)
"""Whoever installs the app may leave these away: then files are not handed over, and Hypha says so."""
NAME = "Hypha"


def manifest() -> Json:
    """The whole manifest, in the source language: Slack knows no other for commands."""
    tongue = Tongue(SOURCE_LANGUAGE, ZoneInfo("UTC"))
    return {
        "display_information": {"name": NAME, "description": tongue.words(Phrase("slack.about"))},
        "features": {
            # Messages go one way: what people have to say, they say with commands, buttons and forms.
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [_command(name, tongue) for name in _names()],
        },
        "oauth_config": {
            "scopes": {"bot": [*BOT_SCOPES, *BOT_SCOPES_OPTIONAL], "bot_optional": list(BOT_SCOPES_OPTIONAL)}
        },
        "settings": {
            "event_subscriptions": {"bot_events": [HOME_OPENED]},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def written() -> str:
    """As it stands in the file."""
    return json.dumps(manifest(), indent=2, ensure_ascii=False) + "\n"


def _names() -> list[str]:
    """Slack has no subcommands, so each bare name is one command."""
    return list(dict.fromkeys(command.name for command in COMMANDS))


def _command(name: str, tongue: Tongue) -> Json:
    under_it = [command for command in COMMANDS if command.name == name]
    summary = GROUP_SUMMARIES.get(name, under_it[0].summary)
    drawn = {"command": f"/{name}", "description": tongue.words(summary), "should_escape": True}
    hint = _hint(under_it, tongue)
    return drawn | {"usage_hint": hint} if hint else drawn


def _hint(under_it: list[Command], tongue: Tongue) -> str:
    subnames = [command.subname for command in under_it if command.subname is not None]
    if subnames:
        return " | ".join(subnames)
    return " ".join(tongue.words(option.placeholder) for option in under_it[0].options)


if __name__ == "__main__":
    sys.stdout.write(written())
