"""A handshake: what an asker and a helper agree on for one place of one need."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import HandshakeId, MemberId, OfferId
from bot.domain.times import Times


class HandshakeState(StrEnum):
    """Where two people stand. Only the first three can still move."""

    ASKED = "asked"
    OFFERED = "offered"
    CHOSEN = "chosen"
    DONE = "done"
    NOT_NOW = "not_now"
    """The helper said "not now". Kept so that they are not asked about this need again; shown to nobody."""
    NOT_CHOSEN = "not_chosen"
    RELEASED = "released"
    LAPSED = "lapsed"
    SPARED = "spared"
    """The places were filled before it came to them. If one is free again they may be asked once more."""
    CANCELLED = "cancelled"


class OnlyIf(StrEnum):
    """What stands between a helper and "I can help": the answers between yes and no."""

    PART = "part"
    ANOTHER_DAY = "another_day"
    QUESTION = "question"
    SOMEBODY = "somebody"
    """Not they themselves, but they know somebody."""


A_YES = frozenset({None, OnlyIf.PART, OnlyIf.ANOTHER_DAY})
"""With these the asker can say yes; after the others they talk first."""


ALIVE = frozenset({HandshakeState.ASKED, HandshakeState.OFFERED, HandshakeState.CHOSEN})

INVOLVED = frozenset({HandshakeState.OFFERED, HandshakeState.CHOSEN})
"""A helper who said that they can, and was not let go."""


@dataclass(frozen=True, slots=True)
class Handshake:
    id: HandshakeId
    helper: MemberId
    state: HandshakeState
    because: OfferId | None
    """The offer that made the helper able; none when they said that they may be asked about this kind of
    help, or came by themselves.
    """
    since: datetime
    """When it came into the present state, aware UTC."""
    asked_at: datetime | None = None
    """When the private invitation was decided, the second one where there were two; none when they came by
    themselves.
    """
    asked_before: datetime | None = None
    """When the first of two invitations was decided: both count towards their limit."""
    told_name: bool = False
    """The asker of a need without a name has told this helper who they are, by a tap of their own."""
    known_as: HandshakeState | None = None
    """How it stands as far as the asker knows, where the two are kept apart and the helper said later that
    they can. To the helper it looks like any offer that is not chosen.
    """

    only_if: OnlyIf | None = None
    """What they said instead of a plain "I can help"; none as long as they have not."""

    def says(self, only_if: OnlyIf | None) -> bool:
        """Whether the asker has heard just this from the helper, or has chosen them already."""
        heard = self.state in INVOLVED and not self.unheard
        return heard and (self.state is HandshakeState.CHOSEN or self.only_if is only_if)

    @property
    def may_be_chosen(self) -> bool:
        """Whether what they said is something to say yes to."""
        return self.state is HandshakeState.OFFERED and not self.unheard and self.only_if in A_YES

    def time_of(self, when: Times | None) -> Times | None:
        """When it is to happen with this helper, of a need that is for `when`: none where the two are still
        to agree on another day.
        """
        return None if self.only_if is OnlyIf.ANOTHER_DAY else when

    @property
    def unheard(self) -> bool:
        """Whether what the helper said reached nobody: for the asker it is not there."""
        return self.known_as is not None

    @property
    def for_asker(self) -> HandshakeState:
        """How it stands, told to the asker."""
        return self.known_as or self.state

    @property
    def alive(self) -> bool:
        return self.state in ALIVE
