"""Who is it, and where are they: from a platform's account to a member of a community."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.application.again import again_after_conflicts
from bot.application.call import without_controls
from bot.application.interaction import Actor, Interaction, Origin
from bot.application.ports import Chance, Store, Work
from bot.application.verbs import Verb
from bot.domain.community import Community, Identity, Member, Space
from bot.domain.errors import Refusal
from bot.domain.ids import CommunityId, MemberId, SpaceId
from bot.domain.keeping import next_night


@dataclass(frozen=True, slots=True)
class Presence:
    """A member, in a space, in its community."""

    community: Community
    space: Space
    member: Member
    moderates_here: bool = False
    """What was last told of the account in this space; `member` is a moderator if any of their accounts
    is one.
    """


async def arrive(
    interaction: Interaction, store: Store, chance: Chance, default_zone: ZoneInfo, now: datetime
) -> Presence:
    """Somebody who is known costs one look; somebody or something new is written down first.

    A workspace or server that is seen for the first time becomes a community of its own, in `default_zone`
    until its moderators choose another. Raises Refusal("say_it_in_a_server") for a direct message of somebody
    never seen before, and Refusal("busy").
    """

    async def enter() -> Presence:
        async with store.look() as look:
            known = await find(interaction.origin, interaction.actor.account, look)
            if known is not None and await _nothing_new(known, interaction.actor, look):
                return known
        async with store.work(known.community.id if known is not None else None) as work:
            return await _enter(interaction, work, chance, default_zone, now)

    # Two that arrive at once may both be the first, and the community may have joined another meanwhile.
    return await again_after_conflicts(enter)


async def find(origin: Origin, account: str, work: Work) -> Presence | None:
    """Who that is, if they are known. Writes nothing."""
    if origin.account is None:
        seen = await work.members.anywhere(origin.platform, account)
        if seen is None:
            return None
        member, moderates_here = seen[0], False
        space = await work.communities.space(seen[1])
    else:
        found = await work.communities.space_of(origin.platform, origin.account)
        if found is None:
            return None
        space = found
        here = await work.members.at_the_door(space.id, account)
        if here is None:
            return None
        member, moderates_here = here
    return Presence(await work.communities.get(space.community), space, member, moderates_here)


async def _nothing_new(known: Presence, actor: Actor, look: Work) -> bool:
    same_part = actor.moderator is None or actor.moderator == known.moderates_here
    return same_part and await _now(known, actor, look) == known.member


async def _now(known: Presence, actor: Actor, work: Work) -> Member:
    """The member with what the platform says of them in this space; a moderator in another one is one."""
    told = _as_told(known.member, actor, known.space.id)
    if known.member.moderator and not told.moderator:
        elsewhere = await work.members.moderates_elsewhere(known.member.id, known.space.id)
        return replace(told, moderator=elsewhere)
    return told


async def _enter(
    interaction: Interaction, work: Work, chance: Chance, default_zone: ZoneInfo, now: datetime
) -> Presence:
    origin, actor = interaction.origin, interaction.actor
    known = await find(origin, actor.account, work)
    if known is not None:
        if actor.moderator is not None:
            await work.members.say_moderator(known.member.id, known.space.id, moderator=actor.moderator)
        member = await _now(known, actor, work)
        if member != known.member:
            await work.members.save(member)
        return replace(known, member=member)
    if origin.account is None:
        raise Refusal("say_it_in_a_server")
    space = await work.communities.space_of(origin.platform, origin.account)
    if space is None:
        community = _new_community(origin, origin.account, actor, chance, default_zone)
        space = Space(
            SpaceId(chance.token()), community.id, origin.platform, origin.account, name=community.name
        )
        await work.communities.add(community, space)
        await work.expect((next_night(community.id, now, community.zone),))
    stranger = Member(
        id=MemberId(chance.token()),
        community=space.community,
        name=actor.account,
        home=space.id,
    )
    member = _as_told(stranger, actor, space.id)
    if interaction.verb is not Verb.FORGET_ME_NOW:  # asked for twice, it must not make them known again
        member = await work.members.add(member, Identity(member.id, space.id, actor.account))
    return Presence(await work.communities.get(space.community), space, member)


def _new_community(origin: Origin, account: str, actor: Actor, chance: Chance, zone: ZoneInfo) -> Community:
    """One of its own for each workspace or server, until somebody brings two together."""
    return Community(
        id=CommunityId(chance.token()),
        name=without_controls(origin.name or "") or account,
        zone=_zone(actor.zone) or zone,
        locale=actor.locale or "en-GB",
        tryout=False,
    )


def _as_told(member: Member, actor: Actor, space: SpaceId) -> Member:
    """The member with what the platform says of them now; what it does not say stays."""
    return replace(
        member,
        name=without_controls(actor.name or "") or member.name,
        home=space,
        moderator=member.moderator if actor.moderator is None else actor.moderator,
        locale=actor.locale or member.locale,
        zone=member.zone if member.zone_said else _zone(actor.zone) or member.zone,
    )


def _zone(name: str | None) -> ZoneInfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
