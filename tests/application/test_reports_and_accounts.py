"""Whoever must not read a report reads it with none of their accounts, whatever becomes of these."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.application.verbs import Verb
from tests.application.two_places import DISCORD, SLACK, TwoPlaces, two_places
from tests.application.world import DAY, token_of, told, words
from tests.databases import Database

SHOUTED = "somebody shouted at my kanarienvogel"


@pytest.fixture
async def places(database: Database, tmp_path: Path) -> AsyncGenerator[TwoPlaces]:
    """One community in both places, which Robin and Noor tend, each with two accounts that are not linked."""
    async with two_places(tmp_path, database.url) as world:
        await world.pairs()
        for origin in (SLACK, DISCORD):
            await noor(world, Verb.HELP, origin)
            await world.does("Amina", Verb.HELP, origin=origin)
        yield world


async def noor(places: TwoPlaces, verb: Verb, origin: Origin, token: str = "", **values: str) -> Reply:
    """A second moderator does it."""
    deed = Interaction(origin, Actor("noor", "Noor", moderator=True), verb, places.stage.key(), token, values)
    return await places.stage.house.door.handle(deed)


async def reports_robin(places: TwoPlaces, **values: str) -> str:
    """Amina reports Robin's account on Slack. Returns the report's id."""
    sent = await places.does(
        "Amina", Verb.SEND_REPORT, origin=SLACK, text=SHOUTED, **({"person": "robin"} | values)
    )
    assert told(sent) == "report.sent.title"
    return token_of(sent, Verb.ADD_TO_REPORT)


async def unlinks(places: TwoPlaces, who: str, origin: Origin) -> None:
    listed = await places.does(who, Verb.LINK, origin=origin)
    split = token_of(listed, Verb.UNLINK)
    answer = await places.does(who, Verb.CONFIRM_UNLINK, split, origin=origin)
    assert told(answer) == "link.unlinked.title"


async def reads_nowhere(places: TwoPlaces, who: str, report: str) -> None:
    """Neither in the list, nor at a tap, nor in what moderators did; with none of their accounts."""
    for origin in (SLACK, DISCORD):
        listed = await places.does(who, Verb.REPORTS, origin=origin)
        assert told(listed) != "refusal.for_moderators"
        assert SHOUTED not in words(listed)
        tapped = await places.does(who, Verb.LOOK_AT_REPORT, f"0-{report}", origin=origin)
        assert told(tapped) == "refusal.unknown"
        record = await places.does(who, Verb.AUDIT, origin=origin)
        assert "we talked with both" not in words(record)


async def closes(places: TwoPlaces, report: str) -> None:
    closed = await noor(places, Verb.CLOSE_REPORT, SLACK, report, reason="we talked with both")
    assert told(closed) == "report.case.title"


@pytest.mark.parametrize("made", [SLACK, DISCORD], ids=["made on Slack", "made on Discord"])
@pytest.mark.parametrize("state", ["open", "closed"])
async def test_a_moderator_who_links_and_splits_reads_it_with_neither_account(
    places: TwoPlaces, made: Origin, state: str
) -> None:
    report = await reports_robin(places)
    if state == "closed":
        await closes(places, report)
    await places.links("Robin", made, DISCORD if made == SLACK else SLACK)
    await reads_nowhere(places, "Robin", report)
    for here in (SLACK, DISCORD, SLACK):
        await unlinks(places, "Robin", here)
        await reads_nowhere(places, "Robin", report)
        await places.links("Robin")
        await reads_nowhere(places, "Robin", report)
    assert SHOUTED in words(await noor(places, Verb.LOOK_AT_REPORT, SLACK, f"0-{report}"))


async def test_whoever_was_left_out_reads_it_with_neither_account(places: TwoPlaces) -> None:
    robin = (await places.member("Robin", SLACK)).id.value
    report = await reports_robin(places, person="", left_out=robin)
    await places.links("Robin", DISCORD, SLACK)
    await unlinks(places, "Robin", SLACK)
    await reads_nowhere(places, "Robin", report)


async def test_a_form_that_was_open_while_they_linked_leaves_out_who_they_are_now(places: TwoPlaces) -> None:
    robin = (await places.member("Robin", SLACK)).id.value
    await places.links("Robin", DISCORD, SLACK)
    assert (await places.member("Robin", SLACK)).id.value != robin
    before = len(places.messages("Robin", SLACK)) + len(places.messages("Robin", DISCORD))
    report = await reports_robin(places, person="", left_out=robin)
    await places.settle()
    assert len(places.messages("Robin", SLACK)) + len(places.messages("Robin", DISCORD)) == before
    await reads_nowhere(places, "Robin", report)


async def test_what_was_on_its_way_to_the_other_account_is_not_said(places: TwoPlaces) -> None:
    """Robin's account on Discord is nobody's concern until it turns out to be Robin's."""
    await reports_robin(places)
    code = await places.link_code("Robin", SLACK)
    question = await places.does("Robin", Verb.LINK, origin=DISCORD, text=code)
    await places.does("Robin", Verb.CONFIRM_LINK, token_of(question, Verb.CONFIRM_LINK), origin=DISCORD)
    await places.settle()
    assert "report.waits.title" not in places.told_in("Robin", SLACK) + places.told_in("Robin", DISCORD)


async def test_whoever_reports_does_not_tend_their_own_report_with_another_account(places: TwoPlaces) -> None:
    await places.links("Robin")
    sent = await places.does("Robin", Verb.SEND_REPORT, origin=SLACK, text=SHOUTED, person="amina")
    report = token_of(sent, Verb.ADD_TO_REPORT)
    await unlinks(places, "Robin", SLACK)
    await reads_nowhere(places, "Robin", report)
    more = await places.does("Robin", Verb.ADD_TO_REPORT, report, origin=SLACK, text="and again")
    assert told(more) == "report.added.title"


@pytest.mark.parametrize("state", ["open", "closed"])
async def test_being_forgotten_opens_it_to_none_of_their_accounts(places: TwoPlaces, state: str) -> None:
    """Each account comes back as somebody new, one after the other."""
    report = await reports_robin(places)
    await places.links("Robin")
    if state == "closed":
        await closes(places, report)
    for _ in range(2):
        assert told(await places.does("Robin", Verb.FORGET_ME_NOW, origin=SLACK)) == "forget.done.title"
        await reads_nowhere(places, "Robin", report)
        await places.pass_time(2 * DAY)
        await reads_nowhere(places, "Robin", report)
        await places.links("Robin", DISCORD, SLACK)


async def test_a_space_that_left_and_came_back_does_not_open_it(places: TwoPlaces) -> None:
    report = await reports_robin(places)
    await places.links("Robin")
    await places.takes_out(DISCORD)
    await reads_nowhere(places, "Robin", report)
    await places.does("Robin", Verb.FORGET_ME_NOW, origin=DISCORD)
    await places.pairs()
    await reads_nowhere(places, "Robin", report)
