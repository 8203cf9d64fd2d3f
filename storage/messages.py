"""What the two of a handshake wrote to each other."""

from collections.abc import Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.errors import Unknown
from bot.domain.ids import CommunityId, HandshakeId, MemberId, MessageId, NeedId
from bot.domain.message import Message
from storage.encryption import Vault
from storage.tables import MessageRow
from storage.writing import add


class SqlMessages:
    """Fulfils ports.Messages."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, message: MessageId) -> Message:
        found = await self._session.exec(select(MessageRow).where(MessageRow.id == message.value))
        row = found.first()
        if row is None:
            raise Unknown
        return to_message(row, self._vault)

    async def about(self, need: NeedId, limit: int) -> Sequence[Message]:
        found = await self._session.exec(
            select(MessageRow)
            .where(MessageRow.need == need.value)
            .order_by(col(MessageRow.seq).desc())
            .limit(limit)
        )
        return [to_message(row, self._vault) for row in found]

    async def add(self, message: Message) -> None:
        """Written once and never rewritten."""
        await add(self._session, _row(message, self._vault))


def _row(message: Message, vault: Vault) -> MessageRow:
    """With the words sealed."""
    return MessageRow(
        id=message.id.value,
        community=message.community.value,
        need=message.need.value,
        handshake=message.handshake.value,
        writer=message.writer.value,
        text=vault.seal(message.text, table="message", column="text", row=message.id.value),
        written_at=message.written_at,
        veiled=message.veiled,
        unheard=message.unheard,
    )


def to_message(row: MessageRow, vault: Vault) -> Message:
    """With the words opened."""
    return Message(
        MessageId(row.id),
        CommunityId(row.community),
        NeedId(row.need),
        HandshakeId(row.handshake),
        MemberId(row.writer),
        vault.open(row.text, table="message", column="text", row=row.id),
        row.written_at,
        row.veiled,
        row.unheard,
    )
