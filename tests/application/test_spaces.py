"""Several spaces, one community: `/aid-admin spaces`."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.application.interaction import Origin
from bot.application.verbs import Verb
from bot.domain.community import Board
from bot.domain.deed import Deed, DeedKind
from tests.application.two_places import DISCORD, SLACK, WHY, TwoPlaces, two_places
from tests.application.world import DAY, token_in, token_of, told, words
from tests.databases import Database
from tests.stories.core_stage import CoreStage

SOFA = "somebody to carry a sofa downstairs"
LADDER = "a ladder for a day"
CARRYING = "carrying sofas and other furniture"
MINUTE = timedelta(minutes=1)
WRONG = "code.wrong.title"


@pytest.fixture
async def places(database: Database, tmp_path: Path) -> AsyncGenerator[TwoPlaces]:
    """Two communities, on each kind of database."""
    async with two_places(tmp_path, database.url) as world:
        yield world


async def test_both_sides_say_yes_and_only_then_is_it_done(places: TwoPlaces) -> None:
    code = await places.pair_code()
    question = await places.does("Robin", Verb.USE_PAIR_CODE, origin=DISCORD, text=code, reason=WHY)
    shown = words(question)
    for each in ("Elm Street", "Oak Server", "Robin", "All members", "settings"):
        assert each in shown
    token = token_of(question, Verb.AGREE_PAIR)
    early = await places.does("Robin", Verb.CONFIRM_PAIR, token, origin=SLACK)
    assert told(early) == "refusal.unknown"
    for _ in range(2):  # tapped twice
        assert (
            told(await places.does("Robin", Verb.AGREE_PAIR, token, origin=DISCORD)) == "spaces.agreed.title"
        )
    await places.settle()
    assert (await places.community(SLACK)).id != (await places.community(DISCORD)).id
    assert places.told_in("Robin", SLACK) == ["spaces.waits.title"]
    assert told(await places.does("Robin", Verb.CONFIRM_PAIR, token, origin=DISCORD)) == "refusal.unknown"
    assert (
        told(await places.does("Amina", Verb.CONFIRM_PAIR, token, origin=SLACK)) == "refusal.for_moderators"
    )
    for _ in range(2):
        assert (
            told(await places.does("Robin", Verb.CONFIRM_PAIR, token, origin=SLACK)) == "spaces.paired.title"
        )
    await places.settle()
    assert await places.community(SLACK) == await places.community(DISCORD)
    assert (await places.community(DISCORD)).name == "Elm Street"
    assert places.told_in("Robin", DISCORD) == ["spaces.paired.title"]
    listed = words(await places.does("Robin", Verb.SPACES, origin=DISCORD))
    assert "Elm Street on Slack" in listed
    assert "Oak Server on Discord" in listed


async def test_what_stood_stays_where_it_stands_until_its_owner_says_more(places: TwoPlaces) -> None:
    need = await places.posts_in("Amina", SLACK, SOFA)
    await places.offers_in("Bruno", DISCORD, "bread that I bake on Fridays")
    await places.posts_in("Dana", SLACK, "a quiet word with somebody", Verb.POST_PRIVATELY)
    await places.pairs()
    assert len(places.cards(SLACK)) == 1
    assert places.cards(DISCORD) == []
    assert places.told_in("Amina", SLACK) == ["spaces.show.title"]
    assert places.told_in("Bruno", DISCORD) == ["spaces.show.title"]
    assert places.told_in("Dana", SLACK) == []
    token = token_in(places.messages("Amina", SLACK)[-1], Verb.SHOW_THERE_TOO)
    assert told(await places.does("Bruno", Verb.SHOW_THERE_TOO, token, origin=DISCORD)) == "refusal.unknown"
    for _ in range(2):
        assert (
            told(await places.does("Amina", Verb.SHOW_THERE_TOO, token, origin=SLACK)) == "spaces.shown.title"
        )
        await places.settle()
    assert len(places.cards(SLACK)) == len(places.cards(DISCORD)) == 1
    assert SOFA in places.cards(DISCORD)[0]
    # From there on it is one need: both cards follow.
    await places.does("Chidi", Verb.CAN_HELP, need, origin=DISCORD)
    await places.does("Amina", Verb.CHOOSE, (await places.need(need)).handshakes[0].id.value, origin=SLACK)
    await places.settle()
    assert "somebody is helping" in places.cards(SLACK)[0].casefold() or SOFA in places.cards(SLACK)[0]
    assert places.cards(SLACK)[0].splitlines()[0] == places.cards(DISCORD)[0].splitlines()[0]


async def test_what_is_new_stands_in_both_and_is_asked_around_in_both(places: TwoPlaces) -> None:
    await places.offers_in("Bruno", DISCORD, CARRYING)
    need = await places.posts_in("Amina", SLACK, SOFA)
    assert places.told_in("Bruno", DISCORD) == []
    await places.pairs()
    assert "ask.title" in places.told_in("Bruno", DISCORD)
    other = await places.posts_in("Amina", SLACK, LADDER)
    assert LADDER in places.cards(DISCORD)[-1]
    assert told(await places.does("Chidi", Verb.CAN_HELP, other, origin=DISCORD)) == "helper.offered.title"
    assert (await places.need(need)).community == (await places.community(DISCORD)).id


async def test_a_need_without_a_name_is_met_from_the_other_platform(places: TwoPlaces) -> None:
    """The relay works across: neither learns the other's account, and the helper not even a name."""
    await places.pairs()
    await places.offers_in("Bruno", DISCORD, CARRYING)
    need = await places.posts_in("Amina", SLACK, SOFA, Verb.POST_UNNAMED)
    (ask,) = places.messages("Bruno", DISCORD)
    await places.does("Bruno", Verb.CAN_HELP, token_in(ask, Verb.CAN_HELP), origin=DISCORD)
    await places.settle()
    (between,) = (await places.need(need)).handshakes
    for who, origin, text in (("Amina", SLACK, "is Thursday fine?"), ("Bruno", DISCORD, "yes it is")):
        sent = await places.does(who, Verb.SEND_MESSAGE, between.id.value, origin=origin, text=text)
        assert told(sent) == "talk.sent.title"
        await places.settle()
    assert "is Thursday fine?" in places.said_to("Bruno", DISCORD)[-1]
    assert "yes it is" in places.said_to("Amina", SLACK)[-1]
    await places.does("Amina", Verb.CHOOSE, between.id.value, origin=SLACK)
    await places.settle()
    everything = [*places.said_to("Bruno", DISCORD), *places.cards(DISCORD)]
    assert not any("amina" in each.casefold() for each in everything)
    assert "'amina'" not in repr(places.messages("Bruno", DISCORD))
    assert "'bruno'" not in repr(places.messages("Amina", SLACK))


@pytest.mark.parametrize("origin", [SLACK, DISCORD], ids=["on Slack", "on Discord"])
async def test_a_code_is_for_moderators_alone(places: TwoPlaces, origin: Origin) -> None:
    code = await places.pair_code(SLACK if origin == DISCORD else DISCORD)
    for verb in (Verb.SPACES, Verb.MAKE_PAIR_CODE, Verb.USE_PAIR_CODE):
        refused = await places.does("Amina", verb, origin=origin, text=code, reason=WHY)
        assert told(refused) == "refusal.for_moderators"


async def test_whatever_is_wrong_with_a_code_the_words_are_the_same(places: TwoPlaces) -> None:
    used = await places.pair_code()
    newer = await places.pair_code()
    linking = await places.link_code("Robin", SLACK)
    own = await places.pair_code(DISCORD)
    said = []
    for text in (used, linking, own, "AAAA-AAAA"):
        reply = await places.does("Robin", Verb.USE_PAIR_CODE, origin=DISCORD, text=text, reason=WHY)
        said.append(words(reply))
        assert told(reply) == WRONG
    await places.pass_time(20 * MINUTE)
    late = await places.does("Robin", Verb.USE_PAIR_CODE, origin=DISCORD, text=newer, reason=WHY)
    said.append(words(late))
    # Five are too many: not even the right one does anything now.
    right = await places.pair_code()
    said.append(words(await places.does("Robin", Verb.USE_PAIR_CODE, origin=DISCORD, text=right, reason=WHY)))
    assert len(set(said)) == 1


async def test_the_yes_of_the_other_side_has_a_day(places: TwoPlaces) -> None:
    token = await places.agrees()
    await places.pass_time(2 * DAY)
    late = await places.does("Robin", Verb.CONFIRM_PAIR, token, origin=SLACK)
    assert told(late) == "refusal.code_is_over"
    assert (await places.community(SLACK)).id != (await places.community(DISCORD)).id


async def test_a_restart_between_the_steps(places: TwoPlaces) -> None:
    code = await places.pair_code()
    await places.restart()
    question = await places.does("Robin", Verb.USE_PAIR_CODE, origin=DISCORD, text=code, reason=WHY)
    await places.restart()
    token = token_of(question, Verb.AGREE_PAIR)
    await places.does("Robin", Verb.AGREE_PAIR, token, origin=DISCORD)
    await places.restart()
    await places.settle()
    assert places.told_in("Robin", SLACK) == ["spaces.waits.title"]
    await places.does("Robin", Verb.CONFIRM_PAIR, token, origin=SLACK)
    await places.restart()
    await places.settle()
    assert (await places.community(SLACK)).id == (await places.community(DISCORD)).id


async def test_the_try_out_stays_alone(places: TwoPlaces) -> None:
    for verb in (Verb.MAKE_PAIR_CODE, Verb.USE_PAIR_CODE):
        refused = await places.does("Robin", verb, text=await places.pair_code(), reason=WHY)
        assert told(refused) == "refusal.tryout_stays_alone"
    listed = await places.does("Robin", Verb.SPACES)
    assert "Make a code" not in words(listed)


async def test_what_moderators_did_on_both_sides_is_kept_and_holds(places: TwoPlaces) -> None:
    await places.does("Amina", Verb.HELP, origin=DISCORD)
    warned = {"person": "amina", "deed": "warn", "reason": "too loud"}
    await places.does("Robin", Verb.TEND_MEMBER, origin=DISCORD, **warned)
    await places.pairs()
    community = await places.community(SLACK)
    async with places.stage.house.store.look() as look:
        deeds = _without_settings(await look.deeds.newest(community.id, 20))
        assert sorted(deeds) == [DeedKind.SPACES_PAIRED, DeedKind.SPACES_PAIRED, DeedKind.WARNED]
        assert await look.deeds.broken() == []
    await places.takes_out(DISCORD)
    alone = await places.community(DISCORD)
    async with places.stage.house.store.look() as look:
        (begins,) = await look.deeds.newest(alone.id, 20)
        assert begins.kind is DeedKind.SPACE_TAKEN_OUT
        assert len(_without_settings(await look.deeds.newest(community.id, 20))) == 4
        assert await look.deeds.broken() == []


async def test_two_confirm_at_once_in_two_processes(database: Database, tmp_path: Path) -> None:
    """Nothing but the database is between them: it is done once, and both are told so."""
    async with two_places(tmp_path, database.url) as here:
        token = await here.agrees()
        second = CoreStage(tmp_path, database.url)
        second.key, second.clock = here.stage.key, here.stage.clock
        await second.start()
        await second.restart()
        there = TwoPlaces(second, slack=here.slack, discord=here.discord)
        there.connect()
        try:
            answers = await asyncio.gather(
                *(each.does("Robin", Verb.CONFIRM_PAIR, token, origin=SLACK) for each in (here, there)),
                there.does("Amina", Verb.NEED, origin=DISCORD, text=SOFA),
                here.does("Bruno", Verb.THANK, origin=DISCORD, person="nobody"),
            )
            assert [told(each) for each in answers[:2]] == ["spaces.paired.title"] * 2
            assert told(answers[2]) == "need.preview.title"
            await asyncio.gather(here.settle(), there.settle())
            need = token_of(answers[2], Verb.POST_NEED)
            assert (await here.need(need)).community == (await here.community(SLACK)).id
            assert here.told_in("Robin", DISCORD).count("spaces.paired.title") == 1
            async with here.stage.house.store.look() as look:
                deeds = await look.deeds.newest((await here.community(SLACK)).id, 20)
            assert _without_settings(deeds) == [DeedKind.SPACES_PAIRED] * 2
        finally:
            await second.stop()


async def test_two_that_join_each_other_crosswise(places: TwoPlaces) -> None:
    """Each entered the other's code: one joins, and the other's yes comes too late."""
    one = await places.agrees(SLACK, DISCORD)
    other = await places.agrees(DISCORD, SLACK)
    answers = await asyncio.gather(
        places.does("Robin", Verb.CONFIRM_PAIR, one, origin=SLACK),
        places.does("Robin", Verb.CONFIRM_PAIR, other, origin=DISCORD),
    )
    assert sorted(map(told, answers)) == ["refusal.code_is_over", "spaces.paired.title"]
    assert (await places.community(SLACK)).id == (await places.community(DISCORD)).id


async def test_a_space_leaves_with_those_who_live_there(places: TwoPlaces) -> None:
    await places.pairs()
    await places.offers_in("Bruno", DISCORD, CARRYING)
    across = await places.posts_in("Amina", SLACK, SOFA)
    within = await places.posts_in("Chidi", DISCORD, LADDER)
    await places.does("Bruno", Verb.CAN_HELP, across, origin=DISCORD)
    await places.does("Amina", Verb.CHOOSE, (await places.need(across)).handshakes[0].id.value, origin=SLACK)
    await places.does("Bruno", Verb.CAN_HELP, within, origin=DISCORD)
    await places.settle()
    assert told(await places.takes_out(DISCORD)) == "spaces.taken_out.title"

    alone = await places.community(DISCORD)
    assert alone.id != (await places.community(SLACK)).id
    assert alone.name == "Oak Server"
    assert (await places.need(within)).community == alone.id
    # What was agreed across has ended kindly, and what was within stays.
    assert places.told_in("Amina", SLACK)[-1] == "called_off.title"
    assert "called_off.title" in places.told_in("Bruno", DISCORD)
    assert (await places.need(across)).places_left == 1
    assert (await places.need(within)).handshakes[0].alive
    # The cards on the other side say so, without a word or a name.
    assert [each for each in places.cards(DISCORD) if SOFA in each] == []
    assert [each for each in places.cards(SLACK) if LADDER in each] == []
    assert "another place" in places.cards(SLACK)[-1]
    assert told(await places.does("Bruno", Verb.CAN_HELP, across, origin=DISCORD)) == "refusal.unknown"
    # Nobody is asked across any more, whatever the index still remembers.
    before = len(places.messages("Bruno", DISCORD))
    await places.posts_in("Dana", SLACK, "carrying a wardrobe and other furniture upstairs")
    await places.pass_time(DAY)
    assert "ask.title" not in places.told_in("Bruno", DISCORD)[before:]
    again = await places.posts_in("Chidi", DISCORD, "carrying a wardrobe and other furniture upstairs")
    await places.settle()
    assert len((await places.need(again)).handshakes) == 1


async def test_somebody_with_accounts_on_both_sides_stays_where_they_live(places: TwoPlaces) -> None:
    await places.pairs()
    await places.links("Amina")
    need = await places.posts_in("Amina", SLACK, SOFA)
    await places.takes_out(DISCORD)
    assert SOFA in words(await places.does("Amina", Verb.MINE, origin=SLACK))
    assert SOFA not in words(await places.does("Amina", Verb.MINE, origin=DISCORD))
    assert (await places.need(need)).community == (await places.community(SLACK)).id
    assert (await places.member("Amina", DISCORD)).community == (await places.community(DISCORD)).id
    # And together again, they are two until they say otherwise.
    await places.pairs()
    assert (await places.member("Amina", DISCORD)).id != (await places.member("Amina", SLACK)).id
    assert await places.links("Amina") == "link.linked.title"


async def test_a_space_can_be_taken_out_from_within_and_only_of_several(places: TwoPlaces) -> None:
    assert told(await places.takes_out(SLACK)) == "refusal.already_moved_on"
    await places.pairs()
    assert told(await places.takes_out(SLACK, by=SLACK)) == "spaces.taken_out.title"
    assert (await places.community(SLACK)).name == "Elm Street"
    assert "spaces.taken_out.title" in places.told_in("Robin", DISCORD)
    assert told(await places.takes_out(DISCORD, by=SLACK)) == "refusal.unknown"
    await places.posts_in("Amina", SLACK, LADDER)
    assert LADDER in places.cards(SLACK)[-1]
    assert places.cards(DISCORD, Board.NEEDS) == []


def _without_settings(deeds: Sequence[Deed]) -> list[DeedKind]:
    """Choosing channels is a deed as well."""
    return [each.kind for each in deeds if each.kind is not DeedKind.SETTINGS_CHANGED]
