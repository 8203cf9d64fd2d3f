"""The tables. These are rows, not domain objects: they check nothing, and only storage/ knows them.

`bytes` columns are sealed (storage/encryption.py), or marks that a row names in `not_sealed`. Moments are
aware UTC. A `version` counts the writes of its row from 1, a `seq` is given by the database in the order of
writing.
"""

from storage.tables.keys import SealingKeyRow
from storage.tables.motion import DeliveryRow, EffectRow, OccurrenceRow, PaceRow, PostingRow
from storage.tables.oversight import AuditRow, DeedRow, ReportRow
from storage.tables.pairing import CodeRow, FormerCommunityRow, FormerMemberRow, WrongCodeRow
from storage.tables.people import (
    ApartRow,
    BoardRow,
    CapacityRow,
    CommunityRow,
    IdentityRow,
    MemberRow,
    SpaceRow,
    SurvivingRow,
    TombstoneRow,
    TraceRow,
    WishesRow,
)
from storage.tables.posts import HandshakeRow, MessageRow, NeedRow, NoteRow, OfferRow, UnsentRow
from storage.tables.row import NoticeColumns, Row, SubjectKind, values

__all__ = [
    "ApartRow",
    "AuditRow",
    "BoardRow",
    "CapacityRow",
    "CodeRow",
    "CommunityRow",
    "DeedRow",
    "DeliveryRow",
    "EffectRow",
    "FormerCommunityRow",
    "FormerMemberRow",
    "HandshakeRow",
    "IdentityRow",
    "MemberRow",
    "MessageRow",
    "NeedRow",
    "NoteRow",
    "NoticeColumns",
    "OccurrenceRow",
    "OfferRow",
    "PaceRow",
    "PostingRow",
    "ReportRow",
    "Row",
    "SealingKeyRow",
    "SpaceRow",
    "SubjectKind",
    "SurvivingRow",
    "TombstoneRow",
    "TraceRow",
    "UnsentRow",
    "WishesRow",
    "WrongCodeRow",
    "values",
]
