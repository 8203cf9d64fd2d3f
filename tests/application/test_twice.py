"""The same delivery twice, the same words twice, the same tap twice: it happens once, and the answer is the
same.
"""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.application.dispatch import Door
from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from tests.application.world import World, token_of, told
from tests.stories import plain
from tests.stories.all_stories import STORIES
from tests.stories.core_stage import CoreStage
from tests.stories.stage import Stage


@dataclass
class StutteringDoor:
    """Every delivery comes twice: one after the other, or both at once."""

    within: Door
    at_once: bool

    async def handle(self, interaction: Interaction) -> Reply:
        if self.at_once:
            first, second = await asyncio.gather(
                self.within.handle(interaction), self.within.handle(interaction)
            )
        else:
            first = await self.within.handle(interaction)
            second = await self.within.handle(interaction)
        assert second.view == first.view, "the same delivery has the same answer"
        return first

    async def refuse(self, origin: Origin, actor: Actor, code: str, written: str = "") -> Reply:
        return await self.within.refuse(origin, actor, code, written)


class StutteringStage(CoreStage):
    """A stage whose platform delivers everything twice."""

    def __init__(self, folder: Path, *, at_once: bool) -> None:
        super().__init__(folder)
        self._at_once = at_once

    async def start(self) -> None:
        await super().start()
        self.house = replace(self.house, door=StutteringDoor(self.house.door, self._at_once))


@pytest.mark.parametrize("at_once", [False, True], ids=["one after the other", "at once"])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_every_story_is_the_same_if_each_delivery_comes_twice(
    story: Callable[[Stage], Awaitable[None]], at_once: bool, tmp_path: Path
) -> None:
    once, twice = CoreStage(tmp_path / "once"), StutteringStage(tmp_path / "twice", at_once=at_once)
    for stage in (once, twice):
        await stage.start()
        try:
            await story(stage)
        finally:
            await stage.stop()
    assert _on_screens(twice) == _on_screens(once)
    assert _rows(twice.folder) == _rows(once.folder)


async def test_the_same_delivery_is_known_after_a_restart_and_days_later(world: World) -> None:
    first = await world.does("Amina", Verb.NEED, key="a delivery", text="a lift to the clinic")
    await world.stage.restart()
    again = await world.does("Amina", Verb.NEED, key="a delivery", text="a lift to the clinic")
    await world.pass_time(timedelta(days=1))
    days_later = await world.does("Amina", Verb.NEED, key="a delivery", text="a lift to the clinic")
    assert first.view == again.view == days_later.view
    assert _rows(world.stage.folder)["need"] == 1


async def test_a_repeated_delivery_answers_with_how_it_stands_now(world: World) -> None:
    need = token_of(await world.does("Amina", Verb.NEED, text="a lift to the clinic"), Verb.POST_NEED)
    await world.does("Amina", Verb.POST_NEED, need, key="post it")
    await world.does("Amina", Verb.TAKE_BACK_NEED, need)
    assert told(await world.does("Amina", Verb.POST_NEED, need, key="post it")) == "need.taken_back.title"


async def test_the_key_of_a_delivery_belongs_to_its_space(world: World) -> None:
    """Two platforms may count their deliveries alike."""
    slack = Origin(Platform.SLACK, "T1", "Elsewhere")
    await world.does("Amina", Verb.NEED, key="1", text="a lift to the clinic")
    reply = await world.does("U1", Verb.OFFER, key="1", origin=slack, text="lifts on weekday mornings")
    assert told(reply) == "offer.preview.title"


# -- people who do it twice ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["need", "offer"])
@pytest.mark.parametrize("state", ["draft", "out"])
async def test_the_same_words_within_two_minutes_are_one_post(world: World, kind: str, state: str) -> None:
    """People type it again when their platform shows them an error."""
    post = Verb(f"post_{kind}")
    first = token_of(await world.does("Amina", Verb(kind), text="a lift to the clinic"), post)
    if state == "out":
        await world.does("Amina", post, first)
    world.stage.clock.move_to(world.stage.now() + timedelta(minutes=1, seconds=59))
    again = await world.does("Amina", Verb(kind), text="  A lift to  the clinic\n")
    assert told(again) == {"draft": f"{kind}.preview.title", "out": f"{kind}.posted.title"}[state]
    assert token_of(again, Verb(f"take_back_{kind}")) == first
    assert _rows(world.stage.folder)[kind] == 1


async def test_both_at_once_are_one_need(world: World) -> None:
    replies = await asyncio.gather(
        *(world.does("Amina", Verb.NEED, text="a lift to the clinic") for _ in range(5))
    )
    assert len({token_of(reply, Verb.POST_NEED) for reply in replies}) == 1
    assert _rows(world.stage.folder)["need"] == 1


async def test_after_two_minutes_or_from_somebody_else_they_are_another_need(world: World) -> None:
    await world.does("Amina", Verb.NEED, text="a lift to the clinic")
    await world.does("Chidi", Verb.NEED, text="a lift to the clinic")
    await world.does("Amina", Verb.NEED, text="a lift to the clinic on Tuesday")
    world.stage.clock.move_to(world.stage.now() + timedelta(minutes=2, seconds=1))
    await world.does("Amina", Verb.NEED, text="a lift to the clinic")
    assert _rows(world.stage.folder)["need"] == 4


async def test_taken_back_and_typed_again_is_a_new_need(world: World) -> None:
    first = token_of(await world.does("Amina", Verb.NEED, text="a lift"), Verb.TAKE_BACK_NEED)
    await world.does("Amina", Verb.TAKE_BACK_NEED, first)
    again = await world.does("Amina", Verb.NEED, text="a lift")
    assert token_of(again, Verb.POST_NEED) != first


@pytest.mark.parametrize("kind", ["need", "offer"])
async def test_post_it_tapped_twice_is_posted_once(world: World, kind: str) -> None:
    post = Verb(f"post_{kind}")
    token = token_of(await world.does("Amina", Verb(kind), text="a lift to the clinic"), post)
    replies = await world.at_once(("Amina", post, token), ("Amina", post, token), ("Amina", post, token))
    replies = [*replies, await world.does("Amina", post, token)]
    assert {told(reply) for reply in replies} == {f"{kind}.posted.title"}
    await world.settle()
    assert len(world.board(Board(f"{kind}s"))) == 1


async def test_not_yet_tapped_twice_is_asked_again_once(world: World) -> None:
    need = await world.posts("Amina", "somebody to carry a sofa downstairs")
    handshake = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, handshake)
    await world.pass_time(timedelta(days=3, hours=1))
    asked = world.inbox("Amina")
    await world.does("Amina", Verb.NOT_YET, handshake)
    await world.pass_time(timedelta(minutes=1))
    await world.does("Amina", Verb.NOT_YET, handshake)
    await world.pass_time(timedelta(days=4))
    assert len(world.inbox("Amina")) == len(asked) + 1


def _on_screens(stage: CoreStage) -> dict[str, list[str]]:
    """The messages that stand at each place, in the order in which they were sent."""
    screens: defaultdict[str, list[str]] = defaultdict(list)
    for parcel in stage.notebook.standing.values():
        screens[parcel.to.account].append(plain.shown(parcel.view, parcel.tongue).words)
    return screens


def _rows(folder: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(folder / "hypha.db")) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608 - names of our own tables
