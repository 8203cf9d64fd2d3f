"""Rule 9: only what is needed, only as long as needed; and nothing of whoever asks to be forgotten."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.domain.ids import NeedId
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
    first = await world.does("Amina", Verb.EXPORT)
    assert isinstance(first.view, Card)
    assert first.view.file is not None
    pages = [words(await world.does("Amina", Verb.EXPORT_PAGE, str(page))) for page in range(4)]
    for number in range(12):
        assert sum(f"thing number {number} " in page for page in pages) == 1
    everything = len(first.view.file.contents.blocks)
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
    assert (await world.need(need)).handshakes == ()


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
