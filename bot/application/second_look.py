"""Before words go out: where they hold contact details that everybody would see, or words of danger, whoever
wrote them is asked once more. Nothing is refused, nobody is told, and nothing is counted. Reports to
moderators and the other safety paths go out at once.

Drafts are looked at in their preview. What is sent at once (a message, thanks, a reason, other words for a
post that is out) waits here until its writer says so.
"""

from dataclasses import replace

from bot.application import access
from bot.application.call import Call
from bot.application.ports import Work
from bot.application.verbs import Verb
from bot.care.contact import contact_details
from bot.care.danger import dangers
from bot.care.gives_away import in_words, without
from bot.care.help_lines import country_of
from bot.domain import rhythm
from bot.domain.audience import Audience
from bot.domain.decision import Decision
from bot.domain.errors import Unknown
from bot.domain.ids import NeedId, UnsentId
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.unsent import Unsent, said_in

BETWEEN_TWO = frozenset({Verb.SEND_MESSAGE, Verb.SEND_COULD_IF, Verb.GIVE_THANKS, Verb.THANK})


def held_for_a_second_look(call: Call, decision: Decision) -> Decision:
    """The decision itself; or, where its writer is to be asked first, only that the words wait.

    It is asked after the use case, so that nobody is asked about what could not be sent anyway.
    """
    # What is said between two people is asked about also where it reaches nobody: a block shows nowhere.
    goes_out = bool(decision.effects) or call.interaction.verb in BETWEEN_TWO
    if not goes_out or not _gives_pause(call, decision):
        return decision
    unsent = Unsent(
        id=UnsentId(call.chance.token()),
        community=call.community.id,
        member=call.member.id,
        verb=call.interaction.verb,
        token=call.interaction.token,
        values=call.interaction.values,
    )
    clearing = Occurrence(
        call.community.id, OccurrenceKind.CLEAR_UNSENT, unsent.id, call.now + rhythm.UNSENT_KEPT
    )
    return Decision(Notice(NoticeKind.UNSENT, unsent.id), changes=(unsent,), occurrences=(clearing,))


def _gives_pause(call: Call, decision: Decision) -> bool:
    said = said_in(call.interaction.values)
    if not said:
        return False
    return bool(dangers(said) or (_for_everybody(call, decision) and contact_details(said, country(call))))


def _for_everybody(call: Call, decision: Decision) -> bool:
    """Whether these words are going to stand on a board at once."""
    if call.interaction.verb not in {Verb.REVISE_NEED, Verb.REVISE_OFFER}:
        return False
    return not any(isinstance(each, Need) and each.audience is Audience.PRIVATE for each in decision.changes)


def country(call: Call) -> str | None:
    """Whose way of writing phone numbers is read without a country code."""
    return country_of(call.zone, call.member.locale or call.community.locale)


async def as_it_was_written(call: Call, work: Work) -> tuple[Call, Unsent]:
    """The call that waited, for whoever sends it after all; and what waited. Raises Unknown."""
    unsent = await _own(call, work)
    return replace(
        call,
        interaction=replace(
            call.interaction, verb=Verb(unsent.verb), token=unsent.token, values=unsent.values
        ),
    ), unsent


async def let_go(call: Call, work: Work) -> Decision:
    """It is not sent, and nothing of it is kept."""
    unsent = await _own(call, work)
    return Decision(Notice(NoticeKind.LET_GO), changes=(unsent.settle(),))


async def _own(call: Call, work: Work) -> Unsent:
    unsent = await work.unsent.get(UnsentId(call.interaction.token))
    if unsent.community != call.community.id or unsent.member != call.member.id:
        raise Unknown
    return unsent


async def keep_back(call: Call, work: Work) -> Decision:
    """The contact details leave the words of a draft; whoever its asker says yes to gets them."""
    need = await work.needs.get(NeedId(call.interaction.token))
    access.require_asker(call.member, need)
    details = contact_details(need.text, country(call))
    preview = Notice(NoticeKind.NEED_PREVIEW, need.id)
    if not details:  # tapped twice
        return Decision(preview)
    kept = need.keep_back(without(need.text, details), in_words(need.text, details))
    return Decision(preview, changes=(kept,))
