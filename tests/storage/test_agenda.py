"""What is due is a row: it survives restarts, is carried out once, and is expected once."""

from dataclasses import replace

import pytest

from bot.domain.ids import HandshakeId, NeedId, OfferId
from bot.domain.occurrence import Occurrence, OccurrenceKind
from tests.storage.village import MINUTE, NOW, VILLAGE, Village

REMIND = Occurrence(VILLAGE.id, OccurrenceKind.REMIND, NeedId("n1"), NOW, HandshakeId("h1"))


async def expect(village: Village, *occurrences: Occurrence) -> None:
    async with village.storage.store.work() as work:
        await work.expect(occurrences)


async def cross_off(village: Village, occurrence: Occurrence) -> bool:
    async with village.storage.store.work() as work:
        return await work.cross_off(occurrence)


async def all_due(village: Village, now=NOW) -> list[Occurrence]:
    due = []
    while True:
        async with village.storage.store.look() as look:
            following = await look.next_due(now)
        if following is None:
            return due
        due.append(following)
        assert await cross_off(village, following)


async def test_nothing_is_due_before_its_moment(village: Village):
    await expect(village, REMIND)
    assert await all_due(village, NOW - MINUTE / 60) == []
    assert await all_due(village, NOW) == [REMIND]


async def test_what_is_due_longest_comes_first(village: Village):
    later = replace(REMIND, due_at=NOW)
    sooner = replace(REMIND, due_at=NOW - MINUTE, kind=OccurrenceKind.PUT_AWAY, handshake=None)
    soonest = replace(REMIND, due_at=NOW - 2 * MINUTE, about=OfferId("o1"))
    await expect(village, later, sooner, soonest)
    assert await all_due(village) == [soonest, sooner, later]


async def test_what_is_decided_twice_is_one_occurrence(village: Village):
    no_handshake = replace(REMIND, handshake=None)
    await expect(village, REMIND, no_handshake, REMIND)
    await expect(village, no_handshake, REMIND)
    assert len(await all_due(village)) == 2


@pytest.mark.parametrize(
    "another",
    [
        replace(REMIND, kind=OccurrenceKind.ASK_HOW_IT_WENT),
        replace(REMIND, about=NeedId("n2")),
        replace(REMIND, due_at=NOW - MINUTE),
        replace(REMIND, handshake=HandshakeId("h2")),
    ],
)
async def test_what_differs_is_another_one(village: Village, another: Occurrence):
    await expect(village, REMIND, another)
    assert set(await all_due(village)) == {REMIND, another}


async def test_only_one_of_two_carries_it_out(village: Village):
    await expect(village, REMIND)
    assert await cross_off(village, REMIND)
    assert not await cross_off(village, REMIND)


async def test_what_could_not_be_carried_out_is_still_due(village: Village):
    await expect(village, REMIND)

    async def fail() -> None:
        async with village.storage.store.work() as work:
            assert await work.cross_off(REMIND)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await fail()
    async with village.after_a_crash() as other:
        assert await all_due(other) == [REMIND]


async def test_the_same_may_be_expected_again_once_it_was_carried_out(village: Village):
    await expect(village, REMIND)
    assert await all_due(village) == [REMIND]
    await expect(village, REMIND)
    assert await all_due(village) == [REMIND]
