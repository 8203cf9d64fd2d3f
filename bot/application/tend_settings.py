"""`/aid-admin config`: what is set, and changing it a page at a time, each change with its reason."""

from collections.abc import Iterable

from bot.application import access
from bot.application.call import Call, cleaned_value, reason_of
from bot.application.ports import Work
from bot.application.settings import Setting, SettingKind, SettingsPage, on_page
from bot.domain.community import Community
from bot.domain.decision import Decision
from bot.domain.deed import Deed, DeedKind
from bot.domain.errors import Unknown
from bot.domain.ids import DeedId
from bot.domain.notice import Notice, NoticeKind

PAGES = tuple(SettingsPage)


async def settings_command(call: Call, work: Work) -> Decision:
    """Everything as it is set."""
    access.require_moderator(call.member)
    return Decision(Notice(NoticeKind.SETTINGS))


async def change_settings(call: Call, work: Work) -> Decision:
    """The form of one page."""
    access.require_moderator(call.member)
    return Decision(Notice(NoticeKind.SETTINGS_FORM, page=page_number(call.interaction.token)))


async def save_settings(call: Call, work: Work) -> Decision:
    """What was changed is told in the audit, one setting at a time; what was not is left alone."""
    access.require_moderator(call.member)
    page = PAGES[page_number(call.interaction.token)]
    reason = reason_of(call.interaction)
    before = await work.communities.get(call.community.id)
    after = with_values(before, on_page(page), call)
    return Decision(Notice(NoticeKind.SETTINGS), changes=changed(before, after, on_page(page), reason, call))


def page_number(token: str) -> int:
    """Which of PAGES a button's token names. Raises Unknown for any other token."""
    if token not in PAGES:
        raise Unknown
    return PAGES.index(SettingsPage(token))


def with_values(community: Community, settings: Iterable[Setting], call: Call) -> Community:
    """The community with what the form says of these settings; what it says nothing of stays."""
    for setting in settings:
        none_chosen = setting.kind is SettingKind.MANY  # where none is, a platform may send nothing at all
        if none_chosen or setting.name in call.interaction.values:
            community = setting.set_to(community, cleaned_value(call.interaction, setting.name))
    return community


def changed(
    before: Community, after: Community, settings: Iterable[Setting], reason: str, call: Call
) -> tuple[Community | Deed, ...]:
    """What is to be kept: nothing where nothing is different."""
    deeds = tuple(
        settings_deed(setting.told(after), reason, call)
        for setting in settings
        if setting.said(before) != setting.said(after)
    )
    return (after, *deeds) if deeds else ()


def settings_deed(detail: str, reason: str, call: Call) -> Deed:
    """A change for the audit; `detail` in words of ours."""
    return Deed(
        id=DeedId(call.chance.token()),
        community=call.community.id,
        moderator=call.member.id,
        kind=DeedKind.SETTINGS_CHANGED,
        reason=reason,
        at=call.now,
        detail=detail,
    )
