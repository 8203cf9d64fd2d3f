"""What people see when something can't be: what happened, and what to do. Whatever they wrote is given back
to them.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.application.verbs import Verb
from bot.domain.errors import Defect, Invalid, Refusal, Stale, TooSoon
from bot.domain.notice import NoticeKind
from bot.views.vocabulary import (
    ActionRef,
    Block,
    Card,
    ChannelField,
    ChoiceField,
    Form,
    FormField,
    ManyField,
    Moment,
    Note,
    PersonField,
    Phrase,
    Precision,
    Prose,
    Quote,
    TextField,
    UserText,
    values_of,
)

FORM_OF: Mapping[Verb, NoticeKind] = MappingProxyType(
    {
        Verb.WRITE_NEED: NoticeKind.NEED_FORM,
        Verb.REVISE_NEED: NoticeKind.NEED_FORM,
        Verb.WRITE_OFFER: NoticeKind.OFFER_FORM,
        Verb.REVISE_OFFER: NoticeKind.OFFER_FORM,
        Verb.GIVE_THANKS: NoticeKind.THANKS_FORM,
        Verb.SEND_MESSAGE: NoticeKind.MESSAGE_FORM,
        Verb.SEND_COULD_IF: NoticeKind.COULD_IF_FORM,
        Verb.SAVE_SET_UP: NoticeKind.SETUP_FORM,
        Verb.SAVE_SETTINGS: NoticeKind.SETTINGS_FORM,
        Verb.PAUSE_POSTS: NoticeKind.PAUSE_FORM,
        Verb.REOPEN_POSTS: NoticeKind.REOPEN_FORM,
        Verb.TEND_MEMBER: NoticeKind.MEMBER_FORM,
        Verb.HOLD_POST: NoticeKind.HOLD_FORM,
        Verb.HIDE_POST: NoticeKind.HIDE_FORM,
        Verb.RESTORE_POST: NoticeKind.RESTORE_FORM,
        Verb.CLOSE_POST: NoticeKind.CLOSE_FORM,
        Verb.SAVE_ASK_ME: NoticeKind.ASK_ME_FORM,
        Verb.USE_LINK_CODE: NoticeKind.LINK_FORM,
        Verb.MAKE_PAIR_CODE: NoticeKind.PAIR_CODE_FORM,
        Verb.USE_PAIR_CODE: NoticeKind.PAIR_FORM,
        Verb.TAKE_OUT_SPACE: NoticeKind.TAKE_OUT_FORM,
        Verb.SAVE_BLOCK: NoticeKind.BLOCK_FORM,
        Verb.SEND_REPORT: NoticeKind.REPORT_FORM,
        Verb.ADD_TO_REPORT: NoticeKind.REPORT_ADD_FORM,
        Verb.ANSWER_REPORT: NoticeKind.REPORT_ANSWER_FORM,
        Verb.CLOSE_REPORT: NoticeKind.REPORT_CLOSE_FORM,
    }
)
"""The form that brings a verb: a refusal then stands at the field, with everything that was typed still
there.
"""

_OPENED_BY: Mapping[Verb, Verb] = MappingProxyType(
    {
        Verb.WRITE_NEED: Verb.NEED,
        Verb.REVISE_NEED: Verb.EDIT_NEED,
        Verb.WRITE_OFFER: Verb.OFFER,
        Verb.REVISE_OFFER: Verb.EDIT_OFFER,
        Verb.GIVE_THANKS: Verb.THANK_HELPER,
        Verb.SEND_MESSAGE: Verb.WRITE_MESSAGE,
        Verb.SEND_COULD_IF: Verb.COULD_IF,
        Verb.SAVE_SET_UP: Verb.SET_UP,
        Verb.SAVE_SETTINGS: Verb.CHANGE_SETTINGS,
        Verb.TEND_MEMBER: Verb.MEMBER,
        Verb.SAVE_ASK_ME: Verb.ASK_ME,
        Verb.SAVE_BLOCK: Verb.BLOCK,
        Verb.SEND_REPORT: Verb.REPORT_COUNTERPART,
    }
)
"""Which verb opens a form, by the verb that it sends; those that are missing open it themselves."""

_WANTED_TO_HELP = frozenset({"place_taken", "no_longer_needed"})

LONGEST_GIVEN_BACK = 3000
"""Characters of a refused text that are shown again; what was typed in a command box is gone from it."""


def with_problem(form: Form, refusal: Invalid, values: Mapping[str, str]) -> Form:
    """The same form, with what was typed still in it and the problem at its field."""
    kept = tuple(_with_value(each, values.get(each.name)) for each in form.fields)
    problem = Phrase(f"refusal.{refusal.code}", refusal.fields)
    return replace(form, fields=kept, problems=MappingProxyType({refusal.field: problem}))


def opening(form: ActionRef) -> ActionRef:
    """The button that opens the form which sends `form`: for platforms that can't open it by themselves."""
    if form.verb is Verb.GIVE_THANKS and not form.token:
        return ActionRef(Verb.THANK)
    if form.verb is Verb.SEND_REPORT and not form.token:
        return ActionRef(Verb.REPORT)
    return ActionRef(_OPENED_BY.get(form.verb, form.verb), form.token)


def refused(refusal: Refusal, written: str) -> Card:
    """`written`: what the person typed, if anything, to be given back."""
    what_to_do = _what_to_do(refusal)
    return Card(_title(refusal), (Prose((what_to_do,)), *_given_back(written)))


def _what_to_do(refusal: Refusal) -> Phrase:
    if isinstance(refusal, TooSoon):
        moment = Moment(refusal.again_at, Precision.DAY_AND_TIME)
        return Phrase("refusal.too_soon", {"moment": moment})
    return Phrase(f"refusal.{refusal.code}", refusal.fields)


def _title(refusal: Refusal) -> Phrase:
    """Whoever was a moment late did nothing wrong, and whoever wanted to help is thanked."""
    if refusal.code in _WANTED_TO_HELP:
        return Phrase("refusal.title.thank_you")
    if isinstance(refusal, Stale):
        return Phrase("refusal.title.moved_on")
    return Phrase("refusal.title")


def broken(defect: Defect, written: str) -> Card:
    """A bug of ours: said plainly, with something to quote."""
    text = Phrase("defect.text", {"reference": UserText(defect.reference)})
    return Card(Phrase("defect.title"), (Prose((text,)), *_given_back(written)))


def _given_back(written: str) -> tuple[Block, ...]:
    if not written.strip():
        return ()
    return (Note((Phrase("refusal.your_words"),)), Quote(UserText(written[:LONGEST_GIVEN_BACK])))


def _with_value(field: FormField, value: str | None) -> FormField:
    if value is None:
        return field
    match field:
        case TextField():
            return replace(field, value=UserText(value))
        case ManyField():
            return replace(field, chosen=values_of(value))
        case PersonField() | ChannelField() | ChoiceField():
            return replace(field, chosen=value)
