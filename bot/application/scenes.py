"""Reads what a notice needs in order to be shown to somebody, from the state as it is now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import assert_never

from bot.application.fresh import (
    as_changed,
    fresh_deed,
    fresh_message,
    fresh_need,
    fresh_note,
    fresh_offer,
    fresh_unsent,
)
from bot.application.handshake_scenes import reason_to_ask, said_with_it
from bot.application.lacks import lacks_of
from bot.application.look_over import given_away
from bot.application.places import named_for_code, with_places
from bot.application.ports import Work
from bot.application.record import load_record, named_in
from bot.application.report_scenes import named_in_reports, with_reports
from bot.application.tend_posts import owner_of
from bot.application.thanks_scenes import named_in_notes, named_in_thanks, with_thanks
from bot.domain.apart import Apart
from bot.domain.audience import Audience
from bot.domain.capacity import Capacity
from bot.domain.community import Board, Community, Member, Space
from bot.domain.decision import Change
from bot.domain.deed import Deed
from bot.domain.gratitude import GratitudeNote
from bot.domain.handshake import INVOLVED
from bot.domain.held import Held
from bot.domain.ids import (
    CodeId,
    DeedId,
    MemberId,
    MessageId,
    NeedId,
    NoteId,
    OfferId,
    ReportId,
    SpaceId,
    UnsentId,
)
from bot.domain.message import Message
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.offer import Offer
from bot.domain.report import Report
from bot.domain.sight import Sight
from bot.domain.unsent import Unsent
from bot.views.i18n import Tongue
from bot.views.scene import Scene, mention

MOST_IN_QUEUE = 200
"""So many needs, and so many offers, are read for `/aid-admin queue`; the newest ones."""
MOST_MESSAGES = 200
"""So many messages about one need are read to be shown."""

MOST_OF_MINE = 50
"""So many posts of one person are read for `/aid mine`; more than anybody keeps in their head."""

_WITH_CAPACITY = frozenset(
    {
        NoticeKind.ASK,  # still_true.py asks whether it may still be said
        NoticeKind.ASK_ME,
        NoticeKind.ASK_ME_FORM,
        NoticeKind.PAUSE,
        NoticeKind.STOPPED_ASKING,
        NoticeKind.MINE,
        NoticeKind.HOME,
        NoticeKind.EXPORT,
        NoticeKind.EXPORT_FILE,
    }
)


_WITH_TRACES = frozenset(
    {NoticeKind.ASK_ME, NoticeKind.EXPORT, NoticeKind.EXPORT_FILE, NoticeKind.MINE, NoticeKind.HOME}
)
"""Where one reads what being asked and helping left, of oneself."""

_JOINS_TWO = frozenset({NoticeKind.ASK, NoticeKind.MESSAGE, NoticeKind.NAME_TOLD, NoticeKind.THANKS_RECEIVED})
"""What still_true.py looks at once more before it brings two people together."""

_BLOCKS = frozenset({NoticeKind.BLOCKED, NoticeKind.BLOCKS})

SILENT = _BLOCKS | {NoticeKind.REPORT_SENT, NoticeKind.REPORT_ADDED}
"""Answers to what is written into no audit: who keeps away from whom, or turns to the moderators, is nobody
else's to read.
"""


def tongue_for(reader: Member | None, community: Community) -> Tongue:
    """The reader's language and zone; the community's own for what everybody reads."""
    if reader is None:
        return Tongue(community.locale, community.zone)
    return Tongue(reader.locale or community.locale, reader.zone or community.zone)


async def load_scene(
    work: Work,
    notice: Notice,
    community: Community,
    space: Space,
    *,
    reader: Member | None,
    now: datetime,
    fresh: Sequence[Change] = (),
) -> Scene:
    """`fresh` is what this transaction has just changed, so that it is not read again. Raises Unknown if the
    subject is gone.
    """
    need: Need | None = None
    offer: Offer | None = None
    note: GratitudeNote | None = None
    deed: Deed | None = None
    message: Message | None = None
    unsent: Unsent | None = None
    match notice.about:
        case NeedId() as about:
            need = fresh_need(about, fresh) or await work.needs.get(about)
            offer = await reason_to_ask(need, notice, work)
            message = await said_with_it(need, notice, work)
        case OfferId() as about:
            offer = fresh_offer(about, fresh) or await work.offers.get(about)
        case NoteId() as about:
            note = fresh_note(about, fresh) or await work.notes.get(about)
        case DeedId() as about:
            deed = fresh_deed(about, fresh) or await work.deeds.get(about)
            need, offer = await _post_of(deed, work)
        case MessageId() as about:
            message = fresh_message(about, fresh) or await work.messages.get(about)
            need = await work.needs.get(message.need)
        case UnsentId() as about:
            unsent = fresh_unsent(about, fresh) or await work.unsent.get(about)
        case MemberId() | SpaceId() | CodeId() | ReportId():
            pass
        case None:
            need = await work.needs.with_handshake(notice.handshake) if notice.handshake else None
        case _:
            assert_never(notice.about)
    community, space, reader = as_changed(community, space, reader, fresh)
    capacity = await _capacity(work, notice, reader, fresh)
    scene = Scene(
        notice=notice,
        community=community,
        space=space,
        now=now,
        reader=reader,
        need=need,
        offer=offer,
        note=note,
        deed=deed,
        capacity=capacity,
        traces=await work.traces.of(reader) if reader and notice.kind in _WITH_TRACES else None,
        message=message,
        report=await _report(work, notice, fresh),
        apart=await _apart(work, notice, reader),
        unsent=unsent,
    )
    scene = await with_thanks(await _with_lists(scene, work), work, fresh)
    scene = await with_places(scene, work, fresh)
    return await _with_people(scene, work)


async def _with_lists(scene: Scene, work: Work) -> Scene:
    """What a few kinds of notice need besides their subject."""
    reader, need = scene.reader, scene.need
    match scene.notice.kind:
        case NoticeKind.MINE | NoticeKind.HOME if reader is not None:
            return replace(
                scene,
                own_needs=(await work.needs.of_asker(reader.id))[:MOST_OF_MINE],
                own_offers=(await work.offers.of_giver(reader.id))[:MOST_OF_MINE],
                helping=(await work.needs.of_helper(reader.id))[:MOST_OF_MINE],
            )
        case NoticeKind.TALK if reader is not None and need is not None:
            messages = await work.messages.about(need.id, MOST_MESSAGES)
            return replace(scene, talk=_read_by(reader, need, messages))
        case NoticeKind.EXPORT | NoticeKind.EXPORT_FILE if reader is not None:
            return replace(scene, held=await work.held_about(reader.id))
        case NoticeKind.NEED_PREVIEW:
            spaces = await work.communities.spaces(scene.community.id)
            boards = sum(Board.NEEDS in each.boards for each in spaces)
            return replace(scene, boards_for_needs=boards, gives_away=await given_away(scene, work))
        case NoticeKind.UNSENT:
            return replace(scene, gives_away=await given_away(scene, work))
        case NoticeKind.OFFER_PREVIEW:
            spaces = await work.communities.spaces(scene.community.id)
            boards = sum(Board.OFFERS in each.boards for each in spaces)
            return replace(scene, boards_for_offers=boards, gives_away=await given_away(scene, work))
        case NoticeKind.OFFER_FORM if scene.offer is None:
            return replace(scene, lacks=await lacks_of(scene.community, work))
        case NoticeKind.AUDIT if reader is not None:
            record = await load_record(work, scene.community, reader, scene.notice.page)
            return replace(scene, record=record)
        case NoticeKind.QUEUE:
            return replace(scene, posts=await _in_queue(work, scene.community))
        case NoticeKind.HELP:
            moderators = await work.members.moderators(scene.community.id)
            return replace(scene, moderators=[member.id for member in moderators])
        case NoticeKind.REPORT_FORM | NoticeKind.REPORT_SENT | NoticeKind.REPORTS if reader is not None:
            return await with_reports(scene, reader, work)
        case _:
            return scene


def _named_in(scene: Scene) -> set[MemberId]:
    """Whom this view may name: nobody else is even read."""
    reader = scene.reader.id if scene.reader is not None else None
    named: set[MemberId] = {*scene.moderators, *named_for_code(scene)}
    if scene.need is not None:
        if scene.need.names_asker_to(reader):
            named.add(scene.need.asker)
        if scene.notice.handshake is not None:
            named.add(scene.the_handshake().helper)
        if scene.notice.kind is NoticeKind.TALK and scene.need.asker == reader:
            heard = (each for each in scene.need.handshakes if each.state in INVOLVED and not each.unheard)
            named |= {each.helper for each in heard}
            named |= {scene.need.handshake(each.handshake).helper for each in scene.talk}
    named |= named_in_reports(scene)
    if scene.offer is not None and scene.notice.about == scene.offer.id:
        named.add(scene.offer.giver)
    named |= named_in_thanks(scene, reader)
    named |= {owner_of(post) for post in scene.posts if _names_owner_to(reader, post)}
    if scene.deed is not None and scene.notice.kind is not NoticeKind.DEED_TOLD:
        named |= {each for each in (scene.deed.about, scene.deed.other) if isinstance(each, MemberId)}
    if scene.record is not None:
        named |= named_in(scene.record, reader)
    if scene.notice.kind in _BLOCKS:
        named |= {each.other for each in scene.own_blocks if each.veiled_by is None}
        named |= {scene.notice.about} if isinstance(scene.notice.about, MemberId) else set()
    named |= _named_in_held(scene.held, reader)
    for need in scene.own_needs:
        named |= {each.helper for each in need.chosen}
    named |= {need.asker for need in scene.helping if need.names_asker_to(reader)}
    return named


def _named_in_held(held: Held | None, reader: MemberId | None) -> set[MemberId]:
    """Whom they know already: of what they agreed on, and of thanks."""
    if held is None:
        return set()
    named = {each.helper for need in held.needs for each in need.agreed}
    named |= {need.asker for need in held.helping if need.names_asker_to(reader)}
    return named | named_in_notes(held.notes, reader)


async def _with_people(scene: Scene, work: Work) -> Scene:
    wanted = sorted(_named_in(scene))
    if not wanted:
        return scene
    known = {scene.reader.id: scene.reader} if scene.reader is not None else {}
    unread = [each for each in wanted if each not in known]
    members = {**known, **(await work.members.many(unread) if unread else {})}
    accounts = await work.members.accounts(scene.space.id, wanted)
    people = {each: mention(members[each], accounts.get(each)) for each in wanted if each in members}
    return replace(scene, people=MappingProxyType(people))


async def _capacity(
    work: Work, notice: Notice, reader: Member | None, fresh: Sequence[Change]
) -> Capacity | None:
    """What the reader said about being asked, where this shows it or depends on it."""
    if reader is None or notice.kind not in _WITH_CAPACITY:
        return None
    just_said = (each for each in fresh if isinstance(each, Capacity) and each.member == reader.id)
    return next(just_said, None) or await work.capacities.of(reader)


async def _report(work: Work, notice: Notice, fresh: Sequence[Change]) -> Report | None:
    if not isinstance(notice.about, ReportId):
        return None
    just_kept = (each for each in fresh if isinstance(each, Report) and each.id == notice.about)
    return next(just_kept, None) or await work.reports.get(notice.about)


async def _apart(work: Work, notice: Notice, reader: Member | None) -> Sequence[Apart]:
    needed = notice.kind in _JOINS_TWO | _BLOCKS | {NoticeKind.MINE, NoticeKind.HOME}
    return await work.apart.of(reader.id) if needed and reader is not None else ()


async def _in_queue(work: Work, community: Community) -> Sequence[Need | Offer]:
    """What waits, then what is held, hidden or resting, each oldest first; then what everybody sees, newest
    first.
    """
    needs = await work.needs.out(community.id, MOST_IN_QUEUE)
    offers = await work.offers.out(community.id, MOST_IN_QUEUE)
    posts: list[Need | Offer] = sorted((*needs, *offers), key=lambda each: each.written_at)
    order = (Sight.WAITING, Sight.HELD, Sight.HIDDEN, Sight.RESTING)
    tended = [each for sight in order for each in posts if each.sight is sight and not _rests_privately(each)]
    shown = (each for each in reversed(posts) if each.sight is Sight.SHOWN and not _private(each))
    return (*tended, *shown)


def _rests_privately(post: Need | Offer) -> bool:
    return post.sight is Sight.RESTING and _private(post)


def _private(post: Need | Offer) -> bool:
    """Posted nowhere: moderators see it no more than others do."""
    return isinstance(post, Need) and post.audience is Audience.PRIVATE


async def _post_of(deed: Deed, work: Work) -> tuple[Need | None, Offer | None]:
    match deed.about:
        case NeedId() as about:
            return await work.needs.get(about), None
        case OfferId() as about:
            return None, await work.offers.get(about)
        case _:
            return None, None


def veils(scene: Scene, member: Member) -> bool:
    """Whether what this member has just done must not be written down as theirs: it is about a need of theirs
    that does not name them, or may yet be posted without a name.
    """
    if scene.note is not None and scene.note.veiled_by is not None:
        return scene.note.hidden == member.id
    if scene.need is None or scene.need.asker != member.id:
        return False
    return scene.need.state is NeedState.DRAFT or not scene.need.names_asker_to(None)


def _names_owner_to(reader: MemberId | None, post: Need | Offer) -> bool:
    return isinstance(post, Offer) or post.names_asker_to(reader)


def _read_by(reader: Member, need: Need, messages: Sequence[Message]) -> Sequence[Message]:
    """All of them for the asker; for a helper only what the two of them wrote."""
    if reader.id == need.asker:
        return [each for each in messages if not each.unheard]
    own = need.with_helper(reader.id)
    return [each for each in messages if own is not None and each.handshake == own.id]
