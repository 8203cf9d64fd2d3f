"""What can be asked of the door at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.application.interaction import Actor, Origin
from bot.application.use_cases import ONLY_LOOKING, UNDERSTOOD, USE_CASES
from bot.application.verbs import Verb
from bot.domain.community import Platform
from bot.views.catalogue import COMMANDS
from bot.views.refusals import FORM_OF
from bot.views.vocabulary import TOKEN, ActionRef
from tests.application.world import World, told, words


def test_every_verb_has_a_use_case() -> None:
    assert set(USE_CASES) == set(Verb)
    assert set(Verb) >= UNDERSTOOD | ONLY_LOOKING | set(FORM_OF) | {each.verb for each in COMMANDS}


@given(st.sampled_from(Verb), st.from_regex(TOKEN, fullmatch=True))
def test_a_button_comes_back_as_it_was_drawn(verb: Verb, token: str) -> None:
    action = ActionRef(verb, token)
    assert len(action.encode()) <= 100
    assert ActionRef.decode(action.encode()) == action


@given(st.text() | st.from_regex(r"\Ahy:[0-9]:[a-z_]*:.*\Z"))
def test_nothing_else_is_a_button(encoded: str) -> None:
    action = ActionRef.decode(encoded)
    assert action is None or action.encode() == encoded


@pytest.mark.parametrize(
    "encoded", ["", "hy:1:fly:x", "hy:2:need:", "hy:1:need", "HY:1:need:", "hy:1:need:a:b"]
)
def test_unknown_verbs_can_not_be_built(encoded: str) -> None:
    assert ActionRef.decode(encoded) is None


@pytest.mark.parametrize("code", ["unknown", "unknown_button", "unreadable"])
@pytest.mark.parametrize(
    "account", ["amina", "a stranger", pytest.param("\ud800", marks=pytest.mark.stumbles)], ids=ascii
)
async def test_what_could_not_be_read_is_answered_and_given_back(
    world: World, code: str, account: str
) -> None:
    for origin in (
        Origin(Platform.LOCAL, "room"),
        Origin(Platform.SLACK, "T-unseen"),
        Origin(Platform.DISCORD, None),
    ):
        actor = Actor(account, None, None, locale="xx-YY", zone="Mars/Olympus")
        reply = await world.stage.house.door.refuse(origin, actor, code, written="a lift <please>")
        assert told(reply) == f"refusal.{code}"
        assert "a lift <please>" in words(reply)


async def test_a_direct_message_of_a_stranger_says_where_to_go(world: World) -> None:
    reply = await world.does("U9", Verb.NEED, origin=Origin(Platform.DISCORD, None), text="a lift")
    assert told(reply) == "refusal.say_it_in_a_server"
    assert "a lift" in words(reply)


async def test_a_direct_message_of_somebody_known_reaches_their_community(world: World) -> None:
    await world.does("U9", Verb.NEED, origin=Origin(Platform.DISCORD, "G1", "Elm Street"), text="a lift")
    mine = await world.does("U9", Verb.MINE, origin=Origin(Platform.DISCORD, None))
    assert "a lift" in words(mine)
