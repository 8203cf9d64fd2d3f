"""A deed: something that a moderator did, kept with its reason, in an order that nobody can change unseen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import CommunityId, DeedId, MemberId, NeedId, OfferId, ReportId


class DeedKind(StrEnum):
    APPROVED = "approved"
    HELD = "held"
    HIDDEN = "hidden"
    RESTORED = "restored"
    CLOSED = "closed"
    WARNED = "warned"
    SUSPENDED = "suspended"
    WELCOMED_BACK = "welcomed_back"
    KEPT_APART = "kept_apart"
    LET_MEET = "let_meet"
    PAUSED = "paused"
    REOPENED = "reopened"
    SETTINGS_CHANGED = "settings_changed"
    SPACES_PAIRED = "spaces_paired"
    SPACE_TAKEN_OUT = "space_taken_out"
    REPORT_CLOSED = "report_closed"
    """Only moderators who may see the report may see this."""


@dataclass(frozen=True, slots=True)
class Deed:
    """`about` is the post, the member or the report that it was about; None for the community as a whole."""

    id: DeedId
    community: CommunityId
    moderator: MemberId | None
    """None where they have been forgotten since."""
    kind: DeedKind
    reason: str
    at: datetime
    about: NeedId | OfferId | MemberId | ReportId | None = None
    other: MemberId | None = None
    """The second of two members who are kept apart."""
    until: datetime | None = None
    """The end of a suspension."""
    detail: str = ""
    """A name of ours for what was changed: a category or a setting. Never words of a person."""
