"""Accounts are linked and spaces brought together by two processes on one database at once, many times over:
nobody is linked twice, nothing is lost, and nobody waits for each other for ever.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.application.interaction import Origin, Reply
from bot.application.verbs import Verb
from tests.application.two_places import DISCORD, SLACK, TwoPlaces
from tests.application.world import token_of, told, words
from tests.databases import OnServer
from tests.depth import DEPTH
from tests.stories.core_stage import CoreStage

ROUNDS = DEPTH.seeds


@dataclass
class TwoHouses:
    """The same two places, seen from two processes: nothing but the database is between them."""

    here: TwoPlaces
    there: TwoPlaces

    async def settle(self) -> None:
        await asyncio.gather(self.here.settle(), self.there.settle())

    async def asks_to_link(self, who: str, made: Origin, entered: Origin) -> str:
        """The token of the yes."""
        code = await self.here.link_code(who, made)
        question = await self.there.does(who, Verb.LINK, origin=entered, text=code)
        return token_of(question, Verb.CONFIRM_LINK)


@pytest.fixture
async def houses(postgresql: OnServer, tmp_path: Path) -> AsyncGenerator[TwoHouses]:
    first, second = CoreStage(tmp_path, postgresql.url), CoreStage(tmp_path, postgresql.url)
    second.key, second.clock = first.key, first.clock
    await first.start()
    await second.start()
    await second.restart()  # so that its chance is not the first one's
    here = TwoPlaces(first)
    there = TwoPlaces(second, slack=here.slack, discord=here.discord)
    here.connect()
    there.connect()
    try:
        await here.set_up()
        yield TwoHouses(here, there)
    finally:
        await second.stop()
        await first.stop()
    assert postgresql.rows("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == [
        (0,)
    ]


async def all_at_once(*deeds: Awaitable[Reply]) -> list[str]:
    answers = [told(each) for each in await asyncio.gather(*deeds)]
    assert "defect.title" not in answers
    assert "refusal.busy" not in answers
    return answers


async def test_one_person_links_both_ways_at_once_while_others_go_on(houses: TwoHouses) -> None:
    here, there = houses.here, houses.there
    await here.pairs()
    for each in range(ROUNDS):
        who, helper = f"Amina{each}", f"Bruno{each}"
        on_slack = await here.posts_in(who, SLACK, f"somebody to carry sofa number {each}")
        on_discord = await there.posts_in(who, DISCORD, f"a ladder for day number {each}")
        one = await houses.asks_to_link(who, SLACK, DISCORD)
        other = await houses.asks_to_link(who, DISCORD, SLACK)
        answers = await all_at_once(
            here.does(who, Verb.CONFIRM_LINK, one, origin=DISCORD),
            there.does(who, Verb.CONFIRM_LINK, other, origin=SLACK),
            here.does(helper, Verb.CAN_HELP, on_discord, origin=DISCORD),
            there.does(helper, Verb.CAN_HELP, on_slack, origin=SLACK),
            there.does(who, Verb.NEED, origin=DISCORD, text=f"a quiet word on day {each}"),
            here.does(who, Verb.SAVE_ASK_ME, origin=SLACK, willingness="sometimes", often="2"),
        )
        assert Counter(answers[:2])["link.linked.title"] == 1, answers
        await houses.settle()
        amina = await here.member(who, SLACK)
        assert amina == await there.member(who, DISCORD)
        for need in (on_slack, on_discord):
            now = await here.need(need)
            assert now.asker == amina.id
            assert len(now.handshakes) == 1
        mine = words(await here.does(who, Verb.MINE, origin=SLACK))
        for text in (f"sofa number {each}", f"day number {each}", f"word on day {each}"):
            assert text in mine


async def test_two_linked_accounts_and_being_forgotten_at_once(houses: TwoHouses) -> None:
    here, there = houses.here, houses.there
    await here.pairs()
    for each in range(ROUNDS):
        who = f"Amina{each}"
        need = await here.posts_in(who, SLACK, f"somebody to carry sofa number {each}")
        await there.does(who, Verb.HELP, origin=DISCORD)
        token = await houses.asks_to_link(who, SLACK, DISCORD)
        answers = await all_at_once(
            here.does(who, Verb.CONFIRM_LINK, token, origin=DISCORD),
            there.does(who, Verb.FORGET_ME_NOW, origin=SLACK),
            there.does("Bruno", Verb.CAN_HELP, need, origin=SLACK),
        )
        assert answers[1] == "forget.done.title"
        await houses.settle()
        assert (await here.need(need)).text == ""
        async with here.stage.house.store.look() as look:
            space = await look.communities.space_of(SLACK.platform, str(SLACK.account))
            assert space is not None
            assert await look.members.by_account(space.id, who.casefold()) is None


async def test_both_sides_pair_at_once_while_people_go_on(houses: TwoHouses) -> None:
    here, there = houses.here, houses.there
    for each in range(ROUNDS):
        one = await here.agrees(SLACK, DISCORD)
        other = await there.agrees(DISCORD, SLACK)
        answers = await all_at_once(
            here.does("Robin", Verb.CONFIRM_PAIR, one, origin=SLACK),
            there.does("Robin", Verb.CONFIRM_PAIR, other, origin=DISCORD),
            here.does(f"Amina{each}", Verb.NEED, origin=DISCORD, text=f"a ladder for day number {each}"),
            there.does(f"Bruno{each}", Verb.OFFER, origin=SLACK, text=f"bread number {each}"),
            here.does(f"Chidi{each}", Verb.HELP, origin=DISCORD),
        )
        assert Counter(answers[:2])["spaces.paired.title"] == 1, answers
        await houses.settle()
        assert await here.community(SLACK) == await there.community(DISCORD)
        assert f"number {each}" in words(await there.does(f"Amina{each}", Verb.MINE, origin=DISCORD))
        assert f"number {each}" in words(await here.does(f"Bruno{each}", Verb.MINE, origin=SLACK))
        async with here.stage.house.store.look() as look:
            assert await look.deeds.holds((await here.community(SLACK)).id)
        assert told(await there.takes_out(DISCORD)) == "spaces.taken_out.title"
        await houses.settle()


async def test_an_account_is_linked_while_its_space_leaves(houses: TwoHouses) -> None:
    here, there = houses.here, houses.there
    for each in range(ROUNDS):
        await here.pairs()
        who = f"Amina{each}"
        need = await here.posts_in(who, SLACK, f"somebody to carry sofa number {each}")
        await there.does(who, Verb.HELP, origin=DISCORD)
        token = await houses.asks_to_link(who, SLACK, DISCORD)
        linked = here.does(who, Verb.CONFIRM_LINK, token, origin=DISCORD)
        _, left = await asyncio.gather(linked, there.takes_out(DISCORD))
        assert told(left) == "spaces.taken_out.title"
        await houses.settle()
        assert (await here.member(who, SLACK)).id != (await here.member(who, DISCORD)).id
        assert (await here.community(SLACK)).id != (await there.community(DISCORD)).id
        async with here.stage.house.store.look() as look:
            owner = await look.members.get((await here.need(need)).asker)
        assert owner.community == (await here.need(need)).community
        # Whatever is out is looked at when communities join: later rounds would pay for earlier ones.
        await here.does(who, Verb.TAKE_BACK_NEED, need, origin=SLACK)
        await houses.settle()
