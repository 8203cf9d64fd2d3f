"""Needs without a name and private ones, and how two people talk through Hypha. Played on every face."""

from bot.domain.community import Board
from tests.stories.lift_to_the_clinic import says
from tests.stories.stage import Person, Shown, Stage

OFFER = "help with forms and letters from offices"
NEED = "somebody to help me with a letter from an office, it worries me"


async def without_my_name(stage: Stage) -> None:
    """From the preview to the thanks, and the helper never learns who it was."""
    amina, bruno, chidi = [await stage.person(name) for name in ("Amina", "Bruno", "Chidi")]
    await bruno.taps(await bruno.types(f"/offer {OFFER}"), "Post it")
    preview = await amina.types(f"/need {NEED}")
    says(preview, "Only you can see this", "under the made-up name", "Ask privately")
    posted = await amina.taps(preview, "Without my name")
    says(posted, "It's out, without your name", "either way", "Others read it as asked by")
    await stage.settle()
    card = (await chidi.sees(Board.NEEDS))[-1]
    says(card, NEED, "made-up name")

    # Bruno is asked, offers, and is asked a question before he is chosen.
    ask = (await bruno.inbox())[-1]
    says(ask, NEED, "made-up name", "talk through me")
    says(await bruno.taps(ask, "I can help"), "Thank you")
    await stage.settle()
    offered = (await amina.inbox())[-1]
    says(offered, "Bruno", "knows you only as")
    await _writes(
        stage, await amina.taps(offered, "Ask a question"), amina, "Do you know about rent letters?"
    )
    question = (await bruno.inbox())[-1]
    says(question, "Do you know about rent letters?", "writes:")
    await _writes(stage, await bruno.taps(question, "Reply"), bruno, "Yes, I had three of them")
    answer = (await amina.inbox())[-1]
    says(answer, "Bruno writes:", "Yes, I had three of them")

    says(await amina.taps((await amina.inbox())[0], "Yes please"), "You said yes")
    await stage.settle()
    says((await amina.inbox())[-1], "You two are set", "share your name, or meet in a public place")
    introduced = (await bruno.inbox())[-1]
    says(introduced, "You two are set", "you meet in a public place")
    says(await bruno.types("/aid mine"), "You are helping")

    # It went well; thanks come from the made-up name.
    mine = await amina.types("/aid mine")
    says(mine, "without your name")
    says(await amina.taps(mine, "Messages"), NEED, "You wrote to Bruno:", "Yes, I had three of them")
    glad = await amina.taps((await amina.inbox())[-1], "Sorted, thanks")
    form = await amina.taps(glad, "Say thanks")
    assert len(form.fields) == 1
    says(await amina.fills(form, {form.fields[0]: "for reading it with me"}), "Your thanks are on their way")
    await stage.settle()
    says((await bruno.inbox())[-1], "thanks you", "reading it with me")

    # It is over, and kindly so.
    says(await bruno.taps(question, "Reply"), "Thank you for being there for each other")

    for person in (bruno, chidi):
        seen = [*await person.inbox(), *await person.sees(Board.NEEDS), await person.types("/aid mine")]
        assert not any("Amina" in shown.words for shown in seen)


async def a_name_is_shared(stage: Stage) -> None:
    """The asker's own tap, asked once more; nobody else learns it."""
    amina, bruno, chidi = [await stage.person(name) for name in ("Amina", "Bruno", "Chidi")]
    await amina.taps(await amina.types("/need somebody to walk with me to the town hall"), "Without my name")
    await stage.settle()
    for helper in (bruno, chidi):
        await helper.taps((await helper.sees(Board.NEEDS))[-1], "I can help")
        await stage.settle()
    await amina.taps((await amina.inbox())[0], "Yes please")
    await stage.settle()
    question = await amina.taps((await amina.inbox())[-1], "Share my name")
    says(question, "Bruno would then know that it is you, Amina", "can't be taken back")
    assert not any("Amina" in shown.words for shown in await bruno.inbox())
    says(await amina.taps(question, "Yes, share my name"), "Bruno knows now")
    await stage.settle()
    says((await bruno.inbox())[-1], "is Amina", "keep it to yourself")
    seen = [*await chidi.inbox(), *await chidi.sees(Board.NEEDS), await chidi.types("/aid mine")]
    assert not any("Amina" in shown.words for shown in seen)


async def asked_privately(stage: Stage) -> None:
    """Posted nowhere: only who offered just that is asked."""
    amina, bruno, chidi = [await stage.person(name) for name in ("Amina", "Bruno", "Chidi")]
    await bruno.taps(await bruno.types("/offer lifts to the hospital"), "Post it")
    await stage.settle()
    preview = await amina.types("/need a lift to the hospital")
    says(await amina.taps(preview, "Ask privately"), "I'm asking privately", "posted nowhere")
    await stage.settle()
    assert await chidi.sees(Board.NEEDS) == []
    assert await chidi.inbox() == []
    ask = (await bruno.inbox())[-1]
    says(ask, "Amina could use a hand", "posted nowhere", "between you")
    await bruno.taps(ask, "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    says((await bruno.inbox())[-1], "Amina, meet Bruno")


STORIES = (without_my_name, a_name_is_shared, asked_privately)


async def _writes(stage: Stage, form: Shown, who: Person, words: str) -> None:
    says(await who.fills(form, {form.fields[0]: words}), "On its way", words)
    await stage.settle()
