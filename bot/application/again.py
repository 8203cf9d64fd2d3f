"""Doing something again that two wanted to do at once."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.application.ports import Conflict
from bot.domain.errors import Refusal

T = TypeVar("T")

MOST_CONFLICTS = 5


async def again_after_conflicts(deed: Callable[[], Awaitable[T]]) -> T:
    """Does it from the start after each Conflict. Raises Refusal("busy") if others are always first."""
    for _ in range(MOST_CONFLICTS):
        try:
            return await deed()
        except Conflict:
            continue
    raise Refusal("busy")
