"""Telling the moderators: who reads it, who does not, and what whoever told them hears."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.application.read_room import ROOM
from bot.application.use_cases import NEVER_LIMITED
from bot.application.verbs import Verb
from bot.domain.community import Platform
from bot.views.vocabulary import ChoiceField, Form, ManyField, Option, UserText
from tests.application.two_worlds import Seen, a_watched_world, everybody_looks, seen_by
from tests.application.watching import WatchedStage
from tests.application.world import DAY, HOUR, World, token_of, told, words

SOFA = "somebody to carry a sofa downstairs"
RUDE = "you should be ashamed to ask"
HERON = "somebody to carry a wardrobe upstairs"


async def does_as_moderator(world: World, who: str, verb: Verb, token: str = "", **values: str) -> Reply:
    """Somebody beside Robin who tends the place."""
    actor = Actor(who.casefold(), who, moderator=True)
    deed = Interaction(Origin(Platform.LOCAL, ROOM), actor, verb, world.stage.key(), token, values)
    return await world.stage.house.door.handle(deed)


async def a_rude_message(world: World) -> str:
    """Bruno offers to help Amina, and writes to her. Returns the handshake's id."""
    need = await world.posts("Amina", SOFA)
    handshake = await world.helps("Bruno", need)
    await world.does("Bruno", Verb.SEND_MESSAGE, handshake, text=RUDE)
    await world.settle()
    return handshake


def options_of(reply: Reply, name: str) -> Sequence[Option]:
    """What can be chosen in that field of a form."""
    assert isinstance(reply.view, Form), told(reply)
    (field,) = [each for each in reply.view.fields if each.name == name]
    assert isinstance(field, ManyField | ChoiceField)
    return field.options


def choices(reply: Reply, name: str = "shown") -> list[str]:
    """The values that can be chosen in that field of a form."""
    return [each.value for each in options_of(reply, name)]


async def reports(
    world: World, who: str, handshake: str, shown: str | None = None, left_out: str = ""
) -> str:
    """About the other of a handshake, with everything shown unless it says what. Returns the report's id."""
    form = await world.does(who, Verb.REPORT_COUNTERPART, handshake)
    everything = ",".join(choices(form))
    sent = await world.does(
        who,
        Verb.SEND_REPORT,
        handshake,
        text="please look at this",
        shown=everything if shown is None else shown,
        left_out=left_out,
    )
    assert told(sent) == "report.sent.title"
    await world.settle()
    return token_of(sent, Verb.ADD_TO_REPORT)


async def test_moderators_read_what_was_shown_and_nobody_else_hears(world: World) -> None:
    handshake = await a_rude_message(world)
    before = world.inbox("Bruno")
    report = await reports(world, "Amina", handshake)
    assert world.inbox("Bruno") == before
    waiting = world.inbox("Robin")[-1]
    assert "Somebody told you something" in waiting
    assert RUDE not in waiting
    assert "Amina" not in waiting
    case = words(await world.does("Robin", Verb.LOOK_AT_REPORT, f"0-{report}"))
    for each in ("Amina", "Bruno", "please look at this", RUDE, SOFA):
        assert each in case
    assert "please look at this" in words(await world.does("Robin", Verb.REPORTS))
    for who in ("Amina", "Bruno", "Chidi"):
        assert told(await world.does(who, Verb.LOOK_AT_REPORT, f"0-{report}")) == "refusal.for_moderators"
    await world.does("Robin", Verb.REPORT_SEEN, report)
    await world.settle()
    assert "Somebody looks after it" in world.inbox("Amina")[-1]
    assert world.inbox("Bruno") == before


async def test_only_what_was_chosen_is_shown(world: World) -> None:
    handshake = await a_rude_message(world)
    form = await world.does("Amina", Verb.REPORT_COUNTERPART, handshake)
    need, message = choices(form)
    report = await reports(world, "Amina", handshake, shown=need)
    case = words(await world.does("Robin", Verb.LOOK_AT_REPORT, f"0-{report}"))
    assert SOFA in case
    assert RUDE not in case
    other = await world.helps("Chidi", await world.posts("Amina", "a ladder for a day"))
    assert told(await world.does("Amina", Verb.SEND_REPORT, other, text="x", shown=message)) == (
        "refusal.unknown"
    )


async def test_the_two_write_about_it_and_it_is_closed_with_a_reason(world: World) -> None:
    report = await reports(world, "Amina", await a_rude_message(world))
    assert told(await world.does("Robin", Verb.ANSWER_REPORT, report)) == "report.answer.title"
    await world.does("Robin", Verb.ANSWER_REPORT, report, text="are you safe?")
    await world.settle()
    assert "are you safe?" in world.inbox("Amina")[-1]
    assert "Robin" not in world.inbox("Amina")[-1]
    assert told(await world.does("Amina", Verb.ADD_TO_REPORT, report)) == "report.add.title"
    again = await world.does("Amina", Verb.ADD_TO_REPORT, report, text="")
    assert told(again) == "report.add.title refusal.empty"
    await world.does("Amina", Verb.ADD_TO_REPORT, report, text="yes, thank you")
    await world.settle()
    pages = [words(await world.does("Robin", Verb.LOOK_AT_REPORT, f"{page}-{report}")) for page in (0, 1)]
    assert "yes, thank you" in " ".join(pages)
    assert told(await world.does("Robin", Verb.CLOSE_REPORT, report)) == "report.close.title"
    refused = await world.does("Robin", Verb.CLOSE_REPORT, report, reason=" ")
    assert told(refused) == "report.close.title refusal.say_why"
    await world.does("Robin", Verb.CLOSE_REPORT, report, reason="we talked with both")
    await world.settle()
    assert "we talked with both" in world.inbox("Amina")[-1]
    for verb in (Verb.CLOSE_REPORT, Verb.ANSWER_REPORT, Verb.REPORT_SEEN):
        late = await world.does("Robin", verb, report, reason="again", text="again")
        assert told(late) == "refusal.report_is_closed"
    assert told(await world.does("Amina", Verb.ADD_TO_REPORT, report)) == "refusal.report_is_closed"
    assert "we talked" not in " ".join(world.inbox("Bruno"))


async def test_a_moderator_whom_it_is_about_is_told_nothing_and_finds_nothing(tmp_path: Path) -> None:
    """Two worlds: in one Robin was reported. To Robin, and to everybody but the two others, they are one."""
    screens: list[list[Seen]] = []
    for reported in (False, True):
        async with a_watched_world(tmp_path / str(reported)) as world:
            await does_as_moderator(world, "Noor", Verb.HELP)
            handshake = await world.helps("Robin", await world.posts("Amina", SOFA))
            await world.does("Robin", Verb.SEND_MESSAGE, handshake, text=RUDE)
            await world.settle()
            if reported:
                report = await reports(world, "Amina", handshake)
                case = await does_as_moderator(world, "Noor", Verb.LOOK_AT_REPORT, f"0-{report}")
                assert RUDE in words(case)
                for verb, token in ((Verb.LOOK_AT_REPORT, f"0-{report}"), (Verb.CLOSE_REPORT, report)):
                    mine = await world.does("Robin", verb, token)
                    none = await world.does("Robin", verb, token[:2] + "nothing-there")
                    assert mine.view == none.view
                    assert isinstance(world.stage, WatchedStage)
                    del world.stage.seen[-2:]
                await does_as_moderator(world, "Noor", Verb.CLOSE_REPORT, report, reason="we talked")
            await everybody_looks(world, "Robin", "Bruno")
            await world.does("Robin", Verb.REPORTS)
            await world.does("Robin", Verb.QUEUE)
            await world.pass_time(2 * DAY)
            screens.append(seen_by(world, "Robin", "Bruno"))
    assert screens[0] == screens[1]


async def test_who_was_left_out_finds_nothing(world: World) -> None:
    await does_as_moderator(world, "Noor", Verb.HELP)
    await world.does("Robin", Verb.HELP)
    handshake = await a_rude_message(world)
    form = await world.does("Amina", Verb.REPORT_COUNTERPART, handshake)
    assert {"Noor", "Robin"} <= set(words_of_choices(form))
    robin = dict(zip(words_of_choices(form), choices(form, "left_out"), strict=True))["Robin"]
    report = await reports(world, "Amina", handshake, left_out=robin)
    assert world.inbox("Robin") == []
    assert "Somebody told you something" in world.inbox("Noor")[-1]
    assert told(await world.does("Robin", Verb.LOOK_AT_REPORT, f"0-{report}")) == "refusal.unknown"
    assert "There is nothing here for you" in words(await world.does("Robin", Verb.REPORTS))
    await world.pass_time(2 * DAY)
    assert world.inbox("Robin") == []


def words_of_choices(reply: Reply) -> list[str]:
    labels = [each.label for each in options_of(reply, "left_out")]
    return [each.raw for each in labels if isinstance(each, UserText)]


async def test_nobody_looked_for_a_day_is_said_to_both_sides(world: World) -> None:
    await world.does("Robin", Verb.HELP)
    await reports(world, "Amina", await a_rude_message(world))
    await world.pass_time(23 * HOUR)
    assert len(world.inbox("Robin")) == 1
    await world.pass_time(2 * HOUR)
    assert "needs one of you today" in world.inbox("Robin")[-1]
    assert "Nobody has looked at it yet" in world.inbox("Amina")[-1]


async def test_somebody_looked_and_so_nothing_more_is_said(world: World) -> None:
    report = await reports(world, "Amina", await a_rude_message(world))
    await world.does("Robin", Verb.REPORT_SEEN, report)
    await world.pass_time(2 * DAY)
    assert "needs one of you today" not in " ".join(world.inbox("Robin"))
    assert "Nobody has looked" not in " ".join(world.inbox("Amina"))


async def test_behind_a_made_up_name_nobody_is_named_to_moderators(world: World) -> None:
    await world.does("Robin", Verb.HELP)
    preview = await world.does("Amina", Verb.NEED, text=HERON)
    need = token_of(preview, Verb.POST_UNNAMED)
    await world.does("Amina", Verb.POST_UNNAMED, need)
    await world.settle()
    handshake = await world.helps("Bruno", need)
    for who in ("Amina", "Bruno"):
        await reports(world, who, handshake)
        await world.stage.pass_time(world.stage.now() + timedelta(minutes=3))
    listed = words(await world.does("Robin", Verb.REPORTS))
    assert "Bruno" in listed
    assert "Amina" not in listed
    assert "a made-up name" in listed


async def test_a_post_on_the_board_is_reported_without_a_word_to_its_owner(world: World) -> None:
    await world.posts("Bruno", "an audience for my rude jokes")
    form = await world.does("Amina", Verb.REPORT)
    (post,) = choices(form)
    sent = await world.does("Amina", Verb.SEND_REPORT, text="this is unkind", shown=post)
    report = token_of(sent, Verb.ADD_TO_REPORT)
    await world.settle()
    case = words(await world.does("Robin", Verb.LOOK_AT_REPORT, f"0-{report}"))
    assert "an audience for my rude jokes" in case
    assert "Bruno" in case
    assert world.inbox("Bruno") == []


async def test_what_nobody_can_see_is_shown_to_no_moderator(world: World) -> None:
    draft = token_of(await world.does("Bruno", Verb.NEED, text="not said yet"), Verb.POST_NEED)
    assert not any(isinstance(each, ManyField) for each in fields_of(await world.does("Amina", Verb.REPORT)))
    refused = await world.does("Amina", Verb.SEND_REPORT, text="look", shown=f"n-{draft}")
    assert told(refused) == "refusal.unknown"


def fields_of(reply: Reply) -> tuple[object, ...]:
    assert isinstance(reply.view, Form)
    return reply.view.fields


@pytest.mark.parametrize("who", ["Chidi", "Robin"])
async def test_a_report_about_a_talk_is_for_the_two_of_it(world: World, who: str) -> None:
    handshake = await a_rude_message(world)
    for verb in (Verb.REPORT_COUNTERPART, Verb.SEND_REPORT):
        assert told(await world.does(who, verb, handshake, text="what is this?")) == "refusal.unknown"


async def test_nobody_reports_themselves(world: World) -> None:
    again = await world.does("Amina", Verb.SEND_REPORT, text="me", person="Amina")
    assert told(again) == "report.form.title refusal.report_somebody_else"


async def test_where_no_moderator_could_read_it_that_is_said(world: World) -> None:
    handshake = await world.helps("Robin", await world.posts("Amina", SOFA))
    sent = await world.does("Amina", Verb.SEND_REPORT, handshake, text="it is about Robin")
    assert "no moderator here who could read it" in words(sent)


async def test_nothing_of_it_stands_in_the_open_in_the_database(world: World, tmp_path: Path) -> None:
    await reports(world, "Amina", await a_rude_message(world))
    with closing(sqlite3.connect(tmp_path / "hypha.db")) as database:
        rows = database.execute("SELECT * FROM report").fetchall()
        audit = database.execute("SELECT deed FROM audit").fetchall()
    assert len(rows) == 1
    assert b"please look" not in repr(rows).encode()
    assert ("send_report",) not in audit


def test_the_safety_paths_are_never_limited() -> None:
    asked_for = {Verb.BLOCK, Verb.REPORT, Verb.SEND_REPORT, Verb.HELP, Verb.PAUSE, Verb.STOP_ASKING}
    assert asked_for | {Verb.TAKE_BACK_NEED, Verb.TAKE_BACK_OFFER, Verb.STEP_BACK} <= NEVER_LIMITED
