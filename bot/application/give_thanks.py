"""`/gratitude`: thanks to one member, delivered to them privately at once."""

from dataclasses import dataclass

from bot.application import access
from bot.application.call import Call, cleaned_text, cleaned_value, same_words
from bot.application.ports import Work
from bot.application.second_look import country
from bot.application.verbs import Verb
from bot.care.contact import contact_details
from bot.domain import rhythm
from bot.domain.agreement import Agreement, agreements
from bot.domain.apart import may_meet
from bot.domain.community import Identity, Member
from bot.domain.decision import Decision
from bot.domain.effects import Announce
from bot.domain.errors import Invalid, Unknown
from bot.domain.gratitude import GratitudeNote, Showing
from bot.domain.handshake import HandshakeState
from bot.domain.ids import HandshakeId, MemberId, NeedId, NoteId
from bot.domain.notice import Notice, NoticeKind

_THANKS = (Verb.THANK, Verb.GIVE_THANKS)


@dataclass(frozen=True, slots=True)
class _Thanked:
    """Whom the thanks are for, and what stands between the two."""

    receiver: Member
    veiled_by: NeedId | None = None
    hides_receiver: bool = False
    quiet: bool = False


async def thank_command(call: Call, work: Work) -> Decision:
    """With a person, the thanks; with nobody named, the form."""
    if not cleaned_value(call.interaction, "person") and not cleaned_text(call.interaction):
        return Decision(Notice(NoticeKind.THANKS_FORM))
    return await give_thanks(call, work)


async def thank_helper(call: Call, work: Work) -> Decision:
    """The form, with the person who helped already in it."""
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    access.require_asker(call.member, need)
    if need.handshake(handshake).state is not HandshakeState.DONE:
        raise Unknown
    return Decision(Notice(NoticeKind.THANKS_FORM, need.id, handshake))


async def give_thanks(call: Call, work: Work) -> Decision:
    """Words are welcome and not needed: an empty note is a thank you as well."""
    thanked = await _thanked(call, work)
    receiver = thanked.receiver
    if receiver.id == call.member.id:
        raise Invalid("thank_somebody_else", field="person")
    words = cleaned_text(call.interaction)
    if call.interaction.verb is Verb.THANK and words.casefold().startswith("for "):  # `@person for what`
        words = words[len("for ") :].lstrip()
    last = await work.notes.last_between(call.member.id, receiver.id)
    if last is not None and _the_same_once_more(last, thanked, words, call):
        return Decision(Notice(NoticeKind.THANKS_GIVEN, last.id))
    reaches = may_meet(call.member.id, receiver.id, await work.apart.of(receiver.id))
    note = GratitudeNote(
        id=NoteId(call.chance.token()),
        community=call.community.id,
        giver=call.member.id,
        receiver=receiver.id,
        text=words,
        given_at=call.now,
        veiled_by=thanked.veiled_by,
        hides_receiver=thanked.hides_receiver,
        quiet=thanked.quiet or bool(contact_details(words, country(call))),
        unheard=not reaches,
        giver_shows=(await work.wishes.of(call.member)).thanks or Showing.PRIVATE,
        receiver_shows=(await work.wishes.of(receiver)).thanks or Showing.PRIVATE,
    )
    return Decision(
        Notice(NoticeKind.THANKS_GIVEN, note.id),
        changes=(note,),
        effects=(Announce(Notice(NoticeKind.THANKS_RECEIVED, note.id), receiver.id),) if reaches else (),
    )


def _the_same_once_more(last: GratitudeNote, thanked: _Thanked, words: str, call: Call) -> bool:
    """People tap or type again when a platform shows an error."""
    just_now = call.now - last.given_at <= rhythm.RETYPED_WITHIN
    return just_now and last.veiled_by == thanked.veiled_by and same_words(last.text, words)


async def _thanked(call: Call, work: Work) -> _Thanked:
    """Whoever is meant: named, chosen among those whom the giver agreed on something with, or by the token of
    an agreement. Raises Invalid, or Unknown for an agreement that is not the giver's.
    """
    chosen, person = cleaned_value(call.interaction, "lately"), cleaned_value(call.interaction, "person")
    if chosen and person:
        raise Invalid("thank_one", field="person")
    if not call.interaction.token and not chosen:
        receiver = await named_member(call, work)
        return _Thanked(receiver, quiet=await _quiet_between(call, receiver, work))
    handshake = HandshakeId(call.interaction.token or chosen)
    need = await work.needs.with_handshake(handshake)
    access.require_either(call.member, need, handshake)
    agreed = next((each for each in agreements(call.member.id, (need,)) if each.handshake == handshake), None)
    if agreed is None:
        raise Unknown
    return _Thanked(
        await work.members.get(agreed.other(call.member.id)),
        need.id if agreed.veiled else None,
        hides_receiver=agreed.veiled_from(call.member.id),
        quiet=agreed.quiet,
    )


async def _quiet_between(call: Call, receiver: Member, work: Work) -> bool:
    """Whether the thanks may be about a need without a name or a private one. Of one whose asker the giver
    does not know they can't be; and nothing may tell the giver that there is one.
    """

    def may_be_about(each: Agreement) -> bool:
        between_them = receiver.id in (each.asker, each.helper)
        return each.quiet and between_them and not each.veiled_from(call.member.id)

    agreed = agreements(call.member.id, await work.needs.agreed_with(call.member.id))
    return any(may_be_about(each) for each in agreed)


async def named_member(call: Call, work: Work, field: str = "person") -> Member:
    """The member who is meant: by platform account, else by a name that only one member bears.

    A platform's real mention (the adapter then sends `person_name` too) may mean somebody who never wrote to
    Hypha: they become a member by being thanked. Raises Invalid on `field`.
    """
    person = cleaned_value(call.interaction, field).removeprefix("@")
    if not person:
        raise Invalid("whom_to_thank" if call.interaction.verb in _THANKS else "who_is_that", field=field)
    known = await work.members.by_account(call.space.id, person)
    if known is not None:
        return known
    name = cleaned_value(call.interaction, f"{field}_name")
    if name:
        member = Member(MemberId(call.chance.token()), call.community.id, name, call.space.id)
        await work.members.add(member, Identity(member.id, call.space.id, person))
        return member
    everybody = await work.members.names(call.community.id)
    named = [member for member, name in everybody.items() if name.casefold() == person.casefold()]
    if len(named) != 1:
        raise Invalid("who_is_that" if not named else "several_of_that_name", field=field)
    return await work.members.get(named[0])
