"""The Discord bot: connects, tells Discord which commands there are, and hands on what people do."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, NoReturn

import discord
from discord.http import Route

from adapters.discord import commands, inbound, reply
from bot.application.dispatch import Door
from bot.domain.errors import Misconfigured

_log = logging.getLogger(__name__)

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
"""Seconds between two tries to connect."""


class HyphaOnDiscord(discord.AutoShardedClient):
    """The bot for all servers, in as many shards as Discord wants.

    It needs no privileged intent, and keeps neither messages nor members: everything that is needed to
    understand a tap or a sent form comes with it (`inbound.read`), so nothing piles up and a restart forgets
    nothing.

    This is discord.py's client and not its `commands.Bot`: that one adds commands typed with a prefix,
    which Hypha does not have, and wants a Python function for each slash command, where ours are rows of a
    catalogue.
    """

    def __init__(self, door: Door, mark: commands.Mark) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=30.0,  # the shortest that discord.py takes; longer waits are delivery's
        )
        self._door = door
        self._mark = mark
        self._commands_told = True

    async def setup_hook(self) -> None:
        """Tell Discord the commands, if they are not what it was told last.

        Where that fails, the buttons and the commands of before work on, and `trouble` says so.
        """
        told = commands.payload()
        application = self.application_id or 0
        mark = commands.mark_of(application, told)
        if await self._mark.read() == mark:
            return
        try:
            await self.http.bulk_upsert_global_commands(application, payload=told)
        except discord.DiscordException as error:
            self._commands_told = False
            _log.exception("discord_commands_not_told", extra={"error": type(error).__name__})
        else:
            await self._mark.write(mark)
            _log.info("discord_commands_told")

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Everything that people do with Hypha comes through here: commands, buttons and sent forms."""
        if inbound.concerns_us(interaction):
            await reply.answer(interaction, self._door)

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote to the bot in private. (Messages on servers do not reach it.)"""
        if message.guild is None and not message.author.bot:
            await reply.answer_privately(message, self._door)

    def trouble(self) -> str | None:
        """What does not work right now, in plain words; None while everything does."""
        if not self.is_ready():
            return "not connected to Discord yet"
        away = sum(shard.is_closed() for shard in self.shards.values())
        if away:
            return f"{away} of {len(self.shards)} connections to Discord are away"
        if not self._commands_told:
            return "Discord did not take the commands; they are told again at the next start"
        return None


class DiscordConnection:
    """Keeps a bot connected for as long as the process lives, with a new one after each that failed."""

    def __init__(
        self,
        make: Callable[[], HyphaOnDiscord],
        *,
        api_url: str | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`api_url` is without a slash at its end and with a version, such as `https://discord.com/api/v10`.

        `pause` waits for that many seconds.
        """
        if api_url is not None:
            Route.BASE = api_url  # discord.py offers no other way; one process speaks to one Discord
        self._make = make
        self._pause = pause
        self._bot = make()

    @property
    def bot(self) -> HyphaOnDiscord:
        """The one that is connected, or is trying to be."""
        return self._bot

    async def serve(self, token: str) -> NoReturn:
        """Stay connected until cancelled. While a bot lives, discord.py itself mends broken connections.

        Raises:
            Misconfigured: Discord does not know the token.
        """
        wait = _FIRST_WAIT
        while True:
            try:
                await self._bot.start(token)
            except discord.LoginFailure as error:
                raise Misconfigured("Discord does not know this DISCORD_TOKEN") from error
            except Exception as error:  # noqa: BLE001 - whatever ended this one, the next may fare better
                _log.warning("discord_away", extra={"error": type(error).__name__})
            finally:
                if self._bot.is_ready():
                    wait = _FIRST_WAIT
                await self._bot.close()
            await self._pause(wait)
            wait = min(2 * wait, _LONGEST_WAIT)
            self._bot = self._make()
