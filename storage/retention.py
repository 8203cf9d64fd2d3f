"""Lets go of what is no longer needed, by the lengths of domain/keeping.py; and looks what is held past them.

Each kind of row that ages has a Term: both read the same list, so that nothing is let go unwatched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    and_,
    delete,
    exists,
    false,
    func,
    or_,
    true,
    update,
)
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.effects import Converge
from bot.domain.ids import MemberId, NeedId, OfferId
from bot.domain.keeping import (
    A_NIGHT,
    DELIVERIES_KEPT,
    LINKS_KEPT,
    REPORTS_KEPT,
    TOO_LONG,
    TRACES_KEPT,
    WORDS_KEPT,
    Overstay,
)
from bot.domain.need import NeedState
from bot.domain.offer import OfferState
from bot.domain.report import ReportState
from storage.effect_states import EffectState
from storage.encryption import Vault
from storage.forgetting import NOTHING
from storage.mapping import seal_understanding
from storage.moves import converge
from storage.reports import SqlReports
from storage.tables import (
    ApartRow,
    AuditRow,
    CodeRow,
    DeliveryRow,
    EffectRow,
    HandshakeRow,
    IdentityRow,
    MemberRow,
    MessageRow,
    NeedRow,
    NoteRow,
    OfferRow,
    PaceRow,
    PostingRow,
    ReportRow,
    Row,
    SubjectKind,
    SurvivingRow,
    WrongCodeRow,
)
from storage.traces import let_go_of_faded

MOST_AT_ONCE = 200
"""So many posts lose their words in one transaction: others want to write, too."""

_NEED_OVER = (NeedState.CLOSED, NeedState.TAKEN_BACK)
_SETTLED = (EffectState.RECORDED, EffectState.DROPPED, EffectState.PARKED)
_WORDS_AFTER = WORDS_KEPT - A_NIGHT
_LINKS_AFTER = LINKS_KEPT - A_NIGHT


@dataclass(frozen=True, slots=True)
class Term:
    """Rows that go when `since` is `kept` ago, as far as `only` holds of them."""

    row: type[Row]
    since: SQLColumnExpression[Any]
    kept: timedelta
    only: tuple[ColumnElement[bool], ...] = ()

    def over(self, now: datetime, grace: timedelta = timedelta(0)) -> tuple[ColumnElement[bool], ...]:
        """Which rows those are."""
        return (self.since <= now - self.kept - grace, *self.only)


async def tidy_up(session: AsyncSession, vault: Vault, community: str, now: datetime) -> bool:
    """Whether there is more to be done at once. The caller holds the community's row."""
    await _find_what_is_over(session, community, now)
    more = False
    for row in (NeedRow, OfferRow):
        more |= await _take_back_what_was_put_away(session, row, community, now)
        more |= await _empty(session, vault, row, community, now)
    for term in _terms():
        await session.exec(delete(term.row).where(*term.over(now)))
    await let_go_of_faded(session, vault, community, now)
    await _let_go_of_the_forgotten(session, vault, community, now)
    return more


async def overstays(session: AsyncSession, now: datetime) -> list[Overstay]:
    """What is held past its time, for longer than the nights could be late; by table, as this lists them."""
    found: list[Overstay] = []
    for term in (_words_of(NeedRow), _words_of(OfferRow), *_terms()):
        # The row is named, because a moment that stands elsewhere (`its_effect`) names it only inside.
        since_when = select(func.min(term.since)).select_from(term.row)
        oldest = await session.exec(since_when.where(*term.over(now, TOO_LONG)))
        since = oldest.one()
        if since is not None:
            found.append(Overstay(str(term.row.__tablename__), now - since - term.kept))
    return found


def _terms() -> Sequence[Term]:
    """In an order in which nothing is left that points at what has gone."""
    need_over = _over_since(MessageRow.need)
    handshake_over = _over_since(HandshakeRow.need)
    settled = (col(EffectRow.state).in_(_SETTLED), ~_about_something_alive())
    its_effect = (
        select(EffectRow.settled_at)
        .where(EffectRow.id == PostingRow.effect, *settled)
        .correlate(PostingRow)
        .scalar_subquery()
    )
    return (
        Term(MessageRow, need_over, _WORDS_AFTER, (nothing_points_at(MessageRow),)),
        Term(HandshakeRow, handshake_over, _LINKS_AFTER, (nothing_points_at(HandshakeRow),)),
        Term(NoteRow, col(NoteRow.given_at), LINKS_KEPT, (nothing_points_at(NoteRow),)),
        Term(NeedRow, col(NeedRow.over_since), _LINKS_AFTER, (_over(NeedRow), nothing_points_at(NeedRow))),
        Term(
            OfferRow, col(OfferRow.over_since), _LINKS_AFTER, (_over(OfferRow), nothing_points_at(OfferRow))
        ),
        Term(PostingRow, its_effect, TRACES_KEPT),
        Term(EffectRow, col(EffectRow.settled_at), TRACES_KEPT, (*settled, nothing_points_at(EffectRow))),
        Term(DeliveryRow, col(DeliveryRow.at), DELIVERIES_KEPT),
        Term(CodeRow, col(CodeRow.expires_at), DELIVERIES_KEPT, (nothing_points_at(CodeRow),)),
        Term(WrongCodeRow, col(WrongCodeRow.at), DELIVERIES_KEPT),
        Term(
            ReportRow, col(ReportRow.closed_at), REPORTS_KEPT, (col(ReportRow.state) == ReportState.CLOSED,)
        ),
        Term(AuditRow, col(AuditRow.at), TRACES_KEPT),
        Term(PaceRow, col(PaceRow.not_before), A_NIGHT),
    )


def nothing_points_at(row: type[Row]) -> ColumnElement[bool]:
    """Whether no row of any table holds it: tables that come later are asked as well."""
    key = Row.metadata.tables[str(row.__tablename__)].c["id"]
    held = [
        exists().where(foreign.parent == key).correlate(key.table)
        for table in Row.metadata.sorted_tables
        for foreign in sorted(table.foreign_keys, key=lambda each: each.parent.name)
        if foreign.column is key
    ]
    return and_(true(), *(~each for each in held))


def _words_of(row: type[NeedRow] | type[OfferRow]) -> Term:
    return Term(row, col(row.over_since), _WORDS_AFTER, (_over(row), ~col(row.emptied)))


def _over(row: type[NeedRow] | type[OfferRow]) -> ColumnElement[bool]:
    return col(row.state).in_(_NEED_OVER if row is NeedRow else (OfferState.TAKEN_BACK,))


def _put_away(row: type[NeedRow] | type[OfferRow]) -> ColumnElement[bool]:
    return col(row.state) == (NeedState.LAPSED if row is NeedRow else OfferState.LAPSED)


def _over_since(need: Any) -> ColumnElement[Any]:
    return select(NeedRow.over_since).where(col(NeedRow.id) == need, _over(NeedRow)).scalar_subquery()


def _about_something_alive() -> ColumnElement[bool]:
    """The message may yet have to change."""
    need = select(NeedRow.id).where(NeedRow.id == EffectRow.about, ~_over(NeedRow)).correlate(EffectRow)
    offer = (
        select(OfferRow.id)
        .where(OfferRow.id == EffectRow.about, OfferRow.state != OfferState.TAKEN_BACK)
        .correlate(EffectRow)
    )
    return or_(
        and_(col(EffectRow.about_kind) == SubjectKind.NEED, need.exists()),
        and_(col(EffectRow.about_kind) == SubjectKind.OFFER, offer.exists()),
    )


async def _find_what_is_over(session: AsyncSession, community: str, now: datetime) -> None:
    for row in (NeedRow, OfferRow):
        put_away_or_over = or_(_put_away(row), _over(row))
        await session.exec(
            update(row)
            .where(col(row.community) == community, col(row.over_since).is_(None), put_away_or_over)
            .values(over_since=now)
        )


async def _take_back_what_was_put_away(
    session: AsyncSession, row: type[NeedRow] | type[OfferRow], community: str, now: datetime
) -> bool:
    """What nobody brought back for so long is over. What stands of it follows."""
    found = await session.exec(
        select(row.id)
        .where(col(row.community) == community, _put_away(row), col(row.over_since) <= now - _LINKS_AFTER)
        .limit(MOST_AT_ONCE)
    )
    put_away = found.all()
    over = NeedState.TAKEN_BACK if row is NeedRow else OfferState.TAKEN_BACK
    if put_away:
        await session.exec(
            update(row).where(col(row.id).in_(put_away)).values(state=over, version=col(row.version) + 1)
        )
    for each in put_away:
        await session.exec(converge(Converge(NeedId(each) if row is NeedRow else OfferId(each))))
    return len(put_away) == MOST_AT_ONCE


async def _empty(
    session: AsyncSession, vault: Vault, row: type[NeedRow] | type[OfferRow], community: str, now: datetime
) -> bool:
    """The words go, and what was understood of them. No card shows them any more, so none is edited."""
    term = _words_of(row)
    found = await session.exec(
        select(row.id).where(col(row.community) == community, *term.over(now)).limit(MOST_AT_ONCE)
    )
    wordy = found.all()
    table = str(row.__tablename__)
    for each in wordy:
        await session.exec(
            update(row)
            .where(col(row.id) == each)
            .values(
                text=vault.seal("", table=table, column="text", row=each),
                understood=seal_understanding(NOTHING, vault, table, each),
                emptied=True,
                **({"kept_back": None} if row is NeedRow else {}),
            )
        )
    return len(wordy) == MOST_AT_ONCE


async def _let_go_of_the_forgotten(
    session: AsyncSession, vault: Vault, community: str, now: datetime
) -> None:
    """Their marks, once nothing holds for them any more; their empty rows, once nothing points at them."""
    kept_apart = (
        exists()
        .where(or_(col(ApartRow.one) == SurvivingRow.member, col(ApartRow.other) == SurvivingRow.member))
        .correlate(SurvivingRow)
    )
    suspended = func.coalesce(col(SurvivingRow.suspended_until) > now, false())
    reported = col(SurvivingRow.member).in_(await _reported(session, vault))
    await session.exec(delete(SurvivingRow).where(~suspended, ~kept_apart, ~reported))
    reachable = exists().where(col(IdentityRow.member) == MemberRow.id).correlate(MemberRow)
    await session.exec(
        delete(MemberRow).where(
            col(MemberRow.community) == community, ~reachable, nothing_points_at(MemberRow)
        )
    )


async def _reported(session: AsyncSession, vault: Vault) -> list[str]:
    """Whom of the forgotten a report still concerns: reports are opened only if there may be somebody."""
    found = await session.exec(
        select(SurvivingRow.member).where(col(SurvivingRow.reported).is_(True)).distinct()
    )
    marked = found.all()
    people = await SqlReports(session, vault).all_people() if marked else frozenset[MemberId]()
    return [each for each in marked if MemberId(each) in people]
