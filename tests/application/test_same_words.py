"""What is not there and what is not theirs get the very same answer, for every verb: no token tells whether
there is anything behind it.
"""

import pytest

from bot.application.interaction import Origin, Reply
from bot.application.verbs import Verb
from tests.application.test_access_matrix import ELSEWHERE, ROWS, TOKENS, Whose, _said, _scenery, _unsent
from tests.application.world import World
from tests.stories import plain

NOWHERE = "A" * 22
"""As an id looks; nothing has it."""
OPEN_TO_ALL = {Whose.EVERYBODY, Whose.CARD}


def drawn(reply: Reply) -> object:
    """All that can be seen of an answer, and its buttons with what they carry."""
    return reply.view, plain.shown(reply.view, reply.tongue).words


async def answers(world: World, who: str, verb: Verb, origin: Origin | None, *tokens: str) -> list[object]:
    return [drawn(await world.does(who, verb, each, origin=origin, **_said(verb))) for each in tokens]


@pytest.mark.parametrize("whose", Whose)
async def test_a_token_tells_nobody_whether_there_is_something(world: World, whose: Whose) -> None:
    """Chidi is a member here, Eve of another community, and each Robin moderates their own."""
    there = await _scenery(world, "Amina")
    there[Whose.UNSENT] = await _unsent(world, "Amina")
    await world.settle()
    before = [world.inbox(who) for who in ("Amina", "Bruno")]
    for verb in ROWS[whose]:
        theirs = TOKENS.get(verb, there.get(whose, ""))
        nothing = _nothing_like(theirs) if verb not in TOKENS else theirs
        for who, origin in (("Chidi", None), ("Eve", ELSEWHERE), ("Robin", ELSEWHERE)):
            if theirs == nothing or (whose in OPEN_TO_ALL and origin is None):
                continue
            one, other = await answers(world, who, verb, origin, theirs, nothing)
            assert one == other, f"{verb} shows {who} that there is something"
    await world.settle()
    assert [world.inbox(who) for who in ("Amina", "Bruno")] == before


def _nothing_like(token: str) -> str:
    """A token of the same make (`n-`, `0-`), with nothing behind it."""
    kind, dash, _ = token.partition("-")
    return f"{kind}-{NOWHERE}" if dash and len(kind) == 1 else NOWHERE if token else ""
