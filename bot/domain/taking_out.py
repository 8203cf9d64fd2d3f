"""A space that leaves its community again."""

from dataclasses import dataclass

from bot.domain.community import Community
from bot.domain.ids import CommunityId, MemberId, SpaceId


@dataclass(frozen=True, slots=True)
class TakenOut:
    """`space`, these members and everything that is theirs leave `out_of` for `community`, which is new."""

    space: SpaceId
    members: frozenset[MemberId]
    out_of: CommunityId
    community: Community
