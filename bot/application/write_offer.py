"""`/offer`: from words to a private preview, as with a need."""

from bot.application import access
from bot.application.call import Call, cleaned_text, required_text, same_words, understanding_of
from bot.application.look_first import looked_at_again
from bot.application.ports import Work
from bot.domain import rhythm
from bot.domain.decision import Decision
from bot.domain.effects import Converge
from bot.domain.ids import OfferId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.offer import Offer, OfferState


async def offer_command(call: Call, work: Work) -> Decision:
    """With words, the preview; without, the form."""
    if not cleaned_text(call.interaction):
        return Decision(Notice(NoticeKind.OFFER_FORM))
    return await write_offer(call, work)


async def write_offer(call: Call, work: Work) -> Decision:
    """Keeps a draft and shows it. The same words again within two minutes are the same offer."""
    text = required_text(call.interaction)
    access.require_done_here(call.community, understanding_of(call))
    for recent in await work.offers.written_since(call.member.id, call.now - rhythm.RETYPED_WITHIN):
        if same_words(recent.text, text) and recent.state in (OfferState.DRAFT, OfferState.OPEN):
            kind = NoticeKind.OFFER_PREVIEW if recent.state is OfferState.DRAFT else NoticeKind.OFFER_POSTED
            return Decision(Notice(kind, recent.id))
    offer = Offer(
        id=OfferId(call.chance.token()),
        community=call.community.id,
        giver=call.member.id,
        text=text,
        understood=understanding_of(call),
        state=OfferState.DRAFT,
        written_at=call.now,
    )
    clearing = Occurrence(
        call.community.id, OccurrenceKind.CLEAR_DRAFT, offer.id, call.now + rhythm.DRAFT_KEPT
    )
    return Decision(Notice(NoticeKind.OFFER_PREVIEW, offer.id), changes=(offer,), occurrences=(clearing,))


async def edit_offer(call: Call, work: Work) -> Decision:
    """The form, with the words as they are."""
    offer = await work.offers.get(OfferId(call.interaction.token))
    access.require_giver(call.member, offer)
    offer.revise(offer.text, offer.understood)  # refuses now rather than after somebody typed
    return Decision(Notice(NoticeKind.OFFER_FORM, offer.id))


async def revise_offer(call: Call, work: Work) -> Decision:
    """Other words for a draft, or for an offer that is out: its card follows, and other needs may fit."""
    text = required_text(call.interaction)
    access.require_done_here(call.community, understanding_of(call))
    offer = await work.offers.get(OfferId(call.interaction.token))
    access.require_giver(call.member, offer)
    revised = offer.revise(text, understanding_of(call))
    if revised.state is OfferState.DRAFT:
        return Decision(Notice(NoticeKind.OFFER_PREVIEW, offer.id), changes=(revised,))
    revised, told = await looked_at_again(revised, call, work)
    return Decision(
        Notice(NoticeKind.OFFER_POSTED, offer.id),
        changes=(revised,),
        effects=(Converge(offer.id), *told),
        occurrences=(Occurrence(offer.community, OccurrenceKind.OFFER_IS_OUT, offer.id, call.now),),
    )
