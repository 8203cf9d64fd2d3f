"""What people can say about being asked, and how it is answered when it can't be read."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.application.interaction import Origin
from bot.application.still_true import still_true
from bot.application.verbs import Verb
from bot.domain.capacity import Capacity, Pause, PauseLength, QuietHours, Willingness
from bot.domain.community import Platform
from bot.domain.notice import NoticeKind
from bot.views.vocabulary import Form
from tests.adapters import scenes
from tests.application.world import DAY, HOUR, World, told, words
from tests.stories import plain


def said(**what: str) -> Any:
    """The form's values; what is not named stands as it is usual."""
    return {"willingness": "sometimes", "often": "2", "zone": "Europe/London"} | what


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("21:00 to 8:00", "21:00 to 08:00"),
        ("9pm-7:30am", "21:00 to 07:30"),
        ("22 \u2013 7", "22:00 to 07:00"),
        ("20.30 until 24", "20:30 to 00:00"),
        ("12AM to 6 am", "00:00 to 06:00"),
    ],
)
async def test_quiet_hours_as_people_write_them(world: World, written: str, understood: str) -> None:
    assert understood in words(await world.does("Bruno", Verb.SAVE_ASK_ME, **said(quiet=written)))


@pytest.mark.parametrize(
    ("field", "value", "refused"),
    [
        ("quiet", "at night", "no_quiet_hours"),
        ("quiet", "25:00 to 8", "no_quiet_hours"),
        ("quiet", "9 to 9", "no_quiet_hours"),
        ("quiet", "13pm to 8", "no_quiet_hours"),
        ("zone", "Mars/Olympus", "no_such_zone"),
        ("willingness", "always", "choose_one"),
        ("often", "1000", "choose_one"),
    ],
)
async def test_what_cannot_be_taken_is_said_at_its_field(
    world: World, field: str, value: str, refused: str
) -> None:
    reply = await world.does("Bruno", Verb.SAVE_ASK_ME, **said(**{"kinds": "food", field: value}))
    assert told(reply) == f"ask_me.form.title refusal.{refused}"


async def test_kinds_that_there_are_not_are_left_away(world: World) -> None:
    reply = await world.does("Bruno", Verb.SAVE_ASK_ME, **said(kinds="food,,score,food,<b>"))
    assert "what you offer, and also food and cooking\n" in words(reply)


async def test_a_zone_that_somebody_named_stays_whatever_their_platform_tells(world: World) -> None:
    workspace = Origin(Platform.SLACK, "T1")
    reply = await world.does("U1", Verb.SAVE_ASK_ME, origin=workspace, **said(zone="asia/kathmandu"))
    assert "Asia/Kathmandu" in words(reply)
    await world.does("U1", Verb.HELP, origin=workspace)
    form = await world.does("U1", Verb.ASK_ME, origin=workspace)
    assert isinstance(form.view, Form)
    assert "Asia/Kathmandu" in [plain.standing(each) for each in form.view.fields]


@pytest.mark.parametrize("length", ["", "forever", "MORNING"])
async def test_a_pause_of_another_length_is_none(world: World, length: str) -> None:
    assert told(await world.does("Bruno", Verb.PAUSE_ASKS, length)) == "refusal.unknown"


async def test_a_pause_ends_by_itself_and_can_be_ended_twice(world: World) -> None:
    await world.does("Bruno", Verb.PAUSE_ASKS, PauseLength.WEEK)
    assert told(await world.does("Bruno", Verb.PAUSE)) == "pause.on.title"
    await world.pass_time(7 * DAY)
    assert told(await world.does("Bruno", Verb.PAUSE)) == "pause.title"
    for _ in range(2):
        assert told(await world.does("Bruno", Verb.END_PAUSE)) == "ask_me.title"


async def test_somebody_who_says_later_that_they_may_be_asked_hears_of_what_is_open(world: World) -> None:
    await world.posts("Amina", "a warm meal, I have the flu and can't cook")
    assert world.inbox("Bruno") == []
    await world.does("Bruno", Verb.SAVE_ASK_ME, **said(kinds="food"))
    await world.settle()
    assert "warm meal" in world.inbox("Bruno")[-1]


async def test_nobody_is_asked_about_their_own_need(world: World) -> None:
    await world.does("Amina", Verb.SAVE_ASK_ME, **said(kinds="food"))
    await world.posts("Amina", "a warm meal, I have the flu and can't cook")
    assert world.inbox("Amina") == []


async def test_two_are_asked_and_whoever_sleeps_is_asked_in_the_morning(world: World) -> None:
    for who, quiet in (("Bruno", "9:00 to 12:00"), ("Chidi", ""), ("Dana", "")):
        await world.does(who, Verb.SAVE_ASK_ME, **said(kinds="food", quiet=quiet))
    await world.posts("Amina", "two people to cook a warm meal")
    assert [len(world.inbox(who)) for who in ("Bruno", "Chidi", "Dana")] == [0, 1, 1]
    await world.pass_time(2 * HOUR)
    assert len(world.inbox("Bruno")) == 1


async def test_who_stopped_it_is_asked_again_after_one_tap(world: World) -> None:
    offer = await world.offers("Bruno", "lifts to the hospital")
    need = await world.posts("Amina", "a lift to the hospital")
    asked = await world.handshake(need, "Bruno")
    assert told(await world.does("Bruno", Verb.STOP_ASKING, asked.id.value)) == "stopped.title"
    await world.pass_time(timedelta(minutes=5))
    await world.posts("Amina", "a lift to the hospital")
    assert len(world.inbox("Bruno")) == 1
    mine = await world.does("Bruno", Verb.MINE)
    assert "I don't ask you about it" in words(mine)
    for _ in range(2):
        assert "I don't ask you about it" not in words(await world.does("Bruno", Verb.ASK_ABOUT_OFFER, offer))
    await world.settle()
    assert len(world.inbox("Bruno")) == 2


def test_an_ask_that_is_on_its_way_stops_where_somebody_changed_their_mind() -> None:
    ask = scenes.scene(NoticeKind.ASK)
    usual = Capacity(scenes.BRUNO.id, ask.community.id)
    assert still_true(replace(ask, capacity=usual))
    at_work = QuietHours(time(9), time(17))
    for changed in (
        usual.pause(Pause(None)),
        usual.stop_about(None, frozenset({scenes.OFFER.id})),
        replace(usual, willingness=Willingness.NEVER),
        replace(usual, quiet=at_work),
    ):
        assert not still_true(replace(ask, capacity=changed))
