"""Two people talk through Hypha: what is carried, to whom, and until when."""

import pytest

from bot.application.verbs import Verb
from bot.views.vocabulary import Form, TextField
from tests.application.test_hostile_texts import PREVIEW, TEXTS
from tests.application.world import World, told, words

SOFA = "somebody to carry a sofa downstairs"


async def test_whatever_is_written_arrives_as_it_was_written(world: World, subtests: pytest.Subtests) -> None:
    """Rule 10: hostile texts are words, and nothing of them is lost."""
    need = await world.posts("Amina", SOFA)
    handshake = await world.helps("Bruno", need)
    for name, hostile in TEXTS.items():
        with subtests.test(name):
            before = len(world.inbox("Amina"))
            reply = await world.does("Bruno", Verb.SEND_MESSAGE, handshake, text=hostile.text)
            await world.settle()
            if hostile.answer == PREVIEW:
                assert told(reply) == "talk.sent.title"
                kept = hostile.text if hostile.kept is None else hostile.kept
                assert world.inbox("Amina")[before].endswith(f"Bruno writes:\n{kept}")
                assert kept in words(await world.does("Amina", Verb.TALK, f"0-{need}"))
            else:
                assert isinstance(reply.view, Form)
                assert len(world.inbox("Amina")) == before
                (field,) = reply.view.fields
                assert isinstance(field, TextField)
                assert field.value is not None
                assert field.value.raw == hostile.text


async def test_the_same_delivery_is_one_message(world: World) -> None:
    handshake = await world.helps("Bruno", await world.posts("Amina", SOFA))
    for _ in range(3):
        await world.does("Bruno", Verb.SEND_MESSAGE, handshake, key="the same", text="at nine?")
        await world.settle()
    await world.stage.restart()
    await world.does("Bruno", Verb.SEND_MESSAGE, handshake, key="the same", text="at nine?")
    await world.settle()
    assert sum("at nine?" in each for each in world.inbox("Amina")) == 1


async def test_nobody_else_reads_or_writes_it(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    brunos, chidis = await world.helps("Bruno", need), await world.helps("Chidi", need)
    await world.does("Bruno", Verb.SEND_MESSAGE, brunos, text="a word to Amina alone")
    await world.settle()
    for verb in (Verb.WRITE_MESSAGE, Verb.SEND_MESSAGE):
        for who in ("Chidi", "Dana", "Robin"):
            assert told(await world.does(who, verb, brunos, text="hello")) == "refusal.unknown"
    assert "a word" not in words(await world.does("Chidi", Verb.TALK, f"0-{need}"))
    assert told(await world.does("Dana", Verb.TALK, f"0-{need}")) == "refusal.unknown"
    assert told(await world.does("Robin", Verb.TALK, f"0-{need}")) == "refusal.unknown"
    assert not any("a word" in each for who in ("Chidi", "Dana", "Robin") for each in world.inbox(who))
    both = words(await world.does("Amina", Verb.TALK, f"0-{need}"))
    assert "Bruno writes:" in both
    await world.does("Chidi", Verb.SEND_MESSAGE, chidis, text="I have a van")
    await world.settle()
    assert "Chidi writes:" in words(await world.does("Amina", Verb.TALK, f"0-{need}"))


@pytest.mark.parametrize(
    ("who", "ending"),
    [
        ("Amina", Verb.PASS_OVER),
        ("Bruno", Verb.STEP_BACK),
        ("Amina", Verb.TAKE_BACK_NEED),
        ("Amina", Verb.SORTED_NEED),
        ("Amina", Verb.PUT_AWAY_NEED),
    ],
    ids=str,
)
async def test_when_it_is_over_kind_words_are_all_that_comes(world: World, who: str, ending: Verb) -> None:
    need = await world.posts("Amina", SOFA)
    handshake = await world.helps("Bruno", need)
    by_handshake = ending in (Verb.PASS_OVER, Verb.STEP_BACK)
    await world.does(who, ending, handshake if by_handshake else need)
    await world.settle()
    for person in ("Amina", "Bruno"):
        before = len(world.inbox("Amina")), len(world.inbox("Bruno"))
        for verb in (Verb.WRITE_MESSAGE, Verb.SEND_MESSAGE):
            reply = await world.does(person, verb, handshake, text="one more thing")
            assert told(reply) == "refusal.talk_is_over"
        await world.settle()
        assert (len(world.inbox("Amina")), len(world.inbox("Bruno"))) == before


async def test_who_was_only_asked_is_not_written_to(world: World) -> None:
    """Somebody who has not answered is left in peace."""
    await world.offers("Bruno", "I can carry sofas and furniture downstairs")
    need = await world.posts("Amina", SOFA)
    asked = (await world.handshake(need, "Bruno")).id.value
    assert told(await world.does("Amina", Verb.SEND_MESSAGE, asked, text="please")) == "refusal.talk_is_over"
    assert told(await world.does("Bruno", Verb.TALK, f"0-{need}")) == "refusal.unknown"


async def test_long_talks_are_turned_page_by_page(world: World) -> None:
    need = await world.posts("Amina", SOFA)
    handshake = await world.helps("Bruno", need)
    texts = [f"{number} " + "x" * 1990 for number in range(3)] + [f"short {number}" for number in range(6)]
    for text in texts:
        await world.does("Bruno", Verb.SEND_MESSAGE, handshake, text=text)
    pages = [words(await world.does("Amina", Verb.TALK, f"{page}-{need}")) for page in range(6)]
    for text in texts:
        assert sum(text in page for page in pages) >= 1
    assert pages[-1] == pages[-2], "past the last page is the last page"
