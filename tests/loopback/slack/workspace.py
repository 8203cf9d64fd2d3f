"""What a workspace holds: people, channels with messages, what is shown to one person only, forms, homes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from tests.loopback.slack.changes import Changes

Json: TypeAlias = dict[str, Any]

BOT: Final = "UHYPHA"
APP: Final = "AHYPHA"
TEAM: Final = "T0LOOP"
TRIGGER_SECONDS: Final = 3.0
RESPONSE_URL_SECONDS: Final = 30 * 60.0
RESPONSE_URL_USES: Final = 5


@dataclass
class User:
    id: str
    name: str
    admin: bool = False
    bot: bool = False
    deleted: bool = False
    locale: str = "en-US"
    zone: str = "Europe/London"


@dataclass
class Message:
    """A message; `only_for` names the person who alone sees it, when it is ephemeral."""

    channel: str
    ts: str
    text: str
    blocks: list[Json]
    metadata: Json | None = None
    only_for: str | None = None
    edits: int = 0


@dataclass
class Upload:
    """A file on its way, then handed over: `content` once it came, `channel` once it stands there."""

    name: str
    length: int
    content: bytes = b""
    channel: str | None = None


@dataclass
class Channel:
    id: str
    name: str
    members: set[str] = field(default_factory=set)
    messages: dict[str, Message] = field(default_factory=dict)
    private: bool = False
    archived: bool = False


@dataclass
class Trigger:
    user: str
    at: float
    used: bool = False


@dataclass
class ResponseUrl:
    """Where an app may answer to one interaction: `source` is the message that was tapped."""

    interaction: str
    user: str
    channel: str
    at: float
    source: Message | None = None
    uses: int = 0


@dataclass
class Modal:
    """A view: a modal one that is open, or somebody's home."""

    id: str
    user: str
    view: Json
    hash: str


@dataclass(frozen=True)
class Shown:
    """Something came before one person's eyes; `interaction` is the trigger id that it answers, if known."""

    user: str
    what: Message | Modal
    interaction: str | None = None


class Workspace:
    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.users: dict[str, User] = {BOT: User(BOT, "hypha", bot=True)}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: list[Message] = []
        self.modals: dict[str, list[Modal]] = {}
        self.homes: dict[str, Modal] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.uploads: dict[str, Upload] = {}
        self.upload_address = "https://files.slack.com/upload/v1/"
        self.shown: list[Shown] = []
        self.now = 0.0
        self._count = 0

    def passes(self, seconds: float) -> None:
        """Let Slack's clock move: trigger ids and response_urls age by this alone, never by waiting."""
        self.now += seconds

    def number(self) -> int:
        self._count += 1
        return self._count

    def new_ts(self) -> str:
        return f"1700000000.{self.number():06d}"

    def new_channel(self, name: str, *, channel_id: str | None = None, with_bot: bool = True) -> Channel:
        """Open a channel with everybody in it; without `with_bot`, nobody has invited the app."""
        made = Channel(channel_id or f"C{name.upper().replace('-', '')}", name, members=set(self.users))
        if not with_bot:
            made.members.discard(BOT)
        self.channels[made.id] = made
        return made

    def new_user(self, user: User) -> None:
        self.users[user.id] = user
        for channel in self.channels.values():
            if not channel.private:
                channel.members.add(user.id)

    def find_channel(self, name_or_id: str) -> Channel:
        for channel in self.channels.values():
            if name_or_id in {channel.id, channel.name}:
                return channel
        raise KeyError(f"there is no channel {name_or_id!r}")

    def private_channel(self, user: str) -> Channel:
        """The conversation between this person and the app; opened when it is first needed."""
        channel_id = f"D{user.removeprefix('U')}"
        if channel_id not in self.channels:
            self.channels[channel_id] = Channel(channel_id, "directmessage", {user, BOT}, private=True)
        return self.channels[channel_id]

    def post(self, channel: Channel, text: str, blocks: list[Json], metadata: Json | None) -> Message:
        message = Message(channel.id, self.new_ts(), text, blocks, metadata)
        channel.messages[message.ts] = message
        if channel.private:
            self.show(*(Shown(user, message) for user in channel.members if user != BOT))
        self.changes.happened()
        return message

    def whisper(
        self, channel: str, user: str, text: str, blocks: list[Json], interaction: str | None = None
    ) -> Message:
        message = Message(channel, self.new_ts(), text, blocks, only_for=user)
        self.ephemerals.append(message)
        self.show(Shown(user, message, interaction))
        return message

    def rewrite(self, message: Message, text: str, blocks: list[Json]) -> None:
        message.text = text
        message.blocks = blocks
        message.edits += 1
        self.changes.happened()

    def remove(self, message: Message) -> None:
        if message in self.ephemerals:
            self.ephemerals.remove(message)
        else:
            self.channels[message.channel].messages.pop(message.ts, None)
        self.changes.happened()

    def show(self, *events: Shown) -> None:
        self.shown.extend(events)
        self.changes.happened()

    def open_modal(self, user: str, view: Json, interaction: str | None) -> Modal:
        modal = Modal(f"V{self.number()}", user, view, f"hash.{self.number()}")
        self.modals[user] = [modal]
        self.show(Shown(user, modal, interaction))
        return modal

    def rewrite_modal(self, modal: Modal, view: Json, interaction: str | None) -> None:
        modal.view = view
        modal.hash = f"hash.{self.number()}"
        self.show(Shown(modal.user, modal, interaction))

    def publish(self, user: str, view: Json) -> Modal:
        self.homes[user] = Modal(f"VHOME{user}", user, view, f"hash.{self.number()}")
        self.changes.happened()
        return self.homes[user]

    def close_modal(self, modal: Modal) -> None:
        self.modals[modal.user] = [one for one in self.modals.get(modal.user, []) if one is not modal]
        self.changes.happened()

    def every_modal(self) -> Iterator[Modal]:
        for stack in self.modals.values():
            yield from stack

    def new_trigger(self, user: str) -> str:
        trigger = f"{self.number()}.{TEAM}.{user}"
        self.triggers[trigger] = Trigger(user, self.now)
        return trigger

    def new_response_url(self, interaction: str, user: str, channel: str, source: Message | None) -> str:
        """Return the last part of the address."""
        key = f"r{self.number()}"
        self.response_urls[key] = ResponseUrl(interaction, user, channel, self.now, source)
        return key
