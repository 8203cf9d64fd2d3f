"""Rule 9: only what is needed, only as long as needed; and nothing of whoever asks to be forgotten."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from bot.domain.errors import Unknown
from bot.domain.handshake import HandshakeState
from bot.domain.ids import HandshakeId, NeedId
from bot.domain.keeping import Overstay
from bot.domain.need import NeedState
from bot.views.vocabulary import Card
from storage.tombstones import NAME
from tests.application.world import DAY, World, told, words

MARKED = "kanarienvogel"


async def test_an_export_tells_of_others_only_what_one_knows(world: World) -> None:
    need = await world.posts("Amina", "two people to carry a piano")
    await world.offers("Dana", "carrying pianos")
    await world.helps("Bruno", need)
    await world.does("Dana", Verb.NOT_NOW, need)
    held = words(await world.does("Amina", Verb.EXPORT))
    assert "carry a piano" in held
    for nobody in ("Dana", "Bruno", "Robin", "Chidi"):  # an offer is no agreement yet
        assert nobody not in held
    assert "On " in words(await world.does("Bruno", Verb.EXPORT))
    dana = words(await world.does("Dana", Verb.EXPORT))
    assert "piano" in dana
    assert "Amina" not in dana


async def test_the_pages_hold_what_the_file_holds(world: World) -> None:
    for number in range(12):
        await world.posts("Amina", f"thing number {number} carried to the cellar please")
    handed = (await world.does("Amina", Verb.EXPORT_FILE)).view
    assert isinstance(handed, Card)
    assert handed.file is not None
    assert isinstance(handed.file.contents, Card)
    pages = [words(await world.does("Amina", Verb.EXPORT_PAGE, str(page))) for page in range(4)]
    for number in range(12):
        assert sum(f"thing number {number} " in page for page in pages) == 1
    everything = len(handed.file.contents.blocks)
    shown = [(await world.does("Amina", Verb.EXPORT_PAGE, str(page))).view for page in range(4)]
    assert sum(len(view.blocks) for view in shown if isinstance(view, Card)) == everything + len(shown)


async def test_the_safety_paths_are_open_to_the_suspended(world: World) -> None:
    await _suspended(world, "Chidi")
    assert told(await world.does("Chidi", Verb.EXPORT)) == "export.title"
    assert told(await world.does("Chidi", Verb.FORGET_ME)) == "forget.question.title"


async def test_who_is_forgotten_is_nowhere_any_more(world: World) -> None:
    need = await world.posts("Amina", f"somebody to feed my {MARKED}")
    handshake = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, handshake)
    await world.does("Amina", Verb.SEND_MESSAGE, handshake, text=f"{MARKED} sings at nine")
    await world.does("Amina", Verb.GIVE_THANKS, person="bruno", text=f"for the {MARKED}")
    await world.does("Bruno", Verb.GIVE_THANKS, person="amina", text="for the song")
    await world.does("Robin", Verb.HIDE_POST, f"n-{need}", reason=f"the {MARKED} is too loud")
    await world.settle()
    member = (await world.need(need)).asker

    assert told(await world.does("Amina", Verb.FORGET_ME_NOW)) == "forget.done.title"
    await world.settle()

    async with world.stage.house.store.look() as look:
        held = await look.held_about(member)
        assert (await look.members.get(member)).name == ""
        assert await look.deeds.broken() == []
        community = (await look.needs.get(NeedId(need))).community
        assert [deed.reason for deed in await look.deeds.newest(community, 9)] == [""]
    assert (held.accounts, held.notes, held.messages, held.deeds) == ([], [], [], [])
    assert {each.text for each in held.needs} == {""}
    assert {each.state for each in held.needs} == {NeedState.TAKEN_BACK}
    for table, column in (("audit", "actor"), ("effect", "reader"), ("identity", "member")):
        assert _rows(world.stage.folder, f"SELECT 1 FROM {table} WHERE {column} = '{member.value}'") == []  # noqa: S608 - ids of ours
    reached = [seen for seen in world.inbox("Bruno") if MARKED in seen]
    assert len(reached) == 2, "what reached somebody privately, a message and thanks, stays with them"
    for seen in (*world.board(Board.NEEDS), *world.inbox("Bruno")):
        assert "Amina" not in seen or seen in reached


async def test_two_who_had_agreed_hear_only_that_it_is_off(world: World) -> None:
    need = await world.posts("Amina", "a lift on Tuesday at nine")
    await world.does("Amina", Verb.CHOOSE, await world.helps("Bruno", need))
    asked = await world.posts("Chidi", "somebody to water my plants")
    await world.does("Chidi", Verb.CHOOSE, await world.helps("Amina", asked))
    await world.settle()
    await world.does("Amina", Verb.FORGET_ME_NOW)
    await world.settle()
    for other in ("Bruno", "Chidi"):
        assert "A change of plan" in world.inbox(other)[-1]
        assert "forg" not in world.inbox(other)[-1]
    assert (await world.need(asked)).state is NeedState.OPEN
    assert (await world.need(asked)).chosen == ()


async def test_a_second_tap_makes_nobody_known_again(world: World) -> None:
    await world.does("Amina", Verb.FORGET_ME_NOW, key="the tap")
    people = _rows(world.stage.folder, "SELECT count(*) FROM identity")
    for key in ("the tap", "another"):
        assert told(await world.does("Amina", Verb.FORGET_ME_NOW, key=key)) == "forget.done.title"
    assert _rows(world.stage.folder, "SELECT count(*) FROM identity") == people


async def test_a_suspension_outlives_being_forgotten_and_ends_when_it_would_have(world: World) -> None:
    await _suspended(world, "Chidi", "suspend_a_day")
    await world.does("Chidi", Verb.FORGET_ME_NOW)
    assert told(await world.does("Chidi", Verb.NEED, text="a ladder")) == "refusal.suspended"
    await world.does("Chidi", Verb.FORGET_ME_NOW)
    assert told(await world.does("Chidi", Verb.NEED, text="a ladder")) == "refusal.suspended"
    await world.pass_time(DAY)
    assert told(await world.does("Chidi", Verb.NEED, text="a ladder")) == "need.preview.title"
    marks = _rows(world.stage.folder, "SELECT mark FROM surviving")
    assert all(b"chidi" not in mark for (mark,) in marks)


async def test_who_is_kept_apart_stays_apart_after_being_forgotten(world: World) -> None:
    await world.does(
        "Robin", Verb.TEND_MEMBER, person="chidi", other="amina", deed="keep_apart", reason="for a while"
    )
    need = await world.posts("Amina", "a ladder for an hour")
    before = told(await world.does("Chidi", Verb.CAN_HELP, need))
    await world.does("Chidi", Verb.FORGET_ME_NOW)
    assert told(await world.does("Chidi", Verb.CAN_HELP, need)) == before
    await world.settle()
    assert world.inbox("Amina") == []


async def test_whoever_is_reported_and_forgotten_does_not_come_back_to_read_it(world: World) -> None:
    await world.does("Robin", Verb.HELP)
    sent = await world.does("Amina", Verb.SEND_REPORT, person="robin", text=f"Robin shouted at my {MARKED}")
    assert "refusal" not in told(sent)
    await world.settle()
    for _ in range(2):
        assert told(await world.does("Robin", Verb.FORGET_ME_NOW)) == "forget.done.title"
        assert MARKED not in words(await world.does("Robin", Verb.REPORTS))
    async with world.stage.house.store.look() as look:
        [report] = await look.reports.newest((await look.communities.all())[0].id, 9)
        space = await look.communities.space_of(Platform.LOCAL, ROOM)
        assert space is not None
        robin = await look.members.by_account(space.id, "robin")
    assert robin is not None
    assert robin.moderator
    assert not report.may_be_seen_by(robin)


async def test_who_is_forgotten_is_marked_outside_the_database(world: World) -> None:
    await world.does("Amina", Verb.FORGET_ME_NOW)
    [mark] = (world.stage.folder / NAME).read_text().split()
    assert len(mark) == 64


async def _suspended(world: World, who: str, how: str = "suspend_until_lifted") -> None:
    await world.does(who, Verb.HELP)
    await world.does("Robin", Verb.TEND_MEMBER, person=who.casefold(), deed=how, reason="for the test")


def _rows(folder: Path, query: str) -> list[tuple[bytes]]:
    with closing(sqlite3.connect(folder / "hypha.db")) as database:
        return database.execute(query).fetchall()


async def _closed_with_everything(world: World) -> tuple[str, str]:
    """A need that Bruno helped with, and all that comes of one. Returns its id and the handshake's."""
    need = await world.posts("Amina", f"somebody to feed my {MARKED}, call 0123 456 789")
    handshake = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, handshake)
    await world.does("Amina", Verb.SEND_MESSAGE, handshake, text=f"{MARKED} sings at nine")
    await world.settle()
    await world.does("Amina", Verb.WENT_WELL, handshake)
    await world.does("Amina", Verb.GIVE_THANKS, handshake, person="bruno", text=f"for the {MARKED}")
    await world.settle()
    return need, handshake


async def test_contact_details_go_within_a_week_of_closing(world: World) -> None:
    need, handshake = await _closed_with_everything(world)
    await world.pass_time(6 * DAY)
    assert MARKED in (await world.need(need)).text
    assert await _messages(world, need) != []
    await world.pass_time(DAY)
    closed = await world.need(need)
    assert (closed.text, closed.understood.area, closed.understood.when) == ("", None, None)
    assert closed.understood.features.stems == ()
    assert await _messages(world, need) == []
    assert closed.handshake(HandshakeId(handshake)).state is HandshakeState.DONE


async def test_who_helped_whom_goes_within_thirty_days(world: World) -> None:
    need, _ = await _closed_with_everything(world)
    await world.pass_time(28 * DAY)
    assert (await world.need(need)).handshakes != ()
    await world.pass_time(3 * DAY)
    with pytest.raises(Unknown):
        await world.need(need)
    for table in ("need", "handshake", "message", "note", "delivery", "audit"):
        assert _rows(world.stage.folder, f"SELECT * FROM {table}") == [], table  # noqa: S608 - tables of ours
    await world.pass_time(30 * DAY)
    for table in ("effect", "posting"):
        assert _rows(world.stage.folder, f"SELECT * FROM {table}") == [], table  # noqa: S608 - tables of ours
    assert _rows(world.stage.folder, "SELECT count(*) FROM member") == [(5,)]


async def test_what_is_out_is_kept_with_all_that_belongs_to_it(world: World) -> None:
    offer = await world.offers("Bruno", f"a song with my {MARKED}")
    for _ in range(5):
        await world.pass_time(20 * DAY)
        await world.does("Bruno", Verb.RENEW_OFFER, offer)
        await world.settle()
    [card] = [each for each in world.board(Board.OFFERS) if MARKED in each]
    await world.does("Bruno", Verb.TAKE_BACK_OFFER, offer)
    await world.settle()
    assert card not in world.board(Board.OFFERS)


async def test_what_was_put_away_can_be_brought_back_for_thirty_days(world: World) -> None:
    need = await world.posts("Amina", f"a cage for my {MARKED}")
    await world.does("Amina", Verb.PUT_AWAY_NEED, need)
    await world.pass_time(20 * DAY)
    await world.does("Amina", Verb.RENEW_NEED, need)
    await world.does("Amina", Verb.PUT_AWAY_NEED, need)
    await world.pass_time(20 * DAY)
    assert MARKED in (await world.need(need)).text  # the thirty days begin anew
    await world.pass_time(12 * DAY)
    with pytest.raises(Unknown):
        await world.need(need)


async def test_nothing_is_left_of_the_forgotten_in_the_end_but_what_still_holds(world: World) -> None:
    await _closed_with_everything(world)
    await _suspended(world, "Chidi", "suspend_a_week")
    for who in ("Amina", "Chidi"):
        await world.does(who, Verb.FORGET_ME_NOW)
    await world.pass_time(2 * DAY)
    assert _rows(world.stage.folder, "SELECT count(*) FROM surviving") == [(1,)]
    await world.pass_time(40 * DAY)
    assert _rows(world.stage.folder, "SELECT count(*) FROM surviving") == [(0,)]
    assert _rows(world.stage.folder, "SELECT count(*) FROM member") == [(3,)]


async def test_what_is_held_past_its_time_is_told_by_table_and_age_alone(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await _closed_with_everything(world)
    await world.pass_time(40 * DAY)
    assert [each for each in caplog.records if each.msg == "held_past_its_time"] == []
    async with world.stage.house.store.look() as look:
        assert await look.overstays(world.stage.now()) == []
        [space] = {each.value for each in [(await look.communities.all())[0].id]}
    with closing(sqlite3.connect(world.stage.folder / "hypha.db")) as database, database:
        member = database.execute("SELECT id FROM member LIMIT 1").fetchone()[0]
        old = (world.stage.now() - 40 * DAY).strftime("%Y-%m-%d %H:%M:%S.%f")
        database.execute(
            "INSERT INTO note (id, community, giver, receiver, text, given_at,"
            " giver_shows, receiver_shows, hides_receiver, quiet, unheard)"
            " VALUES (?, ?, ?, ?, ?, ?, 'private', 'private', 0, 0, 0)",
            ("n", space, member, member, b"", old),
        )
    async with world.stage.house.store.look() as look:
        assert await look.overstays(world.stage.now()) == [Overstay("note", 10 * DAY)]


async def _messages(world: World, need: str) -> list[str]:
    async with world.stage.house.store.look() as look:
        return [each.text for each in await look.messages.about(NeedId(need), 9)]
