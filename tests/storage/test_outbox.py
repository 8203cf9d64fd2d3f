"""One message an address at a time, in order, at its pace; and what becomes of those that fail."""

from datetime import timedelta

import pytest

from bot.domain.community import Board
from bot.domain.effects import Announce, Converge
from bot.domain.notice import Notice, NoticeKind
from tests.storage.village import (
    BO,
    CHEN,
    LEASE,
    MINUTE,
    NOW,
    SECOND,
    Village,
    a_need,
    an_offer,
    ask,
    card,
)

LONG = timedelta(days=1)
NEVER = timedelta(0)


async def test_an_address_gets_one_at_a_time_in_the_order_decided(village: Village):
    needs = [a_need(f"need {number}") for number in range(3)]
    await village.keep(*needs)
    await village.set_in_motion(*(card(need) for need in needs))
    said = []
    for _ in needs:
        claim = await village.claim_one()
        assert await village.claim() == []
        assert await village.storage.outbox.about_to_send(claim, NOW)
        assert await village.claim() == []
        await village.hand_over(claim)
        said.append(claim.notice.about)
    assert said == [need.id for need in needs]


async def test_one_address_that_waits_holds_up_no_other(village: Village):
    need = a_need()
    await village.set_in_motion(card(need), card(need), ask(need, BO), ask(need, BO), ask(need, CHEN))
    first = await village.claim()
    assert [claim.reader for claim in first] == [None, BO.id, CHEN.id]
    await village.hand_over(first[1])
    assert [claim.reader for claim in await village.claim()] == [BO.id]


async def test_as_many_as_wanted_oldest_first(village: Village):
    need = a_need()
    await village.set_in_motion(ask(need, CHEN), card(need), ask(need, BO))
    assert [claim.reader for claim in await village.claim(limit=2)] == [CHEN.id, None]
    assert [claim.reader for claim in await village.claim(limit=2)] == [BO.id]


async def test_two_processes_never_claim_the_same(village: Village):
    await village.set_in_motion(ask(a_need(), BO))
    async with village.after_a_crash() as other:
        assert len(await village.claim()) + len(await other.claim()) == 1


async def test_an_address_rests_for_its_pace(village: Village):
    need = a_need()
    await village.keep(need)
    await village.set_in_motion(card(need), card(need), ask(need, BO))
    card_claim, _ = await village.claim()
    assert await village.storage.outbox.about_to_send(card_claim, NOW)
    await village.hand_over(card_claim, pace=SECOND)
    outbox = village.storage.outbox
    assert await village.claim(NOW + SECOND / 2) == []
    assert await outbox.next_moment(NOW) == NOW + SECOND
    assert await outbox.next_moment(NOW + SECOND) is None
    assert (await village.claim_one(NOW + SECOND)).address == card_claim.address


async def test_what_was_put_back_waits_and_everything_else_to_that_address_too(village: Village):
    need = a_need()
    await village.set_in_motion(ask(need, BO), ask(need, BO), card(need))
    to_bo, _ = await village.claim()
    await village.storage.outbox.put_back(to_bo, NOW + MINUTE, "throttled")
    assert await village.claim(NOW + MINUTE - SECOND) == []
    assert await village.storage.outbox.next_moment(NOW) == NOW + MINUTE
    again = await village.claim_one(NOW + MINUTE)
    assert (again.effect, again.tries) == (to_bo.effect, 1)


async def test_nothing_waits_for_a_moment_when_nothing_is_queued(village: Village):
    assert await village.storage.outbox.next_moment(NOW) is None
    await village.set_in_motion(ask(a_need(), BO))
    assert await village.storage.outbox.next_moment(NOW) is None  # it may go now


async def test_a_reader_without_an_account_there_is_parked_and_the_others_go(village: Village):
    need = a_need()
    await village.set_in_motion(ask(need, BO), ask(need, CHEN))
    village.write("DELETE FROM identity WHERE member = ?", BO.id.value)
    assert [claim.reader for claim in await village.claim()] == [CHEN.id]
    assert village.states() == ["parked", "claimed"]
    assert village.rows("SELECT why FROM effect WHERE state = 'parked'") == [("no_account",)]


async def test_what_is_no_longer_true_is_dropped_and_never_said(village: Village):
    await village.set_in_motion(ask(a_need(), BO))
    await village.storage.outbox.drop(await village.claim_one(), NOW)
    assert village.states() == ["dropped"]
    assert await village.claim(NOW + LONG) == []


async def test_what_cannot_be_done_is_parked_with_its_reason(village: Village):
    await village.set_in_motion(ask(a_need(), BO))
    claim = await village.claim_one()
    assert await village.storage.outbox.about_to_send(claim, NOW)
    await village.storage.outbox.park(claim, NOW, "rejected")
    assert village.rows("SELECT state, why FROM effect") == [("parked", "rejected")]
    assert await village.claim(NOW + LONG) == []


async def test_whoever_lost_a_claim_moves_nothing_any_more(village: Village):
    outbox = village.storage.outbox
    await village.set_in_motion(ask(a_need(), BO))
    lost = await village.claim_one()
    await outbox.recover(NOW + LEASE, {})
    held = await village.claim_one(NOW + LEASE)
    assert held.effect == lost.effect

    assert not await outbox.about_to_send(lost, NOW + LEASE)
    await outbox.drop(lost, NOW + LEASE)
    await outbox.park(lost, NOW + LEASE, "rejected")
    await outbox.put_back(lost, NOW + LONG, "throttled")
    await outbox.no_answer(lost, NOW + LEASE, NOW + LONG, LONG)
    assert village.states() == ["claimed"]
    assert await outbox.about_to_send(held, NOW + LEASE)


async def test_an_answer_that_comes_after_the_claim_was_lost_still_counts(village: Village):
    outbox = village.storage.outbox
    offer = an_offer()
    await village.keep(offer)
    await village.set_in_motion(card(offer))
    slow = await village.claim_one()
    assert await outbox.about_to_send(slow, NOW)
    await outbox.recover(NOW + LEASE, {slow.space.platform: LONG})
    again = await village.claim_one(NOW + LEASE)

    where = await village.hand_over(slow, now=NOW + LEASE)
    assert village.states() == ["recorded"]
    assert not await outbox.about_to_send(again, NOW + LEASE)

    async with village.storage.store.work() as work:
        await work.set_in_motion(offer.community, [Converge(offer.id)], NOW)
    assert (await village.claim_one(NOW + MINUTE)).where == where


async def test_an_answer_that_comes_after_it_was_parked_still_counts(village: Village):
    await village.set_in_motion(card(a_need()))
    slow = await village.claim_one()
    assert await village.storage.outbox.about_to_send(slow, NOW)
    await village.storage.outbox.recover(NOW + LEASE, {slow.space.platform: NEVER})
    assert village.states() == ["parked"]
    await village.hand_over(slow, now=NOW + LEASE)
    assert village.states() == ["recorded"]


class TestNoAnswerCame:
    """The request went out and nothing came back."""

    async def test_it_is_tried_again_while_the_platform_recognises_repeats(self, village: Village):
        await village.set_in_motion(card(a_need()))
        claim = await village.claim_one()
        assert await village.storage.outbox.about_to_send(claim, NOW)
        await village.storage.outbox.no_answer(claim, NOW + SECOND, NOW + 10 * SECOND, MINUTE)
        assert await village.claim(NOW + 9 * SECOND) == []
        again = await village.claim_one(NOW + 10 * SECOND)
        assert (again.effect, again.tries) == (claim.effect, 1)
        assert await village.storage.outbox.about_to_send(again, NOW + 10 * SECOND)

    async def test_it_is_parked_where_repeats_are_not_recognised(self, village: Village):
        await village.set_in_motion(card(a_need()))
        claim = await village.claim_one()
        assert await village.storage.outbox.about_to_send(claim, NOW)
        await village.storage.outbox.no_answer(claim, NOW + SECOND, NOW + 10 * SECOND, NEVER)
        assert village.states() == ["parked"]

    async def test_the_time_counts_from_the_first_try_that_may_have_arrived(self, village: Village):
        outbox = village.storage.outbox
        await village.set_in_motion(card(a_need()))
        now = NOW
        for _ in range(3):
            claim = await village.claim_one(now)
            assert await outbox.about_to_send(claim, now)
            await outbox.no_answer(claim, now, now + 25 * SECOND, MINUTE)
            now += 25 * SECOND
        assert village.states() == ["parked"]

    async def test_a_try_that_waited_too_long_for_its_turn_is_parked_and_not_sent(self, village: Village):
        outbox = village.storage.outbox
        await village.set_in_motion(card(a_need()))
        claim = await village.claim_one()
        assert await outbox.about_to_send(claim, NOW)
        await outbox.no_answer(claim, NOW, NOW + SECOND, MINUTE)
        late = await village.claim_one(NOW + MINUTE)
        assert not await outbox.about_to_send(late, NOW + MINUTE)
        assert village.rows("SELECT state, why FROM effect") == [("parked", "outcome_unknown")]

    async def test_a_try_that_certainly_failed_does_not_count(self, village: Village):
        outbox = village.storage.outbox
        await village.set_in_motion(card(a_need()))
        claim = await village.claim_one()
        assert await outbox.about_to_send(claim, NOW)
        await outbox.put_back(claim, NOW + LONG, "throttled")
        again = await village.claim_one(NOW + LONG)
        assert await outbox.about_to_send(again, NOW + LONG)
        await outbox.no_answer(again, NOW + LONG, NOW + LONG + SECOND, MINUTE)
        assert village.states() == ["queued"]

    async def test_an_edit_is_simply_done_again(self, village: Village):
        need = a_need()
        await village.keep(need)
        await village.set_in_motion(card(need))
        await village.post(await village.claim_one())
        await village.change(need.id, "other words", Converge(need.id))
        edit = await village.claim_one()
        await village.storage.outbox.no_answer(edit, NOW, NOW + LONG, NEVER)
        assert (await village.claim_one(NOW + LONG)).where == edit.where


async def test_a_message_about_nothing_in_particular_is_recorded_too(village: Village):
    await village.set_in_motion(Announce(Notice(NoticeKind.HELP), Board.GRATITUDE))
    await village.post(await village.claim_one(), version=0)
    assert village.states() == ["recorded"]


async def test_a_claim_that_was_never_marked_cannot_be_of_unknown_outcome(village: Village):
    await village.set_in_motion(card(a_need()))
    claim = await village.claim_one()
    with pytest.raises(ValueError, match="never handed over"):
        await village.storage.outbox.no_answer(claim, NOW, NOW, LONG)
