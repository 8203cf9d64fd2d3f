"""The try-out: a small community in the built-in room, so that anybody can be several people at once and see
both ends.
"""

from contextlib import suppress
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.application.ports import Chance, Conflict, Store
from bot.application.read_room import ROOM
from bot.domain.community import Board, Community, Identity, Member, Platform, Space
from bot.domain.ids import CommunityId, MemberId, SpaceId

NAME = "Elm Street"
PEOPLE = ("Amina", "Bruno", "Chidi", "Dana")
MODERATOR = "Robin"


async def found_tryout(store: Store, chance: Chance, zone: ZoneInfo) -> None:
    """Make the community, its room and its people, in one transaction, in a database that has no community
    yet.
    """
    with suppress(Conflict):  # another process was first, and there is one room
        await _found(store, chance, zone)


async def _found(store: Store, chance: Chance, zone: ZoneInfo) -> None:
    async with store.work() as work:
        if await work.communities.any():
            return
        community = Community(CommunityId(chance.token()), NAME, zone, locale="en-GB", tryout=True)
        boards = MappingProxyType({board: board.value for board in Board})
        space = Space(SpaceId(chance.token()), community.id, Platform.LOCAL, ROOM, boards, NAME)
        await work.communities.add(community, space)
        for name in (*PEOPLE, MODERATOR):
            member = Member(
                MemberId(chance.token()), community.id, name, home=space.id, moderator=name == MODERATOR
            )
            await work.members.add(member, Identity(member.id, space.id, name.casefold()))
