"""Rule 4, once more: what somebody says, or what is decided about them, counts up to the moment at which an
ask would reach them.
"""

from collections.abc import Sequence

import pytest

from bot.application.carry_out_due import Due
from bot.application.matchmaker import Able, Matchmaker
from bot.application.ports import Private, Work
from bot.application.verbs import Verb
from bot.domain.community import Community
from bot.domain.need import Need
from tests.application.world import World, token_in, token_of

LIFTS = "lifts to the hospital"
LIFT = "a lift to the hospital"
ANOTHER = "a lift to the hospital again, and home"


class AsItWas(Matchmaker):
    """Finds for each need whoever it found for the first one: somebody may have said no since."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Able] | None = None

    async def able_for(self, need: Need, community: Community, work: Work, limit: int) -> Sequence[Able]:
        if self._found is None:
            self._found = await super().able_for(need, community, work, limit)
        return self._found


async def posts_only(world: World, text: str = LIFT) -> str:
    """Amina posts a need; nothing that follows from it happens yet. Returns its id."""
    need = token_of(await world.does("Amina", Verb.NEED, text=text), Verb.POST_NEED)
    await world.does("Amina", Verb.POST_NEED, need)
    return need


async def decides(world: World, matchmaker: Matchmaker) -> None:
    """Who is asked is decided, and nothing is sent yet."""
    house = world.stage.house
    await Due(house.store, house.clock, house.chance, matchmaker, lambda: None).carry_out_all()


async def asked_once(world: World, by: str) -> AsItWas:
    """Bruno may be asked, and is. Returns what will find him for the next need as well."""
    await says_yes(world, by)
    as_it_was = AsItWas()
    await posts_only(world)
    await decides(world, as_it_was)
    await world.settle()
    assert asked(world, "Bruno")
    return as_it_was


async def says_yes(world: World, by: str) -> None:
    if by == "an offer":
        await world.offers("Bruno", LIFTS)
    else:
        await world.does("Bruno", Verb.SAVE_ASK_ME, willingness="sometimes", often="7", kinds="transport")


async def suspended(world: World) -> None:
    await world.does("Robin", Verb.TEND_MEMBER, person="bruno", deed="suspend_a_week", reason="a quarrel")


def asked(world: World, who: str) -> bool:
    return any("hospital" in each and "Could you help" in each for each in world.inbox(who))


@pytest.mark.parametrize("by", ["an offer", "a kind of help"])
async def test_rule_4_nobody_who_is_suspended_is_asked(world: World, by: str) -> None:
    await says_yes(world, by)
    await suspended(world)
    await world.posts("Amina", LIFT)
    assert not asked(world, "Bruno")


@pytest.mark.parametrize("by", ["an offer", "a kind of help"])
async def test_rule_4_who_was_suspended_after_they_were_found_is_not_asked(world: World, by: str) -> None:
    as_it_was = await asked_once(world, by)
    await suspended(world)
    await world.settle()
    before = world.inbox("Bruno")
    need = await posts_only(world, ANOTHER)
    await decides(world, as_it_was)
    assert (await world.need(need)).handshakes == ()
    await world.settle()
    assert world.inbox("Bruno") == before


@pytest.mark.parametrize("by", ["an offer", "a kind of help"])
async def test_rule_4_who_said_stop_after_they_were_found_is_not_asked(world: World, by: str) -> None:
    as_it_was = await asked_once(world, by)
    ask = world.stage.notebook.at(Private("bruno"))[-1].view
    await world.does("Bruno", Verb.STOP_ASKING, token_in(ask, Verb.STOP_ASKING))
    await world.settle()
    before = world.inbox("Bruno")
    need = await posts_only(world, ANOTHER)
    await decides(world, as_it_was)
    assert (await world.need(need)).handshakes == ()
    await world.settle()
    assert world.inbox("Bruno") == before


@pytest.mark.parametrize(
    ("verb", "token"), [(Verb.PAUSE_ASKS, "week"), (Verb.SAVE_ASK_ME, "")], ids=["pauses", "says never"]
)
async def test_rule_4_who_says_no_before_an_ask_is_sent_gets_none(
    world: World, verb: Verb, token: str
) -> None:
    await world.offers("Bruno", LIFTS)
    await posts_only(world)
    await decides(world, Matchmaker())
    await world.does("Bruno", verb, token, willingness="never", often="2")
    await world.settle()
    assert not asked(world, "Bruno")


async def test_otherwise_they_are_asked(world: World) -> None:
    """So that the tests above look at something."""
    await world.offers("Bruno", LIFTS)
    await posts_only(world)
    await decides(world, Matchmaker())
    await world.settle()
    assert asked(world, "Bruno")
