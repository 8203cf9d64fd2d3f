"""What Slack sends to an app, field by field as its documentation shows them."""

from collections.abc import Callable

from tests.loopback.slack.web_api import as_seen_by_the_app
from tests.loopback.slack.workspace import APP, BOT, TEAM, Channel, Json, Message, Modal, User, Workspace

Address = Callable[[str], str]


def slash_command(
    workspace: Workspace, user: User, channel: Channel, command: str, text: str, address: Address
) -> Json:
    trigger = workspace.new_trigger(user.id)
    return {
        "token": "verification",
        "team_id": TEAM,
        "team_domain": "loopback",
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": address(workspace.new_response_url(trigger, user.id, channel.id, None)),
        "trigger_id": trigger,
    }


def block_actions(
    workspace: Workspace, user: User, source: Message | Modal, element: Json, block_id: str, address: Address
) -> Json:
    trigger = workspace.new_trigger(user.id)
    action = {key: value for key, value in element.items() if key in {"action_id", "type", "text", "value"}}
    payload: Json = {
        "type": "block_actions",
        **_who(user),
        "trigger_id": trigger,
        "state": {"values": {}},
        "actions": [{"block_id": block_id, "action_ts": workspace.new_ts(), **action}],
    }
    if isinstance(source, Modal):
        return payload | {
            "container": {"type": "view", "view_id": source.id},
            "view": _view(source, {}),
        }
    channel = workspace.channels[source.channel]
    payload |= {
        "container": {
            "type": "message",
            "message_ts": source.ts,
            "channel_id": source.channel,
            "is_ephemeral": source.only_for is not None,
        },
        "channel": {"id": channel.id, "name": channel.name},
        "response_url": address(workspace.new_response_url(trigger, user.id, channel.id, source)),
    }
    # An ephemeral message is kept nowhere, so Slack can't hand it back.
    return payload if source.only_for else payload | {"message": as_seen_by_the_app(source)}


def view_submission(workspace: Workspace, user: User, modal: Modal, values: Json) -> Json:
    return {
        "type": "view_submission",
        **_who(user),
        "trigger_id": workspace.new_trigger(user.id),
        "view": _view(modal, values),
        "response_urls": [],
    }


def event(workspace: Workspace, body: Json) -> Json:
    """An Events API payload around one event."""
    number = workspace.number()
    return {
        "token": "verification",
        "team_id": TEAM,
        "api_app_id": APP,
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "event_time": 1_700_000_000 + number,
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}],
        "event": body,
    }


def _who(user: User) -> Json:
    return {
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": TEAM},
        "api_app_id": APP,
        "token": "verification",
        "team": {"id": TEAM, "domain": "loopback"},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _view(modal: Modal, values: Json) -> Json:
    defaults = {"private_metadata": "", "callback_id": "", "external_id": "", "notify_on_close": False}
    return {
        "id": modal.id,
        "team_id": TEAM,
        "app_id": APP,
        "bot_id": "BHYPHA",
        "root_view_id": modal.id,
        "previous_view_id": None,
        "hash": modal.hash,
        **defaults,
        **modal.view,
        "state": {"values": values},
    }
