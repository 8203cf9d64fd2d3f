"""What moderators did, as rows and back: reasons sealed, a mark beside everything that may be forgotten."""

from bot.domain.deed import Deed
from bot.domain.ids import CommunityId, DeedId, MemberId, NeedId, OfferId, ReportId
from storage.encryption import Vault
from storage.notices import subject_kind, to_subject
from storage.tables import DeedRow

PSEUDONYM = "pseudonym in the audit"
REASON = "reason in the audit"


def mark_of(value: str | None, vault: Vault) -> bytes:
    """The pseudonym of an id: always the same, and mute without the key. Empty for none."""
    return vault.blind_index(PSEUDONYM, value) if value is not None else b""


def mark_of_reason(deed: str, reason: str, vault: Vault) -> bytes:
    """What is kept of a reason when it is deleted itself: of its words, not of their sealed form, which
    changes when the keys are turned over. Mute without the key.
    """
    return vault.blind_index(REASON, f"{deed}\0{reason}")


def deed_row(deed: Deed, vault: Vault, *, number: int) -> DeedRow:
    """With the reason sealed, and a mark beside everything that may be forgotten. `link` is still empty."""
    moderator = deed.moderator.value if deed.moderator else None
    about = deed.about.value if deed.about else None
    other = deed.other.value if deed.other else None
    reason = vault.seal(deed.reason, table="deed", column="reason", row=deed.id.value)
    return DeedRow(
        id=deed.id.value,
        community=deed.community.value,
        number=number,
        at=deed.at,
        kind=deed.kind,
        moderator=moderator,
        moderator_mark=mark_of(moderator, vault),
        about_kind=subject_kind(deed.about) if deed.about else None,
        about=about,
        about_mark=mark_of(about, vault),
        other=other,
        other_mark=mark_of(other, vault),
        until=deed.until,
        detail=deed.detail,
        reason=reason,
        reason_mark=mark_of_reason(deed.id.value, deed.reason, vault),
        link=b"",
    )


def to_deed(row: DeedRow, vault: Vault) -> Deed:
    """With the reason opened; empty where it was deleted."""
    about = to_subject(row.about_kind, row.about) if row.about_kind and row.about else None
    if about is not None and not isinstance(about, NeedId | OfferId | MemberId | ReportId):
        raise TypeError(f"a deed is not about {row.about_kind}")
    return Deed(
        id=DeedId(row.id),
        community=CommunityId(row.community),
        moderator=MemberId(row.moderator) if row.moderator else None,
        kind=row.kind,
        reason=vault.open(row.reason, table="deed", column="reason", row=row.id) if row.reason else "",
        at=row.at,
        about=about,
        other=MemberId(row.other) if row.other else None,
        until=row.until,
        detail=row.detail,
    )
