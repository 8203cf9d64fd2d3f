"""Rule 6: an asker's identity is shown to nobody but by their own tap."""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.application.interaction import Origin
from bot.application.ports import Channel, Private
from bot.application.read_room import ROOM
from bot.application.scenes import load_scene
from bot.application.tend_posts import token_of as tend_token
from bot.application.verbs import Verb
from bot.domain.audience import Audience
from bot.domain.community import Board, Platform
from bot.domain.ids import HandshakeId, NeedId
from bot.domain.notice import Notice, NoticeKind
from bot.views.vocabulary import View
from tests.application.world import DAY, World, a_world, token_of, told, words

LETTER = "somebody to help me with a letter from an office"
OFFER = "help with forms and letters from offices"
OTHERS = ("Bruno", "Chidi", "Robin")
SURFACES = (Verb.MINE, Verb.HELP)


async def asks(world: World, who: str, way: Verb = Verb.POST_UNNAMED) -> str:
    """Writes the need and posts it that way. Returns its id."""
    need = token_of(await world.does(who, Verb.NEED, text=LETTER), way)
    await world.does(who, way, need)
    await world.settle()
    return need


async def writes(world: World, who: str, handshake: str, text: str) -> None:
    assert told(await world.does(who, Verb.WRITE_MESSAGE, handshake)) == "talk.form.title"
    assert told(await world.does(who, Verb.SEND_MESSAGE, handshake, text=text)) == "talk.sent.title"
    await world.settle()


async def a_whole_life(world: World, asker: str) -> list[View]:
    """Everything that can become of a need without a name, and whatever the others are answered meanwhile."""
    answers: list[View] = []

    async def others_look(need: str, handshake: str = "") -> None:
        for who in OTHERS:
            for verb in SURFACES:
                answers.append((await world.does(who, verb)).view)
            for verb in (Verb.CAN_HELP, Verb.EDIT_NEED, Verb.LOOK_AT_NEED) if who == "Robin" else ():
                answers.append((await world.does(who, verb, need)).view)
            answers.append((await world.does(who, Verb.TALK, f"0-{need}")).view)
            answers.append((await world.does(who, Verb.TELL_NAME, handshake)).view)

    await world.offers("Bruno", OFFER)
    need = await asks(world, asker)
    await others_look(need)
    brunos = await world.helps("Bruno", need)
    await writes(world, asker, brunos, "is Thursday fine?")
    await writes(world, "Bruno", brunos, "yes it is")
    await others_look(need, brunos)
    await world.does(asker, Verb.CHOOSE, brunos)
    await world.settle()
    await others_look(need, brunos)
    await world.does("Bruno", Verb.STEP_BACK, brunos)
    await world.settle()
    chidis = await world.helps("Chidi", need)
    await world.does(asker, Verb.CHOOSE, chidis)
    await world.pass_time(4 * DAY)
    await others_look(need, chidis)
    await world.does(asker, Verb.WENT_WELL, chidis)
    await world.does(asker, Verb.GIVE_THANKS, chidis, text="you made my week")
    await world.settle()
    await others_look(need, chidis)
    await world.pass_time(20 * DAY)
    return answers


def seen(world: World) -> dict[str, Sequence[object]]:
    """Every message and card of everybody else, with all that it carries."""
    notebook = world.stage.notebook
    private = {who: [each.view for each in notebook.at(Private(who.casefold()))] for who in OTHERS}
    boards = {board.value: [each.view for each in notebook.at(Channel(board.value))] for board in Board}
    return {**private, **boards}


def audit(folder: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "hypha.db")) as database:
        return database.execute("SELECT at, actor, deed, about FROM audit ORDER BY seq").fetchall()


async def test_rule_6_who_asks_without_a_name_changes_nothing_that_others_see(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Non-interference: two worlds that differ only in who asks are one to everybody else."""
    lives = []
    for asker in ("Amina", "Dana"):
        caplog.clear()
        with caplog.at_level(logging.DEBUG, logger="bot"):
            async with a_world(tmp_path / asker) as world:
                answers = await a_whole_life(world, asker)
                lives.append((answers, seen(world), audit(tmp_path / asker), caplog.messages.copy()))
    amina, dana = lives
    for ours, theirs in zip(amina, dana, strict=True):
        assert ours == theirs


@pytest.mark.parametrize("told_bruno", [False, True], ids=["veiled", "told"])
async def test_rule_6_what_is_drawn_for_others_does_not_even_hold_the_asker(
    world: World, told_bruno: bool
) -> None:
    need = await asks(world, "Amina")
    brunos, chidis = await world.helps("Bruno", need), await world.helps("Chidi", need)
    if told_bruno:
        await world.does("Amina", Verb.TELL_NAME, brunos)
    async with world.stage.house.store.look() as look:
        space = await look.communities.space_of(Platform.LOCAL, ROOM)
        assert space is not None
        community = await look.communities.get(space.community)
        readers = {
            name: await look.members.by_account(space.id, name) for name in ("bruno", "chidi", "robin")
        }
        asker = (await look.needs.get(NeedId(need))).asker
        for kind in NoticeKind:
            for handshake in (brunos, chidis):
                notice = Notice(kind, NeedId(need), HandshakeId(handshake))
                for name, reader in ({"a board": None} | readers).items():
                    scene = await load_scene(
                        look, notice, community, space, reader=reader, now=world.stage.now()
                    )
                    assert (asker in scene.people) == (told_bruno and name == "bruno"), (kind, name)


async def test_rule_6_only_whom_the_asker_tells_learns_the_name(world: World) -> None:
    need = await asks(world, "Amina")
    brunos, chidis = await world.helps("Bruno", need), await world.helps("Chidi", need)
    for who in ("Bruno", "Chidi", "Robin"):
        for verb in (Verb.SHARE_NAME, Verb.TELL_NAME):
            assert told(await world.does(who, verb, brunos)) == "refusal.unknown"
    assert told(await world.does("Amina", Verb.SHARE_NAME, brunos)) == "name.question.title"
    assert not (await world.need(need)).names_asker_to((await world.handshake(need, "Bruno")).helper)
    for _ in range(2):  # tapped twice, told once
        assert told(await world.does("Amina", Verb.TELL_NAME, brunos)) == "name.told.title"
    await world.settle()
    assert sum("is Amina" in each for each in world.inbox("Bruno")) == 1
    assert "Amina" in words(await world.does("Bruno", Verb.MINE))
    await writes(world, "Amina", chidis, "thank you for coming forward")
    for who in ("Chidi", "Robin"):
        assert "Amina" not in " ".join([*world.inbox(who), *world.board(Board.NEEDS)])
    assert "Amina" not in words(await world.does("Chidi", Verb.MINE))


async def test_rule_6_no_verb_gives_a_moderator_the_name(world: World) -> None:
    """There is no reveal (docs/decisions/024-no-reveal.md), whatever is tried, with every id there is."""
    need = await asks(world, "Amina")
    brunos = await world.helps("Bruno", need)
    await world.does("Bruno", Verb.SEND_REPORT, brunos, text="they were rude")
    await world.settle()
    tended = tend_token(await world.need(need))
    last = (Verb.TAKE_OUT_SPACE, Verb.FORGET_ME_NOW)
    for verb in (*(each for each in Verb if each not in last), *last):
        for token in ("", need, tended, brunos, f"0-{need}"):
            reply = await world.does(
                "Robin", verb, token, text="there is a reason", reason="there is a reason"
            )
            assert "Amina" not in words(reply), (verb, token)
    await world.settle()
    assert "Amina" not in " ".join([*world.inbox("Robin"), *world.board(Board.NEEDS)])


async def test_rule_6_two_needs_of_one_person_have_nothing_in_common(world: World) -> None:
    await asks(world, "Amina")
    await world.pass_time(DAY)
    await asks(world, "Amina")
    first, second = world.board(Board.NEEDS)
    assert first.splitlines()[1] != second.splitlines()[1]
    assert "Amina" not in first + second


async def test_rule_6_a_refused_message_gives_nobody_away(world: World) -> None:
    need = await asks(world, "Amina")
    brunos = await world.helps("Bruno", need)
    for text in ("", "x" * 3000):
        again = await world.does("Bruno", Verb.SEND_MESSAGE, brunos, text=text)
        assert told(again).startswith("talk.form.title refusal.")
        assert told(await world.does("Chidi", Verb.SEND_MESSAGE, brunos, text=text)) == "refusal.unknown"
    thanks = await world.does("Chidi", Verb.GIVE_THANKS, brunos, text="x" * 3000)
    assert told(thanks) == "refusal.unknown"


async def test_a_private_need_is_posted_nowhere_and_open_only_to_those_who_were_asked(world: World) -> None:
    await world.offers("Bruno", OFFER)
    need = await asks(world, "Amina", Verb.POST_PRIVATELY)
    assert (await world.need(need)).audience is Audience.PRIVATE
    assert world.board(Board.NEEDS) == []
    assert world.inbox("Chidi") == []
    for verb in (Verb.CAN_HELP, Verb.NOT_NOW):
        assert told(await world.does("Chidi", verb, need)) == "refusal.unknown"
    await world.does("Amina", Verb.RENEW_NEED, need)
    await world.helps("Bruno", need)
    await world.does("Amina", Verb.SORTED_NEED, need)
    await world.pass_time(20 * DAY)
    assert world.board(Board.NEEDS) == []
    assert world.inbox("Chidi") == []


@pytest.mark.parametrize("way", [Verb.POST_NEED, Verb.POST_UNNAMED, Verb.POST_PRIVATELY])
async def test_what_was_chosen_first_stays(world: World, way: Verb) -> None:
    """A second tap on an old preview neither unmasks nor posts anything."""
    need = await asks(world, "Amina", way)
    before = (await world.need(need)).audience, world.board(Board.NEEDS)
    for other in (Verb.POST_NEED, Verb.POST_UNNAMED, Verb.POST_PRIVATELY):
        await world.does("Amina", other, need)
        await world.settle()
    assert ((await world.need(need)).audience, world.board(Board.NEEDS)) == before


async def test_the_preview_says_truthfully_where_it_would_stand(world: World) -> None:
    preview = await world.does("Amina", Verb.NEED, text=LETTER)
    assert "everybody in the needs channel, with your name, Amina" in words(preview)
    elsewhere = Origin(Platform.SLACK, "T1", "Elsewhere")  # where no channel was chosen
    preview = await world.does("U1", Verb.NEED, origin=elsewhere, name="Zoe", text=LETTER)
    assert "nothing is posted anywhere" in words(preview)
    assert "everybody" not in words(preview)
