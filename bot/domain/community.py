"""A community is one pool of members; its spaces are the places where they meet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain.ids import CommunityId, MemberId, SpaceId
from bot.domain.policies import Policies

UNTIL_LIFTED = datetime(9999, 1, 1, tzinfo=UTC)
"""A suspension that only a moderator ends."""


class Platform(StrEnum):
    SLACK = "slack"
    DISCORD = "discord"
    LOCAL = "local"


class Board(StrEnum):
    """What a channel is for."""

    NEEDS = "needs"
    OFFERS = "offers"
    GRATITUDE = "gratitude"


@dataclass(frozen=True, slots=True)
class Community:
    id: CommunityId
    name: str
    zone: ZoneInfo
    locale: str
    tryout: bool
    """Made for trying Hypha out: in its local room anybody may pick who they are."""
    policies: Policies = field(default_factory=Policies)


@dataclass(frozen=True, slots=True)
class Space:
    """One connected workspace, server or local room. `account` is the platform's own id of it."""

    id: SpaceId
    community: CommunityId
    platform: Platform
    account: str
    boards: Mapping[Board, str] = field(default_factory=lambda: MappingProxyType({}))
    """The platform's id of the channel chosen for each purpose; a purpose without a channel is missing."""
    name: str = ""
    """What it is called on its platform, as far as that was told."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a community."""

    id: MemberId
    community: CommunityId
    name: str
    home: SpaceId
    """Where they are written to privately: the space they last spoke from."""
    moderator: bool = False
    locale: str | None = None
    zone: ZoneInfo | None = None
    suspended_until: datetime | None = None
    """What a moderator decided; a moment that has passed means nothing any more. UNTIL_LIFTED for no end."""
    zone_said: bool = False
    """They named the zone themselves; what a platform tells no longer changes it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One platform account of a member."""

    member: MemberId
    space: SpaceId
    account: str
