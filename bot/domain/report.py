"""A report: what a member tells the moderators, with copies of what they chose to show them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.community import Member
from bot.domain.errors import Stale
from bot.domain.ids import CommunityId, MemberId, NeedId, ReportId


class ReportState(StrEnum):
    OPEN = "open"
    """No moderator has said that they looked at it."""
    SEEN = "seen"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A copy, made when it was reported: whatever becomes of the original, it reads as it did."""

    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """What the moderators and whoever reported write to each other about it."""

    by_moderators: bool
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """Methods return the changed report; those that go on with it raise Stale("report_is_closed") once it is
    closed.
    """

    id: ReportId
    community: CommunityId
    reporter: MemberId
    text: str
    at: datetime
    subject: MemberId | None = None
    """Whom it is about, where that is a person."""
    subject_veiled_by: NeedId | None = None
    """The need without a name from which alone the subject is known: moderators read its made-up name."""
    reporter_veiled_by: NeedId | None = None
    """The same for whoever reports."""
    kept_from: frozenset[MemberId] = frozenset()
    """Whoever never learns of it: those whom it concerns, and whom the reporter left out."""
    exhibits: tuple[Exhibit, ...] = ()
    lines: tuple[Line, ...] = ()
    state: ReportState = ReportState.OPEN
    closed_at: datetime | None = None
    reason: str = ""
    """Why it was closed; its reporter reads it."""
    version: int = 0

    @property
    def people(self) -> frozenset[MemberId]:
        """Everybody whom it concerns, or from whom it is kept."""
        concerned = (self.reporter, self.subject, *self.kept_from)
        return frozenset(each for each in concerned if each is not None)

    def may_be_seen_by(self, member: Member) -> bool:
        """The only place that decides which moderators a report is for."""
        return member.moderator and member.community == self.community and member.id not in self.people

    def as_one(self, stays: MemberId, goes: MemberId) -> "Report":
        """The two are one person, whom the report knows as `stays` from now on; also once it is closed."""

        def now(member: MemberId) -> MemberId:
            return stays if member == goes else member

        return replace(
            self,
            reporter=now(self.reporter),
            subject=now(self.subject) if self.subject is not None else None,
            kept_from=frozenset(now(each) for each in self.kept_from),
        )

    def keep_from(self, member: MemberId) -> "Report":
        """One more who never learns of it; also once it is closed."""
        return replace(self, kept_from=self.kept_from | {member})

    def look(self) -> "Report":
        """A moderator has looked at it."""
        self._require_open()
        return replace(self, state=ReportState.SEEN)

    def write(self, line: Line) -> "Report":
        """One more line. Whoever of the moderators writes has looked at it."""
        self._require_open()
        state = ReportState.SEEN if line.by_moderators else self.state
        return replace(self, lines=(*self.lines, line), state=state)

    def close(self, reason: str, now: datetime) -> "Report":
        """Done, with a reason that its reporter reads."""
        self._require_open()
        return replace(self, state=ReportState.CLOSED, closed_at=now, reason=reason)

    def _require_open(self) -> None:
        if self.state is ReportState.CLOSED:
            raise Stale("report_is_closed")
