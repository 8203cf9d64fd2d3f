"""Subjects, notices and occurrences as columns, and back. They hold ids only, so nothing is sealed."""

from typing import TypedDict, assert_never

from bot.domain.ids import (
    CodeId,
    CommunityId,
    DeedId,
    HandshakeId,
    MemberId,
    MessageId,
    NeedId,
    NoteId,
    OfferId,
    ReportId,
    SpaceId,
    UnsentId,
)
from bot.domain.notice import Notice, NoticeKind, Subject
from bot.domain.occurrence import Occurrence
from storage.tables import NoticeColumns, OccurrenceRow, SubjectKind


def subject_kind(subject: Subject | CommunityId) -> SubjectKind:
    """Which table the subject is in."""
    match subject:
        case NeedId():
            return SubjectKind.NEED
        case OfferId():
            return SubjectKind.OFFER
        case NoteId():
            return SubjectKind.NOTE
        case MemberId():
            return SubjectKind.MEMBER
        case DeedId():
            return SubjectKind.DEED
        case MessageId():
            return SubjectKind.MESSAGE
        case CodeId():
            return SubjectKind.CODE
        case SpaceId():
            return SubjectKind.SPACE
        case ReportId():
            return SubjectKind.REPORT
        case CommunityId():
            return SubjectKind.COMMUNITY
        case UnsentId():
            return SubjectKind.UNSENT
        case _:
            assert_never(subject)


def to_subject(kind: SubjectKind, about: str) -> Subject:
    """The id, as the class that belongs to its table."""
    match kind:
        case SubjectKind.NEED:
            return NeedId(about)
        case SubjectKind.OFFER:
            return OfferId(about)
        case SubjectKind.NOTE:
            return NoteId(about)
        case SubjectKind.MEMBER:
            return MemberId(about)
        case SubjectKind.DEED:
            return DeedId(about)
        case SubjectKind.MESSAGE:
            return MessageId(about)
        case SubjectKind.CODE:
            return CodeId(about)
        case SubjectKind.SPACE:
            return SpaceId(about)
        case SubjectKind.REPORT:
            return ReportId(about)
        case SubjectKind.COMMUNITY:
            raise TypeError("nothing is said about a community as a whole")
        case SubjectKind.UNSENT:
            return UnsentId(about)
        case _:
            assert_never(kind)


class NoticeValues(TypedDict):
    """What goes into tables.NoticeColumns."""

    notice: NoticeKind
    about_kind: SubjectKind | None
    about: str | None
    handshake: str | None
    page: int


def notice_columns(notice: Notice) -> NoticeValues:
    """The notice, spread over columns."""
    return NoticeValues(
        notice=notice.kind,
        about_kind=subject_kind(notice.about) if notice.about else None,
        about=notice.about.value if notice.about else None,
        handshake=notice.handshake.value if notice.handshake else None,
        page=notice.page,
    )


def to_notice(row: NoticeColumns) -> Notice:
    """The notice out of any row that carries one."""
    return Notice(
        row.notice,
        to_subject(row.about_kind, row.about) if row.about_kind and row.about else None,
        HandshakeId(row.handshake) if row.handshake else None,
        row.page,
    )


def occurrence_row(occurrence: Occurrence) -> OccurrenceRow:
    """Its key is what makes an occurrence the same one."""
    return OccurrenceRow(
        kind=occurrence.kind,
        about=occurrence.about.value,
        due_at=occurrence.due_at,
        handshake=occurrence.handshake.value if occurrence.handshake else "",
        about_kind=subject_kind(occurrence.about),
        community=occurrence.community.value,
    )


def to_occurrence(row: OccurrenceRow) -> Occurrence:
    """The occurrence as the core knows it."""
    whole = row.about_kind is SubjectKind.COMMUNITY
    about = CommunityId(row.about) if whole else to_subject(row.about_kind, row.about)
    if not isinstance(about, NeedId | OfferId | MemberId | ReportId | CommunityId | UnsentId):
        raise TypeError(f"nothing is ever due about a {row.about_kind}")
    return Occurrence(
        community=CommunityId(row.community),
        kind=row.kind,
        about=about,
        due_at=row.due_at,
        handshake=HandshakeId(row.handshake) if row.handshake else None,
    )
