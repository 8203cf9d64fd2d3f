"""What a member has made out with others lately: whom they may want to thank."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.apart import Apart, Cause
from bot.domain.audience import Audience
from bot.domain.ids import HandshakeId, MemberId, NeedId
from bot.domain.need import Need


@dataclass(frozen=True, slots=True)
class Agreement:
    """One handshake that both said yes to, as one of its two sees it."""

    need: NeedId
    handshake: HandshakeId
    asker: MemberId
    helper: MemberId
    veiled: bool
    """The helper has not been told who asks."""
    quiet: bool
    """The need has no name on it, or stands nowhere."""

    def other(self, member: MemberId) -> MemberId:
        """The other of the two."""
        return self.helper if member == self.asker else self.asker

    def veiled_from(self, member: MemberId) -> bool:
        """Whether this one of the two does not know who the other is."""
        return self.veiled and member == self.helper


def agreements(member: MemberId, needs: Iterable[Need]) -> list[Agreement]:
    """Those of this member, in the order of the needs."""
    return [
        Agreement(
            need.id,
            each.id,
            need.asker,
            each.helper,
            veiled=need.veiled_from(each),
            quiet=need.audience is not Audience.NAMED,
        )
        for need in needs
        for each in need.agreed
        if member in (need.asker, each.helper) and need.asker != each.helper and not each.unheard
    ]


def to_thank(member: MemberId, agreed: Iterable[Agreement], apart: Iterable[Apart]) -> list[Agreement]:
    """One for each person, as far as the member knows who is who: somebody known under two names comes twice.

    Nobody whom the member blocked under that name. That somebody blocked the member changes nothing here: it
    would tell them so.
    """
    own = [each for each in apart if each.cause is Cause.BLOCK and each.one == member and each.holds]
    blocked = {each.veiled_by or each.other for each in own}
    found: dict[MemberId | NeedId, Agreement] = {}
    for each in agreed:
        known_as = each.need if each.veiled_from(member) else each.other(member)
        if known_as not in blocked:
            found.setdefault(known_as, each)
    return list(found.values())
