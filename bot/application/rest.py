"""A suspended member's posts rest, and what they had agreed on is off; afterwards their posts come back."""

from datetime import datetime

from bot.application.call import Call
from bot.application.part import called_off
from bot.application.ports import Work
from bot.application.post_need import looking_occurrences
from bot.domain.audience import Audience
from bot.domain.community import UNTIL_LIFTED, Member
from bot.domain.decision import Change, Decision
from bot.domain.effects import Converge, Effect
from bot.domain.need import Need
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.sight import Sight, Step, can


async def lay_to_rest(member: Member, call: Call, work: Work) -> Decision:
    """`member` is suspended from now on. Counterparts get a neutral word, and nothing about the reason."""
    changes: list[Change] = [member]
    effects: list[Effect] = []
    occurrences: list[Occurrence] = []
    for need in await work.needs.of_asker(member.id):
        if need.live:
            alone, told = _alone(need, call.now)
            changes.append(alone.step(Step.REST) if _rests(alone) else alone)
            effects += [Converge(need.id), *told]
    for offer in await work.offers.of_giver(member.id):
        if offer.live and can(offer.sight, Step.REST):
            changes.append(offer.step(Step.REST))
            effects.append(Converge(offer.id))
    for need in await work.needs.of_helper(member.id):
        handshake = need.with_helper(member.id)
        if handshake is not None:
            freed = need.call_off(handshake.id, call.now)
            changes.append(freed)
            effects += called_off(need, handshake.id, need.asker)
            occurrences += looking_occurrences(freed, call)
    until = member.suspended_until
    if until is not None and until != UNTIL_LIFTED:
        occurrences.append(Occurrence(member.community, OccurrenceKind.SUSPENSION_ENDS, member.id, until))
    return Decision(changes=tuple(changes), effects=tuple(effects), occurrences=tuple(occurrences))


async def bring_back(member: Member, work: Work, now: datetime) -> Decision:
    """`member` may take part again: what rested stands as before, and is asked around."""
    changes: list[Change] = [member]
    effects: list[Effect] = []
    occurrences: list[Occurrence] = []
    for need in await work.needs.of_asker(member.id):
        if need.live and need.sight is Sight.RESTING:
            changes.append(need.step(Step.WAKE))
            effects.append(Converge(need.id))
        if need.live:
            occurrences.append(Occurrence(need.community, OccurrenceKind.NEXT_WAVE, need.id, now))
    for offer in await work.offers.of_giver(member.id):
        if offer.live and offer.sight is Sight.RESTING:
            changes.append(offer.step(Step.WAKE))
            effects.append(Converge(offer.id))
            occurrences.append(Occurrence(offer.community, OccurrenceKind.OFFER_IS_OUT, offer.id, now))
    return Decision(changes=tuple(changes), effects=tuple(effects), occurrences=tuple(occurrences))


def _rests(need: Need) -> bool:
    """Not without a name: whoever suspends somebody would see whose it is. Nobody new is asked about it
    meanwhile (ask_around.py), which nobody sees.
    """
    return need.audience is not Audience.UNNAMED and can(need.sight, Step.REST)


def _alone(need: Need, now: datetime) -> tuple[Need, tuple[Effect, ...]]:
    """The need without anybody bound to it, and the words to whoever was."""
    freed = need
    told: list[Effect] = []
    for each in need.handshakes:
        if each.alive:
            freed = freed.call_off(each.id, now)
            told += called_off(need, each.id, each.helper)
    return freed, tuple(told)
