"""Thanks after something was done together, and who may ever read them. Played on every face."""

from bot.domain.community import Board
from tests.stories.stage import Stage, says

SOFA = "somebody to carry a sofa downstairs"


async def one_tap_and_no_words(stage: Stage) -> None:
    """The form offers whom one did something with; each says once who may read their thanks, and can take one
    back.
    """
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    await amina.taps(await amina.types(f"/need {SOFA}"), "Post it")
    await stage.settle()
    await bruno.taps((await bruno.sees(Board.NEEDS))[-1], "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    glad = await amina.taps((await amina.inbox())[-1], "Sorted, thanks")
    says(glad, "No words needed")
    given = await amina.taps(glad, "Just say thank you")
    says(given, "Your thanks are on their way", "Bruno", "gathered once a week")
    says(await amina.taps(given, "With my name"), "I will keep to that", "with your name")
    await stage.settle()
    received = (await bruno.inbox())[-1]
    says(received, "Amina thanks you", "gathered once a week")
    says(await bruno.taps(received, "Without my name"), "I will keep to that", "without your name")

    form = await bruno.types("/gratitude")
    given = await bruno.fills(form, {"Somebody you did something with": "Amina", "For what?": "the tea"})
    says(given, "Your thanks are on their way", "Amina", "without your name")
    says(await bruno.taps(given, "Keep this one between us"), "stays between you")
    await stage.settle()
    says((await amina.inbox())[-1], "Bruno thanks you", "the tea")

    mine = await amina.taps(await amina.types("/aid mine"), "My thanks")
    says(mine, "with your name", "you thanked Bruno", "Bruno thanked you", "the tea")
    says(await amina.taps(mine, "Just between us"), "stay between the two of you")


STORIES = (one_tap_and_no_words,)
