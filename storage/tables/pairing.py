"""What brings accounts and spaces together, and who and what they were before."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from bot.domain.one_time_code import Purpose
from storage.tables.row import Row, by_value


class CodeRow(Row, table=True):
    """A one-time code. What it can be known by is a keyed mark; its letters are nowhere."""

    __table_args__ = (Index(None, "mark"), Index(None, "maker"))
    not_sealed = ("mark",)

    id: str = Field(primary_key=True)
    purpose: Purpose = Field(sa_type=by_value(Purpose))
    mark: bytes
    community: str = Field(foreign_key="community.id")
    space: str = Field(foreign_key="space.id")
    maker: str = Field(foreign_key="member.id")
    expires_at: datetime
    reason: bytes
    taken_by: str | None = Field(foreign_key="member.id")
    taken_reason: bytes
    agreed: bool
    used: bool
    version: int


class WrongCodeRow(Row, table=True):
    """A code was entered that does nothing."""

    __table_args__ = (Index(None, "member"),)

    seq: int | None = Field(default=None, primary_key=True)
    member: str = Field(foreign_key="member.id")
    at: datetime


class FormerMemberRow(Row, table=True):
    """Who a member was before two became one: what may not be rewritten still says the old id."""

    id: str = Field(primary_key=True)
    member: str


class FormerCommunityRow(Row, table=True):
    """A community that has joined another: what its moderators did stays under its own id."""

    __table_args__ = (Index(None, "community"),)

    id: str = Field(primary_key=True)
    community: str
    name: str
