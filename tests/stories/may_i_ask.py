"""People say when they may be asked, and are asked no other time. Played on every face."""

from datetime import UTC, datetime

from tests.stories.lift_to_the_clinic import says
from tests.stories.stage import Shown, Stage

MAY_I = "May I ask you to help?"
ABOUT = "Besides what you offer, also about"
QUIET = "Quiet hours"
STOP = "Stop asking me about this"

MONDAY_NIGHT = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
TUESDAY_MORNING = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
TUESDAY_AT_TEN = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


async def you_may_ask_me(stage: Stage) -> None:
    """Bruno offers nothing, but may be asked about two kinds of help: not at night, nor more than he said."""
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    form = await bruno.types("/aid ask-me")
    says(form, "When I may ask you")
    assert {MAY_I, ABOUT, QUIET} <= set(form.fields)
    said = await bruno.fills(form, {ABOUT: "food and cooking, company and listening", QUIET: "9pm to 8"})
    says(said, "food and cooking and company and listening", "twice a week", "Nobody else sees this")

    # At night nobody asks him, and the need is not lost: in the morning he is asked, and told why.
    await stage.pass_time(MONDAY_NIGHT)
    await amina.taps(await amina.types("/need a warm meal, I have the flu and can't cook"), "Post it")
    await stage.settle()
    assert await bruno.inbox() == []
    await stage.pass_time(TUESDAY_MORNING)
    ask = (await bruno.inbox())[-1]
    says(ask, "warm meal", "you said that I may ask you about food and cooking", "Not now is always fine")

    # One tap, and never about this again; about the other kind he still may be.
    says(await bruno.taps(ask, STOP), "won't ask you about this any more", "Nobody is told")
    await stage.settle()
    says((await bruno.inbox())[-1], "That's fine")
    assert await amina.inbox() == []
    await _posts(stage, "somebody to cook dinner for us")
    assert len(await bruno.inbox()) == 1
    await _posts(stage, "somebody to talk to, I feel lonely")
    says((await bruno.inbox())[-1], "lonely", "company and listening")

    # That was twice this week: no third time, whatever it is about.
    await _posts(stage, "a friendly listener, I am sad and lonely")
    assert len(await bruno.inbox()) == 2
    says(await bruno.types("/aid mine"), "I may ask you about what you offer, and also company and listening")


async def a_pause(stage: Stage) -> None:
    """One tap stops all asks, one tap ends the pause; what waited meanwhile is asked then."""
    bruno = await stage.person("Bruno")
    await bruno.taps(await bruno.types("/offer lifts to the hospital"), "Post it")
    pause = await bruno.types("/aid pause")
    says(await bruno.taps(pause, "Until tomorrow morning"), "having a pause", "Rest well")
    await _posts(stage, "a lift to the hospital")
    assert await bruno.inbox() == []
    await stage.pass_time(TUESDAY_MORNING)
    says((await bruno.inbox())[-1], "a lift to the hospital")

    says(await bruno.taps(await bruno.types("/aid pause"), "Until I say"), "until you say so")
    await _posts(stage, "who could drive me to the hospital?")
    await stage.pass_time(TUESDAY_AT_TEN)
    assert len(await bruno.inbox()) == 1
    mine = await bruno.types("/aid mine")
    says(mine, "until you say so")
    says(await bruno.taps(mine, "End the pause"), "I ask you about", "what you offer")
    await stage.settle()
    says((await bruno.inbox())[-1], "who could drive me")


async def never(stage: Stage) -> None:
    """Somebody who says "never" is never asked, not even about what they offer."""
    bruno = await stage.person("Bruno")
    await bruno.taps(await bruno.types("/offer lifts to the hospital"), "Post it")
    form = await bruno.types("/aid ask-me")
    wrong = await bruno.fills(form, {MAY_I: "Never", QUIET: "whenever I sleep"})
    says(wrong, "I can't read these hours")
    if not wrong.fields:  # Discord can't show a form again at once
        form = await bruno.taps(wrong, wrong.buttons[0])
    await _finished(stage, await bruno.fills(form, {MAY_I: "Never", QUIET: ""}))
    await _posts(stage, "a lift to the hospital")
    assert await bruno.inbox() == []


async def _finished(stage: Stage, said: Shown) -> None:
    says(said, "When I may ask you", "nothing", "Nobody else sees this")
    await stage.settle()


async def _posts(stage: Stage, need: str) -> None:
    amina = await stage.person("Amina")
    await amina.taps(await amina.types(f"/need {need}"), "Post it")
    await stage.settle()


STORIES = (you_may_ask_me, a_pause, never)
