"""`/aid-admin spaces`, take it out: a space leaves, and is a community of its own again."""

from collections.abc import Sequence
from dataclasses import replace

from bot.application import access
from bot.application.call import Call, reason_of
from bot.application.link import stranger_like
from bot.application.pair_spaces import MOST_POSTS
from bot.application.part import called_off
from bot.application.ports import Work
from bot.application.post_need import looking_occurrences
from bot.domain.community import Community, Member, Space
from bot.domain.decision import Change, Decision
from bot.domain.deed import Deed, DeedKind
from bot.domain.effects import Announce, Converge, Effect
from bot.domain.errors import Stale, Unknown
from bot.domain.ids import CommunityId, DeedId, MemberId, SpaceId
from bot.domain.linking import SplitOff
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence
from bot.domain.taking_out import TakenOut


async def take_out_space(call: Call, work: Work) -> Decision:
    """Asks why; then the members whose home it is go with it, and what they wrote. What any of them had
    agreed on with somebody who stays ends kindly.
    """
    access.require_moderator(call.member)
    space = await work.communities.space(SpaceId(call.interaction.token))
    if space.community != call.community.id:
        raise Unknown
    if len(await work.communities.spaces(call.community.id)) < 2:
        raise Stale("already_moved_on")
    if "reason" not in call.interaction.values:
        return Decision(Notice(NoticeKind.TAKE_OUT_FORM, space.id))
    reason = reason_of(call.interaction)
    community = replace(
        call.community, id=CommunityId(call.chance.token()), name=space.name or space.account, tryout=False
    )
    splits, moved = await _who_goes(space, call, work)
    freed = await _ended_kindly(moved, community, call, work)
    taken_out = Notice(NoticeKind.TAKEN_OUT, space.id)
    moderators = await work.members.moderators(call.community.id)
    return Decision(
        taken_out,
        changes=(
            _deed(call.community.id, reason, call),
            *freed.changes,
            *splits,
            TakenOut(space.id, moved, call.community.id, community),
            _deed(community.id, reason, call),
        ),
        effects=(
            *freed.effects,
            *await _all_cards(call.community.id, work),
            *(Announce(taken_out, each.id) for each in moderators if each.id != call.member.id),
        ),
        occurrences=freed.occurrences,
    )


async def _who_goes(space: Space, call: Call, work: Work) -> tuple[Sequence[SplitOff], frozenset[MemberId]]:
    """Everybody whose home it is. Of somebody with accounts on both sides, those on the other side are split
    off.
    """
    members = {each.id: each for each in await work.members.of_community(call.community.id)}
    spaces = await work.members.spaces_of(list(members))
    splits: list[SplitOff] = []
    moved = {each.id for each in members.values() if each.home == space.id}
    for member in members.values():
        known = spaces.get(member.id, frozenset())
        if member.id in moved and known - {space.id}:
            splits.append(_split(member, known - {space.id}, call))
        elif member.id not in moved and space.id in known:
            splits.append(_split(member, frozenset({space.id}), call))
            moved.add(splits[-1].to.id)
    return splits, frozenset(moved)


def _split(member: Member, spaces: frozenset[SpaceId], call: Call) -> SplitOff:
    return SplitOff(member.id, spaces, stranger_like(member, min(spaces), call))


async def _ended_kindly(moved: frozenset[MemberId], community: Community, call: Call, work: Work) -> Decision:
    """Nothing is agreed across the two any more; who had, hears it without a word about why."""
    changes: list[Change] = []
    effects: list[Effect] = []
    occurrences: list[Occurrence] = []
    for before in await work.needs.out(call.community.id, MOST_POSTS):
        freed: Need = before
        for each in before.handshakes:
            if each.alive and (before.asker in moved) != (each.helper in moved):
                freed = freed.call_off(each.id, call.now)
                effects += called_off(before, each.id, before.asker, each.helper)
        if freed != before:
            changes.append(freed)
            goes = before.asker in moved
            occurrences += [
                replace(each, community=community.id) if goes else each
                for each in looking_occurrences(freed, call)
            ]
    return Decision(changes=tuple(changes), effects=tuple(effects), occurrences=tuple(occurrences))


async def _all_cards(community: CommunityId, work: Work) -> Sequence[Effect]:
    """A card that stands where its community no longer meets is to say so."""
    needs = await work.needs.out(community, MOST_POSTS)
    offers = await work.offers.out(community, MOST_POSTS)
    return [Converge(each.id) for each in (*needs, *offers)]


def _deed(community: CommunityId, reason: str, call: Call) -> Deed:
    return Deed(
        DeedId(call.chance.token()), community, call.member.id, DeedKind.SPACE_TAKEN_OUT, reason, call.now
    )
