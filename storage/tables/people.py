"""Communities, their spaces, and who is in them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.domain.apart import Cause
from bot.domain.community import Board, Platform
from storage.tables.row import Row, by_value


class CommunityRow(Row, table=True):
    id: str = Field(primary_key=True)
    name: str
    zone: str
    locale: str
    tryout: bool
    policies: str
    """JSON: domain/policies.py."""
    changes: int = 0
    """Counts every write of a need, an offer or a capacity; each of these keeps the number of its last."""
    parted: int = 0
    """What `changes` stood at when something of these last left the community."""


class SpaceRow(Row, table=True):
    __table_args__ = (UniqueConstraint("platform", "account"), Index(None, "community"))

    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    platform: Platform = Field(sa_type=by_value(Platform))
    account: str
    name: str = ""


class BoardRow(Row, table=True):
    space: str = Field(primary_key=True, foreign_key="space.id")
    board: Board = Field(primary_key=True, sa_type=by_value(Board))
    channel: str


class MemberRow(Row, table=True):
    __table_args__ = (Index(None, "community", "moderator"),)

    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    name: bytes
    home: str = Field(foreign_key="space.id")
    moderator: bool
    locale: str | None
    zone: str | None
    """From before zones were sealed; emptied when the member is next written."""
    clocks: bytes | None
    """Where their clocks hang: the name of their zone."""
    suspended_until: datetime | None
    zone_said: bool = False
    """They named the zone themselves."""


class CapacityRow(Row, table=True):
    """What a member said about being asked; who said nothing has none."""

    __table_args__ = (Index(None, "community", "changed"),)

    member: str = Field(primary_key=True, foreign_key="member.id")
    community: str = Field(foreign_key="community.id")
    said: bytes
    version: int
    changed: int
    """The community's `changes` at its last write."""


class TraceRow(Row, table=True):
    """What being asked, helping and being helped left with a member; who has nothing of it has no row."""

    __table_args__ = (Index(None, "community"),)

    member: str = Field(primary_key=True, foreign_key="member.id")
    community: str = Field(foreign_key="community.id")
    amounts: bytes
    version: int


class WishesRow(Row, table=True):
    """What a member said about the small things that Hypha does by itself; who said nothing has none."""

    member: str = Field(primary_key=True, foreign_key="member.id")
    community: str = Field(foreign_key="community.id")
    said: bytes
    version: int


class IdentityRow(Row, table=True):
    __table_args__ = (UniqueConstraint("account_index", "space"),)
    not_sealed = ("account_index",)

    space: str = Field(primary_key=True, foreign_key="space.id")
    member: str = Field(primary_key=True, foreign_key="member.id")
    account: bytes
    account_index: bytes
    """Blind index of the account; the same account has the same one in every space."""
    moderator: bool = False
    """Whether its platform says so in this space; a member is one if any of theirs is."""


class SurvivingRow(Row, table=True):
    """What outlives being forgotten: an account leads to the emptied row of its member, for as long as others
    need that to be safe (storage/surviving.py).
    """

    __table_args__ = (UniqueConstraint("mark", "member", "community"),)
    not_sealed = ("mark",)

    seq: int | None = Field(default=None, primary_key=True)
    mark: bytes
    """Blind index of the account, of no other use."""
    member: str = Field(foreign_key="member.id")
    community: str = Field(foreign_key="community.id")
    """Where it holds. A space that leaves takes it along, so it may hold in others than the member's."""
    suspended_until: datetime | None
    reported: bool
    """A report concerned them; for as long as it is kept, closed or not, they must not read it."""


class TombstoneRow(Row, table=True):
    """Somebody who was forgotten, as their line in the file outside the database says it: so that the file of
    each host gets to hold what was forgotten on another (storage/tombstones.py).
    """

    not_sealed = ("mark",)

    mark: bytes = Field(primary_key=True)


class ApartRow(Row, table=True):
    """Two members who are not brought together."""

    __table_args__ = (Index(None, "other"),)

    one: str = Field(primary_key=True, foreign_key="member.id")
    other: str = Field(primary_key=True, foreign_key="member.id")
    cause: Cause = Field(primary_key=True, sa_type=by_value(Cause))
    veiled_by: str = Field(primary_key=True, default="")
    """Of a block: the need whose made-up name is all that `one` knows of `other`. Empty: their own name."""
    community: str = Field(foreign_key="community.id")
