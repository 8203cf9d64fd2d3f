"""One need walks from end to end. The same text is played on every face; each brings its own stage."""

from datetime import UTC, datetime, timedelta

from bot.domain.community import Board
from tests.stories.stage import Stage, says
from tests.stories.tending import TENDING

MONDAY_EVENING = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
TUESDAY_AFTERNOON = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)

OFFER = "lifts on weekday mornings"
NEED = "can someone drive my mum to the clinic on Tuesday at 9"


async def lift_to_the_clinic(  # noqa: PLR0915 - one story is read in one go
    stage: Stage, *, restarts: bool = False
) -> None:
    """From the offer to the thanks. With `restarts`, the program ends and starts again before every tap."""

    async def meanwhile() -> None:
        await stage.settle()
        if restarts:
            await stage.restart()

    bruno = await stage.person("Bruno")
    amina = await stage.person("Amina")
    chidi = await stage.person("Chidi")

    # Bruno offers lifts.
    preview = await bruno.types(f"/offer {OFFER}")
    says(preview, OFFER, "Only you can see this", "weekdays", "getting somewhere")
    await meanwhile()
    says(await bruno.taps(preview, "Post it"), "Your offer is out")
    await meanwhile()
    says((await chidi.sees(Board.OFFERS))[-1], OFFER, "Bruno")

    # Amina needs one, and sees first what was understood and who will see it.
    preview = await amina.types(f"/need {NEED}")
    says(preview, NEED, "Only you can see this", "getting somewhere", "exactly these words")
    assert await chidi.sees(Board.NEEDS) == []
    await meanwhile()
    says(await amina.taps(preview, "Post it"), "It's out", "either way")
    await meanwhile()
    says((await chidi.sees(Board.NEEDS))[-1], NEED, "Amina", "Could you help?")

    # Bruno is asked privately, with the reason; Chidi is not.
    assert await chidi.inbox() == []
    ask = (await bruno.inbox())[-1]
    says(ask, NEED, "Amina", "because you offered", OFFER, "Not now is always fine")
    says(await bruno.taps(ask, "I can help"), "Thank you", "told Amina")
    await meanwhile()
    says((await bruno.inbox())[0], "Thank you")

    # Amina chooses, and both are introduced.
    offered = (await amina.inbox())[-1]
    says(offered, "Bruno", "can help", NEED)
    says(await amina.taps(offered, "Yes please"), "You said yes", "Bruno is going to help")
    await meanwhile()
    for person in (amina, bruno):
        says((await person.inbox())[-1], "You two are set", "Amina, meet Bruno", NEED)

    # The card in the channel follows; Chidi, whose screen still shows the old one, gets a kind word.
    card = (await chidi.sees(Board.NEEDS))[-1]
    says(card, "Somebody is helping", NEED)
    assert card.buttons == ["For moderators"]

    # A reminder comes the evening before.
    await stage.pass_time(MONDAY_EVENING)
    for person in (amina, bruno):
        says((await person.inbox())[-1], "Coming up", NEED)

    # Afterwards: how did it go?
    await stage.pass_time(TUESDAY_AFTERNOON)
    question = (await amina.inbox())[-1]
    says(question, "How did it go?", "Bruno")
    await meanwhile()
    says(await amina.taps(question, "Good"), "Lovely", "No words needed")
    await meanwhile()
    sorted_card = (await chidi.sees(Board.NEEDS))[-1]
    says(sorted_card, "This one is sorted")
    assert "Amina" not in sorted_card.words
    assert NEED not in sorted_card.words

    # And thanks, privately, at once.
    says(await amina.types("/gratitude @Bruno for driving my mum"), "Your thanks are on their way", "Bruno")
    await meanwhile()
    says((await bruno.inbox())[-1], "Amina thanks you", "driving my mum")
    assert "for driving" not in (await bruno.inbox())[-1].words
    assert await chidi.inbox() == []

    says(await amina.types("/aid help"), "/need", "/offer", "/gratitude")
    says(await bruno.types("/aid mine"), OFFER, "Your offer, open")
    assert NEED not in (await amina.types("/aid mine")).words


async def a_place_that_is_taken(stage: Stage) -> None:
    """Three people see the card; one is chosen; the third, a moment late, gets a kind word."""
    amina, bruno, chidi = [await stage.person(name) for name in ("Amina", "Bruno", "Chidi")]
    preview = await amina.types("/need somebody to carry a sofa downstairs")
    await amina.taps(preview, "Post it")
    await stage.settle()
    card_on_bruno = (await bruno.sees(Board.NEEDS))[-1]
    card_on_chidi = (await chidi.sees(Board.NEEDS))[-1]
    await bruno.taps(card_on_bruno, "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    says(await chidi.taps(card_on_chidi, "I can help"), "the place is taken", "Thank you")
    await stage.settle()
    assert await chidi.inbox() == []


async def not_now_and_after_all(stage: Stage) -> None:
    """Saying "not now" costs nothing and is told to nobody; "I can't after all" opens the place again."""
    amina, bruno, dana = [await stage.person(name) for name in ("Amina", "Bruno", "Dana")]
    for person in (bruno, dana):
        await person.taps(await person.types("/offer I can cook soup for somebody who is ill"), "Post it")
    await amina.taps(await amina.types("/need a warm meal, I have the flu and can't cook"), "Post it")
    await stage.settle()

    says(await bruno.taps((await bruno.inbox())[-1], "Not now"), "That's fine", "Nobody is told")
    await stage.settle()
    assert await amina.inbox() == []
    says((await bruno.inbox())[-1], "That's fine")

    await dana.taps((await dana.inbox())[-1], "I can help")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    says(await dana.taps((await dana.inbox())[-1], "I can't after all"), "That's fine")
    await stage.settle()
    says((await amina.inbox())[-1], "can't after all", "looking for somebody else")
    says((await bruno.sees(Board.NEEDS))[-1], "Could you help?")
    assert len(await bruno.inbox()) == 1, "nobody is asked again about what they said no to"


async def taken_back(stage: Stage) -> None:
    """Whoever was asked or offered is free, kindly."""
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    await bruno.taps(await bruno.types("/offer lifts to the hospital"), "Post it")
    posted = await amina.taps(await amina.types("/need a lift to the hospital"), "Post it")
    await stage.settle()
    await bruno.taps((await bruno.inbox())[-1], "I can help")
    await stage.settle()
    says(await amina.taps(posted, "Take it back"), "Taken back")
    await stage.settle()
    says((await bruno.inbox())[-1], "No longer needed", "Thank you")
    card = (await bruno.sees(Board.NEEDS))[-1]
    says(card, "taken back")
    assert "hospital" not in card.words
    says((await amina.inbox())[-1], "off")


async def put_away_and_kept_open(stage: Stage) -> None:
    """Nobody came: they hear it, are asked before it is put away, and one tap brings it back."""
    amina = await stage.person("Amina")
    await amina.taps(await amina.types("/need somebody to teach me the accordion"), "Post it")
    start = stage.now()
    await stage.pass_time(start + timedelta(days=1, hours=1))
    says((await amina.inbox())[-1], "Not yet", "says nothing about you")
    await stage.pass_time(start + timedelta(days=12, hours=1))
    says((await amina.inbox())[-1], "still open for you")
    await stage.pass_time(start + timedelta(days=14, hours=1))
    says((await amina.sees(Board.NEEDS))[-1], "resting")
    mine = await amina.types("/aid mine")
    says(mine, "put away", "accordion")
    says(await amina.taps(mine, "Bring it back"), "It is open")
    await stage.settle()
    says((await amina.sees(Board.NEEDS))[-1], "Could you help?", "accordion")


async def an_offer_that_comes_later(stage: Stage) -> None:
    """A need is out first; whoever offers just this afterwards is asked."""
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    await amina.taps(await amina.types("/need my laptop will not start, who knows computers?"), "Post it")
    await stage.settle()
    await bruno.taps(await bruno.types("/offer help with computers and laptops"), "Post it")
    await stage.settle()
    says((await bruno.inbox())[-1], "laptop will not start", "because you offered")


STORIES = (
    lift_to_the_clinic,
    a_place_that_is_taken,
    not_now_and_after_all,
    taken_back,
    put_away_and_kept_open,
    an_offer_that_comes_later,
    *TENDING,
)
