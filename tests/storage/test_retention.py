"""What is no longer needed goes, on each kind of database; what stays past its time is found."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.effects import Announce
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import HandshakeId, MessageId, ReportId
from bot.domain.keeping import Overstay
from bot.domain.message import Message
from bot.domain.need import NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.offer import OfferState
from bot.domain.report import Report, ReportState
from tests.storage.village import AMINA, BO, NOW, VILLAGE, Village, a_need, an_offer

DAY = timedelta(days=1)
DONE = Handshake(HandshakeId("h"), BO.id, HandshakeState.DONE, None, NOW)


async def night(village: Village, days: int) -> list[Overstay]:
    """The night so many days from now, and what is found past its time after it."""
    now = NOW + days * DAY
    async with village.storage.store.work(VILLAGE.id) as work:
        assert not await work.tidy_up(VILLAGE.id, now)
        return list(await work.overstays(now))


async def over(village: Village) -> None:
    """A need that is sorted, with its helper and a message; an offer that is put away; and one of each that
    is out.
    """
    sorted_need = replace(a_need(), state=NeedState.CLOSED, handshakes=(DONE,))
    await village.keep(sorted_need, a_need(), an_offer(), replace(an_offer(), state=OfferState.LAPSED))
    async with village.storage.store.work() as work:
        message = Message(MessageId("m"), VILLAGE.id, sorted_need.id, DONE.id, BO.id, "at nine", NOW)
        await work.keep([message])


def left(village: Village) -> dict[str, int]:
    """How many rows each table has."""
    tables = ("need", "handshake", "message", "offer")
    return {each: village.rows(f"SELECT count(*) FROM {each}")[0][0] for each in tables}  # noqa: S608 - tables of ours


async def test_words_go_after_a_week_and_links_after_thirty_days(village: Village):
    await over(village)
    assert await night(village, 1) == []
    assert left(village) == {"need": 2, "handshake": 1, "message": 1, "offer": 2}
    assert await night(village, 7) == []
    assert left(village) == {"need": 2, "handshake": 1, "message": 0, "offer": 2}
    assert await night(village, 30) == []
    assert await night(village, 31) == []
    assert left(village) == {"need": 1, "handshake": 0, "message": 0, "offer": 1}


async def test_a_report_goes_half_a_year_after_it_was_closed(village: Village):
    opened = Report(ReportId("open"), VILLAGE.id, BO.id, "I was frightened", NOW)
    closed = replace(opened, id=ReportId("closed"), state=ReportState.CLOSED, closed_at=NOW)
    async with village.storage.store.work() as work:
        await work.keep([opened, closed])
    assert await night(village, 179) == []
    assert village.rows("SELECT count(*) FROM report") == [(2,)]
    assert await night(village, 180) == []
    assert village.rows("SELECT id FROM report") == [("open",)]


async def test_what_no_night_took_is_found_by_its_table_and_age(village: Village):
    await over(village)
    await night(village, 1)
    async with village.storage.store.look() as look:
        found = {each.table: each.by for each in await look.overstays(NOW + 40 * DAY)}
    assert found == {"need": 33 * DAY, "message": 33 * DAY}  # which holds the rest


async def test_what_comes_back_begins_anew(village: Village):
    need = replace(a_need(), state=NeedState.LAPSED)
    await village.keep(need)
    await night(village, 1)
    back = replace(need, version=1).renew(NOW + 20 * DAY)
    await village.keep(back)
    await village.keep(replace(back, version=2, state=NeedState.LAPSED))
    await night(village, 21)
    await night(village, 40)
    assert (await village.need(need.id)).text == need.text


async def test_where_several_messages_stand_is_looked_through(village: Village):
    """How long that was kept is written elsewhere: with the message."""
    need = replace(a_need(), state=NeedState.CLOSED)
    await village.keep(need)
    told = (Announce(Notice(NoticeKind.NOBODY_YET, need.id), who.id) for who in (AMINA, BO))
    await village.set_in_motion(*told)
    for claim in await village.claim():
        await village.post(claim)
    async with village.storage.store.look() as look:
        found = {each.table: each.by for each in await look.overstays(NOW + 40 * DAY)}
    assert found["posting"] == 10 * DAY
