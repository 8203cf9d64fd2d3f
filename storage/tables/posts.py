"""Needs, offers, and what passes between people because of them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.domain.audience import Audience
from bot.domain.gratitude import Showing
from bot.domain.handshake import HandshakeState, OnlyIf
from bot.domain.need import NeedState
from bot.domain.offer import OfferState
from bot.domain.sight import Sight
from storage.tables.row import Row, by_value

RETENTION = ("over_since", "emptied")
"""Columns of a post that only storage/retention.py writes; for what is out again they begin anew."""


class NeedRow(Row, table=True):
    __table_args__ = (
        Index(None, "asker", "written_at"),
        Index(None, "community", "changed"),
        Index(None, "community", "written_at"),
    )

    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    asker: str = Field(foreign_key="member.id")
    text: bytes
    understood: bytes
    state: NeedState = Field(sa_type=by_value(NeedState))
    written_at: datetime
    answer_by: datetime | None
    put_away_at: datetime | None
    sight: Sight = Field(sa_type=by_value(Sight))
    version: int
    changed: int
    """The community's `changes` at its last write."""
    audience: Audience = Field(sa_type=by_value(Audience))
    over_since: datetime | None = None
    """The night in which it was found to be over or put away; storage/retention.py."""
    emptied: bool = False
    """Its words are deleted."""
    kept_back: bytes | None
    """None where nothing was."""
    first_yes: bool = False


class HandshakeRow(Row, table=True):
    __table_args__ = (
        UniqueConstraint("need", "helper"),
        Index(None, "helper", "state"),
        Index(None, "helper", "asked_at"),
    )

    id: str = Field(primary_key=True)
    need: str = Field(foreign_key="need.id")
    position: int
    """Its place among the need's handshakes."""
    helper: str = Field(foreign_key="member.id")
    state: HandshakeState = Field(sa_type=by_value(HandshakeState))
    because: str | None = Field(foreign_key="offer.id")
    since: datetime
    asked_at: datetime | None = None
    asked_before: datetime | None = None
    told_name: bool
    known_as: HandshakeState | None = Field(sa_type=by_value(HandshakeState))
    only_if: OnlyIf | None = Field(default=None, sa_type=by_value(OnlyIf))


class OfferRow(Row, table=True):
    __table_args__ = (
        Index(None, "giver", "written_at"),
        Index(None, "community", "changed"),
        Index(None, "community", "written_at"),
    )

    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    giver: str = Field(foreign_key="member.id")
    text: bytes
    understood: bytes
    state: OfferState = Field(sa_type=by_value(OfferState))
    written_at: datetime
    put_away_at: datetime | None
    sight: Sight = Field(sa_type=by_value(Sight))
    version: int
    changed: int
    """The community's `changes` at its last write."""
    over_since: datetime | None = None
    """The night in which it was found to be over or put away; storage/retention.py."""
    emptied: bool = False
    """Its words are deleted."""


class NoteRow(Row, table=True):
    __table_args__ = (
        Index(None, "giver", "given_at"),
        Index(None, "receiver", "given_at"),
        Index(None, "community", "given_at"),
    )

    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    giver: str = Field(foreign_key="member.id")
    receiver: str = Field(foreign_key="member.id")
    text: bytes
    given_at: datetime
    veiled_by: str | None = Field(foreign_key="need.id")
    giver_shows: Showing = Field(default=Showing.PRIVATE, sa_type=by_value(Showing))
    receiver_shows: Showing = Field(default=Showing.PRIVATE, sa_type=by_value(Showing))
    hides_receiver: bool = False
    quiet: bool = False
    unheard: bool = False


class MessageRow(Row, table=True):
    """What one of the two of a handshake wrote to the other."""

    __table_args__ = (
        Index(None, "need", "seq"),
        Index(None, "writer", "written_at"),
        Index(None, "community", "written_at"),
    )
    sealed_as = ("id",)

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    community: str = Field(foreign_key="community.id")
    need: str = Field(foreign_key="need.id")
    handshake: str = Field(foreign_key="handshake.id")
    writer: str = Field(foreign_key="member.id")
    text: bytes
    written_at: datetime
    veiled: bool
    unheard: bool


class UnsentRow(Row, table=True):
    """What somebody was about to do, until it is sent or let go; then the row is gone."""

    __table_args__ = (Index(None, "member"),)

    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    member: str = Field(foreign_key="member.id")
    verb: str
    token: str
    said: bytes
    """JSON: the values of the interaction."""
