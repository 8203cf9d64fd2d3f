"""Before words go out their writer is asked once more, where they speak of danger or would show everybody how
to reach them. Nothing is refused, nobody is told, and nothing of it stays.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.application.interaction import Reply
from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from tests.application.world import HOUR, World, token_of, told, words
from tests.databases import SqliteFile

DANGER = "he threatened to kill me"
REACH = "ring me on 07700 900123"


def lines_of_the_audit(world: World) -> list[tuple]:
    return SqliteFile(world.stage.folder / "hypha.db").rows("SELECT deed, actor FROM audit ORDER BY seq")


def waiting(world: World) -> int:
    [(count,)] = SqliteFile(world.stage.folder / "hypha.db").rows("SELECT count(*) FROM unsent")
    return count


async def sends(world: World, asked: Reply) -> str:
    return told(await world.does("Amina", Verb.SEND_ANYWAY, token_of(asked, Verb.SEND_ANYWAY)))


async def test_thanks_wait_until_they_are_sent_after_all(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    before = lines_of_the_audit(world)
    asked = await world.does("Amina", Verb.THANK, person="bruno", text=DANGER)
    assert told(asked) == "unsent.title.danger"
    await world.settle()
    assert world.inbox("Bruno") == []
    assert lines_of_the_audit(world) == before
    assert (
        told(await world.does("Amina", Verb.SEND_ANYWAY, token_of(asked, Verb.SEND_ANYWAY)))
        == "thanks.given.title"
    )
    await world.settle()
    assert DANGER in world.inbox("Bruno")[-1]
    assert [deed for deed, _ in lines_of_the_audit(world)[len(before) :]] == ["thank"]
    assert waiting(world) == 0


async def test_what_was_let_go_leaves_nothing(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    before = lines_of_the_audit(world)
    asked = await world.does("Amina", Verb.THANK, person="bruno", text=DANGER)
    token = token_of(asked, Verb.LET_GO)
    assert told(await world.does("Amina", Verb.LET_GO, token)) == "let_go.title"
    await world.settle()
    assert (world.inbox("Bruno"), waiting(world), lines_of_the_audit(world)) == ([], 0, before)
    for verb in (Verb.LET_GO, Verb.SEND_ANYWAY):
        assert told(await world.does("Amina", verb, token)) == "refusal.unknown"


async def test_what_nobody_looks_at_again_is_let_go_after_a_day(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    asked = await world.does("Amina", Verb.THANK, person="bruno", text=DANGER)
    before = lines_of_the_audit(world)
    await world.pass_time(timedelta(days=1) + HOUR)
    assert (waiting(world), lines_of_the_audit(world)) == (0, before)
    assert (
        told(await world.does("Amina", Verb.SEND_ANYWAY, token_of(asked, Verb.SEND_ANYWAY)))
        == "refusal.unknown"
    )


async def test_only_its_writer_sends_it_or_lets_it_go(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    asked = await world.does("Amina", Verb.THANK, person="bruno", text=DANGER)
    for verb in (Verb.SEND_ANYWAY, Verb.LET_GO):
        for who in ("Bruno", "Robin"):
            assert told(await world.does(who, verb, token_of(asked, verb))) == "refusal.unknown"
    assert waiting(world) == 1


async def test_tapped_twice_at_once_it_is_sent_once(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    asked = await world.does("Amina", Verb.THANK, person="bruno", text=DANGER)
    token = token_of(asked, Verb.SEND_ANYWAY)
    await world.at_once(("Amina", Verb.SEND_ANYWAY, token), ("Amina", Verb.SEND_ANYWAY, token))
    await world.settle()
    assert len(world.inbox("Bruno")) == 1


async def test_other_words_for_a_card_that_stands_are_asked_about_first(world: World) -> None:
    need = await world.posts("Amina", "somebody to carry a sofa")
    asked = await world.does("Amina", Verb.REVISE_NEED, need, text=f"somebody to carry a sofa, {REACH}")
    assert told(asked) == "unsent.title"
    assert "07700 900123" in words(asked)
    await world.settle()
    assert "07700" not in world.board(Board.NEEDS)[-1]
    await world.does("Amina", Verb.SEND_ANYWAY, token_of(asked, Verb.SEND_ANYWAY))
    await world.settle()
    assert REACH in world.board(Board.NEEDS)[-1]


async def test_between_two_people_contact_details_are_nobody_elses_business(world: World) -> None:
    need = await world.posts("Amina", "somebody to carry a sofa")
    handshake = await world.helps("Bruno", need)
    assert told(await world.does("Amina", Verb.SEND_MESSAGE, handshake, text=REACH)) == "talk.sent.title"
    assert told(await world.does("Bruno", Verb.SEND_MESSAGE, handshake, text=DANGER)) == "unsent.title.danger"


async def test_whoever_is_blocked_is_asked_in_the_same_words(world: World) -> None:
    """Nothing of theirs arrives, and they can't tell."""
    handshake = await world.helps("Bruno", await world.posts("Amina", "somebody to carry a sofa"))
    before = await world.does("Bruno", Verb.SEND_MESSAGE, handshake, text=DANGER)
    await world.does("Amina", Verb.SAVE_BLOCK, person="bruno")
    after = await world.does("Bruno", Verb.THANK, person="amina", text=DANGER)
    assert told(before) == told(after) == "unsent.title.danger"
    thanks = await world.does("Bruno", Verb.THANK, person="amina", text="thank you")
    assert told(thanks) == "thanks.given.title"


async def test_a_report_goes_out_at_once(world: World) -> None:
    handshake = await world.helps("Bruno", await world.posts("Amina", "somebody to carry a sofa"))
    assert told(await world.does("Amina", Verb.SEND_REPORT, handshake, text=DANGER)) == "report.sent.title"


async def test_a_moderators_reason_is_asked_about_as_well(world: World) -> None:
    need = await world.posts("Amina", "somebody to carry a sofa")
    asked = await world.does("Robin", Verb.HIDE_POST, f"n-{need}", reason=f"{DANGER}, he says in it")
    assert told(asked) == "unsent.title.danger"
    await world.does("Robin", Verb.SEND_ANYWAY, token_of(asked, Verb.SEND_ANYWAY))
    await world.settle()
    assert DANGER in world.inbox("Amina")[-1]


@pytest.mark.parametrize("verb", [Verb.POST_NEED, Verb.POST_UNNAMED, Verb.POST_PRIVATELY])
async def test_nothing_is_ever_refused(world: World, verb: Verb) -> None:
    preview = await world.does("Amina", Verb.NEED, text=f"{DANGER}, {REACH}")
    assert "please call first" in words(preview)
    assert told(await world.does("Amina", verb, token_of(preview, verb))).startswith("need.posted.title")


async def test_an_offer_can_only_be_changed_or_posted_as_it_is(world: World) -> None:
    preview = await world.does("Amina", Verb.OFFER, text=f"lifts at any time, {REACH}")
    assert "a phone number (07700 900123)" in words(preview)
    await world.does("Amina", Verb.POST_OFFER, token_of(preview, Verb.POST_OFFER))
    await world.settle()
    assert REACH in world.board(Board.OFFERS)[-1]


async def test_what_was_kept_back_waits_for_the_name_and_goes_with_the_need(world: World) -> None:
    """Asked without a name, the number comes with the name; and when it is over nobody has it any more."""
    preview = await world.does("Amina", Verb.NEED, text=f"somebody to carry a sofa, {REACH}")
    need = token_of(preview, Verb.KEEP_BACK)
    assert told(await world.does("Amina", Verb.KEEP_BACK, need)) == "need.preview.title"
    assert told(await world.does("Amina", Verb.KEEP_BACK, need)) == "need.preview.title"
    await world.does("Amina", Verb.POST_UNNAMED, need)
    await world.settle()
    handshake = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, handshake)
    await world.settle()
    assert not any("07700" in each for each in world.inbox("Bruno"))
    await world.does("Amina", Verb.TELL_NAME, handshake)
    await world.settle()
    assert "07700 900123" in world.inbox("Bruno")[-1]
    await world.does("Amina", Verb.WENT_WELL, handshake)
    await world.settle()
    assert (await world.need(need)).kept_back == ""
    assert not any("07700" in each for each in world.inbox("Bruno"))


async def test_without_a_name_the_preview_says_what_might_show_who_it_is(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    preview = await world.does(
        "Amina", Verb.NEED, text="as the only nurse here I need Bruno in room 12 on Tuesday at 9, Amina"
    )
    assert "This might show who you are: your name (Amina)" in words(preview)
    assert "the name of a member (Bruno)" in words(preview)
    assert told(await world.does("Amina", Verb.POST_UNNAMED, token_of(preview, Verb.POST_UNNAMED))) == (
        "need.posted.title.unnamed"
    )


async def test_the_communitys_own_help_lines_come_first(world: World) -> None:
    await world.does("Amina", Verb.HELP)
    house = world.stage.house
    async with house.store.look() as look:
        space = await look.communities.space_of(Platform.LOCAL, ROOM)
        assert space is not None
        community = await look.communities.get(space.community)
    own = replace(community, policies=replace(community.policies, help_lines="Ring Robin, day or night"))
    async with house.store.work(community.id) as work:
        await work.keep((own,))
    shown = words(await world.does("Amina", Verb.NEED, text=DANGER))
    assert -1 < shown.index("Ring Robin, day or night") < shown.index("0808 2000 247")


async def test_beside_what_felt_wrong_stands_whom_to_call(world: World) -> None:
    need = await world.posts("Amina", "somebody to carry a sofa downstairs")
    handshake = await world.helps("Bruno", need)
    sent = await world.does("Amina", Verb.SEND_REPORT, handshake, text="he shouted at me")
    for shown in (await world.does("Amina", Verb.FELT_WRONG, handshake), sent):
        assert "If somebody hurts or frightens you, you can also call" in words(shown)
        assert "999 in an emergency" in words(shown)
