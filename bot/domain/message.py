"""A message between the two of a handshake. Hypha carries it, so neither needs to know where the other is."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CommunityId, HandshakeId, MemberId, MessageId, NeedId


@dataclass(frozen=True, slots=True)
class Message:
    """Written once and never changed. It is read by the other of the two and by nobody else."""

    id: MessageId
    community: CommunityId
    need: NeedId
    handshake: HandshakeId
    writer: MemberId
    text: str
    written_at: datetime
    veiled: bool = False
    """Whether the helper did not know who asks when it was written. It reads like that for good."""
    unheard: bool = False
    """Whether it reached nobody, because the two are kept apart."""
