"""A bug of ours in one thing that is due keeps nothing else from happening."""

from collections.abc import Sequence

import pytest

from bot.application.carry_out_due import Due
from bot.application.matchmaker import Able, Matchmaker
from bot.application.ports import Work
from bot.application.verbs import Verb
from bot.domain.community import Community
from bot.domain.need import Need
from tests.application.world import DAY, World, token_of


class BrokenMatchmaker(Matchmaker):
    """Stumbles over every need."""

    async def able_for(self, need: Need, community: Community, work: Work, limit: int) -> Sequence[Able]:
        raise ArithmeticError


@pytest.mark.stumbles
async def test_the_promised_answer_comes_though_nobody_could_be_looked_for(world: World) -> None:
    house, clock = world.stage.house, world.stage.clock
    draft = token_of(await world.does("Amina", Verb.NEED, text="a lift to the station"), Verb.POST_NEED)
    await world.does("Amina", Verb.POST_NEED, draft)
    clock.move_to(world.stage.now() + DAY)

    await Due(house.store, clock, house.chance, BrokenMatchmaker(), lambda: None).carry_out_all()
    await house.delivery.deliver_all()

    assert "Nobody could help with this so far" in world.inbox("Amina")[-1]
