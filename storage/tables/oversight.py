"""What was done, by moderators and by everybody."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.domain.deed import DeedKind
from bot.domain.report import ReportState
from storage.tables.row import Row, SubjectKind, by_value


class DeedRow(Row, table=True):
    """What a moderator did: a link of its community's chain (storage/deeds.py). Points at rows without
    holding them. What stands beside a `_mark` may be taken away, and the mark stays.
    """

    __table_args__ = (UniqueConstraint("community", "number"),)
    not_sealed = ("moderator_mark", "about_mark", "other_mark", "reason_mark", "link")

    id: str = Field(primary_key=True)
    community: str
    number: int
    """Its place in the chain, from 1."""
    at: datetime
    kind: DeedKind = Field(sa_type=by_value(DeedKind))
    moderator: str | None
    moderator_mark: bytes
    about_kind: SubjectKind | None = Field(sa_type=by_value(SubjectKind))
    about: str | None
    about_mark: bytes
    other: str | None
    other_mark: bytes
    until: datetime | None
    detail: str
    reason: bytes | None
    reason_mark: bytes
    link: bytes


class AuditRow(Row, table=True):
    """Points at rows without holding them: a line outlives what it is about."""

    __table_args__ = (Index(None, "actor", "seq"),)

    seq: int | None = Field(default=None, primary_key=True)
    at: datetime
    community: str
    actor: str | None
    deed: str
    about_kind: SubjectKind | None = Field(sa_type=by_value(SubjectKind))
    about: str | None


class ReportRow(Row, table=True):
    """What a member told the moderators. `said` holds all words, copies and people; by the marks it is found
    without them (storage/reports.py).
    """

    __table_args__ = (
        Index(None, "community", "at"),
        Index(None, "reporter_mark"),
        Index(None, "subject_mark"),
    )
    not_sealed = ("reporter_mark", "subject_mark")

    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    at: datetime
    state: ReportState = Field(sa_type=by_value(ReportState))
    closed_at: datetime | None
    reporter_mark: bytes
    subject_mark: bytes
    said: bytes
    version: int
