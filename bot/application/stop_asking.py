"""Stop asking me about this: one tap on an ask, told to nobody. The offers stay out; a tap takes it back."""

from dataclasses import replace

from bot.application import access
from bot.application.answer_ask import declined
from bot.application.call import Call
from bot.application.ports import Work
from bot.domain.decision import Decision
from bot.domain.handshake import Handshake
from bot.domain.ids import HandshakeId, OfferId
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind


async def stop_asking(call: Call, work: Work) -> Decision:
    """Not now, and not about this kind of help any more: neither because they said I may, nor because of any
    offer of that kind.
    """
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    asked = access.require_helper(call.member, need, handshake)
    offers = await _offers_like(need, asked, call, work)
    said = (await work.capacities.of(call.member)).stop_about(need.understood.category, offers)
    not_now = declined(need, Notice(NoticeKind.STOPPED_ASKING, need.id, handshake), call)
    return replace(not_now, changes=(said, *not_now.changes))


async def ask_again_about(call: Call, work: Work) -> Decision:
    """Because of this offer they may be asked again."""
    offer = await work.offers.get(OfferId(call.interaction.token))
    access.require_giver(call.member, offer)
    said = await work.capacities.of(call.member)
    again = Occurrence(call.community.id, OccurrenceKind.MAY_BE_ASKED, call.member.id, call.now)
    if offer.id not in said.not_because:  # tapped twice
        return Decision(Notice(NoticeKind.MINE))
    return Decision(Notice(NoticeKind.MINE), changes=(said.ask_again_about(offer.id),), occurrences=(again,))


async def _offers_like(need: Need, asked: Handshake, call: Call, work: Work) -> frozenset[OfferId]:
    """The offer that they were asked about, and what else they offer of the need's kind."""
    kind = need.understood.category
    return frozenset(
        each.id
        for each in await work.offers.of_giver(call.member.id)
        if each.id == asked.because or (kind is not None and each.understood.category == kind)
    )
