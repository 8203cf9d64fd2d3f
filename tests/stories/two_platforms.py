"""One community on Slack and on Discord, told in what people see. Played on the bare core, which can be both,
and by the real clients side by side.
"""

import re
from typing import Protocol

from bot.domain.community import Board, Platform
from tests.stories.stage import Person, Shown, says
from tests.stories.two_places import CODE

WORKSPACE = "Loopback"
SERVER = "Rua Nova"
LETTER = "somebody to help me with a letter from an office, it worries me"
LADDER = "a ladder for a day"


class TwoPlatforms(Protocol):
    """A workspace and a server, each set up by a moderator of its own: Robin on Slack, Sam on Discord."""

    async def person(self, name: str, where: Platform) -> Person: ...

    def account(self, name: str, where: Platform) -> str:
        """By which the platform knows that person."""
        ...

    async def settle(self) -> None: ...

    async def restart(self) -> None: ...


async def half_on_slack_and_half_on_discord(stage: TwoPlatforms) -> None:
    """From two communities to one, to two people who know each other, to one person in both places."""
    await _bring_together(stage)
    await _asked_here_and_met_there(stage)
    await _thanked_from_here_to_there(stage)
    await _one_person(stage)


async def _bring_together(stage: TwoPlatforms) -> None:
    """The program restarts between the two yeses."""
    robin, sam = await stage.person("Robin", Platform.SLACK), await stage.person("Sam", Platform.DISCORD)
    form = await robin.taps(await robin.types("/aid-admin spaces"), "Make a code")
    shown = await robin.fills(form, {form.fields[0]: "we are neighbours"})
    form = await sam.taps(await sam.types("/aid-admin spaces"), "Enter a code")
    question = await sam.fills(form, {form.fields[0]: _code_in(shown), form.fields[1]: "so are we"})
    says(question, f"{SERVER} would join {WORKSPACE}", "Robin", "Nothing happens until")
    says(await sam.taps(question, "Yes, join them"), "have a message now")
    await stage.settle()
    await stage.restart()
    waits = (await robin.inbox())[-1]
    says(waits, "Another community would like to join yours", f"Sam, a moderator of {SERVER}")
    says(await robin.taps(waits, "Yes, join us"), f"{WORKSPACE} on Slack", f"{SERVER} on Discord")
    await stage.settle()
    says((await sam.inbox())[-1], "You are one community now")


async def _asked_here_and_met_there(stage: TwoPlatforms) -> None:
    """Without a name on Slack, met from Discord: they talk through Hypha and stay unknown."""
    amina, bruno = await stage.person("Amina", Platform.SLACK), await stage.person("Bruno", Platform.DISCORD)
    offer = await bruno.types("/offer help with forms and letters from offices")
    says(offer, "all your spaces")
    await bruno.taps(offer, "Post it")
    preview = await amina.types(f"/need {LETTER}")
    says(preview, "all your spaces")
    await amina.taps(preview, "Without my name")
    await stage.settle()
    for person in (amina, bruno):
        says((await person.sees(Board.NEEDS))[-1], LETTER, "made-up name")
    ask = (await bruno.inbox())[-1]
    says(ask, LETTER, "talk through me")
    await bruno.taps(ask, "I can help")
    await stage.settle()
    offered = (await amina.inbox())[-1]
    says(offered, "Bruno", "knows you only as")
    form = await amina.taps(offered, "Ask a question")
    await amina.fills(form, {form.fields[0]: "Do you know about rent letters?"})
    await stage.settle()
    question = (await bruno.inbox())[-1]
    says(question, "Do you know about rent letters?")
    form = await bruno.taps(question, "Reply")
    await bruno.fills(form, {form.fields[0]: "Yes, I had three of them"})
    await stage.settle()
    says((await amina.inbox())[-1], "Yes, I had three of them")
    await amina.taps(offered, "Yes please")
    await stage.settle()
    says((await bruno.inbox())[-1], "You two are set")
    seen = [*await bruno.inbox(), *await bruno.sees(Board.NEEDS), await bruno.types("/aid mine")]
    for shown in seen:
        assert "Amina" not in shown.words
        assert stage.account("Amina", Platform.SLACK) not in shown.words + repr(shown.handle)
    for shown in await amina.inbox():
        assert stage.account("Bruno", Platform.DISCORD) not in shown.words + repr(shown.handle)


async def _thanked_from_here_to_there(stage: TwoPlatforms) -> None:
    """With a name, from the card on the other platform; what they write each other goes through Hypha."""
    amina, bruno = await stage.person("Amina", Platform.SLACK), await stage.person("Bruno", Platform.DISCORD)
    await amina.taps(await amina.types(f"/need {LADDER}"), "Post it")
    await stage.settle()
    card = (await bruno.sees(Board.NEEDS))[-1]
    says(card, LADDER, "Amina")
    says(await bruno.taps(card, "I can help"), "told Amina")
    await stage.settle()
    await amina.taps((await amina.inbox())[-1], "Yes please")
    await stage.settle()
    for person in (amina, bruno):
        says((await person.inbox())[-1], "You two are set", "Amina, meet Bruno", LADDER)
        says((await person.sees(Board.NEEDS))[-1], "Somebody is helping", LADDER)
    form = await bruno.taps((await bruno.inbox())[-1], "Write to them")
    await bruno.fills(form, {form.fields[0]: "It stands by my door"})
    await stage.settle()
    says((await amina.inbox())[-1], "Bruno writes:", "It stands by my door")
    introduced = next(each for each in await amina.inbox() if "Amina, meet Bruno" in each.words)
    glad = await amina.taps(introduced, "Sorted, thanks")
    form = await amina.taps(glad, "Say thanks")
    says(await amina.fills(form, {"For what?": "for the ladder"}), "Your thanks are on their way")
    await stage.settle()
    says((await bruno.inbox())[-1], "Amina thanks you", "the ladder")
    for person in (amina, bruno):
        sorted_card = (await person.sees(Board.NEEDS))[-1]
        says(sorted_card, "This one is sorted")
        assert "Amina" not in sorted_card.words


async def _one_person(stage: TwoPlatforms) -> None:
    """Amina has an account on Discord too. Afterwards what she asked for is hers there as well."""
    here, there = await stage.person("Amina", Platform.SLACK), await stage.person("Amina", Platform.DISCORD)
    assert LETTER not in (await there.types("/aid mine")).words
    shown = await here.taps(await here.types("/aid link"), "Get a code")
    question = await there.types(f"/aid link {_code_in(shown)}")
    says(question, "Is this you as well?", f"Amina, in {WORKSPACE} on Slack")
    says(await there.taps(question, "Yes, that's me too"), "You are one now")
    await stage.settle()
    says((await here.inbox())[-1], "Another account is yours as well now")
    says(await there.types("/aid mine"), LETTER, "without your name")
    known = await there.types("/aid link")
    says(known, f"You are here, in {SERVER} on Discord", f"{WORKSPACE} on Slack")
    question = await there.taps(known, "Split this off")
    says(question, "Everything stays with you here", "starts anew")
    says(await there.taps(question, "Yes, split it off"), "Split off")
    says(await there.types("/aid mine"), LETTER)
    assert LETTER not in (await here.types("/aid mine")).words


def _code_in(shown: Shown) -> str:
    found = re.search(CODE, shown.words)
    assert found is not None, shown.words
    return found.group()
