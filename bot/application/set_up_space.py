"""`/aid-admin setup`: which channel is for what, and which time zone the community lives in."""

from dataclasses import replace
from types import MappingProxyType

from bot.application import access
from bot.application.call import Call, cleaned_value
from bot.application.ports import Work
from bot.application.zones import zone_named
from bot.domain.community import Board, Community
from bot.domain.decision import Decision
from bot.domain.notice import Notice, NoticeKind


async def set_up_command(call: Call, work: Work) -> Decision:
    """The form, with what is chosen so far."""
    access.require_moderator(call.member)
    return Decision(Notice(NoticeKind.SETUP_FORM))


async def save_set_up(call: Call, work: Work) -> Decision:
    """A purpose whose channel was left empty keeps the one it has."""
    access.require_moderator(call.member)
    channels = {board: cleaned_value(call.interaction, board.value) for board in Board}
    chosen = {board: channel for board, channel in channels.items() if channel}
    space = replace(call.space, boards=MappingProxyType({**call.space.boards, **chosen}))
    return Decision(
        Notice(NoticeKind.SETUP_SAVED),
        changes=(space, _in_zone(call.community, cleaned_value(call.interaction, "zone"))),
    )


def _in_zone(community: Community, name: str) -> Community:
    """Raises Invalid("no_such_zone") for a name that is not an IANA zone; none at all changes nothing."""
    return replace(community, zone=zone_named(name)) if name else community
