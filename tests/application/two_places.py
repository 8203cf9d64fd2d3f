"""Two spaces beside the local room, a workspace and a server, each a community of its own at first."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.application.interaction import Origin, Reply
from bot.application.ports import Channel, Private
from bot.application.verbs import Verb
from bot.domain.community import Board, Community, Member, Platform
from bot.views.vocabulary import Card
from tests.application.world import World, token_in, token_of, told
from tests.stories import plain
from tests.stories.core_stage import CoreStage, Notebook

SLACK = Origin(Platform.SLACK, "T1", "Elm Street")
DISCORD = Origin(Platform.DISCORD, "G1", "Oak Server")
WHY = "we are neighbours anyway"


@dataclass
class TwoPlaces(World):
    """`Robin` is a moderator in both. What is sent to each platform stands in a notebook of its own."""

    slack: Notebook = field(default_factory=Notebook)
    discord: Notebook = field(default_factory=Notebook)

    def connect(self) -> None:
        """Also after a restart."""
        self.stage.house.connect(Platform.SLACK, self.slack)
        self.stage.house.connect(Platform.DISCORD, self.discord)

    async def restart(self) -> None:
        await self.stage.restart()
        self.connect()

    async def set_up(self) -> None:
        for origin in (SLACK, DISCORD):
            where = origin.platform.value
            channels = {"needs": f"{where}-needs", "offers": f"{where}-offers"}
            assert told(await self.does("Robin", Verb.SAVE_SET_UP, origin=origin, **channels)) == (
                "setup.saved.title"
            )

    def notebook(self, origin: Origin) -> Notebook:
        return self.slack if origin.platform is Platform.SLACK else self.discord

    def cards(self, origin: Origin, board: Board = Board.NEEDS) -> list[str]:
        """The words of each card on a board there, oldest first."""
        where = Channel(f"{origin.platform.value}-{board.value}")
        return [plain.shown(each.view, each.tongue).words for each in self.notebook(origin).at(where)]

    def messages(self, who: str, origin: Origin) -> list[Card]:
        """Each private message there, oldest first."""
        return [each.view for each in self.notebook(origin).at(Private(who.casefold()))]

    def told_in(self, who: str, origin: Origin) -> list[str]:
        """The titles of the private messages there, as keys of the catalogue."""
        return [each.title.key for each in self.messages(who, origin)]

    def said_to(self, who: str, origin: Origin) -> list[str]:
        """The words of the private messages there."""
        parcels = self.notebook(origin).at(Private(who.casefold()))
        return [plain.shown(each.view, each.tongue).words for each in parcels]

    # -- what people do ------------------------------------------------------------------------------

    async def posts_in(self, who: str, origin: Origin, text: str, way: Verb = Verb.POST_NEED) -> str:
        need = token_of(await self.does(who, Verb.NEED, origin=origin, text=text), way)
        await self.does(who, way, need, origin=origin)
        await self.settle()
        return need

    async def offers_in(self, who: str, origin: Origin, text: str) -> str:
        offer = token_of(await self.does(who, Verb.OFFER, origin=origin, text=text), Verb.POST_OFFER)
        await self.does(who, Verb.POST_OFFER, offer, origin=origin)
        await self.settle()
        return offer

    async def link_code(self, who: str, origin: Origin) -> str:
        return letters_of(await self.does(who, Verb.MAKE_LINK_CODE, origin=origin))

    async def links(self, who: str, made: Origin = SLACK, entered: Origin = DISCORD) -> str:
        """`who` has one name in both places. Returns what they were told in the end."""
        code = await self.link_code(who, made)
        question = await self.does(who, Verb.LINK, origin=entered, text=code)
        token = token_of(question, Verb.CONFIRM_LINK)
        answer = told(await self.does(who, Verb.CONFIRM_LINK, token, origin=entered))
        await self.settle()
        return answer

    async def pair_code(self, origin: Origin = SLACK) -> str:
        return letters_of(await self.does("Robin", Verb.MAKE_PAIR_CODE, origin=origin, reason=WHY))

    async def agrees(self, made: Origin = SLACK, entered: Origin = DISCORD) -> str:
        """The side that enters the code says yes. Returns the token for the other side's yes."""
        code = await self.pair_code(made)
        question = await self.does("Robin", Verb.USE_PAIR_CODE, origin=entered, text=code, reason=WHY)
        token = token_of(question, Verb.AGREE_PAIR)
        assert told(await self.does("Robin", Verb.AGREE_PAIR, token, origin=entered)) == "spaces.agreed.title"
        await self.settle()
        return token_in(self.messages("Robin", made)[-1], Verb.CONFIRM_PAIR)

    async def pairs(self, made: Origin = SLACK, entered: Origin = DISCORD) -> None:
        token = await self.agrees(made, entered)
        paired = await self.does("Robin", Verb.CONFIRM_PAIR, token, origin=made)
        assert told(paired) == "spaces.paired.title"
        await self.settle()

    async def takes_out(self, space: Origin, by: Origin = SLACK) -> Reply:
        async with self.stage.house.store.look() as look:
            found = await look.communities.space_of(space.platform, str(space.account))
            assert found is not None
        reply = await self.does("Robin", Verb.TAKE_OUT_SPACE, found.id.value, origin=by, reason="it is time")
        await self.settle()
        return reply

    # -- what is so ----------------------------------------------------------------------------------

    async def member(self, who: str, origin: Origin) -> Member:
        async with self.stage.house.store.look() as look:
            space = await look.communities.space_of(origin.platform, str(origin.account))
            assert space is not None
            found = await look.members.by_account(space.id, who.casefold())
        assert found is not None, f"{who} is not known there"
        return found

    async def community(self, origin: Origin) -> Community:
        async with self.stage.house.store.look() as look:
            space = await look.communities.space_of(origin.platform, str(origin.account))
            assert space is not None
            return await look.communities.get(space.community)


def letters_of(reply: Reply) -> str:
    """The code that stands in what came back, as it is shown."""
    line = plain.shown(reply.view, reply.tongue).words.splitlines()[1]
    assert len(line) == 9
    return line


@asynccontextmanager
async def two_places(folder: Path, url: str | None = None) -> AsyncGenerator[TwoPlaces]:
    """With channels for needs and offers in both."""
    stage = CoreStage(folder, url)
    await stage.start()
    world = TwoPlaces(stage)
    world.connect()
    try:
        await world.set_up()
        yield world
    finally:
        await stage.stop()
