"""One person, several accounts: `/aid link`."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.application.interaction import Origin
from bot.application.verbs import Verb
from bot.domain.capacity import Willingness
from bot.domain.community import Platform
from bot.domain.handshake import HandshakeState
from tests.application.two_places import DISCORD, SLACK, TwoPlaces, two_places
from tests.application.world import DAY, token_in, token_of, told, words
from tests.databases import Database

SOFA = "somebody to carry a sofa downstairs"
LADDER = "a ladder for a day"
CARRYING = "carrying sofas and other furniture"
MINUTE = timedelta(minutes=1)
ACCESS = {"willingness": "sometimes", "often": "2"}


@pytest.fixture
async def places(database: Database, tmp_path: Path) -> AsyncGenerator[TwoPlaces]:
    """One community in both places, on each kind of database."""
    async with two_places(tmp_path, database.url) as world:
        await world.pairs()
        yield world


@pytest.fixture
async def apart(tmp_path: Path) -> AsyncGenerator[TwoPlaces]:
    """Still two communities."""
    async with two_places(tmp_path) as world:
        yield world


async def test_everything_of_both_is_of_one(places: TwoPlaces) -> None:
    on_slack = await places.posts_in("Amina", SLACK, SOFA)
    on_discord = await places.posts_in("Amina", DISCORD, LADDER)
    offer = await places.offers_in("Amina", DISCORD, "bread that I bake on Fridays")
    helping = await places.posts_in("Bruno", SLACK, "somebody to read a letter with me")
    await places.does("Amina", Verb.CAN_HELP, helping, origin=DISCORD)
    await places.settle()
    assert await places.links("Amina") == "link.linked.title"

    assert await places.member("Amina", SLACK) == await places.member("Amina", DISCORD)
    for origin in (SLACK, DISCORD):
        mine = words(await places.does("Amina", Verb.MINE, origin=origin))
        assert SOFA in mine
        assert LADDER in mine
        assert "read a letter" in mine
        assert "bread" in words(await places.does("Amina", Verb.TURN_MINE, "0", origin=origin)) + words(
            await places.does("Amina", Verb.TURN_MINE, "1", origin=origin)
        )
        for need in (on_slack, on_discord):
            assert told(await places.does("Amina", Verb.EDIT_NEED, need, origin=origin)) == "need.form.change"
        assert told(await places.does("Amina", Verb.EDIT_OFFER, offer, origin=origin)) == "offer.form.change"
    assert places.told_in("Amina", SLACK)[-1] == "link.told.title"


async def test_what_was_on_its_way_reaches_them_where_they_last_spoke(places: TwoPlaces) -> None:
    need = await places.posts_in("Amina", DISCORD, LADDER)
    await places.does("Bruno", Verb.CAN_HELP, need, origin=SLACK)  # said to Amina on Discord, not sent yet
    assert await places.links("Amina") == "link.linked.title"
    assert places.told_in("Amina", DISCORD) == ["offered.title"]
    ask = token_of_last(places, "Amina", DISCORD, Verb.CHOOSE)
    assert told(await places.does("Amina", Verb.CHOOSE, ask, origin=SLACK)) == "asker.chosen.title"


async def test_nobody_helps_themselves(places: TwoPlaces) -> None:
    await places.offers_in("Amina", DISCORD, CARRYING)
    need = await places.posts_in("Amina", SLACK, SOFA)
    await places.does("Amina", Verb.CAN_HELP, need, origin=DISCORD)
    await places.settle()
    (between,) = (await places.need(need)).handshakes
    await places.does("Amina", Verb.CHOOSE, between.id.value, origin=SLACK)
    await places.settle()
    await places.links("Amina")
    after = await places.need(need)
    assert not any(each.alive for each in after.handshakes)
    assert after.places_left == 1
    again = await places.does("Amina", Verb.CAN_HELP, need, origin=DISCORD)
    assert told(again) == "refusal.your_own_need"
    other = await places.posts_in("Amina", SLACK, "carrying a wardrobe and other furniture upstairs")
    assert (await places.need(other)).handshakes == ()


async def test_one_person_fills_one_place(places: TwoPlaces) -> None:
    need = await places.posts_in("Bruno", SLACK, "two people to carry a piano")
    for origin in (SLACK, DISCORD):
        await places.does("Amina", Verb.CAN_HELP, need, origin=origin)
    for each in (await places.need(need)).handshakes:
        await places.does("Bruno", Verb.CHOOSE, each.id.value, origin=SLACK)
    await places.settle()
    assert (await places.need(need)).places_left == 0
    await places.links("Amina")
    after = await places.need(need)
    (left,) = after.handshakes
    assert left.state is HandshakeState.CHOSEN
    assert after.places_left == 1
    assert "called_off.title" in places.told_in("Bruno", SLACK)
    await places.does("Chidi", Verb.CAN_HELP, need, origin=SLACK)
    await places.settle()
    assert len((await places.need(need)).handshakes) == 2


async def test_what_asks_less_of_them_holds(places: TwoPlaces) -> None:
    await places.does("Amina", Verb.SAVE_ASK_ME, origin=SLACK, **{**ACCESS, "quiet": "21:00 to 7:00"})
    never = {"willingness": "never", "often": "1", "quiet": "20:00 to 6:00"}
    await places.does("Amina", Verb.SAVE_ASK_ME, origin=DISCORD, **never)
    await places.does("Amina", Verb.PAUSE_ASKS, "week", origin=DISCORD)
    await places.links("Amina")
    async with places.stage.house.store.look() as look:
        said = await look.capacities.of(await places.member("Amina", SLACK))
    assert said.willingness is Willingness.NEVER
    assert said.asks_a_week == 1
    assert said.paused is not None
    assert said.quiet is not None
    assert (said.quiet.start.hour, said.quiet.end.hour) == (20, 7)


async def test_a_suspension_is_not_shed(places: TwoPlaces) -> None:
    """Neither by linking, nor by splitting an account off."""
    await places.does("Amina", Verb.HELP, origin=DISCORD)
    code = await places.link_code("Amina", SLACK)
    await places.does(
        "Robin", Verb.TEND_MEMBER, origin=SLACK, person="amina", deed="suspend_a_week", reason="x"
    )
    assert told(await places.does("Amina", Verb.LINK, origin=DISCORD, text=code)) == "code.wrong.title"
    assert told(await places.does("Amina", Verb.LINK, origin=SLACK)) == "refusal.suspended"
    assert told(await places.does("Amina", Verb.MAKE_LINK_CODE, origin=SLACK)) == "refusal.suspended"
    clean = await places.link_code("Amina", DISCORD)
    entered = await places.does("Amina", Verb.USE_LINK_CODE, origin=SLACK, text=clean)
    assert told(entered) == "refusal.suspended"


async def test_a_split_account_takes_a_suspension_and_who_is_kept_apart_along(places: TwoPlaces) -> None:
    await places.does("Bruno", Verb.HELP, origin=SLACK)
    await places.links("Amina")
    apart = {"person": "amina", "other": "bruno", "deed": "keep_apart", "reason": "x"}
    await places.does("Robin", Verb.TEND_MEMBER, origin=SLACK, **apart)
    listed = await places.does("Amina", Verb.LINK, origin=SLACK)
    question = await places.does("Amina", Verb.UNLINK, token_of(listed, Verb.UNLINK), origin=SLACK)
    split = token_of(question, Verb.CONFIRM_UNLINK)
    assert told(await places.does("Amina", Verb.CONFIRM_UNLINK, split, origin=SLACK)) == "link.unlinked.title"
    assert (await places.member("Amina", SLACK)).id != (await places.member("Amina", DISCORD)).id
    need = await places.posts_in("Bruno", SLACK, SOFA)
    for origin in (SLACK, DISCORD):
        assert told(await places.does("Amina", Verb.CAN_HELP, need, origin=origin)) == "helper.offered.title"
    assert all(each.unheard for each in (await places.need(need)).handshakes)
    assert told(await places.does("Amina", Verb.CONFIRM_UNLINK, split, origin=SLACK)) == (
        "refusal.already_moved_on"
    )


async def test_a_split_account_has_nothing_and_the_other_keeps_all(places: TwoPlaces) -> None:
    need = await places.posts_in("Amina", DISCORD, LADDER)
    await places.links("Amina")
    await places.does("Amina", Verb.HELP, origin=DISCORD)  # so that messages go there
    await places.does("Bruno", Verb.CAN_HELP, need, origin=SLACK)
    listed = await places.does("Amina", Verb.LINK, origin=SLACK)
    split = token_of(listed, Verb.UNLINK)
    await places.does("Amina", Verb.CONFIRM_UNLINK, split, origin=SLACK)
    await places.settle()
    assert LADDER in words(await places.does("Amina", Verb.MINE, origin=SLACK))
    assert LADDER not in words(await places.does("Amina", Verb.MINE, origin=DISCORD))
    assert places.told_in("Amina", SLACK)[-1] == "offered.title"
    assert places.told_in("Amina", DISCORD) == []
    assert told(await places.does("Amina", Verb.LINK, origin=DISCORD)) == "link.title"


@pytest.mark.parametrize("made", [SLACK, DISCORD], ids=["made on Slack", "made on Discord"])
async def test_who_is_kept_apart_from_one_is_from_the_other(places: TwoPlaces, made: Origin) -> None:
    """Blocks are silent: the words are those that anybody gets."""
    for who in ("Amina", "Bruno"):
        await places.does(who, Verb.HELP, origin=SLACK)
    apart = {"person": "amina", "other": "bruno", "deed": "keep_apart", "reason": "x"}
    await places.does("Robin", Verb.TEND_MEMBER, origin=SLACK, **apart)
    await places.links("Amina", made, DISCORD if made == SLACK else SLACK)
    need = await places.posts_in("Bruno", SLACK, SOFA)
    for origin in (SLACK, DISCORD):
        assert told(await places.does("Amina", Verb.CAN_HELP, need, origin=origin)) == "helper.offered.title"
    await places.offers_in("Amina", DISCORD, CARRYING)
    assert all(each.unheard for each in (await places.need(need)).handshakes)


async def test_whoever_moderates_in_one_place_does_so_in_both_until_they_no_longer_do(
    places: TwoPlaces,
) -> None:
    await places.links("Robin")
    assert told(await places.does("Robin", Verb.QUEUE, origin=DISCORD)) == "queue.title"
    listed = await places.does("Robin", Verb.LINK, origin=DISCORD)
    await places.does("Robin", Verb.CONFIRM_UNLINK, token_of(listed, Verb.UNLINK), origin=DISCORD)
    for origin in (SLACK, DISCORD):
        assert (await places.member("Robin", origin)).moderator


async def test_the_two_communities_have_to_be_brought_together_first(apart: TwoPlaces) -> None:
    code = await apart.link_code("Amina", SLACK)
    assert told(await apart.does("Amina", Verb.LINK, origin=DISCORD, text=code)) == "link.not_paired.title"
    assert (await apart.member("Amina", SLACK)).id != (await apart.member("Amina", DISCORD)).id


async def test_two_accounts_in_one_place_stay_two(places: TwoPlaces) -> None:
    code = await places.link_code("Amina", SLACK)
    assert told(await places.does("Anna", Verb.LINK, origin=SLACK, text=code)) == "link.same_place.title"


async def test_a_code_works_once_for_a_while_and_never_for_its_maker(places: TwoPlaces) -> None:
    wrong = "code.wrong.title"
    code = await places.link_code("Amina", SLACK)
    assert told(await places.does("Amina", Verb.LINK, origin=SLACK, text=code)) == wrong
    newer = await places.link_code("Amina", SLACK)
    assert told(await places.does("Amina", Verb.LINK, origin=DISCORD, text=code)) == wrong
    typed = newer.lower().replace("-", " ")
    question = await places.does("Amina", Verb.LINK, origin=DISCORD, text=typed)
    assert told(question) == "link.question.title"
    # Whoever else gets hold of it, comes too late; and the yes is nobody else's.
    assert told(await places.does("Bruno", Verb.LINK, origin=DISCORD, text=newer)) == wrong
    token = token_of(question, Verb.CONFIRM_LINK)
    assert told(await places.does("Bruno", Verb.CONFIRM_LINK, token, origin=DISCORD)) == "refusal.unknown"
    await places.pass_time(20 * MINUTE)
    late = await places.does("Amina", Verb.CONFIRM_LINK, token, origin=DISCORD)
    assert told(late) == "refusal.code_is_over"
    old = await places.link_code("Amina", SLACK)
    await places.pass_time(20 * MINUTE)
    assert told(await places.does("Amina", Verb.LINK, origin=DISCORD, text=old)) == wrong


async def test_after_a_few_wrong_codes_no_code_does_anything_for_an_hour(places: TwoPlaces) -> None:
    code = await places.link_code("Amina", SLACK)
    answers = [
        words(await places.does("Amina", Verb.LINK, origin=DISCORD, text=text))
        for text in ("AAAA-AAAA", "hello", "BBBB-BBBB", "?", "C" * 300)
    ]
    answers.append(words(await places.does("Amina", Verb.LINK, origin=DISCORD, text=code)))
    assert len(set(answers)) == 1
    await places.pass_time(61 * MINUTE)
    code = await places.link_code("Amina", SLACK)
    right = await places.does("Amina", Verb.LINK, origin=DISCORD, text=code)
    assert told(right) == "link.question.title"


async def test_the_letters_stand_nowhere(database: Database, tmp_path: Path) -> None:
    async with two_places(tmp_path, database.url) as world:
        code = await world.link_code("Amina", SLACK)
        pair = await world.pair_code()
    written = database.written()
    for letters in (code, pair):
        assert letters.encode() not in written
        assert letters.replace("-", "").encode() not in written


async def test_the_same_delivery_shows_the_same_code(places: TwoPlaces) -> None:
    first = await places.does("Amina", Verb.MAKE_LINK_CODE, key="one", origin=SLACK)
    await places.restart()
    again = await places.does("Amina", Verb.MAKE_LINK_CODE, key="one", origin=SLACK)
    assert again.view == first.view


async def test_a_restart_between_the_steps(places: TwoPlaces) -> None:
    code = await places.link_code("Amina", SLACK)
    await places.restart()
    question = await places.does("Amina", Verb.LINK, origin=DISCORD, text=code)
    await places.restart()
    token = token_of(question, Verb.CONFIRM_LINK)
    for _ in range(2):  # tapped twice
        assert (
            told(await places.does("Amina", Verb.CONFIRM_LINK, token, origin=DISCORD)) == "link.linked.title"
        )
        await places.restart()
    await places.settle()
    assert places.told_in("Amina", SLACK).count("link.told.title") == 1


async def test_a_direct_message_on_discord_is_answered_on_discord(places: TwoPlaces) -> None:
    await places.links("Amina")
    await places.does("Amina", Verb.HELP, origin=SLACK)
    direct = Origin(Platform.DISCORD, None)
    assert told(await places.does("Amina", Verb.MINE, origin=direct)) == "mine.title"
    home = (await places.member("Amina", SLACK)).home
    async with places.stage.house.store.look() as look:
        assert (await look.communities.space(home)).platform is Platform.DISCORD


async def test_what_moderators_did_about_one_is_read_as_about_who_they_are_now(places: TwoPlaces) -> None:
    await places.does("Amina", Verb.HELP, origin=DISCORD)
    warned = {"person": "amina", "deed": "warn", "reason": "too loud"}
    await places.does("Robin", Verb.TEND_MEMBER, origin=DISCORD, **warned)
    await places.links("Amina")
    member = await places.member("Amina", SLACK)
    async with places.stage.house.store.look() as look:
        (deed,) = [
            each for each in await look.deeds.newest(member.community, 20) if each.reason == "too loud"
        ]
        assert deed.about == member.id
        assert await look.deeds.broken() == []


async def test_time_goes_on_after_linking(places: TwoPlaces) -> None:
    """What is due about either still comes about, once."""
    need = await places.posts_in("Amina", DISCORD, LADDER)
    await places.links("Amina")
    await places.pass_time(30 * DAY)
    assert not (await places.need(need)).live
    assert places.told_in("Amina", DISCORD).count("need.nobody_yet.title") <= 1


def token_of_last(places: TwoPlaces, who: str, origin: Origin, verb: Verb) -> str:
    return token_in(places.messages(who, origin)[-1], verb)
