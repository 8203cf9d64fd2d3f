"""A need, with the handshakes that grew around it. Every change of either is one change of the need.

Methods return the changed need and never touch `version`: storage counts it up and refuses a second writer.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from bot.domain import rhythm
from bot.domain.audience import Audience
from bot.domain.errors import Stale, Unknown
from bot.domain.handshake import INVOLVED, Handshake, HandshakeState, OnlyIf
from bot.domain.ids import CommunityId, HandshakeId, MemberId, NeedId, OfferId
from bot.domain.sight import Sight, Step, after
from bot.domain.times import Window
from bot.domain.understanding import Understanding


class NeedState(StrEnum):
    DRAFT = "draft"
    """Written and previewed; nobody but its owner knows of it."""
    OPEN = "open"
    MET = "met"
    """Every place is filled; it has not happened yet."""
    CLOSED = "closed"
    """Sorted."""
    LAPSED = "lapsed"
    """Put away by time or by its owner; one tap brings it back."""
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Need:
    id: NeedId
    community: CommunityId
    asker: MemberId
    text: str
    understood: Understanding
    state: NeedState
    written_at: datetime
    answer_by: datetime | None = None
    put_away_at: datetime | None = None
    handshakes: tuple[Handshake, ...] = ()
    version: int = 0
    sight: Sight = Sight.SHOWN
    """Whether it may be seen while it is out."""
    audience: Audience = Audience.NAMED
    """Chosen when it is posted; of a draft it says nothing."""
    kept_back: str = ""
    """Contact details that its asker took out of the words: shared only with whom they say yes to."""
    first_yes: bool = False
    """Its asker takes the first who says that they can, without choosing."""

    # -- what stands -------------------------------------------------------------------------------

    @property
    def live(self) -> bool:
        """Out in the world: others may see it."""
        return self.state in (NeedState.OPEN, NeedState.MET)

    @property
    def shown(self) -> bool:
        """Out in the world, with nothing between it and whoever looks."""
        return self.live and self.sight is Sight.SHOWN

    @property
    def chosen(self) -> tuple[Handshake, ...]:
        return self._in(HandshakeState.CHOSEN)

    @property
    def agreed(self) -> tuple[Handshake, ...]:
        """With whom it was or is to be done."""
        return self._in(HandshakeState.CHOSEN, HandshakeState.DONE)

    @property
    def places_left(self) -> int:
        """How many hands are still looked for, never below zero. Doing part of it fills no place."""
        filled = sum(each.only_if is not OnlyIf.PART for each in self.chosen)
        return max(0, self.understood.hands - filled)

    def handshake(self, handshake: HandshakeId) -> Handshake:
        """The handshake of that id; `Unknown` if it is not one of this need's."""
        for each in self.handshakes:
            if each.id == handshake:
                return each
        raise Unknown

    def with_helper(self, helper: MemberId) -> Handshake | None:
        for each in self.handshakes:
            if each.helper == helper:
                return each
        return None

    def names_asker_to(self, reader: MemberId | None) -> bool:
        """Whether this reader (None: whoever reads a board) may learn who asks. Nothing else decides that."""
        if reader == self.asker:
            return True
        match self.audience:
            case Audience.NAMED:
                return True
            case Audience.PRIVATE:
                return reader is not None and self.with_helper(reader) is not None
            case Audience.UNNAMED:
                return any(each.told_name for each in self.handshakes if each.helper == reader)
            case _:
                assert_never(self.audience)

    def open_to(self, helper: MemberId) -> bool:
        """Whether this member may come to help: to a private need nobody who was not asked."""
        return self.audience is not Audience.PRIVATE or self.with_helper(helper) is not None

    def require_talking(self, handshake: HandshakeId) -> None:
        """The two of a handshake talk while one helps or may come to help. Raises Stale("talk_is_over")."""
        if not (self.handshake(handshake).state in INVOLVED and self.live):
            raise Stale("talk_is_over")

    def veiled_from(self, handshake: Handshake) -> bool:
        """Whether the helper of this handshake has not been told who asks."""
        return not self.names_asker_to(handshake.helper)

    def tell_name(self, handshake: HandshakeId) -> "Need":
        """The asker tells this one helper who they are. That can't be untold."""
        self.require_talking(handshake)
        return self._with(replace(self.handshake(handshake), told_name=True))

    def _in(self, *states: HandshakeState) -> tuple[Handshake, ...]:
        return tuple(each for each in self.handshakes if each.state in states)

    # -- its owner ---------------------------------------------------------------------------------

    @property
    def spoken_for(self) -> bool:
        """Whether somebody has said yes to it as it stands, so that its words must stay."""
        return any(each.state in INVOLVED and not each.unheard for each in self.handshakes)

    def revise(self, text: str, understood: Understanding) -> "Need":
        """Other words for it, while nobody has said yes to these."""
        if self.state is not NeedState.DRAFT and not self.live:
            raise Stale("already_moved_on")
        if self.spoken_for:
            raise Stale("cannot_edit_now")
        return replace(self, text=text, understood=understood)

    def keep_back(self, text: str, details: str) -> "Need":
        """The details leave the words of a draft, and wait beside them."""
        if self.state is not NeedState.DRAFT:
            raise Stale("already_moved_on")
        return replace(self, text=text, kept_back="\n".join(filter(None, (self.kept_back, details))))

    def post(self, now: datetime, audience: Audience = Audience.NAMED) -> "Need":
        """Out it goes, to that audience."""
        if self.state is not NeedState.DRAFT:
            raise Stale("already_moved_on")
        return replace(self, audience=audience)._open(now)

    def renew(self, now: datetime) -> "Need":
        """Open for another while. A moment that has passed is no longer asked for."""
        if self.state not in (NeedState.OPEN, NeedState.LAPSED):
            raise Stale("already_moved_on")
        return self._open(now)

    def _open(self, now: datetime) -> "Need":
        when = self.understood.when
        if isinstance(when, Window) and when.end <= now:
            when = None
        return replace(
            self,
            state=NeedState.OPEN,
            understood=replace(self.understood, when=when),
            answer_by=rhythm.answer_by(now, when),
            put_away_at=rhythm.need_put_away_at(now, when),
        )

    def put_away(self, now: datetime) -> "Need":
        """Rest, with nobody bound to anything."""
        if self.state is not NeedState.OPEN:
            raise Stale("already_moved_on")
        return self._end(NeedState.LAPSED, HandshakeState.LAPSED, now)

    def take_back(self, now: datetime) -> "Need":
        """As if it had never been asked; whoever was involved is free."""
        if self.state not in (NeedState.DRAFT, NeedState.OPEN, NeedState.MET):
            raise Stale("already_moved_on")
        return self._end(NeedState.TAKEN_BACK, HandshakeState.CANCELLED, now)

    def close(self, now: datetime) -> "Need":
        """Sorted: what was agreed is done."""
        if not self.live:
            raise Stale("already_moved_on")
        done = self._move(self.chosen, HandshakeState.DONE, now)
        return done._end(NeedState.CLOSED, HandshakeState.LAPSED, now)

    def look_again(self, handshake: HandshakeId, now: datetime) -> "Need":
        """With this helper it did not come about: the agreement ends without a word about why, and others are
        looked for. What was agreed with anybody else stays.
        """
        agreed = self.handshake(handshake)
        if agreed.state is not HandshakeState.CHOSEN or not self.live:
            raise Stale("already_moved_on")
        return self._move((agreed,), HandshakeState.CANCELLED, now)._open(now)

    # -- moderators, and the rest of its owner -----------------------------------------------------

    def step(self, step: Step) -> "Need":
        """The same need, seen otherwise. Raises Stale where it is not out, or that way does not lead on."""
        if not self.live:
            raise Stale("already_moved_on")
        return replace(self, sight=after(self.sight, step))

    def approve(self, now: datetime) -> "Need":
        """Out it goes; its time begins now."""
        approved = self.step(Step.APPROVE)
        return approved._open(now) if self.state is NeedState.OPEN else approved

    def call_off(self, handshake: HandshakeId, now: datetime) -> "Need":
        """What these two had between them is off, without a word about why; a filled place is free again."""
        known = self.handshake(handshake)
        if not known.alive:
            return self
        freed = self._move((known,), HandshakeState.CANCELLED, now)
        return freed._open(now) if known.state is HandshakeState.CHOSEN else freed._promised_again(now)

    # -- others ------------------------------------------------------------------------------------

    def ask(self, handshake: HandshakeId, helper: MemberId, because: OfferId | None, now: datetime) -> "Need":
        """A private invitation goes to `helper`, whose offer `because` fits, or (None) who said that they may
        be asked about this kind of help.
        """
        closed = self.state is not NeedState.OPEN or not self.shown
        if closed or not self.may_ask(helper):
            raise Stale("already_moved_on")
        known = self.with_helper(helper)
        if known is None:
            asked = Handshake(handshake, helper, HandshakeState.ASKED, because, now, asked_at=now)
            return replace(self, handshakes=(*self.handshakes, asked))
        again = replace(
            known,
            state=HandshakeState.ASKED,
            because=because,
            since=now,
            asked_at=now,
            asked_before=known.asked_at,
            known_as=None,
            only_if=None,
        )
        return self._with(again)

    def may_ask(self, helper: MemberId) -> bool:
        """Nobody is asked twice, except whoever had no chance: the place was filled first. Once more."""
        if (known := self.with_helper(helper)) is None:
            return helper != self.asker
        return known.state is HandshakeState.SPARED and known.asked_before is None

    def volunteer(
        self, handshake: HandshakeId, helper: MemberId, now: datetime, only_if: OnlyIf | None = None
    ) -> "Need":
        """`helper` can help, or could: asked before, or come by themselves (`handshake` is then the new one's
        id). Who said so under one condition can say it under another, or plainly.

        Whom the asker passed over hears what anybody hears who comes too late.
        """
        if helper == self.asker:
            raise Stale("your_own_need")
        known = self.with_helper(helper)
        if known is not None and known.says(only_if):
            return self
        if not self.shown and self.live:
            raise Stale("no_longer_needed")
        if self.state is not NeedState.OPEN:
            raise Stale("place_taken" if self.state is NeedState.MET else "no_longer_needed")
        if known is not None and known.state is HandshakeState.NOT_CHOSEN:
            raise Stale("place_taken")
        if known is not None:
            return self._move((replace(known, known_as=None, only_if=only_if),), HandshakeState.OFFERED, now)
        offered = Handshake(handshake, helper, HandshakeState.OFFERED, None, now, only_if=only_if)
        return replace(self, handshakes=(*self.handshakes, offered))

    def leave_unheard(self, helper: MemberId, before: Handshake | None) -> "Need":
        """What this helper offered reaches nobody, and they see no difference; for the asker it stands as
        `before`.
        """
        known_as = before.for_asker if before is not None else HandshakeState.LAPSED
        own = self.with_helper(helper)
        return self if own is None else self._with(replace(own, known_as=known_as))

    def not_now(self, helper: MemberId, now: datetime) -> "Need":
        """`helper` would rather not; changes nothing for anybody."""
        known = self.with_helper(helper)
        if known is None or known.state is not HandshakeState.ASKED:
            return self
        return self._move((known,), HandshakeState.NOT_NOW, now)

    def choose(self, handshake: HandshakeId, now: datetime) -> "Need":
        """The asker says yes. With the last place filled, whoever else was asked or offered is free."""
        offered = self.handshake(handshake)
        if offered.state is HandshakeState.CHOSEN:
            return self
        if not offered.may_be_chosen or self.state is not NeedState.OPEN:
            raise Stale("no_longer_offered")
        if not self.shown:
            raise Stale("set_aside")
        chosen = self._move((offered,), HandshakeState.CHOSEN, now)
        if chosen.places_left:
            return chosen
        free = chosen._in(HandshakeState.ASKED, HandshakeState.OFFERED)
        met = replace(chosen._move(free, HandshakeState.SPARED, now), state=NeedState.MET)
        return met.ask_again_at(rhythm.follow_up_at(offered.time_of(self.understood.when), now))

    def ask_again_at(self, question: datetime) -> "Need":
        """How it went is asked at `question`; so long at least it is not put away."""
        return replace(self, put_away_at=question + rhythm.KEPT_AFTER_ITS_TIME)

    def pass_over(self, handshake: HandshakeId, now: datetime) -> "Need":
        """The asker would rather have somebody else."""
        offered = self.handshake(handshake)
        if offered.unheard or offered.state is not HandshakeState.OFFERED:
            raise Stale("no_longer_offered")
        return self._move((offered,), HandshakeState.NOT_CHOSEN, now)._promised_again(now)

    def release(self, handshake: HandshakeId, now: datetime) -> "Need":
        """The helper steps back, before or after being chosen; the place is free again."""
        known = self.handshake(handshake)
        if known.state not in (HandshakeState.OFFERED, HandshakeState.CHOSEN) or not self.live:
            raise Stale("already_moved_on")
        freed = self._move((known,), HandshakeState.RELEASED, now)
        return freed._open(now) if known.state is HandshakeState.CHOSEN else freed

    # -- small moves -------------------------------------------------------------------------------

    def _promised_again(self, now: datetime) -> "Need":
        """An offer that is gone was no answer: where the promised moment is past, there is a new one."""
        kept = self.answer_by is None or self.answer_by > now
        if self.state is not NeedState.OPEN or self.spoken_for or kept:
            return self
        return replace(self, answer_by=rhythm.answer_by(now, self.understood.when))

    def _with(self, changed: Handshake) -> "Need":
        both = (changed if each.id == changed.id else each for each in self.handshakes)
        return replace(self, handshakes=tuple(both))

    def _move(self, which: tuple[Handshake, ...], to: HandshakeState, now: datetime) -> "Need":
        moved = {each.id: replace(each, state=to, since=now) for each in which}
        return replace(self, handshakes=tuple(moved.get(each.id, each) for each in self.handshakes))

    def _end(self, state: NeedState, ending: HandshakeState, now: datetime) -> "Need":
        alive = tuple(each for each in self.handshakes if each.alive)
        kept_back = self.kept_back if state is NeedState.LAPSED else ""  # only that one can come back
        return replace(self._move(alive, ending, now), state=state, kept_back=kept_back)
