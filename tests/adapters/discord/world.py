"""The real bot on a Discord in memory (SimCord). Every request it makes is checked when the world ends."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import discord
import simcord

from adapters.discord.app import HyphaOnDiscord
from bot.application.dispatch import Door
from tests.specs.discord_openapi import DiscordOpenApi


@dataclass
class FakeMark:
    """Fulfils `commands.Mark`; lives as long as the test, like a file."""

    mark: str | None = None

    async def read(self) -> str | None:
        return self.mark

    async def write(self, mark: str) -> None:
        self.mark = mark


@dataclass
class World:
    env: simcord.Env
    guild: simcord.GuildHandle
    needs: simcord.ChannelHandle
    offers: simcord.ChannelHandle
    gratitude: simcord.ChannelHandle
    mark: FakeMark
    members: dict[str, simcord.MemberActor] = field(default_factory=dict)

    @property
    def bot(self) -> HyphaOnDiscord:
        assert isinstance(self.env.bot, HyphaOnDiscord)
        return self.env.bot

    def member(self, name: str, *, moderator: bool = False) -> simcord.MemberActor:
        """The member by that name, who joins when first named."""
        if name not in self.members:
            roles = []
            if moderator:
                manage = discord.Permissions(manage_guild=True)
                roles.append(self.guild.create_role("Moderators", permissions=manage))
            user = self.env.create_user(name.lower(), global_name=name)
            self.members[name] = self.guild.add_member(user, roles=roles)
        return self.members[name]

    async def restart(self, door: Door) -> None:
        """The bot ends, and another one starts."""
        await self.env.restart_bot(HyphaOnDiscord(door, self.mark))

    def requests(self, method: str, ending: str) -> list[simcord.HttpLogEntry]:
        """What the bot asked of Discord so far."""
        asked = self.env.http_requests
        return [each for each in asked if each.method == method and each.path.endswith(ending)]


@asynccontextmanager
async def a_world(
    door: Door, described: DiscordOpenApi | None, *, settle_timeout: float = 5.0
) -> AsyncGenerator[World]:
    """`described` None: requests are not checked."""
    mark = FakeMark()
    # Not `simcord.run`: it ties itself to the task that enters it, and a fixture leaves in another.
    env = simcord.Env(HyphaOnDiscord(door, mark), shard_count=1, settle_timeout=settle_timeout)
    await env.start()
    try:
        guild = env.create_guild("Rua Nova")
        channels = [guild.create_text_channel(name) for name in ("needs", "offers", "gratitude")]
        await env.settle()
        yield World(env, guild, channels[0], channels[1], channels[2], mark)
    finally:
        await env.shutdown()
    env.raise_errors()
    if described is not None:
        assert not [
            problem
            for sent in env.http_requests
            for problem in described.problems(sent.method, sent.path, sent.json, sent.params)
        ]
