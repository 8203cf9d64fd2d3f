"""Moderators pause new posts, and everybody of them reads what was done, when and why."""

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.application.interaction import Origin
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from tests.application.test_settings import deeds_of
from tests.application.world import World, token_of, told, words

WHY = "somebody posts the same thing over and over"
SOFA = "somebody to carry a sofa downstairs"
ELSEWHERE = Origin(Platform.SLACK, "T1", "Another place")


async def drafts(world: World, words_of_it: str = SOFA) -> str:
    return token_of(await world.does("Amina", Verb.NEED, text=words_of_it), Verb.POST_NEED)


async def test_nothing_new_is_posted_while_posts_are_paused_and_drafts_are_kept(world: World) -> None:
    need, draft = await world.posts("Amina", "a ladder for a day"), await drafts(world)
    assert told(await world.does("Robin", Verb.FREEZE)) == "freeze.title"
    assert told(await world.does("Robin", Verb.PAUSE_POSTS)) == "button.pause_posts"
    paused = await world.does("Robin", Verb.PAUSE_POSTS, scope="everything", reason=WHY)
    assert "every new post" in words(paused)
    assert told(await world.does("Amina", Verb.POST_NEED, draft)) == "refusal.posts_paused"
    assert told(await world.does("Bruno", Verb.CAN_HELP, need)) == "helper.offered.title"
    again = await world.does("Robin", Verb.REOPEN_POSTS, which="everything", reason=WHY)
    assert "Nothing is paused" in words(again)
    assert told(await world.does("Amina", Verb.POST_NEED, draft)) == "need.posted.title"
    assert [each.detail for each in await deeds_of(world)] == ["everything", "everything"]


async def test_one_kind_is_paused_and_the_others_go_on(world: World) -> None:
    draft = await drafts(world)
    await world.does("Robin", Verb.PAUSE_POSTS, scope="kinds", kinds="moving,food,nonsense", reason=WHY)
    assert {each.detail for each in await deeds_of(world)} == {"moving", "food"}
    assert told(await world.does("Amina", Verb.POST_NEED, draft)) == "refusal.posts_paused"
    await world.posts("Amina", "a lift to the clinic")
    assert len(world.board(Board.NEEDS)) == 1
    await world.does("Robin", Verb.REOPEN_POSTS, which="moving", reason=WHY)
    assert told(await world.does("Amina", Verb.POST_NEED, draft)) == "need.posted.title"


async def test_one_space_is_paused(world: World) -> None:
    await world.does("Robin", Verb.HELP, origin=ELSEWHERE)
    await world.does("Robin", Verb.SAVE_SET_UP, origin=ELSEWHERE, needs="C1")
    await world.does("Robin", Verb.PAUSE_POSTS, origin=ELSEWHERE, scope="here", reason=WHY)
    there = token_of(await world.does("Amina", Verb.NEED, origin=ELSEWHERE, text=SOFA), Verb.POST_NEED)
    assert told(await world.does("Amina", Verb.POST_NEED, there, origin=ELSEWHERE)) == "refusal.posts_paused"
    assert told(await world.does("Amina", Verb.POST_NEED, await drafts(world))) == "need.posted.title"


@pytest.mark.parametrize(
    ("verb", "values", "problem"),
    [
        (Verb.PAUSE_POSTS, {"scope": "everything", "reason": " "}, "say_why"),
        (Verb.PAUSE_POSTS, {"reason": WHY}, "choose_one"),
        (Verb.PAUSE_POSTS, {"scope": "kinds", "kinds": "nonsense", "reason": WHY}, "choose_one"),
        (Verb.REOPEN_POSTS, {"reason": WHY}, "choose_one"),
    ],
)
async def test_a_form_that_says_too_little_comes_back(
    world: World, verb: Verb, values: dict[str, str], problem: str
) -> None:
    await world.does("Robin", Verb.PAUSE_POSTS, scope="kinds", kinds="food", reason=WHY)
    assert told(await world.does("Robin", verb, origin=None, **values)) == f"button.{verb} refusal.{problem}"
    assert len(await deeds_of(world)) == 1


async def test_pausing_what_is_paused_changes_nothing(world: World) -> None:
    assert told(await world.does("Robin", Verb.REOPEN_POSTS)) == "freeze.title"
    for _ in range(2):
        await world.does("Robin", Verb.PAUSE_POSTS, scope="everything", reason=WHY)
    assert len(await deeds_of(world)) == 1
    await world.does("Robin", Verb.REOPEN_POSTS, which="food", reason=WHY)
    assert len(await deeds_of(world)) == 1


# -- the audit -------------------------------------------------------------------------------------------


async def test_the_audit_tells_what_was_done_by_whom_and_why(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    await world.does("Robin", Verb.HIDE_POST, f"n-{need}", reason=WHY)
    await world.does("Robin", Verb.PAUSE_POSTS, scope="kinds", kinds="food", reason="too much of it")
    read = words(await world.does("Robin", Verb.AUDIT))
    for each in ("Robin hid a post of Amina", WHY, "Robin paused", "too much of it", "This record is whole"):
        assert each in read
    assert read.index("paused") < read.index("hid a post")


async def test_the_audit_names_nobody_whom_a_post_does_not_name(world: World) -> None:
    need = await drafts(world)
    await world.does("Amina", Verb.POST_UNNAMED, need)
    await world.settle()
    await world.does("Robin", Verb.HIDE_POST, f"n-{need}", reason=WHY)
    read = words(await world.does("Robin", Verb.AUDIT))
    assert "Robin hid a post of" in read
    assert "Amina" not in read


async def test_the_audit_is_turned_page_by_page(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    for number in range(4):
        await world.does("Robin", Verb.HIDE_POST, f"n-{need}", reason=f"reason number {number}")
        await world.does("Robin", Verb.RESTORE_POST, f"n-{need}", reason=f"and back {number}")
    first = words(await world.does("Robin", Verb.AUDIT))
    assert "reason number 3" in first
    assert "reason number 0" not in first
    assert "reason number 0" in words(await world.does("Robin", Verb.TURN_AUDIT, "1"))
    assert "reason number 0" in words(await world.does("Robin", Verb.TURN_AUDIT, "99"))
    assert "reason number 3" in words(await world.does("Robin", Verb.TURN_AUDIT, "nonsense"))


async def test_a_record_that_was_tampered_with_says_so(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    for verb in (Verb.HIDE_POST, Verb.RESTORE_POST):
        await world.does("Robin", verb, f"n-{need}", reason=WHY)
    engine = create_async_engine(f"sqlite+aiosqlite:///{world.stage.folder / 'hypha.db'}")
    async with engine.begin() as database:
        await database.execute(text("DELETE FROM deed WHERE number = 1"))
    await engine.dispose()
    assert "This record is not whole" in words(await world.does("Robin", Verb.AUDIT))
