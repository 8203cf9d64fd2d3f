"""Members and communities become one, and part again: every row that points at them is thought of."""

from dataclasses import replace

import pytest

from bot.application.ports import Conflict
from bot.domain.community import Board, Identity, Member
from bot.domain.ids import CommunityId, HandshakeId, MemberId
from bot.domain.linking import Linked
from bot.domain.need import NeedState
from storage.linking import BY_HAND
from storage.references import is_key, owner_of, pointing_at
from tests.storage.village import BO, CHEN, NOW, VILLAGE, Village, a_need, an_offer, ask

BO_ON_SLACK = Member(MemberId("m-bo-on-slack"), VILLAGE.id, "Bo", BO.home)


def test_rows_that_are_known_by_a_member_are_thought_of():
    """Whoever adds such a table has to say what becomes of its rows when two members become one."""
    assert {column.table.name for column in pointing_at("member") if is_key(column)} <= BY_HAND


def test_rows_of_a_community_have_an_owner_or_belong_to_a_place():
    """Whoever adds a table has to see whose rows leave with a space: its first member's, or by hand. Reports
    stay where they were made.
    """
    ownerless = {
        column.table.name
        for column in pointing_at("community")
        if owner_of(column.table) is None and not is_key(column)
    }
    assert ownerless == {"space", "member", "occurrence", "report"} - ({"member"} - ownerless)


async def linked(village: Village) -> None:
    async with village.storage.store.work() as work:
        await work.keep([Linked(BO, BO_ON_SLACK.id)])


async def settled(village: Village) -> None:
    """Bo has a second account, in another space."""
    slack = await village.also_on_slack({Board.NEEDS: "C1"})
    bo = replace(BO_ON_SLACK, home=slack.id)
    async with village.storage.store.work() as work:
        await work.members.add(bo, Identity(bo.id, slack.id, "U7"))


async def test_nothing_points_at_who_is_no_more(village: Village):
    await settled(village)
    need = a_need(asker=BO_ON_SLACK).volunteer(HandshakeId("h"), CHEN.id, NOW)
    helped = a_need().volunteer(HandshakeId("g"), BO_ON_SLACK.id, NOW)
    await village.keep(need, helped, an_offer(giver=BO_ON_SLACK))
    await village.set_in_motion(ask(need, BO_ON_SLACK))
    await linked(village)
    for column in pointing_at("member"):
        rows = village.rows(
            f"SELECT 1 FROM {column.table.name} WHERE {column.name} = ?",  # noqa: S608 - the names are ours
            BO_ON_SLACK.id.value,
        )
        assert rows == [], f"{column.table.name}.{column.name}"
    assert (await village.need(need.id)).asker == BO.id
    assert (await village.need(helped.id)).handshakes[0].helper == BO.id


async def test_an_older_copy_of_a_post_is_not_written_back(village: Village):
    await settled(village)
    need = a_need(asker=BO_ON_SLACK, state=NeedState.OPEN)
    await village.keep(need)
    copy = await village.need(need.id)
    await linked(village)
    with pytest.raises(Conflict):
        await village.keep(copy)


async def test_a_message_that_was_claimed_just_before_is_not_lost(village: Village):
    """Delivery finds nobody of that id any more, and drops what is no longer true: this one still is."""
    await settled(village)
    need = a_need()
    await village.keep(need)
    await village.set_in_motion(ask(need, BO_ON_SLACK))
    claim = await village.claim_one()
    await linked(village)
    await village.storage.outbox.drop(claim, NOW)
    again = await village.claim_one()
    assert (again.effect, again.reader) == (claim.effect, BO.id)
    await village.storage.outbox.drop(again, NOW)
    assert village.states() == ["dropped"]


async def test_a_community_that_is_no_more_is_a_conflict(village: Village):
    with pytest.raises(Conflict):
        async with village.storage.store.work(CommunityId("gone")):
            pass
