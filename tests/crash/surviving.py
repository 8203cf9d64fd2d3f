"""What is outside of the process and outlives it: the platform with its screens, people, and the clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.application.interaction import Reply
from bot.application.ports import MessageRef, Parcel
from bot.application.verbs import Verb
from bot.views.vocabulary import ActionRef, Card, View
from tests.crash.journal import Journal
from tests.stories import plain
from tests.stories.surroundings import HandClock


class SurvivingClock(HandClock):
    """Goes on from where it stood when the last process died."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        for line in journal.lines()[-1:]:
            super().move_to(datetime.fromisoformat(line["now"]))

    def move_to(self, moment: datetime) -> None:
        super().move_to(moment)
        self._journal.append(now=self.now().isoformat())


class SurvivingPlatform:
    """A platform that keeps what it is given, and may know a send of the same effect for a while."""

    pace = timedelta(0)

    def __init__(self, journal: Journal, clock: HandClock, recognises_repeats_for: timedelta) -> None:
        self._journal = journal
        self._clock = clock
        self.recognises_repeats_for = recognises_repeats_for

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef:
        sent_at = [
            datetime.fromisoformat(line["at"])
            for line in self._journal.lines()
            if line["deed"] == "send" and line["effect"] == parcel.effect.value
        ]
        known = any(self._clock.now() - each < self.recognises_repeats_for for each in sent_at)
        self._keep("repeat" if known else "send", parcel)
        return MessageRef(parcel.to.account, parcel.effect.value)

    async def edit(self, space_account: str, parcel: Parcel, where: MessageRef) -> None:
        self._keep("edit", parcel)

    def _keep(self, deed: str, parcel: Parcel) -> None:
        self._journal.append(
            deed=deed,
            effect=parcel.effect.value,
            place=parcel.to.account,
            words=plain.shown(parcel.view, parcel.tongue).words,
            actions=_actions(parcel.view),
            at=self._clock.now().isoformat(),
        )


class People:
    """What people did, and the answers that they saw."""

    def __init__(self, journal: Journal, platform: Journal) -> None:
        self._journal = journal
        self._platform = platform

    @property
    def steps_done(self) -> int:
        return len(self._journal.lines())

    def saw(self, who: str, key: str, reply: Reply) -> None:
        """The answer to the delivery `key` is on the screen of `who`."""
        self._journal.append(who=who, key=key, title=reply.view.title.key, actions=_actions(reply.view))

    def did_nothing(self, why: str) -> None:
        """A step without a delivery."""
        self._journal.append(who=None, key=None, title=why, actions=[])

    def button(self, who: str, verb: Verb) -> ActionRef | None:
        """The last button with that verb that `who` has seen: on a board, in a private message or in an
        answer. Screens are old: it may be gone from the message since.
        """
        seen = [line["actions"] for line in self._journal.lines() if line["who"] == who]
        boards_and_own = ("needs", "offers", "gratitude", who.casefold())
        shown = [line["actions"] for line in self._platform.lines() if line["place"] in boards_and_own]
        for encoded in _from_last(shown, seen):
            action = ActionRef.decode(encoded)
            if action is not None and action.verb is verb:
                return action
        return None


def _from_last(*sources: Sequence[Sequence[str]]) -> Iterator[str]:
    for actions_of_each in sources:
        for actions in reversed(actions_of_each):
            yield from actions


def _actions(view: View) -> list[str]:
    buttons = plain.buttons_of(view) if isinstance(view, Card) else []
    return [button.action.encode() for button in buttons]


@dataclass(frozen=True)
class Surroundings:
    """Everything in `folder` that outlives the process."""

    folder: Path

    @property
    def clock(self) -> Journal:
        return Journal(self.folder / "clock.jsonl")

    @property
    def platform(self) -> Journal:
        return Journal(self.folder / "platform.jsonl")

    @property
    def people(self) -> Journal:
        return Journal(self.folder / "people.jsonl")

    @property
    def moments(self) -> Journal:
        return Journal(self.folder / "moments.jsonl")
