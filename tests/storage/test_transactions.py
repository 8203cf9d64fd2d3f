"""All or nothing; writers one after the other; readers never waiting; no update that quietly gets lost."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.application.ports import Conflict
from bot.domain.errors import Stale, Unknown
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import CommunityId, HandshakeId, MemberId, NeedId
from bot.domain.need import NeedState
from bot.domain.notice import Notice, NoticeKind
from tests.storage.village import AMINA, BO, NOW, ROOM, VILLAGE, Village, a_need, an_offer


async def test_a_lost_update_is_refused(village: Village):
    need = a_need()
    await village.keep(need)
    mine, yours = await village.need(need.id), await village.need(need.id)
    await village.keep(mine.volunteer(HandshakeId("bo"), BO.id, NOW))
    with pytest.raises(Conflict):
        await village.keep(yours.take_back(NOW))
    kept = await village.need(need.id)
    assert (kept.state, len(kept.handshakes), kept.version) == (NeedState.OPEN, 1, 2)


async def test_a_lost_update_of_an_offer_is_refused(village: Village):
    offer = an_offer()
    await village.keep(offer)
    read = replace(offer, version=1)
    await village.keep(read.put_away())
    with pytest.raises(Conflict):
        await village.keep(read.take_back())


async def test_what_is_new_twice_is_new_once(village: Village):
    need, offer = a_need(), an_offer()
    await village.keep(need, offer)
    for again in (need, offer):
        with pytest.raises(Conflict):
            await village.keep(again)


async def test_one_person_is_in_a_need_once(village: Village):
    need = a_need()
    twice = tuple(
        Handshake(HandshakeId(name), BO.id, HandshakeState.ASKED, None, NOW) for name in ("one", "two")
    )
    with pytest.raises(Conflict):
        await village.keep(replace(need, handshakes=twice))


async def test_one_delivery_is_remembered_once(village: Village):
    async def remember() -> None:
        async with village.storage.store.work() as work:
            await work.remember_reply(ROOM.id, "key", Notice(NoticeKind.HELP), NOW)

    await remember()
    with pytest.raises(Conflict):
        await remember()


async def test_what_belongs_to_nothing_is_a_bug_and_no_conflict(village: Village):
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        await village.keep(replace(a_need(), asker=MemberId("gone")))


async def test_of_several_changes_all_are_kept_or_none(village: Village):
    first, second = a_need(), a_need()
    await village.keep(first)
    with pytest.raises(Conflict):
        await village.keep(second, an_offer(), first)
    async with village.storage.store.look() as look:
        assert [each.id for each in await look.needs.of_asker(AMINA.id)] == [first.id]
        assert await look.offers.of_giver(BO.id) == []


async def test_what_this_transaction_wrote_it_reads(village: Village):
    need = a_need()
    async with village.storage.store.work() as work:
        await work.keep([need])
        kept = await work.needs.get(need.id)
        await work.keep([kept.revise("other words", kept.understood)])
        assert (await work.needs.get(need.id)).text == "other words"


async def test_five_taps_at_once_for_the_last_place(village: Village):
    need = a_need()
    for name in ("h1", "h2", "h3", "h4", "h5"):
        offered = Handshake(HandshakeId(name), MemberId(name), HandshakeState.OFFERED, None, NOW)
        need = replace(need, handshakes=(*need.handshakes, offered))
        village.write(
            "INSERT INTO member (id, community, name, home, moderator, zone_said) "
            "SELECT ?, community, name, home, moderator, zone_said FROM member LIMIT 1",
            name,
        )
    await village.keep(need)

    async def choose(handshake: Handshake) -> str:
        async with village.storage.store.work(VILLAGE.id) as work:
            read = await work.needs.get(need.id)
            await asyncio.sleep(0)
            try:
                await work.keep([read.choose(handshake.id, NOW)])
            except Stale:
                return "kindly told"
            return "chosen"

    answers = await asyncio.gather(*(choose(each) for each in need.handshakes))
    assert sorted(answers) == ["chosen", *["kindly told"] * 4]
    kept = await village.need(need.id)
    assert (len(kept.chosen), kept.state) == (1, NeedState.MET)


async def test_two_processes_that_read_and_then_write_never_find_the_database_locked(village: Village):
    async def write(process: Village, number: int) -> None:
        async with process.storage.store.work() as work:
            await work.members.many([AMINA.id])  # a read that becomes a write
            await work.keep([replace(a_need(), id=NeedId(f"n{number}"))])

    async with village.after_a_crash() as other:
        await asyncio.gather(
            *(write(village, number) for number in range(40)),
            *(write(other, number) for number in range(40, 80)),
        )
    assert village.rows("SELECT count(*), max(changed) FROM need") == [(80, 80)]


async def test_looking_waits_for_no_writer_and_sees_what_was_kept_before(village: Village):
    need = a_need("as it was")
    await village.keep(need)
    async with village.storage.store.work() as work:
        read = await work.needs.get(need.id)
        await work.keep([read.revise("as it will be", read.understood)])
        assert (await village.need(need.id)).text == "as it was"
    assert (await village.need(need.id)).text == "as it will be"


async def test_one_look_sees_one_moment(village: Village):
    need = a_need("as it was")
    await village.keep(need)
    async with village.storage.store.look() as look:
        assert (await look.needs.get(need.id)).text == "as it was"
        await village.change(need.id, "as it will be")
        assert (await look.needs.get(need.id)).text == "as it was"


async def test_whoever_only_looks_cannot_write(village: Village):
    async with village.storage.store.look() as look:
        with pytest.raises(DBAPIError, match=r"read-?only"):
            await look.keep([a_need()])


async def test_a_writer_that_is_cancelled_leaves_nothing_and_blocks_nobody(village: Village):
    need, inside = a_need(), asyncio.Event()

    async def never_ends() -> None:
        async with village.storage.store.work() as work:
            await work.keep([need])
            inside.set()
            await asyncio.Event().wait()

    writer = asyncio.create_task(never_ends())
    await inside.wait()
    writer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writer
    await village.keep(an_offer())
    async with village.storage.store.look() as look:
        assert await look.needs.of_asker(AMINA.id) == []


async def test_a_community_that_is_gone_takes_no_posts(village: Village):
    with pytest.raises(Unknown):
        await village.keep(replace(a_need(), community=CommunityId("gone")))
