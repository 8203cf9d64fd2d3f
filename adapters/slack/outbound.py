"""Hands messages to Slack, one call each, and says what became of them. Retrying is the core's business."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.paper.render import Kept
from adapters.slack import render
from adapters.slack.faults import QUIET_OFFLINE, delivering, preparing
from bot.application.ports import Address, Channel, MessageRef, Parcel, Private
from bot.domain.errors import Misconfigured, OutcomeUnknown, Throttled

EVENT_TYPE = "hypha_effect"
"""Under this name a message carries the id of its effect, and nothing else, in Slack's message metadata."""
CONVERSATIONS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Connected:
    """The workspace that can be written to now.

    `client` has no retry handlers: a call that may have been carried out is never made twice here.
    """

    client: AsyncWebClient
    workspace: str


class SlackOutbound:
    """The `Outbound` port over Slack's Web API. `connected` gives None as long as nothing is connected."""

    pace = timedelta(seconds=1)
    recognises_repeats_for = timedelta(0)
    """Slack posts what it is given, as often as it is given."""

    def __init__(self, connected: Callable[[], Connected | None]) -> None:
        self._connected = connected
        self._conversations: OrderedDict[str, str] = OrderedDict()

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef:
        client = self._client(space_account)
        drawn = render.message(parcel.view, parcel.tongue)
        place = await self._place(client, parcel.to)
        answer = await delivering(
            client.chat_postMessage(
                channel=place,
                text=drawn.text,
                blocks=drawn.blocks,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"id": parcel.effect.value}},
                parse="none",
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return MessageRef(place, _ts(answer.get("ts")))

    async def edit(self, space_account: str, parcel: Parcel, where: MessageRef) -> None:
        client = self._client(space_account)
        drawn = render.message(parcel.view, parcel.tongue)
        await delivering(
            client.chat_update(
                channel=where.place,
                ts=where.message,
                text=drawn.text,
                blocks=drawn.blocks,
                parse="none",
                link_names=False,
            )
        )

    async def write_privately(self, account: str, drawn: render.Message) -> None:
        """An answer to somebody whose own screen can't be reached. Raises the DeliveryError family."""
        client = self._client()
        place = await self._conversation(client, account)
        await delivering(
            client.chat_postMessage(
                channel=place, text=drawn.text, blocks=drawn.blocks, parse="none", link_names=False
            )
        )

    async def hand_over(self, account: str, kept: Kept) -> None:
        """A file, in somebody's private messages. Raises the DeliveryError family: Misconfigured where the
        workspace does not let Hypha hand files over.
        """
        client = self._client()
        place = await self._conversation(client, account)
        await delivering(
            client.files_upload_v2(
                content=kept.content, filename=kept.name, title=kept.label, alt_txt=kept.label, channel=place
            )
        )

    def _client(self, space_account: str | None = None) -> AsyncWebClient:
        """The way to that space. The tokens open one; the database may know more, from earlier tokens."""
        connected = self._connected()
        if connected is None:
            raise Throttled(QUIET_OFFLINE)
        if space_account not in {None, connected.workspace}:
            raise Misconfigured("another workspace")
        return connected.client

    async def _place(self, client: AsyncWebClient, to: Address) -> str:
        match to:
            case Private(account):
                return await self._conversation(client, account)
            case Channel(account):
                return account

    async def _conversation(self, client: AsyncWebClient, account: str) -> str:
        known = self._conversations.get(account)
        if known is not None:
            return known
        answer = await preparing(client.conversations_open(users=account))
        channel: Any = answer["channel"]
        self._conversations[account] = channel["id"]
        if len(self._conversations) > CONVERSATIONS_KEPT:
            self._conversations.popitem(last=False)
        return channel["id"]


def _ts(value: object) -> str:
    if not isinstance(value, str):
        raise OutcomeUnknown("posted, but Slack did not say where")
    return value
