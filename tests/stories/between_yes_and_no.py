"""There is more to say than yes and no; and who asks can take the first yes. Played on every face."""

from tests.stories.lift_to_the_clinic import says
from tests.stories.stage import Shown, Stage

COULD_IF = "I could, if …"
WHICH = "What would make it possible?"
IN_MY_WORDS = "In your own words"
DIRECTIONS = "Which entrance of the hospital is it?"


async def a_question_first(stage: Stage) -> None:
    """Bruno has a question before he says yes; when he knows the answer, he does."""
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    await bruno.taps(await bruno.types("/offer lifts to the hospital"), "Post it")
    await _posts(stage, "a lift to the hospital and back again")
    form = await bruno.taps((await bruno.inbox())[-1], COULD_IF)
    assert set(form.fields) == {WHICH, IN_MY_WORDS}
    asked = await bruno.fills(form, {WHICH: "I have a question first", IN_MY_WORDS: DIRECTIONS})
    says(asked, "passed your question on to Amina", "said yes to nothing yet")
    await stage.settle()
    question = (await amina.inbox())[-1]
    says(question, "Bruno asks before saying yes", DIRECTIONS, "a lift to the hospital")
    assert "Yes please" not in question.buttons
    reply = await amina.taps(question, "Write back")
    await amina.fills(reply, {"Your message": "The one by the river."})
    await stage.settle()
    says((await bruno.inbox())[-1], "The one by the river.")

    # Now that he knows, he says yes from the same message, and she chooses.
    await bruno.taps((await bruno.inbox())[0], "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    says((await bruno.inbox())[-1], "You two are set")


async def part_of_it(stage: Stage) -> None:
    """Bruno could do part of it: with a yes the two are set, and the rest is still looked for."""
    amina, bruno, chidi = [await stage.person(name) for name in ("Amina", "Bruno", "Chidi")]
    await bruno.taps(await bruno.types("/offer lifts to the hospital"), "Post it")
    await _posts(stage, "a lift to the hospital and back again")
    form = await bruno.taps((await bruno.inbox())[-1], COULD_IF)
    said = await bruno.fills(form, {WHICH: "I could do part of it", IN_MY_WORDS: "There, but not back"})
    says(said, "told Amina which part you could do")
    await stage.settle()
    part = (await amina.inbox())[-1]
    says(part, "Bruno could do part of it", "There, but not back", "go on looking for the rest")
    await amina.taps(part, "Yes please")
    await stage.settle()
    says((await bruno.inbox())[-1], "You two are set")
    await chidi.taps(await chidi.types("/offer I can drive people to the hospital"), "Post it")
    await stage.settle()
    says((await chidi.inbox())[-1], "a lift to the hospital and back again")


async def the_first_yes(stage: Stage) -> None:
    """Amina says beforehand that the first yes is fine: whoever says it is introduced at once."""
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    await bruno.taps(await bruno.types("/offer lifts to the hospital"), "Post it")
    preview = await amina.types("/need a lift to the hospital")
    sure = await amina.taps(preview, "The first yes is fine")
    says(sure, "Whoever says first that they can help is introduced to you at once")
    await amina.taps(sure, "Post it")
    await stage.settle()
    await bruno.taps((await bruno.inbox())[-1], "I can help")
    await stage.settle()
    for each in (amina, bruno):
        says((await each.inbox())[-1], "You two are set")


async def _posts(stage: Stage, need: str) -> Shown:
    amina = await stage.person("Amina")
    posted = await amina.taps(await amina.types(f"/need {need}"), "Post it")
    await stage.settle()
    return posted


STORIES = (a_question_first, part_of_it, the_first_yes)
