"""`/aid-admin setup`: which channel is for what, the community's time zone, and whom members can turn to
about the moderators. It opens by itself where a space was not set up yet.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from types import MappingProxyType

from bot.application import access
from bot.application.call import Call, cleaned_value
from bot.application.ports import Work
from bot.application.settings import setting_named
from bot.application.tend_settings import changed, settings_deed, with_values
from bot.domain.community import Board, Space
from bot.domain.decision import Change, Decision
from bot.domain.errors import Invalid
from bot.domain.notice import Notice, NoticeKind

_UseCase = Callable[[Call, Work], Awaitable[Decision]]

BOARDS = "boards"
"""In the audit: other channels than before."""
SETTINGS = ("outside_contact", "zone")
"""What is asked for besides the channels; all the rest starts as is usual."""


async def set_up_command(call: Call, work: Work) -> Decision:
    """The form, with what is chosen so far."""
    access.require_moderator(call.member)
    return Decision(Notice(NoticeKind.SETUP_FORM))


async def save_set_up(call: Call, work: Work) -> Decision:
    """A purpose whose channel was left empty keeps the one it has. Needs must have one: that is what set up
    means.
    """
    access.require_moderator(call.member)
    channels = {board: cleaned_value(call.interaction, board.value) for board in Board}
    chosen = {board: channel for board, channel in channels.items() if channel}
    space = replace(call.space, boards=MappingProxyType({**call.space.boards, **chosen}))
    if not is_set_up(space):
        raise Invalid("channel_for_needs", field=Board.NEEDS)
    settings = [setting_named(name) for name in SETTINGS]
    before = await work.communities.get(call.community.id)
    after = with_values(before, settings, call)
    changes: list[Change] = list(changed(before, after, settings, "", call))
    if space != call.space:
        changes += [space, settings_deed(BOARDS, "", call)]
    return Decision(Notice(NoticeKind.SETUP_SAVED), changes=tuple(changes))


def is_set_up(space: Space) -> bool:
    """Whether a moderator has chosen where needs are posted."""
    return Board.NEEDS in space.boards


def once_set_up(command: _UseCase) -> _UseCase:
    """The moderators' command, and before everything else the form that sets their space up."""

    async def set_up_first(call: Call, work: Work) -> Decision:
        return await (command if is_set_up(call.space) else set_up_command)(call, work)

    return set_up_first
