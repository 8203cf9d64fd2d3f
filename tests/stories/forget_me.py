"""Somebody looks at what is held about them, and asks to be forgotten. Played on every face."""

from bot.domain.community import Board
from tests.stories.stage import Stage, says

NEED = "somebody to carry my boxes down on Tuesday at nine"


async def what_is_held(stage: Stage) -> None:
    """In words, a page at a time; and of others nothing that one does not know already."""
    amina, bruno, chidi = [await stage.person(name) for name in ("Amina", "Bruno", "Chidi")]
    await chidi.taps(await chidi.types("/offer carrying boxes, any day"), "Post it")
    await amina.taps(await amina.types(f"/need {NEED}"), "Post it")
    await stage.settle()
    await chidi.taps((await chidi.inbox())[-1], "Not now")
    await bruno.taps((await bruno.sees(Board.NEEDS))[-1], "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()

    held = await amina.types("/aid export")
    says(held, "What is held about you", "Amina", NEED, "With", "Bruno", "no answer of yours counts")
    assert "Chidi" not in held.words
    assert (await chidi.types("/aid export")).words.count(NEED) == 0
    says(await bruno.types("/aid export"), "You and", "Amina", "are set")


async def forget_me(stage: Stage) -> None:
    """One question, one tap: cards and messages follow, and whoever counted on it hears that it is off."""
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    await amina.taps(await amina.types("/offer soup on Fridays"), "Post it")
    await amina.taps(await amina.types(f"/need {NEED}"), "Post it")
    await stage.settle()
    await bruno.taps((await bruno.sees(Board.NEEDS))[-1], "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    says((await bruno.inbox())[-1], "You two are set", "Amina")

    question = await amina.types("/aid forget-me")
    says(question, "Shall I forget you?", "can't be undone", "What stays")
    says(await amina.taps(question, "Yes, forget me"), "You are forgotten")
    await stage.settle()

    says((await bruno.inbox())[-1], "A change of plan", "off for now", "When")
    seen = [
        *await bruno.inbox(),
        *await bruno.sees(Board.NEEDS),
        *await bruno.sees(Board.OFFERS),
        await bruno.types("/aid mine"),
    ]
    for shown in seen:
        assert "Amina" not in shown.words, shown.words
        assert "boxes" not in shown.words, shown.words
        assert "soup" not in shown.words, shown.words

    # Whoever comes back is somebody new.
    assert "boxes" not in (await amina.types("/aid mine")).words


STORIES = (what_is_held, forget_me)
