"""One-time codes. Their letters follow from the id and the key, so they are kept nowhere, and a repeated
delivery shows the same ones; what is entered is looked up by a keyed mark.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.application.ports import Conflict
from bot.domain.errors import Unknown
from bot.domain.ids import CodeId, CommunityId, MemberId, SpaceId
from bot.domain.one_time_code import TRIES_WITHIN, OneTimeCode, Purpose, WrongCode, spelled
from storage.encryption import Vault
from storage.tables import CodeRow, WrongCodeRow, values
from storage.writing import add

_LETTERS, _MARK = "letters of a one-time code", "mark of a one-time code"
_KEPT_AFTERWARDS = timedelta(days=7)


class SqlCodes:
    """Fulfils ports.Codes."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, code: CodeId) -> OneTimeCode:
        found = await self._session.exec(select(CodeRow).where(CodeRow.id == code.value))
        row = found.first()
        if row is None:
            raise Unknown
        return _code(row, self._vault)

    def letters(self, code: CodeId) -> str:
        return spelled(self._vault.blind_index(_LETTERS, code.value))

    async def entered(self, purpose: Purpose, letters: str) -> OneTimeCode | None:
        found = await self._session.exec(
            select(CodeRow).where(CodeRow.mark == self._mark(purpose, letters), CodeRow.purpose == purpose)
        )
        row = found.first()
        return _code(row, self._vault) if row else None

    async def wrong_ones(self, member: MemberId) -> Sequence[datetime]:
        found = await self._session.exec(select(WrongCodeRow.at).where(WrongCodeRow.member == member.value))
        return found.all()

    async def add_wrong(self, wrong: WrongCode) -> None:
        """Those that no longer count go."""
        await self._session.exec(
            delete(WrongCodeRow).where(
                col(WrongCodeRow.member) == wrong.member.value,
                col(WrongCodeRow.at) <= wrong.at - TRIES_WITHIN,
            )
        )
        await add(self._session, WrongCodeRow(member=wrong.member.value, at=wrong.at))

    async def keep(self, code: OneTimeCode) -> None:
        """A new one takes the place of those that its maker has not used. Raises Conflict if it was written
        since it was read.
        """
        mark = self._mark(code.purpose, self.letters(code.id))
        row = _row(code, mark, self._vault)
        if code.version == 0:
            same = (col(CodeRow.maker) == row.maker, col(CodeRow.purpose) == row.purpose)
            await self._session.exec(delete(CodeRow).where(*same, col(CodeRow.taken_by).is_(None)))
            await self._session.exec(
                delete(CodeRow).where(*same, col(CodeRow.expires_at) < code.expires_at - _KEPT_AFTERWARDS)
            )
            await add(self._session, row)
            return
        written = await self._session.exec(
            update(CodeRow)
            .where(col(CodeRow.id) == row.id, col(CodeRow.version) == code.version)
            .values(values(row, "id"))
        )
        if written.rowcount == 0:
            raise Conflict

    def _mark(self, purpose: Purpose, letters: str) -> bytes:
        return self._vault.blind_index(_MARK, f"{purpose}\0{letters}")


def _row(code: OneTimeCode, mark: bytes, vault: Vault) -> CodeRow:
    """With the reasons sealed."""
    return CodeRow(
        id=code.id.value,
        purpose=code.purpose,
        mark=mark,
        community=code.community.value,
        space=code.space.value,
        maker=code.maker.value,
        expires_at=code.expires_at,
        reason=vault.seal(code.reason, table="code", column="reason", row=code.id.value),
        taken_by=code.taken_by.value if code.taken_by else None,
        taken_reason=vault.seal(code.taken_reason, table="code", column="taken_reason", row=code.id.value),
        agreed=code.agreed,
        used=code.used,
        version=code.version + 1,
    )


def _code(row: CodeRow, vault: Vault) -> OneTimeCode:
    """With the reasons opened."""
    return OneTimeCode(
        id=CodeId(row.id),
        purpose=row.purpose,
        community=CommunityId(row.community),
        space=SpaceId(row.space),
        maker=MemberId(row.maker),
        expires_at=row.expires_at,
        reason=vault.open(row.reason, table="code", column="reason", row=row.id),
        taken_by=MemberId(row.taken_by) if row.taken_by else None,
        taken_reason=vault.open(row.taken_reason, table="code", column="taken_reason", row=row.id),
        agreed=row.agreed,
        used=row.used,
        version=row.version,
    )
