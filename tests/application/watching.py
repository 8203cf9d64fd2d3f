"""A stage with somebody in it who sees everything that is shown to anybody, answers and messages alike."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.application.dispatch import Door
from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.application.ports import MessageRef, Parcel
from bot.views.i18n import Tongue
from bot.views.vocabulary import View
from tests.stories.core_stage import CoreStage, Notebook


@dataclass(frozen=True)
class Sight:
    """What `who` saw: an account, or a board's."""

    who: str
    view: View
    tongue: Tongue


@dataclass
class WatchedDoor:
    within: Door
    seen: list[Sight]

    async def handle(self, interaction: Interaction) -> Reply:
        reply = await self.within.handle(interaction)
        self.seen.append(Sight(interaction.actor.account, reply.view, reply.tongue))
        return reply

    async def refuse(self, origin: Origin, actor: Actor, code: str, written: str = "") -> Reply:
        return await self.within.refuse(origin, actor, code, written)


@dataclass
class WatchedNotebook(Notebook):
    seen: list[Sight] = field(default_factory=list)

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef:
        self.seen.append(Sight(parcel.to.account, parcel.view, parcel.tongue))
        return await super().send(space_account, parcel)

    async def edit(self, space_account: str, parcel: Parcel, where: MessageRef) -> None:
        self.seen.append(Sight(parcel.to.account, parcel.view, parcel.tongue))
        await super().edit(space_account, parcel, where)


class WatchedStage(CoreStage):
    """`seen` holds everything that anybody was shown, in its order."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.seen: list[Sight] = []
        self.notebook = WatchedNotebook(seen=self.seen)

    async def start(self) -> None:
        await super().start()
        self.house = replace(self.house, door=WatchedDoor(self.house.door, self.seen))
