"""What outlives being forgotten: a suspension, who is kept apart from whom, and whom an open report concerns.

Nothing of the person is kept for it but a keyed mark of each account, which nobody can turn back into the
account: only when the same account arrives again does the mark lead to what still holds.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ids import MemberId
from storage.encryption import Vault
from storage.reports import SqlReports, keep_from_too
from storage.tables import ApartRow, MemberRow, SurvivingRow, values
from storage.writing import add, add_new

_MARK = "account of somebody forgotten"


def _mark(vault: Vault, account: str) -> bytes:
    return vault.blind_index(_MARK, account)


async def outlive(
    session: AsyncSession, vault: Vault, member: MemberRow, accounts: Iterable[str], now: datetime
) -> None:
    """Before a member is forgotten: mark their accounts, if something has to outlive them."""
    marks = [_mark(vault, account) for account in sorted(set(accounts))]
    for earlier in [await what_holds(session, vault, member.community, each) for each in set(accounts)]:
        if earlier is not None:
            await session.exec(delete(SurvivingRow).where(col(SurvivingRow.seq) == earlier.seq))
    until = member.suspended_until
    suspended = until is not None and until > now
    open_case = bool(await SqlReports(session, vault).concerning(MemberId(member.id)))
    if suspended or open_case or await _apart(session, member.id):
        rows = [
            SurvivingRow(
                mark=mark,
                member=member.id,
                suspended_until=until if suspended else None,
                open_case=open_case,
            )
            for mark in marks
        ]
        await add(session, *rows)


async def what_holds(
    session: AsyncSession, vault: Vault, community: str, account: str
) -> SurvivingRow | None:
    """What is left of whoever had this account in this community before they were forgotten; mostly nothing.
    The emptied row tells the community, because communities may have joined since.
    """
    found = await session.exec(
        select(SurvivingRow)
        .join(MemberRow, col(MemberRow.id) == SurvivingRow.member)
        .where(SurvivingRow.mark == _mark(vault, account), MemberRow.community == community)
        .order_by(col(SurvivingRow.seq).desc())
    )
    return found.first()


async def carry_over(session: AsyncSession, vault: Vault, survived: SurvivingRow, member: str) -> None:
    """Who was kept apart from the forgotten one is kept apart from `member`, who is the same person; and a
    report that concerned them concerns `member`: it stays out of their sight.
    """
    await keep_from_too(session, vault, MemberId(survived.member), MemberId(member))
    for row in await _apart(session, survived.member):
        plain = values(row) | {
            name: member for name in ("one", "other") if getattr(row, name) == survived.member
        }
        await add_new(session, ApartRow.model_validate(plain))


async def _apart(session: AsyncSession, member: str) -> list[ApartRow]:
    found = await session.exec(
        select(ApartRow).where(or_(col(ApartRow.one) == member, col(ApartRow.other) == member))
    )
    return list(found)
