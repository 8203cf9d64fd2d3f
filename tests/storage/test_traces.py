"""What being asked and helping left is read again as it was, and goes; and what else asking around reads."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.application.ports import Conflict
from bot.domain.handshake import Handshake, HandshakeState, OnlyIf
from bot.domain.ids import CommunityId, HandshakeId
from bot.domain.traces import Traces
from tests.storage.village import AMINA, BO, NOW, VILLAGE, Village, a_need

HELPED = Traces(BO.id, VILLAGE.id).asked(NOW).helped(NOW)
WEEK = timedelta(weeks=1)


async def kept(village: Village) -> Traces:
    async with village.storage.store.look() as look:
        return await look.traces.of(BO)


async def keep(village: Village, traces: Traces) -> None:
    async with village.storage.store.work() as work:
        await work.keep([traces])


async def test_of_whom_nothing_is_known_there_is_nothing(village: Village):
    assert await kept(village) == Traces(BO.id, VILLAGE.id)


async def test_it_is_kept_and_changed(village: Village):
    await keep(village, HELPED)
    assert await kept(village) == replace(HELPED, version=1)
    await keep(village, (await kept(village)).asked(NOW + WEEK))
    assert (await kept(village)).load_at(NOW + WEEK) > 0.3
    async with village.storage.store.look() as look:
        both = await look.traces.of_many([AMINA, BO])
    assert both[AMINA.id].version == 0
    assert both[BO.id].version == 2


async def test_of_two_who_change_it_the_later_begins_anew(village: Village):
    await keep(village, HELPED)
    before = await kept(village)
    await keep(village, before.asked(NOW))
    with pytest.raises(Conflict):
        await keep(village, before.helped(NOW))


async def test_forgotten_nothing_of_it_is_left(village: Village):
    await keep(village, HELPED)
    await keep(village, (await kept(village)).forgotten())
    assert village.rows("SELECT * FROM trace") == []


async def test_at_night_what_has_faded_goes_and_the_rest_stays(village: Village):
    await keep(village, HELPED)
    await keep(village, replace(HELPED, member=AMINA.id).helped(NOW + 20 * WEEK))
    async with village.storage.store.work() as work:
        await work.tidy_up(VILLAGE.id, NOW + 32 * WEEK)
    assert village.rows("SELECT member FROM trace") == [(AMINA.id.value,)]


async def test_how_often_a_community_was_asked(village: Village):
    lately = Handshake(HandshakeId("h1"), BO.id, HandshakeState.ASKED, None, NOW, asked_at=NOW)
    long_ago = replace(lately, id=HandshakeId("h2"), helper=AMINA.id, asked_at=NOW - 2 * WEEK)
    await village.keep(replace(a_need(), handshakes=(lately, long_ago)))
    async with village.storage.store.look() as look:
        assert await look.capacities.asked_in(VILLAGE.id, NOW - WEEK) == 1
        assert await look.capacities.asked_in(CommunityId("elsewhere"), NOW - WEEK) == 0


async def test_an_answer_between_yes_and_no_and_whoever_takes_the_first_yes(village: Village):
    part = Handshake(HandshakeId("h1"), BO.id, HandshakeState.OFFERED, None, NOW, only_if=OnlyIf.PART)
    need = replace(a_need(), handshakes=(part,), first_yes=True)
    await village.keep(need)
    assert (await village.need(need.id)).handshakes == (part,)
    assert (await village.need(need.id)).first_yes
