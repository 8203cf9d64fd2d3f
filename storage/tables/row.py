"""What all rows have in common."""

from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Enum, MetaData
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from bot.domain.notice import NoticeKind


class SubjectKind(StrEnum):
    """Which table an `about` points into."""

    NEED = "need"
    OFFER = "offer"
    NOTE = "note"
    MEMBER = "member"
    DEED = "deed"
    MESSAGE = "message"
    CODE = "code"
    SPACE = "space"
    REPORT = "report"
    COMMUNITY = "community"
    UNSENT = "unsent"


def by_value(enum: type[StrEnum]) -> Enum:
    """By value and as text, so that a new case needs no migration; the length leaves room for longer ones."""
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

    sealed_as: ClassVar[tuple[str, ...]] = ()
    """The columns that name the row where it is sealed, joined by `/`; its primary key where none are
    named.
    """
    not_sealed: ClassVar[tuple[str, ...]] = ()
    """The `bytes` columns that hold a blind index or another mark."""

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:  # pyright: ignore[reportIncompatibleVariableOverride] # SQLModel does the same
        return cls.__name__.removesuffix("Row").lower()


class NoticeColumns(SQLModel):
    """A notice, spread over columns."""

    notice: NoticeKind = Field(sa_type=by_value(NoticeKind))
    about_kind: SubjectKind | None = Field(default=None, sa_type=by_value(SubjectKind))
    about: str | None = None
    handshake: str | None = None
    page: int = 0
