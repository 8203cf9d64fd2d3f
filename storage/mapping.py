"""Rows from domain objects and back; sealing and opening what is personal on the way."""

import json
from collections.abc import Sequence
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain import capacity, policies, understanding
from bot.domain.capacity import Capacity
from bot.domain.community import Board, Community, Identity, Member, Space
from bot.domain.gratitude import GratitudeNote
from bot.domain.handshake import Handshake
from bot.domain.ids import (
    CommunityId,
    HandshakeId,
    MemberId,
    NeedId,
    NoteId,
    OfferId,
    SpaceId,
)
from bot.domain.need import Need
from bot.domain.offer import Offer
from bot.domain.understanding import Understanding
from storage.encryption import Vault
from storage.tables import (
    BoardRow,
    CapacityRow,
    CommunityRow,
    HandshakeRow,
    IdentityRow,
    MemberRow,
    NeedRow,
    NoteRow,
    OfferRow,
    SpaceRow,
)

ACCOUNT = "account"
"""What accounts are indexed as (Vault.blind_index)."""

# -- communities and people --------------------------------------------------------------------------


def community_row(community: Community) -> CommunityRow:
    """Without its counter of changes, which only storage moves."""
    return CommunityRow(
        id=community.id.value,
        name=community.name,
        zone=community.zone.key,
        locale=community.locale,
        tryout=community.tryout,
        policies=json.dumps(policies.to_plain(community.policies), separators=(",", ":")),
    )


def to_community(row: CommunityRow) -> Community:
    """The community as the core knows it."""
    return Community(
        CommunityId(row.id),
        row.name,
        ZoneInfo(row.zone),
        row.locale,
        row.tryout,
        policies.from_plain(json.loads(row.policies)),
    )


def space_row(space: Space) -> SpaceRow:
    """Its boards are rows of their own: `board_rows`."""
    return SpaceRow(
        id=space.id.value,
        community=space.community.value,
        platform=space.platform,
        account=space.account,
        name=space.name,
    )


def board_rows(space: Space) -> list[BoardRow]:
    """One row for each purpose that has a channel."""
    return [
        BoardRow(space=space.id.value, board=board, channel=channel)
        for board, channel in space.boards.items()
    ]


def to_space(row: SpaceRow, boards: Sequence[BoardRow]) -> Space:
    """`boards` are those of this space, in any order."""
    return Space(
        SpaceId(row.id),
        CommunityId(row.community),
        row.platform,
        row.account,
        MappingProxyType({Board(each.board): each.channel for each in boards}),
        row.name,
    )


def member_row(member: Member, vault: Vault) -> MemberRow:
    """With name and zone sealed."""
    return MemberRow(
        id=member.id.value,
        community=member.community.value,
        name=vault.seal(member.name, table="member", column="name", row=member.id.value),
        home=member.home.value,
        moderator=member.moderator,
        locale=member.locale,
        zone=None,
        clocks=vault.seal(member.zone.key, table="member", column="clocks", row=member.id.value)
        if member.zone
        else None,
        suspended_until=member.suspended_until,
        zone_said=member.zone_said,
    )


def to_member(row: MemberRow, vault: Vault) -> Member:
    """With name and zone opened."""
    return Member(
        MemberId(row.id),
        CommunityId(row.community),
        name_of(row.id, row.name, vault),
        SpaceId(row.home),
        row.moderator,
        row.locale,
        _zone_of(row, vault),
        row.suspended_until,
        row.zone_said,
    )


def name_of(member: str, sealed: bytes, vault: Vault) -> str:
    """The name of that member, from what stands in their row."""
    return vault.open(sealed, table="member", column="name", row=member)


def _zone_of(row: MemberRow, vault: Vault) -> ZoneInfo | None:
    if row.clocks:
        return ZoneInfo(vault.open(row.clocks, table="member", column="clocks", row=row.id))
    return ZoneInfo(row.zone) if row.zone else None


def capacity_row(said: Capacity, vault: Vault, *, version: int, changed: int) -> CapacityRow:
    """With everything that was said sealed."""
    plain = json.dumps(capacity.to_plain(said), separators=(",", ":"))
    return CapacityRow(
        member=said.member.value,
        community=said.community.value,
        said=vault.seal(plain, table="capacity", column="said", row=said.member.value),
        version=version,
        changed=changed,
    )


def to_capacity(row: CapacityRow, vault: Vault) -> Capacity:
    """With everything that was said opened."""
    plain = json.loads(vault.open(row.said, table="capacity", column="said", row=row.member))
    return capacity.from_plain(plain, MemberId(row.member), CommunityId(row.community), row.version)


def identity_row(identity: Identity, vault: Vault) -> IdentityRow:
    """With the account sealed, and indexed so that it can be found."""
    space, member = identity.space.value, identity.member.value
    return IdentityRow(
        space=space,
        member=member,
        account=sealed_account(identity.account, space, member, vault),
        account_index=vault.blind_index(ACCOUNT, identity.account),
    )


def sealed_account(account: str, space: str, member: str, vault: Vault) -> bytes:
    """The platform account, for the row of this member in this space."""
    return vault.seal(account, table="identity", column="account", row=f"{space}/{member}")


def account_of(row: IdentityRow, vault: Vault) -> str:
    """The platform account, opened."""
    return vault.open(row.account, table="identity", column="account", row=f"{row.space}/{row.member}")


# -- posts -------------------------------------------------------------------------------------------


def need_row(need: Need, vault: Vault, *, version: int, changed: int) -> NeedRow:
    """Its handshakes are rows of their own: `handshake_rows`."""
    return NeedRow(
        id=need.id.value,
        community=need.community.value,
        asker=need.asker.value,
        text=vault.seal(need.text, table="need", column="text", row=need.id.value),
        understood=seal_understanding(need.understood, vault, "need", need.id.value),
        state=need.state,
        written_at=need.written_at,
        answer_by=need.answer_by,
        put_away_at=need.put_away_at,
        sight=need.sight,
        version=version,
        changed=changed,
        audience=need.audience,
        kept_back=vault.seal(need.kept_back, table="need", column="kept_back", row=need.id.value)
        if need.kept_back
        else None,
        first_yes=need.first_yes,
    )


def to_need(row: NeedRow, handshakes: Sequence[HandshakeRow], vault: Vault) -> Need:
    """`handshakes` in the order of their positions."""
    return Need(
        id=NeedId(row.id),
        community=CommunityId(row.community),
        asker=MemberId(row.asker),
        text=vault.open(row.text, table="need", column="text", row=row.id),
        understood=_open_understanding(row.understood, vault, "need", row.id),
        state=row.state,
        written_at=row.written_at,
        answer_by=row.answer_by,
        put_away_at=row.put_away_at,
        handshakes=tuple(to_handshake(each) for each in handshakes),
        version=row.version,
        sight=row.sight,
        audience=row.audience,
        kept_back=vault.open(row.kept_back, table="need", column="kept_back", row=row.id)
        if row.kept_back
        else "",
        first_yes=row.first_yes,
    )


def handshake_rows(need: Need) -> list[HandshakeRow]:
    """The need's handshakes, with their places in it."""
    return [
        HandshakeRow(
            id=each.id.value,
            need=need.id.value,
            position=position,
            helper=each.helper.value,
            state=each.state,
            because=each.because.value if each.because else None,
            since=each.since,
            asked_at=each.asked_at,
            asked_before=each.asked_before,
            told_name=each.told_name,
            known_as=each.known_as,
            only_if=each.only_if,
        )
        for position, each in enumerate(need.handshakes)
    ]


def to_handshake(row: HandshakeRow) -> Handshake:
    """The handshake as the core knows it."""
    return Handshake(
        HandshakeId(row.id),
        MemberId(row.helper),
        row.state,
        OfferId(row.because) if row.because else None,
        row.since,
        row.asked_at,
        row.asked_before,
        row.told_name,
        row.known_as,
        row.only_if,
    )


def offer_row(offer: Offer, vault: Vault, *, version: int, changed: int) -> OfferRow:
    """With words and understanding sealed."""
    return OfferRow(
        id=offer.id.value,
        community=offer.community.value,
        giver=offer.giver.value,
        text=vault.seal(offer.text, table="offer", column="text", row=offer.id.value),
        understood=seal_understanding(offer.understood, vault, "offer", offer.id.value),
        state=offer.state,
        written_at=offer.written_at,
        put_away_at=offer.put_away_at,
        sight=offer.sight,
        version=version,
        changed=changed,
    )


def to_offer(row: OfferRow, vault: Vault) -> Offer:
    """With words and understanding opened."""
    return Offer(
        id=OfferId(row.id),
        community=CommunityId(row.community),
        giver=MemberId(row.giver),
        text=vault.open(row.text, table="offer", column="text", row=row.id),
        understood=_open_understanding(row.understood, vault, "offer", row.id),
        state=row.state,
        written_at=row.written_at,
        put_away_at=row.put_away_at,
        version=row.version,
        sight=row.sight,
    )


def note_row(note: GratitudeNote, vault: Vault) -> NoteRow:
    """With the words sealed."""
    return NoteRow(
        id=note.id.value,
        community=note.community.value,
        giver=note.giver.value,
        receiver=note.receiver.value,
        text=vault.seal(note.text, table="note", column="text", row=note.id.value),
        given_at=note.given_at,
        veiled_by=note.veiled_by.value if note.veiled_by else None,
        giver_shows=note.giver_shows,
        receiver_shows=note.receiver_shows,
        hides_receiver=note.hides_receiver,
        quiet=note.quiet,
        unheard=note.unheard,
    )


def to_note(row: NoteRow, vault: Vault) -> GratitudeNote:
    """With the words opened."""
    return GratitudeNote(
        NoteId(row.id),
        CommunityId(row.community),
        MemberId(row.giver),
        MemberId(row.receiver),
        vault.open(row.text, table="note", column="text", row=row.id),
        row.given_at,
        NeedId(row.veiled_by) if row.veiled_by else None,
        row.giver_shows,
        row.receiver_shows,
        row.hides_receiver,
        row.quiet,
        row.unheard,
    )


def seal_understanding(understood: Understanding, vault: Vault, table: str, row: str) -> bytes:
    """As it stands in the column `understood` of a post."""
    plain = json.dumps(understanding.to_plain(understood), ensure_ascii=False, separators=(",", ":"))
    return vault.seal(plain, table=table, column="understood", row=row)


def _open_understanding(sealed: bytes, vault: Vault, table: str, row: str) -> Understanding:
    return understanding.from_plain(json.loads(vault.open(sealed, table=table, column="understood", row=row)))
