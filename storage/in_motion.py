"""Queues what a decision sets in motion."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.community import Board
from bot.domain.effects import Announce, Converge, Effect
from bot.domain.ids import CommunityId, MemberId, SpaceId
from bot.domain.notice import Notice
from storage import addresses
from storage.effect_states import EffectState
from storage.moves import converge
from storage.notices import notice_columns
from storage.tables import BoardRow, EffectRow, MemberRow, SpaceRow
from storage.writing import add


@dataclass(frozen=True, slots=True)
class _Destination:
    """One place that an announcement goes to: either a reader or a channel, in a space."""

    space: SpaceId
    address: str
    reader: str | None = None
    channel: str | None = None


async def set_in_motion(
    session: AsyncSession,
    new_id: Callable[[], str],
    community: CommunityId,
    effects: Sequence[Effect],
    now: datetime,
) -> None:
    """Queue them, in their order. `new_id` gives each new message its id."""
    announced = [each for each in effects if isinstance(each, Announce)]
    readers = {each.to for each in announced if isinstance(each.to, MemberId)}
    boards = {each.to for each in announced if isinstance(each.to, Board)}
    # Who was forgotten meanwhile, and a board that no space has, are in neither: they are told nothing.
    destinations = await _homes(session, readers) | await _channels(session, community, boards)
    shown = {
        each.notice: await _shown_already(session, each.notice) for each in announced if each.where_missing
    }
    messages = [
        EffectRow(
            id=new_id(),
            community=community.value,
            space=to.space.value,
            reader=to.reader,
            channel=to.channel,
            address=to.address,
            state=EffectState.QUEUED,
            queued_at=now,
            **notice_columns(effect.notice),
        )
        for effect in announced
        for to in destinations.get(effect.to, ())
        if to.address not in shown.get(effect.notice, ())
    ]
    await add(session, *messages)
    for effect in effects:
        if isinstance(effect, Converge):
            await session.exec(converge(effect))


async def _homes(
    session: AsyncSession, readers: Iterable[MemberId]
) -> dict[MemberId | Board, list[_Destination]]:
    wanted = [each.value for each in readers]
    if not wanted:
        return {}
    found = await session.exec(select(MemberRow.id, MemberRow.home).where(col(MemberRow.id).in_(wanted)))
    destinations: dict[MemberId | Board, list[_Destination]] = {}
    for member, home in found:
        reader, space = MemberId(member), SpaceId(home)
        destinations[reader] = [_Destination(space, addresses.of_member(space, reader), reader=member)]
    return destinations


async def _shown_already(session: AsyncSession, notice: Notice) -> frozenset[str]:
    """The boards that have, or are about to get, this card."""
    columns = notice_columns(notice)
    found = await session.exec(
        select(EffectRow.address).where(
            EffectRow.about == columns["about"],
            EffectRow.notice == notice.kind,
            col(EffectRow.channel).is_not(None),
        )
    )
    return frozenset(found.all())


async def _channels(
    session: AsyncSession, community: CommunityId, boards: Iterable[Board]
) -> dict[MemberId | Board, list[_Destination]]:
    wanted = list(boards)
    if not wanted:
        return {}
    found = await session.exec(
        select(BoardRow)
        .join(SpaceRow, col(SpaceRow.id) == BoardRow.space)
        .where(SpaceRow.community == community.value, col(BoardRow.board).in_(wanted))
        .order_by(col(BoardRow.space))
    )
    destinations: dict[MemberId | Board, list[_Destination]] = {}
    for row in found:
        space = SpaceId(row.space)
        destinations.setdefault(Board(row.board), []).append(
            _Destination(space, addresses.of_channel(space, row.channel), channel=row.channel)
        )
    return destinations
