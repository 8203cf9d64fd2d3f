"""What moderators do, as everybody around them sees it."""

from bot.domain.community import Board
from tests.stories.stage import Stage, says

RUDE = "somebody to shout at my neighbour"


async def hidden_and_brought_back(stage: Stage) -> None:
    """A moderator takes a need down with a reason; its owner reads why; brought back, it is as it was."""
    amina, bruno, robin = [await stage.person(name) for name in ("Amina", "Bruno", "Robin")]
    await amina.taps(await amina.types(f"/need {RUDE}"), "Post it")
    await stage.settle()
    card_on_bruno = (await bruno.sees(Board.NEEDS))[-1]

    queue = await robin.types("/aid-admin queue")
    says(queue, RUDE, "A need of Amina")
    form = await robin.taps(queue, "Hide it")
    says(form, RUDE)
    hidden = await robin.fills(form, {"Why?": "not a kind thing to ask for"})
    says(hidden, "Hidden everywhere")
    await stage.settle()

    card = (await bruno.sees(Board.NEEDS))[-1]
    says(card, "set aside")
    assert RUDE not in card.words
    assert "Amina" not in card.words
    says((await amina.inbox())[-1], "A moderator has hidden this", "not a kind thing to ask for", RUDE)
    assert "Robin" not in (await amina.inbox())[-1].words
    says(await bruno.taps(card_on_bruno, "I can help"), "no longer needed")
    says(await amina.types("/aid mine"), RUDE, "hidden by a moderator")

    queue = await robin.types("/aid-admin queue")
    says(queue, "hidden")
    await robin.fills(await robin.taps(queue, "Bring it back"), {"Why?": "Amina told me what she meant"})
    await stage.settle()
    says((await bruno.sees(Board.NEEDS))[-1], RUDE, "Amina", "Could you help?")
    says((await amina.inbox())[-1], "It's back")


async def nobody_tends_their_own(stage: Stage) -> None:
    """A moderator's posts look like everybody's, and are another moderator's to tend."""
    robin = await stage.person("Robin")
    await robin.taps(await robin.types("/need a ladder for a day"), "Post it")
    queue = await robin.types("/aid-admin queue")
    says(queue, "a ladder for a day", "another moderator tends it")
    assert queue.buttons == []


TENDING = (hidden_and_brought_back, nobody_tends_their_own)
