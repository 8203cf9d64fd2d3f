"""The real bot on a Discord in memory (SimCord). Every request it makes is checked when the world ends."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import discord
import simcord
from simcord.components import walk_components

from adapters.discord.app import HyphaOnDiscord
from bot.application.dispatch import Door
from bot.domain.community import Board
from tests.specs.discord_openapi import DiscordOpenApi

Message = discord.Message | simcord.ResponseMessage
Hand = simcord.MemberActor | simcord.UserHandle
"""Somebody in the server, or the same person in their private conversation with the bot."""


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
    boards: Mapping[Board, simcord.ChannelHandle]
    mark: FakeMark
    members: dict[str, simcord.MemberActor] = field(default_factory=dict)

    @property
    def needs(self) -> simcord.ChannelHandle:
        return self.boards[Board.NEEDS]

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

    def components(self, message: Message) -> list[dict[str, Any]]:
        """What stands in it now."""
        return self._kept(message).components

    def files(self, message: Message) -> list[tuple[str, str, bytes]]:
        """What hangs on it now: name, description and contents."""
        cdn = self.env.backend.cdn
        return [
            (each["filename"], each["description"], cdn.get(each["url"]) or b"")
            for each in self._kept(message).attachments
        ]

    async def tap(self, hand: Hand, message: Message, custom_id: str) -> simcord.InteractionResult:
        """A tap on a button that this person's screen shows, even if the message has changed meanwhile."""
        kept = self._kept(message)
        now = kept.components
        if all(each.get("custom_id") != custom_id for each in walk_components(now)):
            button = {"type": 2, "style": 2, "label": "from before", "custom_id": custom_id, "id": 2}
            kept.components = [{"type": 1, "id": 1, "components": [button]}]
        before = kept.components
        try:
            return await hand.click(message, custom_id=custom_id)
        finally:
            if kept.components is before:
                kept.components = now

    async def post_card(self, custom_id: str = "hy:1:can_help:n1") -> discord.Message:
        """A card with one button, as an earlier process posted it: nothing of it is known to this one."""
        button = {"type": 2, "style": 2, "label": "I can help", "custom_id": custom_id}
        row = {"type": 1, "components": [button]}
        backend = self.env.backend
        backend.create_message(self.needs.id, backend.bot_user.id, "a card", components=[row])
        await self.env.settle()
        return self.needs.history()[-1]

    def _kept(self, message: Message) -> Any:
        place = message.channel_id if isinstance(message, simcord.ResponseMessage) else message.channel.id
        return self.env.backend.get_message(place, message.id)

    def named(self, words: str) -> str:
        """`words` with the names of those who are mentioned, as a client shows them."""
        for member in self.members.values():
            words = words.replace(f"<@{member.id}>", member.user.global_name or member.name)
        return words

    def bodies(self, method: str, ending: str) -> list[Any]:
        """What the bot sent so far to paths with that ending."""
        sent = self.env.http_requests
        return [each.json for each in sent if each.method == method and each.path.endswith(ending)]


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
        boards = {board: guild.create_text_channel(board.value) for board in Board}
        await env.settle()
        yield World(env, guild, boards, mark)
    finally:
        await env.shutdown()
    env.raise_errors()
    if described is not None:
        assert not [
            problem
            for sent in env.http_requests
            for problem in described.problems(sent.method, sent.path, sent.json, sent.params)
        ]
