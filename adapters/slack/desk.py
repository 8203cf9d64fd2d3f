"""Where payloads arrive: each is read, taken through the core's door, and answered."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import inbound, limits
from adapters.slack.inbound import Opened, Received, Refused, Workspace
from adapters.slack.outbound import SlackOutbound
from adapters.slack.people import People
from adapters.slack.reply import Screen, in_acknowledgement
from adapters.slack.text import is_account
from bot.application.dispatch import Door
from bot.application.interaction import Interaction, Reply
from bot.application.verbs import Verb
from bot.views.vocabulary import Card, Phrase, Prose

GOODBYE = 5.0
"""Seconds that answers under way may take when the program ends."""

_log = logging.getLogger(__name__)


class Desk:
    """Serves the payloads of one workspace. `proxy` is an HTTP proxy's address."""

    def __init__(
        self,
        door: Door,
        client: AsyncWebClient,
        outbound: SlackOutbound,
        workspace: Workspace,
        proxy: str | None,
    ) -> None:
        self._door = door
        self._workspace = workspace
        self._people = People(client, time.monotonic)
        self._screen = Screen(client, outbound, proxy)
        self._under_way: set[asyncio.Task[None]] = set()

    async def serve(self, body: dict[str, Any]) -> BoltResponse:
        """Return the acknowledgement of a payload; what it confirms is on disk."""
        began = time.monotonic()
        received = inbound.read(body, self._workspace)
        if received is None:
            return BoltResponse(status=200, body="")
        reply = await self._through_the_door(received)
        in_time = time.monotonic() - began < limits.SECONDS_TO_ACKNOWLEDGE
        shown = in_acknowledgement(reply, received.deed) if in_time else None
        if shown is None:
            self._later(self._show(reply, received))
        if isinstance(received, Received):
            self._later(self._home_follows(reply, received))
        if self._people.needs_refresh(received.actor.account):
            self._later(self._people.ask_about(received.actor.account))
        return BoltResponse(status=200, body="" if shown is None else shown)

    async def failed(self, body: dict[str, Any], error: Exception) -> BoltResponse:
        """Acknowledge a payload that met a bug; the person is told, the log gets no content."""
        _report(error)
        received = inbound.read(body, self._workspace)
        if received is not None:
            self._later(self._apologise(received))
        return BoltResponse(status=200, body="")

    async def close(self) -> None:
        """Let answers under way arrive."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=GOODBYE)
            for task in late:
                task.cancel()

    async def _through_the_door(self, received: Received | Refused) -> Reply:
        match received:
            case Refused(origin, actor, code, written):
                return await self._door.refuse(origin, actor, code, written)
            case Received(interaction):
                return await self._door.handle(await self._introduced(interaction))

    async def _introduced(self, interaction: Interaction) -> Interaction:
        """The same, with what only Slack's directory knows: who acts, and what a named person is called."""
        values = dict(interaction.values)
        person = values.get("person")
        if is_account(person) and (name := await self._people.name_of(str(person))):
            values["person_name"] = name
        actor = await self._people.introduce(interaction.actor)
        return replace(interaction, actor=actor, values=values)

    async def _show(self, reply: Reply, received: Received | Refused) -> None:
        try:
            await self._screen.show(reply, received.actor.account, received.deed)
        except Exception as error:  # noqa: BLE001 - whatever breaks, the person gets an answer
            _report(error)
            # It is kept: nobody may be told to do it once more.
            said = Card(Phrase("defect.title"), (Prose((Phrase("defect.not_shown"),)),))
            await self._screen.show(Reply(said, reply.tongue), received.actor.account, received.deed)

    async def _home_follows(self, reply: Reply, received: Received) -> None:
        """What was done at home can be seen there. Otherwise it is drawn anew whenever somebody opens it; but
        of those who are forgotten nothing may stand there meanwhile.
        """
        if not isinstance(reply.view, Card) or isinstance(received.deed, Opened):
            return
        if received.interaction.verb is not Verb.FORGET_ME_NOW:
            if not received.deed.memory.at_home:
                return
            home = replace(received.interaction, verb=Verb.HOME, token="", values={})
            reply = await self._door.handle(home)
        if isinstance(reply.view, Card):
            await self._screen.publish(reply.view, reply.tongue, received.actor.account)

    async def _apologise(self, received: Received | Refused) -> None:
        origin = received.origin if isinstance(received, Refused) else received.interaction.origin
        reply = await self._door.refuse(origin, received.actor, "unreadable")
        await self._screen.show(reply, received.actor.account, received.deed)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


def _report(error: Exception) -> None:
    """Only the type: the words of an error may quote what somebody wrote."""
    _log.error("slack_defect", extra={"error": type(error).__name__})
