"""A moderator's first week: setting up, looking at a post first, a suspension, a takedown and its end, a
conflict about the moderator, a pause, the record of all of it; somebody who asks to be forgotten, and a copy
from before, put back. Played on every face.
"""

from bot.domain.community import Board
from tests.stories.stage import Stage, says

CONTACT = "the parish office"
NEED = "a ladder to pick the apples"
RUDELY = "shouting at people"
RUDE = "somebody to tell my neighbour what I think of him"
OFFER = "soup on Fridays"


async def a_moderators_first_week(stage: Stage) -> None:
    """Everything that Robin does has a reason, and each of those concerned reads theirs."""
    await _setting_up(stage)
    await _looking_first(stage)
    await _a_suspension(stage)
    await _a_takedown_and_its_end(stage)
    await _a_conflict_about_the_moderator(stage)
    await _a_pause(stage)
    await _the_record(stage)
    await _a_copy_and_a_goodbye(stage)
    await stage.restore()
    await stage.settle()
    await _nobody_remembers_her(stage)


async def _the_record(stage: Stage) -> None:
    """What was done and why, in the order of the days."""
    robin = await stage.person("Robin")
    record = await robin.types("/aid-admin audit")
    says(record, "This record is whole", "we talked", "Robin brought a post of Amina back")
    older = await robin.taps(record, "Older")
    says(older, "Robin suspended Bruno", RUDELY, "Robin let a post of Amina out")


async def _setting_up(stage: Stage) -> None:
    """Somebody outside is named, whom everybody can turn to; and the community decides what is looked at."""
    amina, robin = await stage.person("Amina"), await stage.person("Robin")
    form = await robin.types("/aid-admin setup")
    says(await robin.fills(form, {"An outside contact": CONTACT}), "Saved")
    says(await amina.types("/aid help"), "about the moderators themselves", CONTACT)
    config = await robin.types("/aid-admin config")
    says(config, "A moderator looks first at", "childcare, home visits", CONTACT)
    form = await robin.taps(config, "Change about posts")
    values = {"A moderator looks first at": "every need", "Why?": "we are new to this"}
    says(await robin.fills(form, values), "every need")


async def _looking_first(stage: Stage) -> None:
    """A need waits, seen by nobody, until Robin lets it out."""
    amina, bruno, robin = [await stage.person(name) for name in ("Amina", "Bruno", "Robin")]
    preview = await amina.types(f"/need {NEED}")
    says(preview, "the moderators read the words before anybody else does")
    says(await amina.taps(preview, "Post it"), "A moderator looks at it first")
    await stage.settle()
    assert await bruno.sees(Board.NEEDS) == []
    waits = (await robin.inbox())[-1]
    says(waits, NEED, "Would you look at this one?")
    says(await robin.taps(waits, "Let it out"), "It's out")
    await stage.settle()
    says((await amina.inbox())[-1], "It's out")


async def _a_suspension(stage: Stage) -> None:
    """Bruno, who was to help, is suspended. Amina reads that the plan has changed, and nothing about why."""
    amina, bruno, robin = [await stage.person(name) for name in ("Amina", "Bruno", "Robin")]
    await bruno.taps((await bruno.sees(Board.NEEDS))[-1], "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    values = {"Whom is it about?": "@Bruno", "What should happen?": "Suspend for a week", "Why?": RUDELY}
    says(await robin.fills(await robin.types("/aid-admin member"), values), "Bruno is suspended")
    await stage.settle()
    says((await bruno.inbox())[-1], RUDELY)
    says(await bruno.types("/need anything at all"), "can't do that here for now")
    change_of_plan = (await amina.inbox())[-1]
    says(change_of_plan, "A change of plan")
    assert RUDELY not in change_of_plan.words
    assert "suspended" not in change_of_plan.words


async def _a_takedown_and_its_end(stage: Stage) -> None:
    """From the card itself; its owner reads why, everybody else only that it is set aside."""
    amina, robin = await stage.person("Amina"), await stage.person("Robin")
    await amina.taps(await amina.types(f"/need {RUDE}"), "Post it")
    await stage.settle()
    await robin.taps((await robin.inbox())[-1], "Let it out")
    await stage.settle()
    card = (await amina.sees(Board.NEEDS))[-1]
    says(await amina.taps(card, "For moderators"), "for the moderators of this place")
    tended = await robin.taps((await robin.sees(Board.NEEDS))[-1], "For moderators")
    await robin.fills(await robin.taps(tended, "Hide it"), {"Why?": "not about him, please"})
    await stage.settle()
    card = (await amina.sees(Board.NEEDS))[-1]
    says(card, "set aside")
    assert RUDE not in card.words
    says((await amina.inbox())[-1], "A moderator has hidden this", "not about him, please")
    tended = await robin.taps((await robin.sees(Board.NEEDS))[-1], "For moderators")
    await robin.fills(await robin.taps(tended, "Bring it back"), {"Why?": "we talked about it"})
    await stage.settle()
    says((await amina.sees(Board.NEEDS))[-1], RUDE)


async def _a_pause(stage: Stage) -> None:
    """Nothing new for a while; drafts are kept."""
    amina, robin = await stage.person("Amina"), await stage.person("Robin")
    form = await robin.taps(await robin.types("/aid-admin freeze"), "Pause new posts")
    values = {"What shall wait?": "every new post", "Why?": "let us talk on Sunday first"}
    paused = await robin.fills(form, values)
    says(paused, "Paused at the moment: every new post")
    refused = await amina.taps(await amina.types("/need a warm coat"), "Post it")
    says(refused, "paused here for the moment", "Your draft is kept")
    form = await robin.taps(paused, "Let posts in again")
    says(await robin.fills(form, {"Why?": "we talked"}), "Nothing is paused")


async def _a_conflict_about_the_moderator(stage: Stage) -> None:
    """Amina reports Robin. There is no other moderator: she is told so, and whom else she can turn to."""
    amina, robin = await stage.person("Amina"), await stage.person("Robin")
    before = [each.words for each in await robin.inbox()]
    values = {
        "What happened?": "it is about how I was spoken to",
        "Whom is it about? (if you like)": "@Robin",
    }
    sent = await amina.fills(await amina.types("/aid report"), values)
    says(sent, "no moderator here who could read it", CONTACT)
    await stage.settle()
    assert [each.words for each in await robin.inbox()] == before
    says(await robin.types("/aid-admin reports"), "There is nothing here for you")


async def _a_copy_and_a_goodbye(stage: Stage) -> None:
    """Amina, whose cards stand on the boards, asks to be forgotten after the copy was made."""
    amina = await stage.person("Amina")
    await amina.taps(await amina.types(f"/offer {OFFER}"), "Post it")
    await stage.settle()
    await stage.back_up()
    question = await amina.types("/aid forget-me")
    says(await amina.taps(question, "Yes, forget me"), "You are forgotten")
    await stage.settle()
    await _nobody_remembers_her(stage)


async def _nobody_remembers_her(stage: Stage) -> None:
    """Not the boards, not the record, not Hypha. Bruno is still suspended."""
    amina, bruno, robin = [await stage.person(name) for name in ("Amina", "Bruno", "Robin")]
    record = await robin.types("/aid-admin audit")
    says(record, "This record is whole")
    seen = [*await robin.sees(Board.NEEDS), *await robin.sees(Board.OFFERS), record]
    assert len(seen) > 3
    for shown in (*seen, await amina.types("/aid mine")):
        for gone in ("Amina", NEED, RUDE, OFFER):
            assert gone not in shown.words, shown.words
    says(await bruno.types("/need anything at all"), "can't do that here for now")


STORIES = (a_moderators_first_week,)
