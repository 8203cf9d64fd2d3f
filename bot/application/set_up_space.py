"""`/aid-admin setup`: which channel is for what, and which time zone the community lives in."""

from dataclasses import replace
from types import MappingProxyType
from zoneinfo import ZoneInfo, available_timezones

from bot.application import access
from bot.application.call import Call, cleaned_value
from bot.application.ports import Work
from bot.domain.community import Board, Community
from bot.domain.decision import Decision
from bot.domain.errors import Invalid
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
    if not name:
        return community
    by_folded_name = {known.casefold(): known for known in available_timezones()}
    known = by_folded_name.get(name.casefold().replace(" ", "_"))
    if known is None:
        raise Invalid("no_such_zone", field="zone")
    return replace(community, zone=ZoneInfo(known))
