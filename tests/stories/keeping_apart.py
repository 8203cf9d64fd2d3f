"""Somebody would rather not meet somebody again. Played on every face."""

from bot.domain.community import Board
from tests.stories.stage import Stage, says

SOFA = "somebody to carry a sofa downstairs"


async def blocked_by_name(stage: Stage) -> None:
    """What they had agreed on is off, with no word about why; nothing joins them until it is lifted."""
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    await amina.taps(await amina.types(f"/need {SOFA}"), "Post it")
    await stage.settle()
    await bruno.taps((await bruno.sees(Board.NEEDS))[-1], "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()

    says(await amina.types("/aid block @Bruno"), "I'll keep you apart", "Bruno", "Ask privately")
    await stage.settle()
    says((await bruno.inbox())[-1], "No longer needed", "Thank you for being there")

    before = [each.words for each in await amina.inbox()]
    says(await bruno.taps((await bruno.sees(Board.NEEDS))[-1], "I can help"), "Thank you", "told Amina")
    says(await bruno.types("/gratitude @Amina for everything"), "Your thanks are on their way")
    await stage.settle()
    assert [each.words for each in await amina.inbox()] == before

    blocks = await amina.taps(await amina.types("/aid mine"), "Whom I blocked")
    says(blocks, "Bruno", "Only you see this")
    says(await amina.taps(blocks, "Let us meet again"), "Nobody.")


async def blocked_behind_a_made_up_name(stage: Stage) -> None:
    """Bruno keeps away from somebody whose name he never learns."""
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    await amina.taps(await amina.types(f"/need {SOFA}"), "Without my name")
    await stage.settle()
    await bruno.taps((await bruno.sees(Board.NEEDS))[-1], "I can help")
    await stage.settle()
    form = await amina.taps((await amina.inbox())[-1], "Ask a question")
    await amina.fills(form, {"Your message": "are you any good?"})
    await stage.settle()

    message = (await bruno.inbox())[-1]
    wrong = await bruno.taps(message, "Something felt wrong")
    says(wrong, "I'm sorry", "told nothing", "Block")
    says(await bruno.taps(wrong, "Block"), "I'll keep you apart", "I don't tell you who")
    await stage.settle()
    says((await amina.inbox())[-1], "Bruno can't after all")

    blocks = await bruno.taps(await bruno.types("/aid mine"), "Whom I blocked")
    says(blocks, "a made-up name")
    await amina.taps(await amina.types("/need a ladder for a day"), "Post it")
    await stage.settle()
    before = len(await amina.inbox())
    says(await bruno.taps((await bruno.sees(Board.NEEDS))[-1], "I can help"), "Thank you", "told Amina")
    await stage.settle()
    assert len(await amina.inbox()) == before
    seen = [*await bruno.inbox(), blocks, message]
    assert not any("Amina" in shown.words for shown in seen)


STORIES = (blocked_by_name, blocked_behind_a_made_up_name)
