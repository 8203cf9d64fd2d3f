"""What was kept is read again as it was."""

import asyncio
from dataclasses import replace
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.application.ports import Conflict, Entry
from bot.domain.audience import Audience
from bot.domain.community import Board, Community, Identity, Member, Platform, Space
from bot.domain.errors import Unknown
from bot.domain.gratitude import GratitudeNote, Showing
from bot.domain.ids import (
    CommunityId,
    HandshakeId,
    MemberId,
    MessageId,
    NeedId,
    NoteId,
    OfferId,
    ReportId,
    SpaceId,
)
from bot.domain.message import Message
from bot.domain.need import NeedState
from bot.domain.notice import Notice, NoticeKind
from bot.domain.offer import OfferState
from bot.domain.report import Exhibit, Line, Report
from tests.storage.village import AMINA, BO, CHEN, MINUTE, NOW, ROOM, VILLAGE, Village, a_need, an_offer


async def test_a_community_and_its_spaces(village: Village):
    slack = await village.also_on_slack({Board.NEEDS: "C1"})
    async with village.storage.store.look() as look:
        assert await look.communities.any()
        assert await look.communities.get(VILLAGE.id) == VILLAGE
        assert await look.communities.space(ROOM.id) == ROOM
        assert await look.communities.space_of(Platform.SLACK, "T1") == slack
        assert await look.communities.space_of(Platform.DISCORD, "T1") is None
        assert {each.id for each in await look.communities.spaces(VILLAGE.id)} == {ROOM.id, slack.id}


async def test_what_setup_changes(village: Village):
    moved = replace(VILLAGE, name="The Hamlet", zone=ZoneInfo("Asia/Kathmandu"), locale="pt", tryout=False)
    narrowed = replace(ROOM, boards={Board.NEEDS: "everything"})
    async with village.storage.store.work() as work:
        await work.keep([moved, narrowed])
    async with village.storage.store.look() as look:
        assert await look.communities.get(VILLAGE.id) == moved
        assert await look.communities.space(ROOM.id) == narrowed


async def test_members_and_their_accounts(village: Village):
    async with village.storage.store.look() as look:
        assert await look.members.get(BO.id) == BO
        assert await look.members.by_account(ROOM.id, "bo") == BO
        assert await look.members.by_account(ROOM.id, "nobody") is None
        assert await look.members.many([AMINA.id, BO.id, MemberId("gone")]) == {AMINA.id: AMINA, BO.id: BO}
        assert await look.members.accounts(ROOM.id, [AMINA.id, BO.id]) == {AMINA.id: "amina", BO.id: "bo"}
        assert await look.members.accounts(SpaceId("elsewhere"), [AMINA.id]) == {}
        assert {each.id for each in await look.members.of_community(VILLAGE.id)} == {AMINA.id, BO.id, CHEN.id}
        assert await look.members.moderators(VILLAGE.id) == [AMINA]


async def test_a_member_who_is_known_by_another_name_now(village: Village):
    renamed = replace(BO, name="Boris", locale=None, zone=None, moderator=True)
    async with village.storage.store.work() as work:
        await work.members.save(renamed)
    async with village.storage.store.look() as look:
        assert await look.members.by_account(ROOM.id, "bo") == renamed


async def test_an_account_without_a_space_means_whoever_did_something_last(village: Village):
    other = Community(CommunityId("other"), "Elsewhere", ZoneInfo("UTC"), "en", tryout=False)
    their_room = Space(SpaceId("other-room"), other.id, Platform.LOCAL, "other")
    bo_there = Member(MemberId("m-bo-there"), other.id, "Bo", their_room.id)
    async with village.storage.store.work() as work:
        await work.communities.add(other, their_room)
        await work.members.add(bo_there, Identity(bo_there.id, their_room.id, "bo"))

    async def who() -> Member:
        async with village.storage.store.look() as look:
            seen = await look.members.anywhere(Platform.LOCAL, "bo")
            assert seen is not None
            assert seen[1] == seen[0].home
            return seen[0]

    for last in (bo_there, BO, bo_there):
        async with village.storage.store.work() as work:
            await work.write_down(Entry(NOW, last.community, last.id, "need", None))
        assert await who() == last
    async with village.storage.store.look() as look:
        assert await look.members.anywhere(Platform.SLACK, "bo") is None


async def test_a_need_with_its_handshakes_in_their_order(village: Village):
    offer = an_offer()
    need = a_need(state=NeedState.DRAFT).post(NOW)
    need = need.volunteer(HandshakeId("z-first"), CHEN.id, NOW)
    need = need.ask(HandshakeId("a-second"), BO.id, offer.id, NOW)
    await village.keep(offer, need)

    kept = await village.need(need.id)
    assert kept == replace(need, version=1)

    chosen = kept.choose(HandshakeId("z-first"), NOW + MINUTE)
    await village.keep(chosen)
    assert await village.need(need.id) == replace(chosen, version=2)
    async with village.storage.store.look() as look:
        assert await look.needs.with_handshake(HandshakeId("a-second")) == replace(chosen, version=2)


async def test_an_offer_and_a_gratitude_note(village: Village):
    offer = an_offer("Lifts — whenever 🚗\nask me")
    note = GratitudeNote(NoteId("note"), VILLAGE.id, AMINA.id, BO.id, "for driving 💚", NOW)
    note = replace(note, giver_shows=Showing.NAMED, receiver_shows=Showing.UNNAMED)
    async with village.storage.store.work() as work:
        await work.keep([offer, note])
    async with village.storage.store.look() as look:
        assert await look.offers.get(offer.id) == replace(offer, version=1)
        assert await look.notes.get(note.id) == note


async def test_messages_newest_first_and_a_need_without_a_name(village: Village):
    need = a_need(state=NeedState.DRAFT).post(NOW, Audience.UNNAMED).volunteer(HandshakeId("h"), BO.id, NOW)
    told = replace(need, version=1).tell_name(HandshakeId("h"))
    messages = [
        Message(MessageId(name), VILLAGE.id, need.id, HandshakeId("h"), BO.id, f"{name} 🚗\n", NOW)
        for name in ("z-first", "a-second")
    ]
    veiled = GratitudeNote(NoteId("veiled"), VILLAGE.id, AMINA.id, BO.id, "", NOW, veiled_by=need.id)
    await village.keep(need)
    async with village.storage.store.work() as work:
        await work.keep([told, *messages, veiled])
    async with village.storage.store.look() as look:
        assert await look.needs.get(need.id) == replace(told, version=2)
        assert await look.messages.get(MessageId("z-first")) == messages[0]
        assert await look.messages.about(need.id, 10) == messages[::-1]
        assert await look.messages.about(need.id, 1) == messages[1:]
        assert await look.notes.get(veiled.id) == veiled
        with pytest.raises(Unknown):
            await look.messages.get(MessageId("gone"))


async def test_moments_come_back_in_utc_to_the_microsecond(village: Village):
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    need = replace(a_need(), written_at=NOW.replace(microsecond=123456).astimezone(kathmandu))
    await village.keep(need)
    written_at = (await village.need(need.id)).written_at
    assert written_at == need.written_at
    assert written_at.utcoffset() == timedelta()


async def test_what_is_not_there_is_unknown(village: Village):
    async with village.storage.store.look() as look:
        for missing in (
            look.communities.get(CommunityId("gone")),
            look.communities.space(SpaceId("gone")),
            look.communities.change_counter(CommunityId("gone")),
            look.members.get(MemberId("gone")),
            look.needs.get(NeedId("gone")),
            look.needs.with_handshake(HandshakeId("gone")),
            look.offers.get(OfferId("gone")),
            look.notes.get(NoteId("gone")),
        ):
            with pytest.raises(Unknown):
                await missing
    async with village.storage.store.work() as work:
        with pytest.raises(Unknown):
            await work.members.save(replace(BO, id=MemberId("gone")))


async def test_mine_is_what_is_not_over_newest_first(village: Village):
    needs = [
        replace(a_need(state=state), written_at=NOW + minute * MINUTE)
        for minute, state in enumerate(NeedState)
    ]
    offers = [
        replace(an_offer(giver=AMINA, state=state), written_at=NOW + minute * MINUTE)
        for minute, state in enumerate(OfferState)
    ]
    await village.keep(*needs, *offers, a_need(asker=BO), an_offer(giver=BO))
    async with village.storage.store.look() as look:
        own_needs = await look.needs.of_asker(AMINA.id)
        own_offers = await look.offers.of_giver(AMINA.id)
    assert [each.state for each in own_needs] == [
        NeedState.LAPSED,
        NeedState.MET,
        NeedState.OPEN,
        NeedState.DRAFT,
    ]
    assert [each.state for each in own_offers] == [OfferState.LAPSED, OfferState.OPEN, OfferState.DRAFT]


async def test_helping_is_where_i_offered_or_was_chosen_and_it_is_out(village: Village):
    offer = an_offer()
    offered = a_need("offered").volunteer(HandshakeId("h1"), BO.id, NOW)
    asked = a_need("only asked").ask(HandshakeId("h2"), BO.id, offer.id, NOW)
    chosen = a_need("chosen").volunteer(HandshakeId("h3"), BO.id, NOW).choose(HandshakeId("h3"), NOW)
    over = a_need("over").volunteer(HandshakeId("h4"), BO.id, NOW).choose(HandshakeId("h4"), NOW).close(NOW)
    others = a_need("not mine").volunteer(HandshakeId("h5"), CHEN.id, NOW)
    await village.keep(offer, offered, asked, chosen, over, others)
    async with village.storage.store.look() as look:
        helping = await look.needs.of_helper(BO.id)
    assert {each.text for each in helping} == {"offered", "chosen"}


async def test_what_somebody_wrote_in_the_last_minutes(village: Village):
    before = replace(a_need("long ago"), written_at=NOW - 3 * MINUTE)
    just_now = replace(a_need("just now"), written_at=NOW - MINUTE)
    offered = replace(an_offer("just now", giver=AMINA), written_at=NOW - MINUTE)
    await village.keep(before, just_now, a_need("somebody else's", asker=BO), offered)
    async with village.storage.store.look() as look:
        needs = await look.needs.written_since(AMINA.id, NOW - 2 * MINUTE)
        offers = await look.offers.written_since(AMINA.id, NOW - 2 * MINUTE)
    assert [each.text for each in needs] == ["just now"]
    assert [each.text for each in offers] == ["just now"]


async def test_the_change_counter_finds_exactly_what_changed(village: Village):
    need, offer = a_need(), an_offer()
    await village.keep(need, offer)
    async with village.storage.store.look() as look:
        counter = await look.communities.change_counter(VILLAGE.id)
        assert {each.id for each in await look.needs.changed_since(VILLAGE.id, 0)} == {need.id}
        assert {each.id for each in await look.offers.changed_since(VILLAGE.id, 0)} == {offer.id}
        assert await look.needs.changed_since(VILLAGE.id, counter) == []
        assert await look.offers.changed_since(VILLAGE.id, counter) == []
    await village.keep(replace(offer, version=1).take_back())
    async with village.storage.store.look() as look:
        assert await look.communities.change_counter(VILLAGE.id) > counter
        assert [each.state for each in await look.offers.changed_since(VILLAGE.id, counter)] == [
            OfferState.TAKEN_BACK
        ]
        assert await look.needs.changed_since(VILLAGE.id, counter) == []


async def test_a_change_that_is_rolled_back_is_not_counted(village: Village):
    async def cut_short() -> None:
        async with village.storage.store.work() as work:
            await work.keep([a_need()])
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await cut_short()
    async with village.storage.store.look() as look:
        assert await look.communities.change_counter(VILLAGE.id) == 0
        assert await look.needs.changed_since(VILLAGE.id, 0) == []


async def test_a_delivery_that_came_before_finds_its_answer(village: Village):
    replies = (
        Notice(NoticeKind.NEED_PREVIEW, NeedId("n")),
        Notice(NoticeKind.YOU_CHOSE, NeedId("n"), HandshakeId("h")),
        Notice(NoticeKind.THANKS_GIVEN, NoteId("t")),
        Notice(NoticeKind.MINE, page=3),
    )
    for number, reply in enumerate(replies):
        async with village.storage.store.work() as work:
            assert await work.earlier_reply(ROOM.id, f"key-{number}") is None
            await work.remember_reply(ROOM.id, f"key-{number}", reply, NOW)
    async with village.storage.store.work() as work:
        for number, reply in enumerate(replies):
            assert await work.earlier_reply(ROOM.id, f"key-{number}") == reply
        assert await work.earlier_reply(SpaceId("elsewhere"), "key-0") is None


async def test_a_report_with_everything_that_belongs_to_it(village: Village):
    report = Report(
        ReportId("report"),
        VILLAGE.id,
        AMINA.id,
        "he was unkind",
        NOW,
        subject=BO.id,
        subject_veiled_by=NeedId("heron"),
        reporter_veiled_by=NeedId("fox"),
        kept_from=frozenset({BO.id, AMINA.id}),
        exhibits=(Exhibit("go away", NOW),),
        lines=(Line(by_moderators=True, text="are you safe?", at=NOW),),
    )
    async with village.storage.store.work() as work:
        await work.keep([report])
    kept = replace(report, version=1)
    async with village.storage.store.work() as work:
        assert await work.reports.get(report.id) == kept
        await work.keep([kept.close("we talked", NOW)])
    async with village.storage.store.look() as look:
        assert await look.reports.newest(VILLAGE.id, 9) == [replace(kept.close("we talked", NOW), version=2)]
    with pytest.raises(Conflict):
        async with village.storage.store.work() as work:
            await work.keep([kept.close("twice", NOW)])
