"""What a decision sets in motion is queued, for the right places, in the transaction of the decision."""

from dataclasses import replace

import pytest

from bot.application.ports import Channel, Private
from bot.domain.community import Board, Platform
from bot.domain.effects import Announce, Converge
from bot.domain.ids import MemberId
from bot.domain.notice import Notice, NoticeKind
from tests.storage.village import (
    AMINA,
    BO,
    CHEN,
    MINUTE,
    NOW,
    ROOM,
    VILLAGE,
    Village,
    a_need,
    an_offer,
    ask,
    card,
)


async def test_a_private_message_goes_to_the_members_home(village: Village):
    need = a_need()
    await village.set_in_motion(ask(need, BO))
    claim = await village.claim_one()
    assert claim.space == ROOM
    assert claim.reader == BO.id
    assert claim.address == Private("bo")
    assert claim.notice == Notice(NoticeKind.ASK, need.id)
    assert claim.where is None
    assert claim.tries == 0


async def test_a_card_goes_to_every_space_that_has_the_board(village: Village):
    slack = await village.also_on_slack({Board.NEEDS: "C-needs"})
    await village.set_in_motion(card(a_need()), card(an_offer()))
    claims = await village.claim()
    assert [(claim.space.id, claim.address) for claim in claims] == [
        (ROOM.id, Channel("needs")),
        (slack.id, Channel("C-needs")),
        (ROOM.id, Channel("offers")),
    ]
    assert {claim.reader for claim in claims} == {None}


async def test_what_nobody_can_be_told_is_not_queued(village: Village):
    await village.also_on_slack({})
    gone = replace(BO, id=MemberId("gone"))
    await village.set_in_motion(ask(a_need(), gone), Announce(Notice(NoticeKind.HELP), Board.NEEDS))
    assert village.states() == ["queued"]


async def test_nothing_is_queued_by_a_decision_that_is_not_kept(village: Village):
    async def decide_and_fail() -> None:
        async with village.storage.store.work() as work:
            await work.set_in_motion(VILLAGE.id, [card(a_need())], NOW)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await decide_and_fail()
    assert village.states() == []


async def test_a_change_edits_everything_that_stands_about_it_and_nothing_else(village: Village):
    need, other = a_need(), a_need()
    await village.keep(need, other)
    await village.set_in_motion(card(need), ask(need, BO), ask(other, CHEN))
    stood = {claim.effect: await village.post(claim) for claim in await village.claim()}

    await village.change(need.id, "other words", Converge(need.id))
    edits = await village.claim(NOW + MINUTE)
    assert [claim.notice.kind for claim in edits] == [NoticeKind.NEED_CARD, NoticeKind.ASK]
    assert {claim.notice.about for claim in edits} == {need.id}
    assert all(claim.where == stood[claim.effect] for claim in edits)


async def test_many_changes_are_one_edit(village: Village):
    need = a_need()
    await village.keep(need)
    await village.set_in_motion(card(need))
    await village.post(await village.claim_one())
    for words in ("one", "two", "three"):
        await village.change(need.id, words, Converge(need.id))
    edit = await village.claim_one()
    assert edit.where is not None
    await village.storage.outbox.record(edit, edit.where, 4, NOW, 0 * MINUTE)
    assert await village.claim(NOW + MINUTE) == []
    assert village.states() == ["recorded"]


async def test_what_changes_while_a_post_is_under_way_follows_as_an_edit(village: Village):
    need = a_need()
    await village.keep(need)
    await village.set_in_motion(card(need))
    claim = await village.claim_one()
    assert await village.storage.outbox.about_to_send(claim, NOW)
    await village.change(need.id, "other words", Converge(need.id))
    assert village.states() == ["sent"]

    where = await village.hand_over(claim, version=1)
    assert village.states() == ["queued"]
    edit = await village.claim_one()
    assert edit.effect == claim.effect
    assert edit.where == where


async def test_what_changes_while_an_edit_is_under_way_is_edited_again(village: Village):
    need = a_need()
    await village.keep(need)
    await village.set_in_motion(card(need))
    await village.post(await village.claim_one())
    await village.change(need.id, "second words", Converge(need.id))
    edit = await village.claim_one()
    await village.change(need.id, "third words", Converge(need.id))
    assert village.states() == ["claimed"]
    assert edit.where is not None
    await village.storage.outbox.record(edit, edit.where, 2, NOW, 0 * MINUTE)
    assert village.states() == ["queued"]


async def test_what_was_never_said_is_not_edited(village: Village):
    need = a_need()
    await village.keep(need)
    await village.set_in_motion(ask(need, AMINA), ask(need, BO), ask(need, CHEN))
    to_drop, to_park, _ = await village.claim()
    await village.storage.outbox.drop(to_drop, NOW)
    await village.storage.outbox.park(to_park, NOW, "unreachable")
    await village.change(need.id, "other words", Converge(need.id))
    assert village.states() == ["dropped", "parked", "claimed"]


async def test_a_card_that_was_dropped_may_be_true_again(village: Village):
    need = a_need()
    await village.keep(need)
    await village.set_in_motion(card(need))
    await village.storage.outbox.drop(await village.claim_one(), NOW)
    await village.change(need.id, "other words", Converge(need.id))
    assert village.states() == ["queued"]


async def test_what_is_for_one_reader_is_edited_for_nobody_else(village: Village):
    need = a_need()
    await village.keep(need)
    await village.set_in_motion(card(need), ask(need, BO), ask(need, CHEN))
    for claim in await village.claim():
        await village.post(claim)
    await village.change(need.id, "other words", Converge(need.id, BO.id))
    assert village.states() == ["recorded", "queued", "recorded"]


async def test_an_edit_that_failed_for_good_is_tried_again_at_the_next_change(village: Village):
    need = a_need()
    await village.keep(need)
    await village.set_in_motion(card(need))
    await village.post(await village.claim_one())
    await village.change(need.id, "second words", Converge(need.id))
    await village.storage.outbox.park(await village.claim_one(), NOW, "unreachable")
    assert await village.claim(NOW + MINUTE) == []
    await village.change(need.id, "third words", Converge(need.id))
    assert (await village.claim_one()).where is not None


async def test_thanks_never_change(village: Village):
    offer = an_offer()
    await village.keep(offer)
    await village.set_in_motion(card(offer), Announce(Notice(NoticeKind.HELP), AMINA.id))
    for claim in await village.claim():
        await village.post(claim, version=1 if claim.notice.about else 0)
    assert village.states() == ["recorded", "recorded"]


async def test_the_postings_of_a_place_are_its_last_ones_in_the_order_sent(village: Village):
    needs = [a_need(f"need {number}") for number in range(4)]
    await village.keep(*needs)
    await village.set_in_motion(*(card(need) for need in needs), ask(needs[0], BO), ask(needs[1], CHEN))
    for minute in range(4):
        for claim in await village.claim(NOW + minute * MINUTE):
            await village.post(claim, now=NOW + minute * MINUTE)
    async with village.storage.store.look() as look:
        last_three = await look.postings(ROOM.id, "needs", 3)
        of_bo = await look.postings(ROOM.id, "bo", 10)
        nowhere = await look.postings(ROOM.id, "elsewhere", 10)
    assert [each.notice.about for each in last_three] == [need.id for need in needs[1:]]
    assert [each.posted_at for each in last_three] == [NOW + minute * MINUTE for minute in (1, 2, 3)]
    assert [(each.notice, each.reader, each.space) for each in of_bo] == [
        (Notice(NoticeKind.ASK, needs[0].id), BO.id, ROOM.id)
    ]
    assert nowhere == []


async def test_a_message_queued_for_a_platform_that_is_not_connected_waits(village: Village):
    await village.also_on_slack({Board.NEEDS: "C-needs"})
    await village.set_in_motion(card(a_need()))
    only_room = await village.claim(platforms=(Platform.LOCAL,))
    assert [claim.space.platform for claim in only_room] == [Platform.LOCAL]
    later = await village.claim(NOW + MINUTE, platforms=(Platform.SLACK,))
    assert [claim.space.platform for claim in later] == [Platform.SLACK]
    assert await village.claim(NOW + MINUTE, platforms=()) == []
