"""Two worlds that differ only in somebody's history: everybody else should see the same in both."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.application.verbs import Verb
from bot.domain.community import Board
from tests.application.watching import Sight, WatchedStage
from tests.application.world import DAY, World
from tests.stories import plain
from tests.views import walk

SOFA = "somebody to carry a sofa downstairs"
CARRYING = "carrying sofas and other furniture, up and downstairs"
HELPING_TO_MOVE = "I can help to carry furniture"
SOUP = "soup for somebody who is ill"
MEAL = "soup, I am ill and can't cook"


@asynccontextmanager
async def a_watched_world(folder: Path) -> AsyncGenerator[World]:
    stage = WatchedStage(folder)
    await stage.start()
    try:
        yield World(stage)
    finally:
        await stage.stop()


@dataclass(frozen=True)
class Seen:
    where: str
    words: str
    buttons: tuple[str, ...]


def seen_by(world: World, *who: str) -> list[Seen]:
    """Everything that these people, and everybody on the boards, were shown; at each place in its order."""
    assert isinstance(world.stage, WatchedStage)
    places = sorted(each.casefold() for each in (*who, *Board))
    return [_seen(sight) for place in places for sight in world.stage.seen if sight.who == place]


def _seen(sight: Sight) -> Seen:
    """Made-up names are drawn by chance, so that they tell nothing: here all are alike. What being asked and
    helping left is read by its owner alone (test_traces.py), and left out here.
    """
    shown = plain.shown(sight.view, sight.tongue)
    words = shown.words
    for phrase in walk.phrases(sight.view):
        if phrase.key == "pseudonym.name":
            words = words.replace(sight.tongue.words(phrase), "(a made-up name)")
        if phrase.key.startswith("traces."):
            words = words.replace("\n" + sight.tongue.words(phrase), "")
    return Seen(sight.who, words, tuple(each for each in shown.buttons if each != "Forget this"))


async def everybody_looks(world: World, *who: str) -> None:
    for each in who:
        for verb in (Verb.HELP, Verb.MINE):
            await world.does(each, verb)
    await world.does("Robin", Verb.SET_UP)


async def gets_soup_from_bruno(world: World, who: str, times: int) -> None:
    """So often Bruno gives and `who` receives. Without, the same time passes. It ends when nobody was asked
    lately: to be asked no more than they said is theirs to decide (rule 4).
    """
    offer = await world.offers("Bruno", SOUP)
    for _ in range(times):
        need = await world.posts(who, MEAL)
        handshake = await world.helps("Bruno", need)
        for verb in (Verb.CHOOSE, Verb.WENT_WELL):
            await world.does(who, verb, handshake)
        await world.does(who, Verb.THANK, person="bruno", text="for the soup")
        await world.settle()
        world.stage.clock.move_to(world.stage.now() + timedelta(minutes=3))
    await world.does("Bruno", Verb.TAKE_BACK_OFFER, offer)
    await world.settle()
    await world.pass_time(8 * DAY)
    world.stage.clock.move_to(world.stage.clock.now().replace(hour=16, minute=0))


async def the_sofa_is_carried(world: World, asker: str, *looking: str) -> None:
    """Somebody needs a sofa carried, Bruno and Dana offer to, and Dana does it; meanwhile people look."""
    assert isinstance(world.stage, WatchedStage)
    world.stage.seen.clear()
    await world.offers("Bruno", CARRYING)
    await world.offers("Dana", HELPING_TO_MOVE)
    need = await world.posts(asker, SOFA)
    await everybody_looks(world, *looking)
    handshake = await world.helps("Dana", need)
    await world.does(asker, Verb.CHOOSE, handshake)
    await world.pass_time(4 * DAY)
    await everybody_looks(world, *looking)
    await world.does(asker, Verb.WENT_WELL, handshake)
    await world.does(asker, Verb.THANK, person="dana", text="for the sofa")
    await world.settle()
    await everybody_looks(world, *looking)
