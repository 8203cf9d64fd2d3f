"""Reports: everything about people and everything they wrote sealed as one, and marks to find them by."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Conflict
from bot.domain.errors import Unknown
from bot.domain.ids import CommunityId, MemberId, NeedId, ReportId
from bot.domain.report import Exhibit, Line, Report
from storage.encryption import Vault
from storage.tables import ReportRow, values
from storage.writing import add

MEMBER_OF_A_REPORT = "member of a report"
"""What its people are indexed as (Vault.blind_index)."""


class SqlReports:
    """Fulfils ports.Reports."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, report: ReportId) -> Report:
        found = await self._session.exec(select(ReportRow).where(ReportRow.id == report.value))
        row = found.first()
        if row is None:
            raise Unknown
        return _report(row, self._vault)

    async def newest(self, community: CommunityId, limit: int) -> Sequence[Report]:
        found = await self._session.exec(
            select(ReportRow)
            .where(ReportRow.community == community.value)
            .order_by(col(ReportRow.at).desc(), col(ReportRow.id))
            .limit(limit)
        )
        return [_report(row, self._vault) for row in found]

    async def concerning(self, member: MemberId) -> Sequence[Report]:
        """All of them, in whichever community, closed ones too. Who is in a report only its sealed words
        tell, so each is opened: that is for deeds of once in a while.
        """
        found = await self._session.exec(select(ReportRow).order_by(col(ReportRow.id)))
        return [each for each in (_report(row, self._vault) for row in found) if member in each.people]

    async def all_people(self) -> frozenset[MemberId]:
        """Everybody whom any report concerns, or from whom it is kept."""
        found = await self._session.exec(select(ReportRow))
        return frozenset(member for row in found for member in _report(row, self._vault).people)

    async def keep(self, report: Report) -> None:
        """Raises Conflict if it was written since it was read."""
        row = _row(report, self._vault)
        if report.version == 0:
            await add(self._session, row)
            return
        written = await self._session.exec(
            update(ReportRow)
            .where(col(ReportRow.id) == row.id, col(ReportRow.version) == report.version)
            .values(values(row, "id"))
        )
        if written.rowcount == 0:
            raise Conflict


async def follow(session: AsyncSession, vault: Vault, stays: MemberId, goes: MemberId) -> None:
    """Two members are one: what is sealed says so at once, so that nothing has to know who they were. Raises
    Conflict.
    """
    reports = SqlReports(session, vault)
    for each in await reports.concerning(goes):
        await reports.keep(each.as_one(stays, goes))


async def keep_from_too(session: AsyncSession, vault: Vault, member: MemberId, other: MemberId) -> None:
    """`other` is the same person as `member`: no report that concerns the one is ever for the other. Raises
    Conflict.
    """
    reports = SqlReports(session, vault)
    for each in await reports.concerning(member):
        await reports.keep(each.keep_from(other))


def mark_of(member: MemberId | None, vault: Vault) -> bytes:
    """By which a member's reports are found without the member; empty for nobody."""
    return vault.blind_index(MEMBER_OF_A_REPORT, member.value) if member is not None else b""


def _row(report: Report, vault: Vault) -> ReportRow:
    plain = json.dumps(_to_plain(report), ensure_ascii=False, separators=(",", ":"))
    return ReportRow(
        id=report.id.value,
        community=report.community.value,
        at=report.at,
        state=report.state,
        closed_at=report.closed_at,
        reporter_mark=mark_of(report.reporter, vault),
        subject_mark=mark_of(report.subject, vault),
        said=vault.seal(plain, table="report", column="said", row=report.id.value),
        version=report.version + 1,
    )


def _report(row: ReportRow, vault: Vault) -> Report:
    plain = cast(
        "Mapping[str, object]", json.loads(vault.open(row.said, table="report", column="said", row=row.id))
    )
    return Report(
        id=ReportId(row.id),
        community=CommunityId(row.community),
        reporter=MemberId(str(plain["reporter"])),
        text=str(plain["text"]),
        at=row.at,
        subject=MemberId(str(plain["subject"])) if plain["subject"] else None,
        subject_veiled_by=NeedId(str(plain["subject_veiled_by"])) if plain["subject_veiled_by"] else None,
        reporter_veiled_by=NeedId(str(plain["reporter_veiled_by"])) if plain["reporter_veiled_by"] else None,
        kept_from=frozenset(MemberId(str(each)) for each in cast("list[object]", plain["kept_from"])),
        exhibits=tuple(
            Exhibit(text, datetime.fromisoformat(at))
            for text, at in cast("list[tuple[str, str]]", plain["exhibits"])
        ),
        lines=tuple(
            Line(by_moderators, text, datetime.fromisoformat(at))
            for by_moderators, text, at in cast("list[tuple[bool, str, str]]", plain["lines"])
        ),
        state=row.state,
        closed_at=row.closed_at,
        reason=str(plain["reason"]),
        version=row.version,
    )


def _to_plain(report: Report) -> dict[str, object]:
    veiled = report.subject_veiled_by, report.reporter_veiled_by
    return {
        "reporter": report.reporter.value,
        "subject": report.subject.value if report.subject else None,
        "subject_veiled_by": veiled[0].value if veiled[0] else None,
        "reporter_veiled_by": veiled[1].value if veiled[1] else None,
        "kept_from": sorted(each.value for each in report.kept_from),
        "text": report.text,
        "exhibits": [[each.text, each.written_at.isoformat()] for each in report.exhibits],
        "lines": [[each.by_moderators, each.text, each.at.isoformat()] for each in report.lines],
        "reason": report.reason,
    }
