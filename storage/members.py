"""Members and the accounts by which platforms know them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, case, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.community import Identity, Member, Platform
from bot.domain.errors import Unknown
from bot.domain.ids import CommunityId, MemberId, SpaceId
from storage.encryption import Vault
from storage.mapping import ACCOUNT, account_of, identity_row, member_row, name_of, to_member
from storage.surviving import carry_over, come_back
from storage.tables import AuditRow, FormerMemberRow, IdentityRow, MemberRow, SpaceRow, values
from storage.writing import add


class SqlMembers:
    """Fulfils ports.Members."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, member: MemberId) -> Member:
        found = await self.many((member,))
        if member not in found:
            raise Unknown
        return found[member]

    async def many(self, members: Sequence[MemberId]) -> Mapping[MemberId, Member]:
        found = await self._session.exec(
            select(MemberRow).where(col(MemberRow.id).in_([each.value for each in members]))
        )
        return {MemberId(row.id): to_member(row, self._vault) for row in found}

    async def who_is(self, member: MemberId) -> MemberId:
        found = await self._session.exec(
            select(FormerMemberRow.member).where(FormerMemberRow.id == member.value)
        )
        return MemberId(found.first() or member.value)

    async def by_account(self, space: SpaceId, account: str) -> Member | None:
        found = await self._session.exec(
            select(MemberRow)
            .join(IdentityRow, col(IdentityRow.member) == MemberRow.id)
            .where(
                IdentityRow.account_index == self._vault.blind_index(ACCOUNT, account),
                IdentityRow.space == space.value,
            )
        )
        row = found.first()
        return to_member(row, self._vault) if row else None

    async def at_the_door(self, space: SpaceId, account: str) -> tuple[Member, bool] | None:
        found = await self._session.exec(
            select(MemberRow, IdentityRow.moderator)
            .join(IdentityRow, col(IdentityRow.member) == MemberRow.id)
            .where(
                IdentityRow.account_index == self._vault.blind_index(ACCOUNT, account),
                IdentityRow.space == space.value,
            )
        )
        first = found.first()
        return (to_member(first[0], self._vault), first[1]) if first else None

    async def anywhere(self, platform: Platform, account: str) -> tuple[Member, SpaceId] | None:
        # One account may be a member of several communities: the one who did something last is meant.
        last_deed = (
            select(func.coalesce(func.max(AuditRow.seq), 0))
            .where(AuditRow.actor == MemberRow.id)
            .scalar_subquery()
        )
        found = await self._session.exec(
            select(MemberRow, IdentityRow.space)
            .join(IdentityRow, col(IdentityRow.member) == MemberRow.id)
            .join(SpaceRow, col(SpaceRow.id) == IdentityRow.space)
            .where(
                IdentityRow.account_index == self._vault.blind_index(ACCOUNT, account),
                SpaceRow.platform == platform,
            )
            .order_by(last_deed.desc(), case((col(MemberRow.home) == IdentityRow.space, 0), else_=1))
            .limit(1)
        )
        first = found.first()
        return (to_member(first[0], self._vault), SpaceId(first[1])) if first else None

    async def accounts(self, space: SpaceId, members: Sequence[MemberId]) -> Mapping[MemberId, str]:
        found = await self._session.exec(
            select(IdentityRow).where(
                IdentityRow.space == space.value,
                col(IdentityRow.member).in_([each.value for each in members]),
            )
        )
        return {MemberId(row.member): account_of(row, self._vault) for row in found}

    async def add(self, member: Member, identity: Identity) -> Member:
        member = await come_back(self._session, self._vault, member, identity.account)
        await add(self._session, member_row(member, self._vault))
        account = identity_row(identity, self._vault)
        account.moderator = member.moderator
        await add(self._session, account)
        await carry_over(self._session, self._vault, member, identity.account)
        return member

    async def lives_in(self, member: MemberId, community: CommunityId) -> bool:
        found = await self._session.exec(select(MemberRow.community).where(MemberRow.id == member.value))
        return found.first() == community.value

    async def spaces_of(self, members: Sequence[MemberId]) -> Mapping[MemberId, frozenset[SpaceId]]:
        found = await self._session.exec(
            select(IdentityRow.member, IdentityRow.space).where(
                col(IdentityRow.member).in_([each.value for each in members])
            )
        )
        spaces: defaultdict[MemberId, set[SpaceId]] = defaultdict(set)
        for member, space in found:
            spaces[MemberId(member)].add(SpaceId(space))
        return {member: frozenset(each) for member, each in spaces.items()}

    async def moderates_elsewhere(self, member: MemberId, space: SpaceId) -> bool:
        found = await self._session.exec(
            select(IdentityRow.space).where(
                IdentityRow.member == member.value,
                IdentityRow.space != space.value,
                col(IdentityRow.moderator).is_(True),
            )
        )
        return found.first() is not None

    async def say_moderator(self, member: MemberId, space: SpaceId, *, moderator: bool) -> None:
        await self._session.exec(
            update(IdentityRow)
            .where(col(IdentityRow.member) == member.value, col(IdentityRow.space) == space.value)
            .values(moderator=moderator)
        )

    async def save(self, member: Member) -> None:
        written = await self._session.exec(
            update(MemberRow)
            .where(col(MemberRow.id) == member.id.value)
            .values(values(member_row(member, self._vault), "id"))
        )
        if written.rowcount == 0:
            raise Unknown

    async def of_community(self, community: CommunityId) -> Sequence[Member]:
        return await self._of(col(MemberRow.community) == community.value)

    async def names(self, community: CommunityId) -> Mapping[MemberId, str]:
        found = await self._session.exec(
            select(MemberRow.id, MemberRow.name).where(MemberRow.community == community.value)
        )
        return {MemberId(member): name_of(member, sealed, self._vault) for member, sealed in found}

    async def moderators(self, community: CommunityId) -> Sequence[Member]:
        return await self._of(col(MemberRow.community) == community.value, col(MemberRow.moderator).is_(True))

    async def _of(self, *where: ColumnElement[bool]) -> list[Member]:
        found = await self._session.exec(select(MemberRow).where(*where).order_by(col(MemberRow.id)))
        return [to_member(row, self._vault) for row in found]
