"""Somebody who uses Slack: types commands, taps buttons by their labels, fills forms in, reads."""

import re
from typing import TYPE_CHECKING, Final

from tests.loopback.slack import payloads
from tests.loopback.slack.changes import Changes
from tests.loopback.slack.filling import state_of
from tests.loopback.slack.reading import Seen, read_message, read_modal
from tests.loopback.slack.socket_mode import NotAcknowledged
from tests.loopback.slack.workspace import Json, Message, Modal, User

if TYPE_CHECKING:
    from tests.loopback.slack.server import SlackOnLoopback

_NAME: Final = re.compile(r"(?<![\w@])@([\w-]+)")


class NotAnswered(AssertionError):
    """The app let this person down: Slack told them so, or nothing came."""


class Person:
    """One member of the workspace. Everything they do returns what came before their eyes because of it."""

    def __init__(self, slack: "SlackOnLoopback", user_id: str) -> None:
        self._slack = slack
        self._workspace = slack.workspace
        self.id = user_id

    @property
    def user(self) -> User:
        return self._workspace.users[self.id]

    @property
    def _changes(self) -> Changes:
        return self._slack.changes

    async def command(self, command: str, text: str = "", *, channel: str = "general") -> Seen:
        """Type `/need text` in a channel. A person is named `@bea`, which Slack turns into a mention."""
        return await self.sends_command(self.command_payload(command, text, channel=channel))

    def command_payload(self, command: str, text: str = "", *, channel: str = "general") -> Json:
        """What Slack sends to the app when the command is typed; to be sent once or more often."""
        manifest = self._slack.manifest
        if manifest is not None:
            known = [one["command"] for one in manifest["features"]["slash_commands"]]
            assert command in known, f"{command} is not a valid command; there are {known}"
        return payloads.slash_command(
            self._workspace,
            self.user,
            self._workspace.find_channel(channel),
            command,
            self._as_slack_sends(text),
            self._slack.new_address,
        )

    async def sends_command(self, payload: Json) -> Seen:
        return await self._does("slash_commands", payload, payload["trigger_id"])

    async def click(self, seen: Seen, label: str) -> Seen:
        """Tap the button of that label as it stood in `seen`, even if the message looks different by now."""
        return await self.sends_click(self.click_payload(seen, label))

    def click_payload(self, seen: Seen, label: str) -> Json:
        return self.raw_click_payload(seen, seen.button(label).element, seen.button(label).block_id)

    def raw_click_payload(self, seen: Seen, element: Json, block_id: str = "b") -> Json:
        """As a tap on an element that need not be there: old versions of the app left such buttons behind."""
        assert seen.source is not None, "it stands nowhere"
        return payloads.block_actions(
            self._workspace, self.user, seen.source, element, block_id, self._slack.new_address
        )

    async def sends_click(self, payload: Json) -> Seen:
        # A modal view that is tapped in may be changed as an answer, and Slack does not say to what.
        in_a_modal = payload["container"]["type"] == "view" and payload["view"]["type"] == "modal"
        return await self._does("interactive", payload, None if in_a_modal else payload["trigger_id"])

    async def opens_home(self, tab: str = "home") -> Seen:
        """Look at a tab of the app; returns the home as soon as the app has drawn it for this."""
        manifest = self._slack.manifest
        if manifest is not None:
            assert manifest["features"]["app_home"]["home_tab_enabled"]
            assert "app_home_opened" in manifest["settings"]["event_subscriptions"]["bot_events"]
        before = self._workspace.homes.get(self.id)
        await self._send("events_api", self.home_payload(tab))
        await self._changes.until(
            lambda: self._workspace.homes.get(self.id) is not before,
            "their home was drawn",
        )
        return self.home()

    def home_payload(self, tab: str = "home") -> Json:
        """What Slack sends when this person opens that tab of the app."""
        channel = self._workspace.private_channel(self.id).id
        return payloads.event(
            self._workspace,
            {
                "type": "app_home_opened",
                "user": self.id,
                "channel": channel,
                "tab": tab,
                "event_ts": self._workspace.new_ts(),
            },
        )

    def home(self) -> Seen:
        """Their home as it stands now."""
        return read_modal(self._workspace.homes[self.id], self._workspace)

    async def home_says(self, words: str) -> Seen:
        """Their home, once it shows these words."""
        await self._changes.until(lambda: words in self.home(), f"their home says {words!r}")
        return self.home()

    async def submit(self, form: Seen, values: dict[str, str]) -> Seen:
        """Fill the form in by the labels of its fields and send it; fields not named stay as they are.

        Returns what came next: the form itself with `errors`, another form, or a message.
        """
        return await self.sends_submit(self.submit_payload(form, values))

    def submit_payload(self, form: Seen, values: dict[str, str]) -> Json:
        assert isinstance(form.source, Modal), "only a form can be sent"
        people = {user.name: user.id for user in self._workspace.users.values()}
        places = {channel.name: channel.id for channel in self._workspace.channels.values()}
        return payloads.view_submission(
            self._workspace, self.user, form.source, state_of(form, values, people, places)
        )

    async def sends_submit(self, payload: Json) -> Seen:
        modal = next((one for one in self._workspace.every_modal() if one.id == payload["view"]["id"]), None)
        assert modal is not None, "the form is no longer open"
        before = len(self._workspace.shown)
        answer = await self._send("interactive", payload) or {}
        match answer.get("response_action"):
            case "errors":
                known = {block.get("block_id") for block in modal.view["blocks"]}
                assert set(answer["errors"]) <= known, (
                    f"errors at blocks that are not there: {answer['errors']}"
                )
                assert all(answer["errors"].values()), "an error without words"
                return read_modal(modal, self._workspace, answer["errors"])
            case "update":
                self._slack.judge_modal(answer["view"], "response_action update")
                self._workspace.rewrite_modal(modal, answer["view"], payload["trigger_id"])
                return read_modal(modal, self._workspace)
            case "clear" | None:
                assert set(answer) <= {"response_action"}, f"Slack does not know this answer: {answer}"
                self._workspace.close_modal(modal)
            case other:
                raise AssertionError(f"nobody taught the loopback what {other!r} does")
        return self._read(await self._comes(None, before))

    def dms(self) -> list[Seen]:
        """The private conversation with the app, oldest first."""
        channel = self._workspace.private_channel(self.id)
        return [read_message(message, self._workspace) for message in channel.messages.values()]

    def files(self) -> dict[str, bytes]:
        """What was handed over in that conversation, by name."""
        channel = self._workspace.private_channel(self.id)
        return {
            one.name: one.content for one in self._workspace.uploads.values() if one.channel == channel.id
        }

    async def dm(self, words: str) -> Seen:
        """The newest private message that holds these words; waits until there is one."""

        def look() -> Seen | None:
            return next((one for one in reversed(self.dms()) if words in one), None)

        return await self._changes.until(look, f"{self.user.name} was written {words!r}")

    def whispers(self) -> list[Seen]:
        """What this person alone sees in channels, and would lose by restarting their client."""
        return [
            read_message(message, self._workspace)
            for message in self._workspace.ephemerals
            if message.only_for == self.id
        ]

    def again(self, seen: Seen) -> Seen:
        """The same message or form as it looks now."""
        assert seen.source is not None, "it stands nowhere"
        return self._read(seen.source)

    async def _does(self, kind: str, payload: Json, interaction: str | None) -> Seen:
        """Send it, and wait for the first thing that comes before this person's eyes as an answer to it."""
        before = len(self._workspace.shown)
        answer = await self._send(kind, payload)
        if answer is not None and kind == "slash_commands":
            assert answer.get("response_type", "ephemeral") == "ephemeral", "the whole channel was answered"
            self._slack.judge_message(answer, "the acknowledgement")
            self._workspace.whisper(
                payload["channel_id"], self.id, answer["text"], answer.get("blocks", []), interaction
            )
        elif answer is not None:
            raise AssertionError(f"Slack does nothing with this acknowledgement: {answer}")
        return self._read(await self._comes(interaction, before))

    async def _send(self, kind: str, payload: Json) -> Json | None:
        try:
            return await self._slack.socket.send(kind, payload)
        except NotAcknowledged as silence:
            raise NotAnswered(f"{self.user.name} was told that the app did not respond: {silence}") from None

    async def _comes(self, interaction: str | None, after: int) -> Message | Modal:
        """The first thing shown to this person after that position; `interaction`: in answer to that."""

        def look() -> Message | Modal | None:
            for event in self._workspace.shown[after:]:
                if event.user == self.id and interaction in {None, event.interaction}:
                    return event.what
            return None

        return await self._changes.until(look, f"{self.user.name} saw an answer")

    def _read(self, what: Message | Modal) -> Seen:
        if isinstance(what, Modal):
            return read_modal(what, self._workspace)
        return read_message(what, self._workspace)

    def _as_slack_sends(self, text: str) -> str:
        """With `should_escape`, Slack escapes what was typed and turns names that it knows into mentions."""
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        known = {user.name: user.id for user in self._workspace.users.values()}

        def mention(found: re.Match[str]) -> str:
            user = known.get(found.group(1))
            return found.group() if user is None else f"<@{user}|{found.group(1)}>"

        return _NAME.sub(mention, escaped)
