"""Addresses as the queue knows them: what gets one message at a time, and at a pace.

The same key stands in `effect`, `posting` and `pace`. It names a channel by its platform's id, which is
nobody's secret, and a person by our id, never by their account.
"""

from bot.domain.ids import MemberId, SpaceId


def of_channel(space: SpaceId, account: str) -> str:
    """A channel of that space."""
    return f"{space.value}#{account}"


def of_member(space: SpaceId, member: MemberId) -> str:
    """A member's private messages in that space."""
    return f"{space.value}@{member.value}"
