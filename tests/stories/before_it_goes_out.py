"""What a text gives away, and words of danger, before anybody else sees them. Played on every face."""

from bot.domain.community import Board
from tests.stories.may_i_ask import ABOUT
from tests.stories.stage import Stage, says

NUMBER = "07700 900123"


async def a_phone_number_is_kept_back(stage: Stage) -> None:
    """It leaves the words, and reaches the one whom she says yes to."""
    amina, bruno, chidi = [await stage.person(name) for name in ("Amina", "Bruno", "Chidi")]
    preview = await amina.types(f"/need help carrying a sofa, ring me on +44 {NUMBER[1:]}")
    says(preview, "a phone number", "Everybody in the needs channel would see that")
    assert "Post it" not in preview.buttons
    assert "Post it as it is" in preview.buttons
    without = await amina.taps(preview, "Take it out")
    says(without, "ring me on (…)", "Taken out of it", NUMBER[1:])
    await amina.taps(without, "Post it")
    await stage.settle()
    await bruno.taps((await bruno.sees(Board.NEEDS))[-1], "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    says((await bruno.inbox())[-1], "shares this with you alone", NUMBER[1:])
    says((await amina.inbox())[-1], "Bruno can see it now", NUMBER[1:])
    seen = [*await chidi.sees(Board.NEEDS), *await chidi.inbox(), await bruno.types("/aid mine")]
    assert not any(NUMBER[1:] in shown.words for shown in seen)


async def words_of_danger(stage: Stage) -> None:
    """Whom to call comes first; then it is hers to post, to ask listeners, or to stop."""
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    form = await bruno.types("/aid ask-me")
    await bruno.fills(form, {ABOUT: "company and listening"})
    preview = await amina.types("/need I want to die, can somebody be with me tonight")
    says(preview, "please call first", "Emergency", "Somebody to talk to", "Nobody is told of it")
    assert {"Ask listeners privately", "Post it as it is", "Take it back"} <= set(preview.buttons)
    says(await amina.taps(preview, "Ask listeners privately"), "I'm asking privately", "posted nowhere")
    await stage.settle()
    assert await bruno.sees(Board.NEEDS) == []
    says((await bruno.inbox())[-1], "I want to die")

    # A message, too, waits until she says so.
    await bruno.taps((await bruno.inbox())[-1], "I can help")
    await stage.settle()
    form = await amina.taps((await amina.inbox())[-1], "Ask a question")
    first = await amina.fills(form, {form.fields[0]: "he threatened to kill me, I can't stay here"})
    says(first, "Before this goes out", "When somebody hurts you", "Not sent so far")
    await stage.settle()
    heard = len(await bruno.inbox())
    says(await amina.taps(first, "Send it as it is"), "On its way")
    await stage.settle()
    assert len(await bruno.inbox()) == heard + 1
    says((await bruno.inbox())[-1], "he threatened to kill me")


STORIES = (a_phone_number_is_kept_back, words_of_danger)
