"""Every button in every state: a platform keeps showing what was drawn long ago, and whoever taps it gets a
clear, kind answer.

The golden files are tables of answers, by their keys in the catalogue. Read them as the person who taps.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.application.dispatch import FrontDoor
from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.views.refusals import FORM_OF
from tests.application.undone import UndoneStore
from tests.application.world import DAY, World, a_world, token_of, told
from tests.golden import same_as_golden
from tests.stories.surroundings import ZONE, SeededChance

GOLDEN = Path(__file__).parent / "golden"

CARRYING = "carrying sofas and other furniture, up and downstairs"


@dataclass
class Sofa:
    """Amina needs somebody to carry a sofa, and Bruno offers to carry things."""

    world: World
    need: str = ""

    async def brunos(self) -> str:
        """The token of Bruno's handshake."""
        return (await self.world.handshake(self.need, "Bruno")).id.value

    async def taps(self, who: str, verb: Verb, token: str) -> None:
        await self.world.does(who, verb, token)
        await self.world.settle()


async def written(sofa: Sofa) -> None:
    await sofa.world.offers("Bruno", CARRYING)
    preview = await sofa.world.does("Amina", Verb.NEED, text="somebody to carry a sofa downstairs")
    sofa.need = token_of(preview, Verb.POST_NEED)


async def taken_back_unposted(sofa: Sofa) -> None:
    await written(sofa)
    await sofa.taps("Amina", Verb.TAKE_BACK_NEED, sofa.need)


async def bruno_is_asked(sofa: Sofa) -> None:
    await written(sofa)
    await sofa.taps("Amina", Verb.POST_NEED, sofa.need)


async def bruno_said_not_now(sofa: Sofa) -> None:
    await bruno_is_asked(sofa)
    await sofa.taps("Bruno", Verb.NOT_NOW, sofa.need)


async def bruno_can_help(sofa: Sofa) -> None:
    await bruno_is_asked(sofa)
    await sofa.taps("Bruno", Verb.CAN_HELP, sofa.need)


async def bruno_was_passed_over(sofa: Sofa) -> None:
    await bruno_can_help(sofa)
    await sofa.taps("Amina", Verb.PASS_OVER, await sofa.brunos())


async def the_two_are_set(sofa: Sofa) -> None:
    await bruno_can_help(sofa)
    await sofa.taps("Amina", Verb.CHOOSE, await sofa.brunos())


async def bruno_stepped_back(sofa: Sofa) -> None:
    await the_two_are_set(sofa)
    await sofa.taps("Bruno", Verb.STEP_BACK, await sofa.brunos())


async def amina_looked_again(sofa: Sofa) -> None:
    await the_two_are_set(sofa)
    await sofa.taps("Amina", Verb.LOOK_AGAIN, await sofa.brunos())


async def it_went_well(sofa: Sofa) -> None:
    await the_two_are_set(sofa)
    await sofa.taps("Amina", Verb.WENT_WELL, await sofa.brunos())


async def nobody_said_how_it_went(sofa: Sofa) -> None:
    await the_two_are_set(sofa)
    await sofa.world.pass_time(7 * DAY)


async def put_away(sofa: Sofa) -> None:
    await bruno_can_help(sofa)
    await sofa.taps("Amina", Verb.PUT_AWAY_NEED, sofa.need)


async def put_away_by_time(sofa: Sofa) -> None:
    await bruno_can_help(sofa)
    await sofa.world.pass_time(15 * DAY)


async def taken_back(sofa: Sofa) -> None:
    await bruno_can_help(sofa)
    await sofa.taps("Amina", Verb.TAKE_BACK_NEED, sofa.need)


STATES: tuple[Callable[[Sofa], Awaitable[None]], ...] = (
    written,
    taken_back_unposted,
    bruno_is_asked,
    bruno_said_not_now,
    bruno_can_help,
    bruno_was_passed_over,
    the_two_are_set,
    bruno_stepped_back,
    amina_looked_again,
    it_went_well,
    nobody_said_how_it_went,
    put_away,
    put_away_by_time,
    taken_back,
)


async def test_kept_open_before_its_card_went_out(world: World) -> None:
    """Put away and kept open again while the platform could not be reached: the card goes out after all."""
    preview = await world.does("Amina", Verb.NEED, text="somebody to carry a sofa downstairs")
    need = token_of(preview, Verb.POST_NEED)
    for verb in (Verb.POST_NEED, Verb.PUT_AWAY_NEED):
        await world.does("Amina", verb, need)
    await world.settle()
    assert world.board(Board.NEEDS) == []
    await world.does("Amina", Verb.RENEW_NEED, need)
    await world.settle()
    (card,) = world.board(Board.NEEDS)
    assert "Could you help?" in card


OF_THE_NEED = (
    Verb.POST_NEED,
    Verb.EDIT_NEED,
    Verb.REVISE_NEED,
    Verb.TAKE_BACK_NEED,
    Verb.RENEW_NEED,
    Verb.PUT_AWAY_NEED,
    Verb.SORTED_NEED,
)
OF_THE_ASKER = (
    Verb.CHOOSE,
    Verb.PASS_OVER,
    Verb.WENT_WELL,
    Verb.NOT_YET,
    Verb.LOOK_AGAIN,
    Verb.THANK_HELPER,
)
OF_THE_CARD = (Verb.CAN_HELP, Verb.NOT_NOW)
OF_THE_OFFER = (
    Verb.POST_OFFER,
    Verb.EDIT_OFFER,
    Verb.REVISE_OFFER,
    Verb.TAKE_BACK_OFFER,
    Verb.RENEW_OFFER,
    Verb.PUT_AWAY_OFFER,
)


async def test_every_button_of_a_need_in_every_state(tmp_path: Path) -> None:
    table: list[str] = []
    for state in STATES:
        async with a_world(tmp_path / state.__name__) as world:
            sofa = Sofa(world)
            await state(sofa)
            handshake = "" if state in (written, taken_back_unposted) else await sofa.brunos()
            tries = [
                *(("Amina", verb, sofa.need) for verb in OF_THE_NEED),
                *(("Amina", verb, handshake) for verb in OF_THE_ASKER if handshake),
                *(("Amina", verb, sofa.need) for verb in OF_THE_CARD),
                *(("Bruno", verb, sofa.need) for verb in OF_THE_CARD),
                *(("Bruno", verb, handshake) for verb in (Verb.STEP_BACK,) if handshake),
                *(("Chidi", verb, sofa.need) for verb in OF_THE_CARD),
            ]
            table += ["", state.__name__.replace("_", " ")]
            table += [await answer_to(world, who, verb, token) for who, verb, token in tries]
    assert not any("defect" in line for line in table)
    same_as_golden(GOLDEN / "buttons_of_a_need.txt", "\n".join(table[1:]))


async def test_every_button_of_an_offer_in_every_state(tmp_path: Path) -> None:
    table: list[str] = []
    for last in (None, Verb.POST_OFFER, Verb.PUT_AWAY_OFFER, Verb.TAKE_BACK_OFFER):
        async with a_world(tmp_path / str(last)) as world:
            offer = token_of(await world.does("Bruno", Verb.OFFER, text=CARRYING), Verb.POST_OFFER)
            for verb in (Verb.POST_OFFER, last) if last else ():
                await world.does("Bruno", verb, offer)
            table += ["", f"after {last.replace('_', ' ') if last else 'writing'}"]
            table += [await answer_to(world, "Bruno", verb, offer) for verb in OF_THE_OFFER]
    assert not any("defect" in line for line in table)
    same_as_golden(GOLDEN / "buttons_of_an_offer.txt", "\n".join(table[1:]))


async def answer_to(world: World, who: str, verb: Verb, token: str) -> str:
    """One line of a table. What was tapped is not kept, so that all are tapped in one and the same state."""
    house = world.stage.house
    never_kept = FrontDoor(UndoneStore(house.store), house.clock, SeededChance(5), ZONE, lambda: None)
    world.stage.house = replace(house, door=never_kept)
    words = "two people to carry a piano" if verb in FORM_OF else ""
    answer = told(await world.does(who, verb, token, text=words))
    world.stage.house = house
    return f"    {who:<6} {verb.replace('_', ' '):<16} {answer}"
