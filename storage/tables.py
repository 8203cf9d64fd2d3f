"""The tables. These are rows, not domain objects: they check nothing, and only storage/ knows them.

`bytes` columns are sealed (storage/encryption.py), or blind indexes where they say so. Moments are aware UTC.
A `version` counts the writes of its row from 1, a `seq` is given by the database in the order of writing.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Enum, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from bot.domain.audience import Audience
from bot.domain.community import Board, Platform
from bot.domain.deed import DeedKind
from bot.domain.handshake import HandshakeState
from bot.domain.need import NeedState
from bot.domain.notice import NoticeKind
from bot.domain.occurrence import OccurrenceKind
from bot.domain.offer import OfferState
from bot.domain.sight import Sight
from storage.effect_states import EffectState


class SubjectKind(StrEnum):
    """Which table an `about` points into."""

    NEED = "need"
    OFFER = "offer"
    NOTE = "note"
    MEMBER = "member"
    DEED = "deed"
    MESSAGE = "message"


def _by_value(enum: type[StrEnum]) -> Enum:
    # By value and as text, so that a new case needs no migration; the length leaves room for longer ones.
    return Enum(enum, native_enum=False, length=32, values_callable=_values)


def _values(enum: type[StrEnum]) -> list[str]:
    return [each.value for each in enum]


def values(row: SQLModel, *without: str) -> dict[str, object]:
    """The row's columns by name, as statements take them."""
    return {name: getattr(row, name) for name in type(row).model_fields if name not in without}


class Row(SQLModel):
    """Named as its table, plus `Row`. Every constraint has a name: a migration changes only what has one."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:  # pyright: ignore[reportIncompatibleVariableOverride] # SQLModel does the same
        return cls.__name__.removesuffix("Row").lower()


class NoticeColumns(SQLModel):
    """A notice, spread over columns."""

    notice: NoticeKind = Field(sa_type=_by_value(NoticeKind))
    about_kind: SubjectKind | None = Field(default=None, sa_type=_by_value(SubjectKind))
    about: str | None = None
    handshake: str | None = None
    page: int = 0


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


class SpaceRow(Row, table=True):
    __table_args__ = (UniqueConstraint("platform", "account"), Index(None, "community"))

    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    platform: Platform = Field(sa_type=_by_value(Platform))
    account: str


class BoardRow(Row, table=True):
    space: str = Field(primary_key=True, foreign_key="space.id")
    board: Board = Field(primary_key=True, sa_type=_by_value(Board))
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


class IdentityRow(Row, table=True):
    __table_args__ = (UniqueConstraint("account_index", "space"),)

    space: str = Field(primary_key=True, foreign_key="space.id")
    member: str = Field(primary_key=True, foreign_key="member.id")
    account: bytes
    account_index: bytes
    """Blind index of the account; the same account has the same one in every space."""


class NeedRow(Row, table=True):
    __table_args__ = (Index(None, "asker", "written_at"), Index(None, "community", "changed"))

    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    asker: str = Field(foreign_key="member.id")
    text: bytes
    understood: bytes
    state: NeedState = Field(sa_type=_by_value(NeedState))
    written_at: datetime
    answer_by: datetime | None
    put_away_at: datetime | None
    sight: Sight = Field(sa_type=_by_value(Sight))
    version: int
    changed: int
    """The community's `changes` at its last write."""
    audience: Audience = Field(sa_type=_by_value(Audience))


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
    state: HandshakeState = Field(sa_type=_by_value(HandshakeState))
    because: str | None = Field(foreign_key="offer.id")
    since: datetime
    asked_at: datetime | None = None
    told_name: bool


class OfferRow(Row, table=True):
    __table_args__ = (Index(None, "giver", "written_at"), Index(None, "community", "changed"))

    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    giver: str = Field(foreign_key="member.id")
    text: bytes
    understood: bytes
    state: OfferState = Field(sa_type=_by_value(OfferState))
    written_at: datetime
    put_away_at: datetime | None
    sight: Sight = Field(sa_type=_by_value(Sight))
    version: int
    changed: int
    """The community's `changes` at its last write."""


class NoteRow(Row, table=True):
    id: str = Field(primary_key=True)
    community: str = Field(foreign_key="community.id")
    giver: str = Field(foreign_key="member.id")
    receiver: str = Field(foreign_key="member.id")
    text: bytes
    given_at: datetime
    veiled_by: str | None = Field(foreign_key="need.id")


class MessageRow(Row, table=True):
    """What one of the two of a handshake wrote to the other."""

    __table_args__ = (Index(None, "need", "seq"),)

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    community: str = Field(foreign_key="community.id")
    need: str = Field(foreign_key="need.id")
    handshake: str = Field(foreign_key="handshake.id")
    writer: str = Field(foreign_key="member.id")
    text: bytes
    written_at: datetime
    veiled: bool


class DeedRow(Row, table=True):
    """What a moderator did: a link of its community's chain (storage/deeds.py). Points at rows without
    holding them. What stands beside a `_mark` may be taken away, and the mark stays.
    """

    __table_args__ = (UniqueConstraint("community", "number"),)

    id: str = Field(primary_key=True)
    community: str
    number: int
    """Its place in the chain, from 1."""
    at: datetime
    kind: DeedKind = Field(sa_type=_by_value(DeedKind))
    moderator: str | None
    moderator_mark: bytes
    about_kind: SubjectKind | None = Field(sa_type=_by_value(SubjectKind))
    about: str | None
    about_mark: bytes
    other: str | None
    other_mark: bytes
    until: datetime | None
    detail: str
    reason: bytes | None
    reason_mark: bytes
    link: bytes


class DeliveryRow(NoticeColumns, Row, table=True):
    """What was answered to a delivery, by the key that its platform gives it."""

    space: str = Field(primary_key=True, foreign_key="space.id")
    key: str = Field(primary_key=True)
    at: datetime


class AuditRow(Row, table=True):
    """Points at rows without holding them: a line outlives what it is about."""

    __table_args__ = (Index(None, "actor", "seq"),)

    seq: int | None = Field(default=None, primary_key=True)
    at: datetime
    community: str
    actor: str | None
    deed: str
    about_kind: SubjectKind | None = Field(sa_type=_by_value(SubjectKind))
    about: str | None


class OccurrenceRow(Row, table=True):
    """What is still to be done. Carrying it out deletes the row: that it was done is the audit's to tell."""

    __table_args__ = (Index(None, "due_at"),)

    kind: OccurrenceKind = Field(primary_key=True, sa_type=_by_value(OccurrenceKind))
    about: str = Field(primary_key=True)
    due_at: datetime = Field(primary_key=True)
    handshake: str = Field(primary_key=True)
    """Empty for none: a key can't be NULL."""
    about_kind: SubjectKind = Field(sa_type=_by_value(SubjectKind))
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
    state: EffectState = Field(sa_type=_by_value(EffectState))
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
