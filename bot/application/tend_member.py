"""`/aid-admin member`: warn, suspend, welcome back, keep two apart, let them meet; each with a reason."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.application import access
from bot.application.call import Call, cleaned_value, reason_of
from bot.application.give_thanks import named_member
from bot.application.part import part
from bot.application.ports import Work
from bot.application.rest import bring_back, lay_to_rest
from bot.domain.apart import Apart, Cause
from bot.domain.community import UNTIL_LIFTED, Member
from bot.domain.decision import Decision
from bot.domain.deed import Deed, DeedKind
from bot.domain.effects import Announce
from bot.domain.errors import Invalid
from bot.domain.ids import DeedId
from bot.domain.notice import Notice, NoticeKind

SUSPENSIONS = {
    "suspend_a_day": timedelta(days=1),
    "suspend_a_week": timedelta(days=7),
    "suspend_a_month": timedelta(days=30),
    "suspend_until_lifted": None,
}
DEEDS = ("warn", *SUSPENSIONS, "welcome_back", "keep_apart", "let_meet")
"""What the form lets a moderator choose."""


async def member_command(call: Call, work: Work) -> Decision:
    """The form."""
    access.require_moderator(call.member)
    return Decision(Notice(NoticeKind.MEMBER_FORM))


async def tend_member(call: Call, work: Work) -> Decision:
    """Whom it concerns hears of it with the reason; two who are kept apart hear nothing."""
    access.require_moderator(call.member)
    member = await named_member(call, work)
    access.require_not_own_case(call.member, member.id)
    reason = reason_of(call.interaction)
    match cleaned_value(call.interaction, "deed"):
        case "warn":
            return _told(_deed(DeedKind.WARNED, member, reason, call), member)
        case str(choice) if choice in SUSPENSIONS:
            length = SUSPENSIONS[choice]
            until = UNTIL_LIFTED if length is None else call.now + length
            return await _suspend(member, until, reason, call, work)
        case "welcome_back":
            return await _welcome_back(member, reason, call, work)
        case "keep_apart" | "let_meet" as choice:
            return await _apart(member, reason, call, work, holds=choice == "keep_apart")
        case _:
            raise Invalid("choose_one", field="deed")


async def _suspend(member: Member, until: datetime, reason: str, call: Call, work: Work) -> Decision:
    deed = replace(_deed(DeedKind.SUSPENDED, member, reason, call), until=until)
    rest = await lay_to_rest(replace(member, suspended_until=until), call, work)
    told = _told(deed, member)
    return replace(
        told,
        changes=(*told.changes, *rest.changes),
        effects=(*told.effects, *rest.effects),
        occurrences=rest.occurrences,
    )


async def _welcome_back(member: Member, reason: str, call: Call, work: Work) -> Decision:
    told = _told(_deed(DeedKind.WELCOMED_BACK, member, reason, call), member)
    back = await bring_back(replace(member, suspended_until=None), work, call.now)
    return replace(
        told,
        changes=(*told.changes, *back.changes),
        effects=(*told.effects, *back.effects),
        occurrences=back.occurrences,
    )


async def _apart(member: Member, reason: str, call: Call, work: Work, *, holds: bool) -> Decision:
    other = await named_member(call, work, "other")
    access.require_not_own_case(call.member, other.id)
    if other.id == member.id:
        raise Invalid("two_people", field="other")
    kind = DeedKind.KEPT_APART if holds else DeedKind.LET_MEET
    deed = replace(_deed(kind, member, reason, call), other=other.id)
    apart = Apart(call.community.id, member.id, other.id, Cause.MODERATORS, holds)
    parted = await part(member.id, other.id, call, work) if holds else Decision()
    return Decision(
        Notice(NoticeKind.MEMBER_TENDED, deed.id),
        changes=(deed, apart, *parted.changes),
        effects=parted.effects,
        occurrences=parted.occurrences,
    )


def _deed(kind: DeedKind, member: Member, reason: str, call: Call) -> Deed:
    return Deed(
        id=DeedId(call.chance.token()),
        community=call.community.id,
        moderator=call.member.id,
        kind=kind,
        reason=reason,
        at=call.now,
        about=member.id,
    )


def _told(deed: Deed, member: Member) -> Decision:
    return Decision(
        Notice(NoticeKind.MEMBER_TENDED, deed.id),
        changes=(deed,),
        effects=(Announce(Notice(NoticeKind.DEED_TOLD, deed.id), member.id),),
    )
