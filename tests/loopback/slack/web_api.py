"""The Web API: every method that Hypha may call, with Slack's own error codes, and no other."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tests.loopback.slack.workspace import (
    APP,
    BOT,
    TEAM,
    TRIGGER_SECONDS,
    Channel,
    Json,
    Message,
    Upload,
    Workspace,
)
from tests.specs import block_kit


class ApiError(Exception):
    """What Slack answers instead of doing it: {"ok": false, "error": <code>, ...}."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.answer: Json = {"ok": False, "error": code, **more}


@dataclass(frozen=True)
class Method:
    """How one method is called: the scope it needs, the arguments it knows, whether it takes JSON."""

    do: Callable[[Workspace, Json], Json]
    arguments: frozenset[str]
    required: frozenset[str]
    scope: str | None = None
    json: bool = False


def call(workspace: Workspace, scopes: frozenset[str], name: str, arguments: Json, *, as_json: bool) -> Json:
    """Do what the method does and return its answer; raise ApiError for everything that Slack refuses."""
    method = METHODS.get(name)
    if method is None:
        raise ApiError("unknown_method", req_method=name)
    if method.scope is not None and method.scope not in scopes:
        raise ApiError("missing_scope", needed=method.scope, provided=",".join(sorted(scopes)))
    if as_json and not method.json:
        raise ApiError("invalid_post_type")
    strangers = set(arguments) - method.arguments - _FOR_EVERY_METHOD
    if strangers:
        raise ApiError("invalid_arg_name", response_metadata={"messages": sorted(strangers)})
    missing = method.required - set(arguments)
    if missing:
        raise ApiError("invalid_arguments", response_metadata={"messages": sorted(missing)})
    return {"ok": True, **method.do(workspace, arguments)}


def _auth_test(_workspace: Workspace, _arguments: Json) -> Json:
    return {
        "url": "https://loopback.slack.com/",
        "team": "Loopback",
        "user": "hypha",
        "team_id": TEAM,
        "user_id": BOT,
        "bot_id": "BHYPHA",
        "is_enterprise_install": False,
    }


def _post_message(workspace: Workspace, arguments: Json) -> Json:
    channel = _writable(workspace, arguments["channel"])
    _judge(block_kit.message_complaints(arguments.get("blocks"), arguments.get("text")))
    metadata = arguments.get("metadata")
    if metadata is not None and set(metadata) != {"event_type", "event_payload"}:
        raise ApiError("invalid_metadata_format")
    message = workspace.post(channel, arguments.get("text", ""), arguments.get("blocks", []), metadata)
    return {"channel": channel.id, "ts": message.ts, "message": as_seen_by_the_app(message)}


def _post_ephemeral(workspace: Workspace, arguments: Json) -> Json:
    channel = _writable(workspace, arguments["channel"])
    if arguments["user"] not in channel.members:
        raise ApiError("user_not_in_channel")
    _judge(block_kit.message_complaints(arguments.get("blocks"), arguments.get("text")))
    message = workspace.whisper(
        channel.id, arguments["user"], arguments.get("text", ""), arguments.get("blocks", [])
    )
    return {"message_ts": message.ts}


def _update(workspace: Workspace, arguments: Json) -> Json:
    message = _posted(workspace, arguments)
    _judge(block_kit.message_complaints(arguments.get("blocks"), arguments.get("text")))
    workspace.rewrite(message, arguments["text"], arguments.get("blocks", []))
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": as_seen_by_the_app(message),
    }


def _delete(workspace: Workspace, arguments: Json) -> Json:
    message = _posted(workspace, arguments)
    workspace.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def _open_conversation(workspace: Workspace, arguments: Json) -> Json:
    names = arguments["users"].split(",")
    if len(names) != 1:
        raise ApiError("missing_scope", needed="mpim:write")
    user = workspace.users.get(names[0])
    if user is None:
        raise ApiError("user_not_found")
    if user.deleted:
        raise ApiError("user_disabled")
    if user.bot:
        raise ApiError("cannot_dm_bot")
    return {"channel": {"id": workspace.private_channel(user.id).id}}


def _conversation(workspace: Workspace, arguments: Json) -> Json:
    channel = workspace.channels.get(arguments["channel"])
    if channel is None:
        raise ApiError("channel_not_found")
    return {
        "channel": {
            "id": channel.id,
            "name": channel.name,
            "is_im": channel.private,
            "is_private": channel.private,
            "is_archived": channel.archived,
            "is_member": BOT in channel.members,
        }
    }


def _user(workspace: Workspace, arguments: Json) -> Json:
    user = workspace.users.get(arguments["user"])
    if user is None:
        raise ApiError("user_not_found")
    answer: Json = {
        "id": user.id,
        "team_id": TEAM,
        "name": user.name,
        "real_name": user.name.title(),
        "deleted": user.deleted,
        "is_bot": user.bot,
        "is_admin": user.admin,
        "is_owner": False,
        "is_restricted": False,
        "profile": {"display_name": user.name, "real_name": user.name.title(), "team": TEAM},
    }
    if not user.deleted:
        answer |= {"tz": user.zone, "tz_label": user.zone, "tz_offset": 0}
    if arguments.get("include_locale") in {"1", "true"}:
        answer["locale"] = user.locale
    return {"user": answer}


def _open_view(workspace: Workspace, arguments: Json) -> Json:
    trigger = workspace.triggers.get(arguments["trigger_id"])
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    if workspace.now - trigger.at > TRIGGER_SECONDS:
        raise ApiError("expired_trigger_id")
    _judge(block_kit.modal_complaints(arguments["view"]))
    trigger.used = True
    modal = workspace.open_modal(trigger.user, arguments["view"], arguments["trigger_id"])
    return {"view": _view_answer(modal.id, modal.hash, modal.view)}


def _update_view(workspace: Workspace, arguments: Json) -> Json:
    for modal in workspace.every_modal():
        if modal.id == arguments.get("view_id"):
            if arguments.get("hash") not in {None, modal.hash}:
                raise ApiError("hash_conflict")
            _judge(block_kit.modal_complaints(arguments["view"]))
            workspace.rewrite_modal(modal, arguments["view"], None)
            return {"view": _view_answer(modal.id, modal.hash, modal.view)}
    raise ApiError("not_found")


def _publish_view(workspace: Workspace, arguments: Json) -> Json:
    if arguments["user_id"] not in workspace.users:
        raise ApiError("user_not_found")
    _judge(block_kit.home_complaints(arguments["view"]))
    home = workspace.publish(arguments["user_id"], arguments["view"])
    return {"view": _view_answer(home.id, home.hash, home.view)}


def _upload_address(workspace: Workspace, arguments: Json) -> Json:
    file_id = f"F{workspace.number()}"
    workspace.uploads[file_id] = Upload(arguments["filename"], int(arguments["length"]))
    return {"upload_url": workspace.upload_address + file_id, "file_id": file_id}


def _complete_upload(workspace: Workspace, arguments: Json) -> Json:
    channel = _writable(workspace, arguments["channel_id"])
    done = json.loads(arguments["files"])
    for each in done:
        upload = workspace.uploads.get(each["id"])
        if upload is None or len(upload.content) != upload.length:
            raise ApiError("file_not_found")
        upload.channel = channel.id
    workspace.changes.happened()
    return {"files": done}


def as_seen_by_the_app(message: Message) -> Json:
    """The message object that Slack hands back and puts into `block_actions`."""
    return {
        "type": "message",
        "user": BOT,
        "bot_id": "BHYPHA",
        "app_id": APP,
        "team": TEAM,
        "ts": message.ts,
        "text": message.text,
        "blocks": message.blocks,
    }


def _view_answer(view_id: str, view_hash: str, view: Json) -> Json:
    return {"id": view_id, "hash": view_hash, "team_id": TEAM, "app_id": APP, **view}


def _writable(workspace: Workspace, channel_id: str) -> Channel:
    channel = workspace.channels.get(channel_id)
    if channel is None:
        raise ApiError("channel_not_found")
    if channel.archived:
        raise ApiError("is_archived")
    if BOT not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _posted(workspace: Workspace, arguments: Json) -> Message:
    channel = workspace.channels.get(arguments["channel"])
    if channel is None:
        raise ApiError("channel_not_found")
    message = channel.messages.get(arguments["ts"])
    if message is None:
        raise ApiError("message_not_found")
    return message


def _judge(complaints: list[str]) -> None:
    if complaints:
        raise ApiError("invalid_blocks", response_metadata={"messages": complaints})


_FOR_EVERY_METHOD: Final = frozenset({"team_id"})
"""The clients that Bolt makes say which workspace they mean; outside of org installs Slack ignores it."""

_WORDS: Final = frozenset(
    {"channel", "text", "blocks", "metadata", "unfurl_links", "unfurl_media", "parse", "link_names", "mrkdwn"}
)

METHODS: Final[dict[str, Method]] = {
    "auth.test": Method(_auth_test, frozenset(), frozenset()),
    "chat.postMessage": Method(
        _post_message, _WORDS | {"thread_ts"}, frozenset({"channel"}), "chat:write", json=True
    ),
    "chat.postEphemeral": Method(
        _post_ephemeral, _WORDS | {"user"}, frozenset({"channel", "user"}), "chat:write", json=True
    ),
    "chat.update": Method(
        _update,
        _WORDS - {"unfurl_links", "unfurl_media", "mrkdwn"} | {"ts"},
        frozenset({"channel", "ts", "text"}),
        "chat:write",
        json=True,
    ),
    "chat.delete": Method(_delete, frozenset({"channel", "ts"}), frozenset({"channel", "ts"}), "chat:write"),
    "conversations.open": Method(
        _open_conversation, frozenset({"users", "return_im"}), frozenset({"users"}), "im:write"
    ),
    "conversations.info": Method(
        _conversation, frozenset({"channel", "include_locale"}), frozenset({"channel"}), "channels:read"
    ),
    "files.getUploadURLExternal": Method(
        _upload_address,
        frozenset({"filename", "length", "alt_txt"}),
        frozenset({"filename", "length"}),
        "files:write",
    ),
    "files.completeUploadExternal": Method(
        _complete_upload, frozenset({"files", "channel_id"}), frozenset({"files"}), "files:write"
    ),
    "users.info": Method(_user, frozenset({"user", "include_locale"}), frozenset({"user"}), "users:read"),
    "views.open": Method(
        _open_view, frozenset({"trigger_id", "view"}), frozenset({"trigger_id", "view"}), json=True
    ),
    "views.update": Method(
        _update_view, frozenset({"view_id", "view", "hash"}), frozenset({"view_id", "view"}), json=True
    ),
    "views.publish": Method(
        _publish_view, frozenset({"user_id", "view", "hash"}), frozenset({"user_id", "view"}), json=True
    ),
}
