"""A house and its people, spoken to through the door alone: what the tests of the use cases stand on."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.application.ports import Channel, Parcel, Private
from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from bot.domain.handshake import Handshake
from bot.domain.ids import NeedId
from bot.domain.need import Need
from bot.views.vocabulary import Card, Form, Prose
from tests.stories import plain
from tests.stories.core_stage import CoreStage, core_stage

T = TypeVar("T")

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass
class World:
    stage: CoreStage

    async def does(
        self,
        who: str,
        verb: Verb,
        token: str = "",
        *,
        key: str | None = None,
        origin: Origin | None = None,
        name: str | None = None,
        **values: str,
    ) -> Reply:
        """`who` does it, in the local room unless `origin` says otherwise; somebody new is let in. The same
        `key` is the same delivery. `name` is what the platform calls them now.
        """
        interaction = Interaction(
            origin or Origin(Platform.LOCAL, ROOM),
            Actor(who.casefold(), name or who, moderator=who == "Robin"),
            verb,
            key or self.stage.key(),
            token,
            values,
        )
        return await self.stage.house.door.handle(interaction)

    async def at_once(self, *deeds: "Deed") -> Sequence[Reply]:
        """All of them start before any of them ends."""
        return await asyncio.gather(*(self.does(who, verb, token) for who, verb, token in deeds))

    async def settle(self) -> None:
        await self.stage.settle()

    async def pass_time(self, length: timedelta) -> None:
        """What falls due on the way happens at its own moment."""
        await self.stage.pass_time(self.stage.now() + length)

    # -- what follows is short for several deeds -----------------------------------------------------

    async def posts(self, who: str, text: str) -> str:
        """Writes a need and posts it. Returns its id."""
        need = token_of(await self.does(who, Verb.NEED, text=text), Verb.POST_NEED)
        await self.does(who, Verb.POST_NEED, need)
        await self.settle()
        return need

    async def offers(self, who: str, text: str) -> str:
        """Writes an offer and posts it. Returns its id."""
        offer = token_of(await self.does(who, Verb.OFFER, text=text), Verb.POST_OFFER)
        await self.does(who, Verb.POST_OFFER, offer)
        await self.settle()
        return offer

    async def helps(self, who: str, need: str) -> str:
        """Taps "I can help". Returns the id of the handshake."""
        await self.does(who, Verb.CAN_HELP, need)
        await self.settle()
        return (await self.handshake(need, who)).id.value

    # -- what is so ----------------------------------------------------------------------------------

    async def need(self, need: str) -> Need:
        async with self.stage.house.store.look() as look:
            return await look.needs.get(NeedId(need))

    async def handshake(self, need: str, helper: str) -> Handshake:
        async with self.stage.house.store.look() as look:
            space = await look.communities.space_of(Platform.LOCAL, ROOM)
            assert space is not None
            member = await look.members.by_account(space.id, helper.casefold())
            assert member is not None, helper
            found = (await look.needs.get(NeedId(need))).with_helper(member.id)
        assert found is not None, f"{helper} has no part in this"
        return found

    # -- what is seen --------------------------------------------------------------------------------

    def board(self, board: Board) -> list[str]:
        """The words of each card on a board, oldest first."""
        return [_words(parcel) for parcel in self.stage.notebook.at(Channel(board.value))]

    def inbox(self, who: str) -> list[str]:
        """The words of each private message, oldest first."""
        return [_words(parcel) for parcel in self.stage.notebook.at(Private(who.casefold()))]


Deed = tuple[str, Verb, str]
"""Who, what, and the token of the button."""


@asynccontextmanager
async def a_world(folder: Path, url: str | None = None) -> AsyncGenerator[World]:
    """Amina, Bruno, Chidi, Dana and Robin, who is a moderator, in the local room. `url` is that of a database
    elsewhere than in `folder`.
    """
    async with core_stage(folder, url) as stage:
        yield World(stage)


@dataclass
class WorldAtHand:
    """A world for tests that are not asynchronous themselves: Hypothesis knows no other."""

    world: World
    _runner: asyncio.Runner

    def runs(self, deed: Coroutine[object, object, T]) -> T:
        """Runs it to its end."""
        return self._runner.run(deed)


@contextmanager
def a_world_at_hand(folder: Path) -> Generator[WorldAtHand]:
    """The same as `a_world`, on an event loop of its own."""
    with asyncio.Runner() as runner:
        stage = CoreStage(folder)
        runner.run(stage.start())
        try:
            yield WorldAtHand(World(stage), runner)
        finally:
            runner.run(stage.stop())


def _words(parcel: Parcel) -> str:
    return plain.shown(parcel.view, parcel.tongue).words


def words(reply: Reply) -> str:
    """Everything that the reply shows, in the reader's language."""
    return plain.shown(reply.view, reply.tongue).words


def told(reply: Reply) -> str:
    """What somebody was told, as a key of the catalogue: the title of what came back, the reason of a refusal
    (`refusal.<code>`), or `<title> <reason>` for a form that came back with a problem.
    """
    match reply.view:
        case Card(title, (Prose((reason,)), *_)) if title.key.startswith("refusal.title"):
            return getattr(reason, "key")  # noqa: B009 - it is a Phrase, by bot/views/refusals.py
        case Card(title):
            return title.key
        case Form(title, problems=problems):
            return " ".join([title.key, *(problem.key for problem in problems.values())])


def token_of(reply: Reply, verb: Verb) -> str:
    """The token of the button with that verb. Fails if it is not there."""
    assert isinstance(reply.view, Card), told(reply)
    return token_in(reply.view, verb)


def token_in(card: Card, verb: Verb) -> str:
    """The same, of a card that was sent."""
    for button in plain.buttons_of(card):
        if button.action.verb is verb:
            return button.action.token
    raise AssertionError(f"no button for {verb} on {card.title.key}")
