"""Post, renew, put away and take back an offer."""

from dataclasses import replace

from bot.application import access
from bot.application.call import Call
from bot.application.look_first import tell_moderators, waits
from bot.application.ports import Work
from bot.domain import rhythm
from bot.domain.community import Board
from bot.domain.decision import Decision
from bot.domain.effects import Announce, Converge, Effect
from bot.domain.ids import OfferId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.offer import Offer, OfferState
from bot.domain.sight import Sight


async def post_offer(call: Call, work: Work) -> Decision:
    """Out it goes: the card, and from now on the giver may be asked about it."""
    offer = await _own(call, work)
    if offer.live:  # tapped twice: it is out, and that is the answer
        return Decision(Notice(NoticeKind.OFFER_POSTED, offer.id))
    access.require_not_paused(call.community, call.space, offer)
    access.require_done_here(call.community, offer.understood)
    posted = offer.post(call.now)
    reply = Notice(NoticeKind.OFFER_POSTED, offer.id)
    if moderators := await waits(posted, call, work):
        waiting = replace(posted, sight=Sight.WAITING)
        return Decision(reply, changes=(waiting,), effects=tell_moderators(waiting, moderators))
    return Decision(reply, changes=(posted,), effects=card_of(posted), occurrences=being_out(posted, call))


def card_of(offer: Offer) -> tuple[Effect, ...]:
    """What everybody sees of an offer that has just come out."""
    return (Announce(Notice(NoticeKind.OFFER_CARD, offer.id), Board.OFFERS),)


async def renew_offer(call: Call, work: Work) -> Decision:
    """One tap, and it stays (or comes back) for another while."""
    renewed = (await _own(call, work)).renew(call.now)
    return Decision(
        Notice(NoticeKind.OFFER_RENEWED, renewed.id),
        changes=(renewed,),
        effects=(Converge(renewed.id),),
        occurrences=being_out(renewed, call),
    )


async def put_away_offer(call: Call, work: Work) -> Decision:
    """It rests; nobody is asked because of it any more."""
    offer = await _own(call, work)
    reply = Notice(NoticeKind.OFFER_PUT_AWAY, offer.id)
    if offer.state is OfferState.LAPSED:
        return Decision(reply)
    return Decision(reply, changes=(offer.put_away(),), effects=(Converge(offer.id),))


async def take_back_offer(call: Call, work: Work) -> Decision:
    """It is gone."""
    offer = await _own(call, work)
    reply = Notice(NoticeKind.OFFER_TAKEN_BACK, offer.id)
    if offer.state is OfferState.TAKEN_BACK:
        return Decision(reply)
    return Decision(reply, changes=(offer.take_back(),), effects=(Converge(offer.id),))


async def _own(call: Call, work: Work) -> Offer:
    offer = await work.offers.get(OfferId(call.interaction.token))
    access.require_giver(call.member, offer)
    return offer


def being_out(offer: Offer, call: Call) -> tuple[Occurrence, ...]:
    """What an open offer brings about by itself: needs that were there before it, a question, and rest in the
    end.
    """
    out = Occurrence(offer.community, OccurrenceKind.OFFER_IS_OUT, offer.id, call.now)
    if offer.put_away_at is None:
        return (out,)
    question = rhythm.renewal_question_at(offer.put_away_at)
    return (
        out,
        Occurrence(offer.community, OccurrenceKind.ASK_TO_RENEW, offer.id, question),
        Occurrence(offer.community, OccurrenceKind.PUT_AWAY, offer.id, offer.put_away_at),
    )
