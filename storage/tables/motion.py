"""What is answered, still to be done, on its way, or standing somewhere."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from bot.domain.occurrence import OccurrenceKind
from storage.effect_states import EffectState
from storage.tables.row import NoticeColumns, Row, SubjectKind, by_value


class DeliveryRow(NoticeColumns, Row, table=True):
    """What was answered to a delivery, by the key that its platform gives it."""

    space: str = Field(primary_key=True, foreign_key="space.id")
    key: str = Field(primary_key=True)
    at: datetime


class OccurrenceRow(Row, table=True):
    """What is still to be done. Carrying it out deletes the row: that it was done is the audit's to tell."""

    __table_args__ = (Index(None, "due_at"),)

    kind: OccurrenceKind = Field(primary_key=True, sa_type=by_value(OccurrenceKind))
    about: str = Field(primary_key=True)
    due_at: datetime = Field(primary_key=True)
    handshake: str = Field(primary_key=True)
    """Empty for none: a key can't be NULL."""
    about_kind: SubjectKind = Field(sa_type=by_value(SubjectKind))
    community: str = Field(foreign_key="community.id")


class EffectRow(NoticeColumns, Row, table=True):
    """One message: queued, on its way, or standing somewhere. docs/effects.md tells its life."""

    __table_args__ = (
        CheckConstraint("(reader IS NULL) <> (channel IS NULL)", "one_address"),
        Index(None, "state", "seq"),
        Index(None, "address", "state", "seq"),
        Index(None, "about", "state"),
        Index(
            "uq_effect_one_held_per_address",
            "address",
            unique=True,
            sqlite_where=text("state IN ('claimed', 'sent')"),
            postgresql_where=text("state IN ('claimed', 'sent')"),
        ),
    )

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    community: str = Field(foreign_key="community.id")
    space: str = Field(foreign_key="space.id")
    reader: str | None = Field(foreign_key="member.id")
    channel: str | None
    """The platform's id of a channel; a reader's account is looked up when it is needed."""
    address: str
    """What is written to one message at a time: storage/addresses.py."""
    state: EffectState = Field(sa_type=by_value(EffectState))
    queued_at: datetime
    not_before: datetime | None = None
    token: str | None = None
    """Names the claim that holds it."""
    lease_until: datetime | None = None
    tries: int = 0
    sent_at: datetime | None = None
    """When this try was marked as about to be handed over."""
    repeat_until: datetime | None = None
    """An earlier try may have arrived: so long the platform recognises another one as the same."""
    settled_at: datetime | None = None
    """When it was recorded, dropped or parked."""
    why: str | None = None
    """Why it was put back or parked: a code, never words of a person."""


class PostingRow(Row, table=True):
    """Where an effect's message stands, and what it shows."""

    __table_args__ = (Index(None, "address", "seq"),)
    sealed_as = ("effect",)

    seq: int | None = Field(default=None, primary_key=True)
    effect: str = Field(unique=True, foreign_key="effect.id")
    address: str
    place: bytes
    message: str
    shown_version: int
    posted_at: datetime


class PaceRow(Row, table=True):
    """Nothing is handed to an address before this moment."""

    address: str = Field(primary_key=True)
    not_before: datetime
