"""`/gratitude`: thanks to one member, delivered to them privately at once."""

from bot.application import access
from bot.application.call import Call, cleaned_text, cleaned_value
from bot.application.ports import Work
from bot.application.verbs import Verb
from bot.domain.apart import may_meet
from bot.domain.community import Identity, Member
from bot.domain.decision import Decision
from bot.domain.effects import Announce
from bot.domain.errors import Invalid, Unknown
from bot.domain.gratitude import GratitudeNote
from bot.domain.handshake import HandshakeState
from bot.domain.ids import HandshakeId, MemberId, NeedId, NoteId
from bot.domain.notice import Notice, NoticeKind

_THANKS = (Verb.THANK, Verb.GIVE_THANKS)


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
    receiver, veiled_by = await _receiver(call, work)
    if receiver.id == call.member.id:
        raise Invalid("thank_somebody_else", field="person")
    words = cleaned_text(call.interaction)
    if call.interaction.verb is Verb.THANK and words.casefold().startswith("for "):  # `@person for what`
        words = words[len("for ") :].lstrip()
    reaches = may_meet(call.member.id, receiver.id, await work.apart.of(receiver.id))
    note = GratitudeNote(
        id=NoteId(call.chance.token()),
        community=call.community.id,
        giver=call.member.id,
        receiver=receiver.id,
        text=words,
        given_at=call.now,
        veiled_by=veiled_by,
    )
    return Decision(
        Notice(NoticeKind.THANKS_GIVEN, note.id),
        changes=(note,),
        effects=(Announce(Notice(NoticeKind.THANKS_RECEIVED, note.id), receiver.id),) if reaches else (),
    )


async def _receiver(call: Call, work: Work) -> tuple[Member, NeedId | None]:
    """Whoever is thanked; and the need whose asker they do not know, if the thanks are for that."""
    if not call.interaction.token:
        return await named_member(call, work), None
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    access.require_asker(call.member, need)
    helped = need.handshake(handshake)
    if helped.state is not HandshakeState.DONE:
        raise Unknown
    return await work.members.get(helped.helper), need.id if need.veiled_from(helped) else None


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
