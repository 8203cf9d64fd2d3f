"""Queues what a decision sets in motion, and moves effects along the ways of docs/effects.md."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import assert_never

from sqlalchemy import Update, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.community import Board
from bot.domain.effects import Announce, Converge, Effect
from bot.domain.ids import CommunityId, MemberId, NeedId, OfferId, SpaceId
from bot.domain.notice import Notice
from storage import addresses
from storage.effect_states import WAYS, EffectState, Event
from storage.notices import notice_columns, subject_kind
from storage.tables import BoardRow, EffectRow, MemberRow, PostingRow, SpaceRow
from storage.writing import add

_LET_GO = {"token": None, "lease_until": None, "sent_at": None, "settled_at": None}


def move(*events: Event) -> Update:
    """An update that moves effects along the way of `events` (which all lead to one state), from there only.

    Whatever state it leads to other than being held, nobody holds the effect any more.
    """
    (to,) = {WAYS[event][1] for event in events}
    comes_from = [state for event in events for state in WAYS[event][0]]
    held = to in (EffectState.CLAIMED, EffectState.SENT)
    return (
        update(EffectRow)
        .where(col(EffectRow.state).in_(comes_from))
        .values(state=to, **({} if held else _LET_GO))
    )


def converge(about: NeedId | OfferId) -> Update:
    """Everything that stands about this is queued for an edit. What is under way sees to it when recorded."""
    stands = select(PostingRow.effect).where(PostingRow.effect == EffectRow.id).exists()
    return (
        move(Event.CONVERGE)
        .where(col(EffectRow.about_kind) == subject_kind(about), col(EffectRow.about) == about.value, stands)
        .values(tries=0, not_before=None, why=None)
    )


async def set_in_motion(
    session: AsyncSession,
    new_id: Callable[[], str],
    community: CommunityId,
    effects: Sequence[Effect],
    now: datetime,
) -> None:
    """Queue them, in their order. `new_id` gives each new message its id."""
    announced = [each for each in effects if isinstance(each, Announce)]
    homes = await _homes(session, {each.to for each in announced if isinstance(each.to, MemberId)})
    channels = await _channels(
        session, community, {each.to for each in announced if isinstance(each.to, Board)}
    )
    queued: list[EffectRow] = []

    def queue(notice: Notice, space: SpaceId, address: str, **to: str) -> None:
        row = EffectRow(
            id=new_id(),
            community=community.value,
            space=space.value,
            reader=to.get("reader"),
            channel=to.get("channel"),
            address=address,
            state=EffectState.QUEUED,
            queued_at=now,
            **notice_columns(notice),
        )
        queued.append(row)

    for effect in announced:
        match effect.to:
            case MemberId() as reader:
                if reader in homes:  # who was forgotten meanwhile is told nothing
                    space = homes[reader]
                    queue(effect.notice, space, addresses.of_member(space, reader), reader=reader.value)
            case Board() as board:
                for space, channel in channels.get(board, ()):
                    queue(effect.notice, space, addresses.of_channel(space, channel), channel=channel)
            case _:
                assert_never(effect.to)
    await add(session, *queued)
    for effect in effects:
        if isinstance(effect, Converge):
            await session.exec(converge(effect.about))


async def _homes(session: AsyncSession, members: Iterable[MemberId]) -> dict[MemberId, SpaceId]:
    wanted = [each.value for each in members]
    if not wanted:
        return {}
    found = await session.exec(select(MemberRow.id, MemberRow.home).where(col(MemberRow.id).in_(wanted)))
    return {MemberId(member): SpaceId(home) for member, home in found}


async def _channels(
    session: AsyncSession, community: CommunityId, boards: Iterable[Board]
) -> dict[Board, list[tuple[SpaceId, str]]]:
    wanted = list(boards)
    if not wanted:
        return {}
    found = await session.exec(
        select(BoardRow)
        .join(SpaceRow, col(SpaceRow.id) == BoardRow.space)
        .where(SpaceRow.community == community.value, col(BoardRow.board).in_(wanted))
        .order_by(col(BoardRow.space))
    )
    channels: dict[Board, list[tuple[SpaceId, str]]] = {}
    for row in found:
        channels.setdefault(Board(row.board), []).append((SpaceId(row.space), row.channel))
    return channels
