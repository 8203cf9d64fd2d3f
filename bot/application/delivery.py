"""Takes queued messages to their platforms: claims them, draws each from the state as it is now, and records
what came of it.

Any number of processes may do this on one database. docs/effects.md has the table of states that this walks
through.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.application.ports import Address, Claim, Clock, Outbound, Outbox, Parcel, Store
from bot.application.scenes import load_scene, tongue_for
from bot.application.still_true import still_true
from bot.domain.community import Platform
from bot.domain.errors import Misconfigured, OutcomeUnknown, Rejected, Throttled, Unknown, Unreachable
from bot.domain.need import Need
from bot.domain.offer import Offer
from bot.views.present import present
from bot.views.scene import Scene
from bot.views.vocabulary import Card

_log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
"""So long a claim is ours; a process that is gone for longer is taken to be dead."""
SEND_WITHIN = timedelta(seconds=20)
"""A platform that has not answered by then is not going to within the lease."""
AT_ONCE = 20
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
MOST_TRIES = 12
"""With pauses that double up to an hour, a platform may be down for half a day."""


class Delivery:
    def __init__(self, store: Store, outbox: Outbox, clock: Clock) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._outbounds: dict[Platform, Outbound] = {}
        self._stands: dict[Platform, Callable[[Address], None]] = {}

    def connect(
        self, platform: Platform, outbound: Outbound, stands: Callable[[Address], None] | None = None
    ) -> None:
        """From now on messages to that platform are sent. `stands` is called with the place where one stands
        or was changed, once that is on disk: for a face that shows what is kept, and has no copy of its own.
        """
        self._outbounds[platform] = outbound
        if stands is not None:
            self._stands[platform] = stands

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """Those that are connected."""
        return tuple(self._outbounds)

    async def recover(self) -> int:
        """Take back what dead processes held; see docs/effects.md. Returns how many messages that were."""
        recognised: Mapping[Platform, timedelta] = {
            platform: outbound.recognises_repeats_for for platform, outbound in self._outbounds.items()
        }
        return await self._outbox.recover(self._clock.now(), recognised)

    async def deliver_all(self, *only: Platform) -> int:
        """Everything that may go by now, to all connected platforms or to `only` these. Returns how many
        messages were handled.
        """
        handled = 0
        while claims := await self._outbox.claim(
            self._clock.now(), lease=LEASE, platforms=only or self.platforms, limit=AT_ONCE
        ):
            await asyncio.gather(*(self._deliver(claim) for claim in claims))
            handled += len(claims)
        return handled

    async def _deliver(self, claim: Claim) -> None:
        """One message, to the end. A bug of ours parks it rather than stopping the others."""
        outbound = self._outbounds[claim.space.platform]
        try:
            await self._hand_over(claim, outbound)
        except Throttled as throttled:
            await self._outbox.put_back(
                claim, self._clock.now() + timedelta(seconds=throttled.after), "throttled"
            )
        except (Unreachable, Misconfigured, Rejected) as failure:
            await self._park(claim, type(failure).__name__.lower())
        except OutcomeUnknown:
            await self._unknown_outcome(claim, outbound)
        except Exception as bug:  # noqa: BLE001 - a bug in one message must not stop all the others
            _log.exception("delivery_failed", extra={"id": claim.effect.value, "error": type(bug).__name__})
            await self._park(claim, "defect")

    async def _hand_over(self, claim: Claim, outbound: Outbound) -> None:
        scene = await self._scene(claim)
        if scene is None or (claim.where is None and not still_true(scene)):
            await self._outbox.drop(claim, self._clock.now())
            return
        view = present(scene)
        if not isinstance(view, Card):
            raise TypeError(f"{claim.notice.kind} is not a message")
        parcel = Parcel(claim.effect, claim.address, view, tongue_for(scene.reader, scene.community))
        where = claim.where
        if where is None and not await self._outbox.about_to_send(claim, self._clock.now()):
            return
        try:
            async with asyncio.timeout(SEND_WITHIN.total_seconds()):
                if where is None:
                    where = await outbound.send(claim.space.account, parcel)
                else:
                    await outbound.edit(claim.space.account, parcel, where)
        except TimeoutError as late:
            raise OutcomeUnknown from late
        await self._outbox.record(claim, where, _version(scene), self._clock.now(), outbound.pace)
        if stands := self._stands.get(claim.space.platform):
            stands(claim.address)

    async def _scene(self, claim: Claim) -> Scene | None:
        """None if what it was about is gone."""
        async with self._store.look() as look:
            try:
                reader = await look.members.get(claim.reader) if claim.reader is not None else None
                community = await look.communities.get(claim.space.community)
                return await load_scene(
                    look, claim.notice, community, claim.space, reader=reader, now=self._clock.now()
                )
            except Unknown:
                return None

    async def _unknown_outcome(self, claim: Claim, outbound: Outbound) -> None:
        """What may be done twice is tried again, up to a point; what may not is parked."""
        if claim.tries < MOST_TRIES:
            await self._outbox.no_answer(
                claim, self._clock.now(), self._later(claim), outbound.recognises_repeats_for
            )
        else:
            await self._park(claim, "outcome_unknown")

    async def _park(self, claim: Claim, why: str) -> None:
        _log.warning("parked", extra={"id": claim.effect.value, "kind": claim.notice.kind, "reason": why})
        await self._outbox.park(claim, self._clock.now(), why)

    def _later(self, claim: Claim) -> datetime:
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(claim.tries, 10))
        return self._clock.now() + pause


def _version(scene: Scene) -> int:
    """What the view was drawn from; zero for things that never change."""
    subject: Need | Offer | None = scene.need or scene.offer
    return subject.version if subject is not None else 0
