"""What outlives being forgotten: a suspension, who is kept apart from whom, and whom a report concerns.

Nothing of the person is kept for it but a keyed mark of each account, which nobody can turn back into the
account: only when the same account arrives again does the mark lead to what still holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, exists
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.community import Member
from bot.domain.ids import MemberId
from storage.apart import apart_rows, of_another
from storage.encryption import Vault
from storage.reports import SqlReports, keep_from_too
from storage.tables import MemberRow, SurvivingRow, values
from storage.writing import add, add_new

_MARK = "account of somebody forgotten"


def _mark(vault: Vault, account: str) -> bytes:
    return vault.blind_index(_MARK, account)


async def outlive(
    session: AsyncSession, vault: Vault, member: MemberRow, accounts: Iterable[str], now: datetime
) -> None:
    """Before a member is forgotten: mark their accounts, if something has to outlive them. What held for
    these accounts before was carried over to the member, so it is put anew.
    """
    marks = [_mark(vault, account) for account in sorted(set(accounts))]
    await session.exec(
        delete(SurvivingRow).where(
            col(SurvivingRow.mark).in_(marks), col(SurvivingRow.community) == member.community
        )
    )
    until = member.suspended_until
    suspended = until is not None and until > now
    reported = bool(await SqlReports(session, vault).concerning(MemberId(member.id)))
    if suspended or reported or await apart_rows(session, member.id):
        rows = [
            SurvivingRow(
                mark=mark,
                member=member.id,
                community=member.community,
                suspended_until=until if suspended else None,
                reported=reported,
            )
            for mark in marks
        ]
        await add(session, *rows)


async def come_back(session: AsyncSession, vault: Vault, member: Member, account: str) -> Member:
    """The member with what holds for whoever had this account before they were forgotten. Mostly nothing;
    several things, where communities have joined since.
    """
    until = [each.suspended_until for each in await _what_holds(session, vault, member, account)]
    latest = max((each for each in until if each is not None), default=None)
    return replace(member, suspended_until=latest) if latest is not None else member


async def carry_over(session: AsyncSession, vault: Vault, member: Member, account: str) -> None:
    """Who was kept apart from the forgotten one is kept apart from `member`, who is the same person; and a
    report that concerned them concerns `member`: it stays out of their sight.
    """
    for survived in await _what_holds(session, vault, member, account):
        await keep_from_too(session, vault, MemberId(survived.member), member.id)
        for row in await apart_rows(session, survived.member):
            theirs = of_another(row, survived.member, member.id.value)
            theirs.community = member.community.value
            await add_new(session, theirs)


async def hold_in_both(session: AsyncSession, one: str, other: str) -> None:
    """A space leaves `one` for `other`: in which of the two an account lived can't be told any more, so that
    what holds does so in both.
    """
    found = await session.exec(select(SurvivingRow).where(SurvivingRow.community == one))
    rows = [SurvivingRow.model_validate({**values(row, "seq"), "community": other}) for row in found]
    await add_new(session, *rows)


async def hold_once(session: AsyncSession, into: str, gone: str) -> None:
    """Before `gone` joins `into`: what holds in both is left in one."""
    other = aliased(SurvivingRow)
    same = exists().where(
        col(other.mark) == SurvivingRow.mark,
        col(other.member) == SurvivingRow.member,
        col(other.community) == into,
    )
    await session.exec(delete(SurvivingRow).where(col(SurvivingRow.community) == gone, same))


async def _what_holds(
    session: AsyncSession, vault: Vault, member: Member, account: str
) -> Sequence[SurvivingRow]:
    found = await session.exec(
        select(SurvivingRow)
        .where(SurvivingRow.mark == _mark(vault, account), SurvivingRow.community == member.community.value)
        .order_by(col(SurvivingRow.seq))
    )
    return found.all()
