"""Writes Hypha's own messages to Discord."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import discord

from adapters.discord import faults, ids, limits, render
from bot.application.ports import Address, Channel, MessageRef, Parcel, Private
from bot.domain.errors import Misconfigured, Rejected, Throttled
from bot.domain.ids import EffectId

_UNTIL_CONNECTED = 5.0
"""Seconds to the next try."""


class DiscordOutbound:
    """Fulfils `ports.Outbound` through whichever client is connected now."""

    pace = timedelta(seconds=1)
    """Discord takes five messages in five seconds in one channel."""

    recognises_repeats_for = timedelta(minutes=2)
    """Discord remembers a nonce "for a few minutes"."""

    def __init__(self, client: Callable[[], discord.Client]) -> None:
        self._client = client

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef:
        """`space_account` is not needed: Discord's channels and people have ids of their own."""
        del space_account
        message = self._drawn(parcel)
        conversation = await self._conversation(parcel.to)
        try:
            sent = await conversation.send(
                view=message,
                files=message.files(),
                nonce=_nonce(parcel.effect),
                allowed_mentions=_mentions(parcel.to),
            )
        except Exception as error:
            raise faults.while_sending(error) from error
        return MessageRef(str(sent.channel.id), str(sent.id))

    async def edit(self, space_account: str, parcel: Parcel, where: MessageRef) -> None:
        del space_account
        message = self._drawn(parcel)
        standing = (
            self._client().get_partial_messageable(int(where.place)).get_partial_message(int(where.message))
        )
        try:
            await standing.edit(
                view=message, attachments=message.files(), allowed_mentions=_mentions(parcel.to)
            )
        except Exception as error:
            raise faults.while_sending(error) from error

    def _drawn(self, parcel: Parcel) -> render.Message:
        if not self._client().is_ready():
            raise Throttled(_UNTIL_CONNECTED)
        try:
            return render.message(parcel.view, parcel.tongue)
        except Exception as error:
            raise Rejected from error

    async def _conversation(self, to: Address) -> discord.abc.Messageable:
        account = ids.number(to.account)
        if account is None:
            raise Misconfigured
        match to:
            case Channel():
                return self._client().get_partial_messageable(account)
            case Private():
                try:
                    return await self._client().create_dm(discord.Object(account))
                except Exception as error:
                    raise faults.before_sending(error) from error


def _nonce(effect: EffectId) -> str:
    """The same for every try of one effect; Discord then makes one message of them."""
    return hashlib.blake2b(effect.value.encode(), digest_size=limits.NONCE // 2).hexdigest()


def _mentions(to: Address) -> discord.AllowedMentions:
    return render.NAMES_SHOWN if isinstance(to, Private) else discord.AllowedMentions.none()
