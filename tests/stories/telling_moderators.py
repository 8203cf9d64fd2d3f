"""Something felt wrong, and somebody tells the moderators. Played on every face."""

from datetime import timedelta

from bot.domain.community import Board
from tests.stories.stage import Person, Stage, says

SOFA = "somebody to carry a sofa downstairs"
RUDE = "you should be ashamed to ask"


async def _rude(stage: Stage, name: str) -> tuple[Person, Person]:
    """Amina needs a sofa carried; whoever comes to help writes something unkind to her."""
    amina, helper = await stage.person("Amina"), await stage.person(name)
    await amina.taps(await amina.types(f"/need {SOFA}"), "Post it")
    await stage.settle()
    await helper.taps((await helper.sees(Board.NEEDS))[-1], "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    form = await helper.taps((await helper.inbox())[-1], "Write to them")
    await helper.fills(form, {"Your message": RUDE})
    await stage.settle()
    return amina, helper


async def told_and_looked_after(stage: Stage) -> None:
    """From "How did it go?" to a reason: who was reported hears nothing of it."""
    await stage.person("Robin")
    robin = await stage.person("Robin")
    await robin.types("/aid help")
    amina, bruno = await _rude(stage, "Bruno")
    await stage.pass_time(stage.now() + timedelta(days=4))
    question = (await amina.inbox())[-1]
    says(question, "How did it go?")
    before = [each.words for each in await bruno.inbox()]
    wrong = await amina.taps(question, "Something felt wrong")
    says(wrong, "I'm sorry", "told nothing", "within a day")
    form = await amina.taps(wrong, "Report")
    sent = await amina.fills(form, {"What happened?": "he was unkind", "What may they see?": RUDE})
    says(sent, "Thank you for telling us", "Nobody else is told")
    await stage.settle()

    waiting = (await robin.inbox())[-1]
    says(waiting, "Somebody told you something")
    assert RUDE not in waiting.words
    case = await robin.taps(waiting, "Look at it")
    says(case, "Amina", "Bruno", "he was unkind", RUDE)
    says(await robin.taps(case, "I look after it"), "A moderator looks after it")
    await stage.settle()
    says((await amina.inbox())[-1], "Somebody looks after it")
    case = await robin.taps(await robin.types("/aid-admin reports"), "Look at it")
    await robin.fills(await robin.taps(case, "Close it"), {"Why?": "we talked with Bruno"})
    await stage.settle()
    says((await amina.inbox())[-1], "What came of what you told us", "we talked with Bruno")
    assert [each.words for each in await bruno.inbox()] == before


async def about_a_moderator(stage: Stage) -> None:
    """Robin is the one who was unkind: Robin finds nothing, and Amina is told whom else to turn to."""
    robin = await stage.person("Robin")
    await robin.types("/aid help")
    amina, robin = await _rude(stage, "Robin")
    wrong = await amina.taps((await amina.inbox())[-1], "Something felt wrong")
    form = await amina.taps(wrong, "Report")
    sent = await amina.fills(form, {"What happened?": "it is about Robin"})
    says(sent, "there is no moderator here who could read it")
    await stage.settle()
    before = [each.words for each in await robin.inbox()]
    says(await robin.types("/aid-admin reports"), "There is nothing here for you")
    await stage.pass_time(stage.now() + timedelta(hours=25))
    says((await amina.inbox())[-1], "Nobody has looked at it yet")
    assert [each.words for each in await robin.inbox()] == before


STORIES = (told_and_looked_after, about_a_moderator)
