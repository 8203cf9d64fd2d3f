"""Who is it, and where are they: from a platform's account to a member of a community."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.application.again import again_after_conflicts
from bot.application.call import without_controls
from bot.application.interaction import Actor, Interaction, Origin
from bot.application.ports import Chance, Store, Work
from bot.domain.community import Community, Identity, Member, Space
from bot.domain.errors import Refusal
from bot.domain.ids import CommunityId, MemberId, SpaceId


@dataclass(frozen=True, slots=True)
class Presence:
    """A member, in a space, in its community."""

    community: Community
    space: Space
    member: Member


async def arrive(interaction: Interaction, store: Store, chance: Chance, default_zone: ZoneInfo) -> Presence:
    """Somebody who is known costs one look; somebody or something new is written down first.

    A workspace or server that is seen for the first time becomes a community of its own, in `default_zone`
    until its moderators choose another. Raises Refusal("say_it_in_a_server") for a direct message of somebody
    never seen before, and Refusal("busy").
    """
    async with store.look() as look:
        known = await find(interaction.origin, interaction.actor.account, look)
    if known is not None and _as_told(known.member, interaction.actor, known.space.id) == known.member:
        return known

    async def enter() -> Presence:
        async with store.work(known.community.id if known is not None else None) as work:
            return await _enter(interaction, work, chance, default_zone)

    # Two that arrive at once may both be the first.
    return await again_after_conflicts(enter)


async def find(origin: Origin, account: str, work: Work) -> Presence | None:
    """Who that is, if they are known. Writes nothing."""
    if origin.account is None:
        member = await work.members.anywhere(origin.platform, account)
        if member is None:
            return None
        space = await work.communities.space(member.home)
    else:
        found = await work.communities.space_of(origin.platform, origin.account)
        if found is None:
            return None
        space = found
        member = await work.members.by_account(space.id, account)
        if member is None:
            return None
    return Presence(await work.communities.get(space.community), space, member)


async def _enter(interaction: Interaction, work: Work, chance: Chance, default_zone: ZoneInfo) -> Presence:
    origin, actor = interaction.origin, interaction.actor
    known = await find(origin, actor.account, work)
    if known is not None:
        member = _as_told(known.member, actor, known.space.id)
        if member != known.member:
            await work.members.save(member)
        return replace(known, member=member)
    if origin.account is None:
        raise Refusal("say_it_in_a_server")
    space = await work.communities.space_of(origin.platform, origin.account)
    if space is None:
        community = _new_community(origin, origin.account, actor, chance, default_zone)
        space = Space(SpaceId(chance.token()), community.id, origin.platform, origin.account)
        await work.communities.add(community, space)
    stranger = Member(
        id=MemberId(chance.token()),
        community=space.community,
        name=actor.account,
        home=space.id,
    )
    member = _as_told(stranger, actor, space.id)
    await work.members.add(member, Identity(member.id, space.id, actor.account))
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
