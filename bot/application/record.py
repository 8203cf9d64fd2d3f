"""What moderators did, read for `/aid-admin audit`: a page of it, and whom it may name."""

from collections.abc import Sequence

from bot.application.ports import Work
from bot.domain.community import Community, Member
from bot.domain.deed import Deed
from bot.domain.errors import Unknown
from bot.domain.ids import MemberId, NeedId, OfferId, ReportId
from bot.domain.need import Need
from bot.views.scene import Record

DEEDS_A_PAGE = 5
"""So many fit one message on every platform, each with its reason."""
MOST_DEEDS = 500
"""So many are read; the newest ones."""


async def load_record(work: Work, community: Community, reader: Member, page: int) -> Record:
    """The page of that number, counted from zero, or the last one. What was done about a report stands in it
    only for those who may see the report.
    """
    newest = await work.deeds.newest(community.id, MOST_DEEDS)
    deeds = [each for each in newest if await _may_read(each, reader, work)]
    last_page = max(0, (len(deeds) - 1) // DEEDS_A_PAGE)
    page = min(page, last_page)
    shown = deeds[page * DEEDS_A_PAGE : (page + 1) * DEEDS_A_PAGE]
    needs, givers = await _posts(work, shown)
    return Record(shown, page, last_page, await work.deeds.holds(community.id), needs, givers)


async def _may_read(deed: Deed, reader: Member, work: Work) -> bool:
    if not isinstance(deed.about, ReportId):
        return True
    try:
        return (await work.reports.get(deed.about)).may_be_seen_by(reader)
    except Unknown:  # its time was over
        return False


def named_in(record: Record, reader: MemberId | None) -> set[MemberId]:
    """Moderators, members, and the owners of posts that name them."""
    named = {each.moderator for each in record.deeds if each.moderator is not None}
    for deed in record.deeds:
        named |= {each for each in (deed.about, deed.other) if isinstance(each, MemberId)}
    named |= {need.asker for need in record.needs.values() if need.names_asker_to(reader)}
    return named | set(record.givers.values())


async def _posts(work: Work, deeds: Sequence[Deed]) -> tuple[dict[NeedId, Need], dict[OfferId, MemberId]]:
    """What the deeds were about, as far as it is still there."""
    needs: dict[NeedId, Need] = {}
    givers: dict[OfferId, MemberId] = {}
    for deed in deeds:
        try:
            match deed.about:
                case NeedId() as about:
                    needs[about] = await work.needs.get(about)
                case OfferId() as about:
                    givers[about] = (await work.offers.get(about)).giver
                case MemberId() | ReportId() | None:
                    pass
        except Unknown:  # forgotten since
            continue
    return needs, givers
