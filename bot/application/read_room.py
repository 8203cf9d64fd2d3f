"""The local room, read live: who is there and what stands where. Its messages are postings drawn from the
state as it is now, so that there is no second copy of anything.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.application.ports import Clock, Posting, Store, Work
from bot.application.scenes import load_scene, tongue_for
from bot.domain.community import Board, Community, Member, Platform, Space
from bot.domain.errors import Unknown
from bot.domain.ids import EffectId
from bot.views.i18n import Tongue
from bot.views.present import present
from bot.views.vocabulary import Card

ROOM = "room"
"""The platform account of the one local space."""

MESSAGES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom one can be in the try-out room."""

    account: str
    name: str
    moderator: bool


@dataclass(frozen=True, slots=True)
class Message:
    """`effect` stays the same for as long as the message stands."""

    effect: EffectId
    view: Card
    tongue: Tongue
    posted_at: datetime


class Room:
    """`tokens_set`: Slack or Discord is connected, so nobody picks who they are."""

    def __init__(self, store: Store, clock: Clock, *, tokens_set: bool) -> None:
        self._store = store
        self._clock = clock
        self._tokens_set = tokens_set

    async def open(self) -> bool:
        """Whether people may be picked here: only in a try-out database, without platform tokens."""
        if self._tokens_set:
            return False
        async with self._store.look() as look:
            space = await look.communities.space_of(Platform.LOCAL, ROOM)
            return space is not None and (await look.communities.get(space.community)).tryout

    async def people(self) -> list[Person]:
        """Everybody who has an account in the room, by name."""
        async with self._store.look() as look:
            space, community = await _room(look)
            members = await look.members.of_community(community.id)
            accounts = await look.members.accounts(space.id, [member.id for member in members])
            found = [
                Person(accounts[member.id], member.name, member.moderator)
                for member in members
                if member.id in accounts
            ]
        return sorted(found, key=lambda person: person.name)

    async def messages(self, place: Board | None, reader_account: str) -> list[Message]:
        """What stands on a board, or (None) the reader's private messages, oldest first. Raises Unknown for a
        stranger.
        """
        async with self._store.look() as look:
            space, community = await _room(look)
            reader = await look.members.by_account(space.id, reader_account)
            if reader is None:
                raise Unknown
            address = reader_account if place is None else space.boards[place]
            postings = await look.postings(space.id, address, MESSAGES_SHOWN)
            shown = [await self._message(each, space, community, reader, look) for each in postings]
        return [message for message in shown if message is not None]

    async def _message(
        self, posting: Posting, space: Space, community: Community, viewer: Member, look: Work
    ) -> Message | None:
        reader = viewer if posting.reader == viewer.id else None
        if posting.reader is not None and reader is None:
            return None
        try:
            scene = await load_scene(
                look, posting.notice, community, space, reader=reader, now=self._clock.now()
            )
        except Unknown:
            return None
        view = present(scene)
        if not isinstance(view, Card):
            return None
        return Message(posting.effect, view, tongue_for(viewer, community), posting.posted_at)


async def _room(look: Work) -> tuple[Space, Community]:
    """Raises Unknown if this database has no local room."""
    space = await look.communities.space_of(Platform.LOCAL, ROOM)
    if space is None:
        raise Unknown
    return space, await look.communities.get(space.community)
