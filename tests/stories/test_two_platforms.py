"""One community on Slack and on Discord, told in what people see. On the bare core, which can be both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.application.interaction import Actor, Origin
from bot.application.ports import Channel, Private
from bot.domain.community import Board, Platform
from tests.databases import Database
from tests.stories import plain
from tests.stories.core_stage import CorePerson, CoreStage, Notebook
from tests.stories.stage import Shown, says
from tests.stories.two_places import CODE

SLACK = Origin(Platform.SLACK, "T1", "Elm Street")
DISCORD = Origin(Platform.DISCORD, "G1", "Oak Server")
LETTER = "somebody to help me with a letter from an office, it worries me"


@dataclass
class Somebody(CorePerson):
    """A person on one of the two platforms."""

    origin: Origin = SLACK
    notebook: Notebook = field(default_factory=Notebook)

    @property
    def account(self) -> str:
        return f"{self.origin.platform.value}-{self.name.casefold()}"

    async def inbox(self) -> Sequence[Shown]:
        return [plain.shown(each.view, each.tongue) for each in self.notebook.at(Private(self.account))]

    async def sees(self, board: Board) -> Sequence[Shown]:
        return [plain.shown(each.view, each.tongue) for each in self.notebook.at(Channel(board.value))]

    @property
    def _origin(self) -> Origin:
        return self.origin

    @property
    def _actor(self) -> Actor:
        return Actor(self.account, self.name, moderator=self.name in ("Robin", "Sam"))


class TwoPlatforms(CoreStage):
    def __init__(self, folder: Path, url: str) -> None:
        super().__init__(folder, url)
        self.notebooks = {platform: Notebook() for platform in (Platform.SLACK, Platform.DISCORD)}

    async def start(self) -> None:
        await super().start()
        for platform, notebook in self.notebooks.items():
            self.house.connect(platform, notebook)

    def somebody(self, name: str, origin: Origin) -> Somebody:
        return Somebody(name, self, origin, self.notebooks[origin.platform])


async def test_half_on_slack_and_half_on_discord(database: Database, tmp_path: Path) -> None:
    stage = TwoPlatforms(tmp_path, database.url)
    await stage.start()
    try:
        await bring_together(stage)
        await asked_here_and_met_there(stage)
        await one_person(stage)
    finally:
        await stage.stop()


async def bring_together(stage: TwoPlatforms) -> None:
    """Robin moderates on Slack, Sam on Discord. The program restarts between their two yeses."""
    robin, sam = stage.somebody("Robin", SLACK), stage.somebody("Sam", DISCORD)
    for moderator in (robin, sam):
        form = await moderator.types("/aid-admin setup")
        await moderator.fills(form, {form.fields[0]: "needs", form.fields[1]: "offers"})
    form = await robin.taps(await robin.types("/aid-admin spaces"), "Make a code")
    shown = await robin.fills(form, {form.fields[0]: "we are neighbours"})
    form = await sam.taps(await sam.types("/aid-admin spaces"), "Enter a code")
    question = await sam.fills(form, {form.fields[0]: code_in(shown), form.fields[1]: "so are we"})
    says(question, "Oak Server would join Elm Street", "Robin", "Nothing happens until")
    says(await sam.taps(question, "Yes, join them"), "have a message now")
    await stage.settle()
    await stage.restart()
    waits = (await robin.inbox())[-1]
    says(waits, "Another community would like to join yours", "Sam, a moderator of Oak Server")
    says(await robin.taps(waits, "Yes, join us"), "Elm Street on Slack", "Oak Server on Discord")
    await stage.settle()
    says((await sam.inbox())[-1], "You are one community now")


async def asked_here_and_met_there(stage: TwoPlatforms) -> None:
    """Without a name on Slack, met from Discord: they talk through Hypha and stay unknown."""
    amina, bruno = stage.somebody("Amina", SLACK), stage.somebody("Bruno", DISCORD)
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
    assert not any("Amina" in shown.words for shown in seen)
    assert "slack-amina" not in repr([shown.handle for shown in seen])
    assert "discord-bruno" not in repr([shown.handle for shown in await amina.inbox()])


async def one_person(stage: TwoPlatforms) -> None:
    """Amina has an account on Discord too. Afterwards what she asked for is hers there as well."""
    here, there = stage.somebody("Amina", SLACK), stage.somebody("Amina", DISCORD)
    assert LETTER not in (await there.types("/aid mine")).words
    shown = await here.taps(await here.types("/aid link"), "Get a code")
    question = await there.types(f"/aid link {code_in(shown)}")
    says(question, "Is this you as well?", "Amina, in Elm Street on Slack")
    says(await there.taps(question, "Yes, that's me too"), "You are one now")
    await stage.settle()
    says((await here.inbox())[-1], "Another account is yours as well now")
    says(await there.types("/aid mine"), LETTER, "without your name")
    known = await there.types("/aid link")
    says(known, "You are here, in Oak Server on Discord", "Elm Street on Slack")
    question = await there.taps(known, "Split this off")
    says(question, "Everything stays with you here", "starts anew")
    says(await there.taps(question, "Yes, split it off"), "Split off")
    says(await there.types("/aid mine"), LETTER)
    assert LETTER not in (await here.types("/aid mine")).words


def code_in(shown: Shown) -> str:
    found = re.search(CODE, shown.words)
    assert found is not None, shown.words
    return found.group()
