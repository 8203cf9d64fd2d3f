"""`/aid-admin freeze`: nothing new for a while, anywhere, in this space or of some kinds; and the end of it.

What is out stays out, and people keep their drafts.
"""

from dataclasses import replace

from bot.application import access
from bot.application.call import Call, cleaned_value, reason_of
from bot.application.ports import Work
from bot.domain.decision import Decision
from bot.domain.deed import Deed, DeedKind
from bot.domain.errors import Invalid
from bot.domain.ids import DeedId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.policies import EVERYTHING, space_pause
from bot.matching.lexicon import categories
from bot.views.vocabulary import values_of

HERE, KINDS = "here", "kinds"
SCOPES = (EVERYTHING, HERE, KINDS)
"""What the form lets a moderator choose."""


async def freeze_command(call: Call, work: Work) -> Decision:
    """What is paused now."""
    access.require_moderator(call.member)
    return Decision(Notice(NoticeKind.FREEZE))


async def pause_posts(call: Call, work: Work) -> Decision:
    """The button opens the form, the form pauses."""
    access.require_moderator(call.member)
    if "reason" not in call.interaction.values:
        return Decision(Notice(NoticeKind.PAUSE_FORM))
    return await _change(call, work, DeedKind.PAUSED, _to_pause(call))


async def reopen_posts(call: Call, work: Work) -> Decision:
    """The same way round: the form names what may be posted again."""
    access.require_moderator(call.member)
    if not (await work.communities.get(call.community.id)).policies.paused:
        return Decision(Notice(NoticeKind.FREEZE))
    if "reason" not in call.interaction.values:
        return Decision(Notice(NoticeKind.REOPEN_FORM))
    return await _change(call, work, DeedKind.REOPENED, _to_reopen(call))


async def _change(call: Call, work: Work, kind: DeedKind, which: frozenset[str]) -> Decision:
    reason = reason_of(call.interaction)
    community = await work.communities.get(call.community.id)
    before = community.policies.paused
    paused = before | which if kind is DeedKind.PAUSED else before - which
    reply = Notice(NoticeKind.FREEZE)
    if paused == before:
        return Decision(reply)
    deeds = tuple(
        Deed(
            id=DeedId(call.chance.token()),
            community=community.id,
            moderator=call.member.id,
            kind=kind,
            reason=reason,
            at=call.now,
            detail=each,
        )
        for each in sorted(paused ^ before)
    )
    return Decision(
        reply, changes=(replace(community, policies=replace(community.policies, paused=paused)), *deeds)
    )


def _to_pause(call: Call) -> frozenset[str]:
    match cleaned_value(call.interaction, "scope"):
        case "everything":
            return frozenset({EVERYTHING})
        case "here":
            return frozenset({space_pause(call.space.id.value)})
        case "kinds":
            return _chosen(call, "kinds") & frozenset(categories()) or _none_chosen("kinds")
        case _:
            raise Invalid("choose_one", field="scope")


def _to_reopen(call: Call) -> frozenset[str]:
    return _chosen(call, "which") or _none_chosen("which")


def _chosen(call: Call, name: str) -> frozenset[str]:
    return frozenset(values_of(cleaned_value(call.interaction, name)))


def _none_chosen(field: str) -> frozenset[str]:
    raise Invalid("choose_one", field=field)
