"""A store whose transactions are never kept: so that many deeds can be tried on one and the same state."""

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass

from bot.application.ports import Store, Work
from bot.domain.ids import CommunityId


class _Undo(Exception):
    pass


@dataclass(frozen=True)
class UndoneStore:
    """Everything happens as on `kept`, up to the commit; then it has not happened."""

    kept: Store

    @asynccontextmanager
    async def work(self, community: CommunityId | None = None) -> AsyncGenerator[Work]:
        with suppress(_Undo):
            async with self.kept.work(community) as work:
                yield work
                raise _Undo

    def look(self) -> AbstractAsyncContextManager[Work]:
        return self.kept.look()
