"""Whoever asks hears something by the promised moment, and again when what they heard no longer holds."""

from datetime import timedelta
from pathlib import Path

from bot.domain.community import Board
from tests.stories.core_stage import core_stage
from tests.stories.lift_to_the_clinic import says

A_DAY = timedelta(days=1, hours=1)


async def test_an_offer_that_is_gone_again_was_no_answer(tmp_path: Path) -> None:
    async with core_stage(tmp_path) as stage:
        amina, chidi = [await stage.person(name) for name in ("Amina", "Chidi")]
        await amina.taps(await amina.types("/need somebody to teach me the accordion"), "Post it")
        await stage.settle()
        offered = await chidi.taps((await chidi.sees(Board.NEEDS))[-1], "I can help")
        await stage.pass_time(stage.now() + A_DAY)
        assert all("Not yet" not in each.words for each in await amina.inbox()), "they have heard"

        await chidi.taps(offered, "I can't after all")
        await stage.pass_time(stage.now() + A_DAY)
        says((await amina.inbox())[-1], "Not yet", "says nothing about you")


async def test_words_stay_while_somebody_has_said_yes_to_them(tmp_path: Path) -> None:
    async with core_stage(tmp_path) as stage:
        amina, chidi = [await stage.person(name) for name in ("Amina", "Chidi")]
        posted = await amina.taps(await amina.types("/need a lift to the clinic"), "Post it")
        await stage.settle()
        await chidi.taps((await chidi.sees(Board.NEEDS))[-1], "I can help")
        says(await amina.taps(posted, "Change it"), "Somebody has said yes to this")
