"""Moves effects from state to state: only ever along the ways of docs/effects.md."""

from sqlalchemy import Update, and_, or_, update
from sqlmodel import col, select

from bot.domain.effects import Converge
from storage.effect_states import HELD, WAYS, EffectState, Event
from storage.notices import subject_kind
from storage.tables import EffectRow, PostingRow

_LET_GO = {"token": None, "lease_until": None, "sent_at": None, "settled_at": None}


def move(*events: Event) -> Update:
    """Moves effects along the way of these events, which all lead to one state, and touches no others.

    Which effects, and what else is noted of them, the caller adds. Unless it leads to being held, whoever
    held them has let go.
    """
    (to,) = {WAYS[event][1] for event in events}
    come_from = [state for event in events for state in WAYS[event][0]]
    moved = update(EffectRow).where(col(EffectRow.state).in_(come_from)).values(state=to)
    return moved if to in HELD else moved.values(**_LET_GO)


def converge(effect: Converge) -> Update:
    """Everything that stands about this is queued for an edit; what is under way sees to it when recorded.

    A card that was dropped before it ever stood on its board is queued as well: it may be true again.
    """
    about = effect.about
    stands = select(PostingRow.effect).where(PostingRow.effect == EffectRow.id).exists()
    unsaid_card = and_(col(EffectRow.state) == EffectState.DROPPED, col(EffectRow.channel).is_not(None))
    converged = (
        move(Event.CONVERGE)
        .where(col(EffectRow.about_kind) == subject_kind(about), col(EffectRow.about) == about.value)
        .where(or_(stands, unsaid_card))
        .values(tries=0, not_before=None, why=None)
    )
    if effect.reader is None:
        return converged
    return converged.where(col(EffectRow.reader) == effect.reader.value)
