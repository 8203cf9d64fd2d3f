"""A process dies at each point of docs/effects.md and another goes on: nothing lost, nothing said twice."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.domain.community import Platform
from bot.domain.effects import Converge
from bot.domain.ids import NeedId
from bot.domain.notice import Notice, NoticeKind
from tests.storage.village import LEASE, NOW, ROOM, SECOND, VILLAGE, Village, a_need, card

AFTER = NOW + LEASE
RECOGNISED = {Platform.LOCAL: timedelta(minutes=5)}
NOT_RECOGNISED = {Platform.LOCAL: timedelta(0)}


async def dies_before_the_commit(village: Village) -> None:
    need = a_need()
    async with village.storage.store.work() as work:
        await work.keep([need])
        await work.remember_reply(ROOM.id, "delivery", Notice(NoticeKind.NEED_POSTED, need.id), NOW)
        await work.set_in_motion(VILLAGE.id, [card(need)], NOW)
        raise SystemExit


async def dies_after_the_commit(village: Village) -> None:
    need = a_need()
    async with village.storage.store.work() as work:
        await work.keep([need])
        await work.remember_reply(ROOM.id, "delivery", Notice(NoticeKind.NEED_POSTED, need.id), NOW)
        await work.set_in_motion(VILLAGE.id, [card(need)], NOW)


async def dies_after_the_claim(village: Village) -> None:
    await dies_after_the_commit(village)
    await village.claim_one()


async def dies_after_the_mark(village: Village) -> None:
    await dies_after_the_commit(village)
    assert await village.storage.outbox.about_to_send(await village.claim_one(), NOW)


async def dies_after_the_record(village: Village) -> None:
    await dies_after_the_commit(village)
    await village.post(await village.claim_one())


async def dies_during_an_edit(village: Village) -> None:
    await dies_after_the_record(village)
    [(need,)] = village.rows("SELECT id FROM need")
    async with village.storage.store.work() as work:
        await work.set_in_motion(VILLAGE.id, [Converge(NeedId(need))], NOW)
    assert (await village.claim_one()).where is not None


async def dies_during_a_marked_edit(village: Village) -> None:
    await dies_during_an_edit(village)
    village.write("UPDATE effect SET state = 'sent', sent_at = lease_until")


@dataclass(frozen=True)
class Crash:
    happens: Callable[[Village], Awaitable[None]]
    answered: bool
    """A repeated delivery finds the answer that was given."""
    found: list[str]
    recognised: list[str]
    """The states after recovery, where the platform recognises repeats,"""
    not_recognised: list[str]
    """and where it does not."""


CRASHES = [
    Crash(dies_before_the_commit, False, [], [], []),
    Crash(dies_after_the_commit, True, ["queued"], ["queued"], ["queued"]),
    Crash(dies_after_the_claim, True, ["claimed"], ["queued"], ["queued"]),
    Crash(dies_after_the_mark, True, ["sent"], ["queued"], ["parked"]),
    Crash(dies_after_the_record, True, ["recorded"], ["recorded"], ["recorded"]),
    Crash(dies_during_an_edit, True, ["claimed"], ["queued"], ["queued"]),
    Crash(dies_during_a_marked_edit, True, ["sent"], ["queued"], ["queued"]),
]


@pytest.mark.parametrize("recognised", [RECOGNISED, NOT_RECOGNISED], ids=["recognised", "not"])
@pytest.mark.parametrize("crash", CRASHES, ids=[crash.happens.__name__ for crash in CRASHES])
async def test_a_process_dies_and_another_goes_on(
    village: Village, crash: Crash, recognised: dict[Platform, timedelta]
):
    with suppress(SystemExit):
        await crash.happens(village)
    async with village.after_a_crash() as other:
        assert other.states() == crash.found
        async with other.storage.store.look() as look:
            answer = await look.earlier_reply(ROOM.id, "delivery")
        assert (answer is not None) == crash.answered

        before_the_lease_ran_out = await other.storage.outbox.recover(AFTER - SECOND, recognised)
        assert (before_the_lease_ran_out, other.states()) == (0, crash.found)

        expected = crash.recognised if recognised is RECOGNISED else crash.not_recognised
        taken_back = await other.storage.outbox.recover(AFTER, recognised)
        assert other.states() == expected
        assert taken_back == (crash.found != expected)
        assert await other.storage.outbox.recover(AFTER, recognised) == 0


async def test_a_repeat_is_recognised_from_the_first_try_on_through_any_number_of_crashes(village: Village):
    await village.set_in_motion(card(a_need()))
    outbox, now, tries = village.storage.outbox, NOW, 0
    while village.states() == ["queued"]:
        claim = await village.claim_one(now)
        assert await outbox.about_to_send(claim, now)
        tries += 1
        now += timedelta(minutes=2)
        await outbox.recover(now, RECOGNISED)
    assert village.states() == ["parked"]
    assert tries == 3  # after two minutes and after four, but not after six


async def test_what_went_to_a_platform_that_is_not_connected_any_more_is_left_for_later(village: Village):
    await dies_after_the_mark(village)
    assert await village.storage.outbox.recover(AFTER, {Platform.SLACK: timedelta(0)}) == 0
    assert village.states() == ["sent"]
