"""What is handed over as a file goes along with the message, and goes with it when it gives way."""

from adapters.discord.outbound import DiscordOutbound
from bot.application.ports import Channel, Parcel
from bot.application.verbs import Verb
from bot.domain.ids import EffectId
from bot.views.vocabulary import ActionRef, Actions, Button, Card, File, Phrase, Picture, Prose, UserText
from tests.adapters.discord import screen
from tests.adapters.discord.world import Message, World
from tests.adapters.fake_door import TONGUE, FakeDoor

KEEP = Button(Phrase("button.export_file"), ActionRef(Verb.EXPORT_FILE))
BACK = Button(Phrase("button.export"), ActionRef(Verb.EXPORT))
PAGE = Card(Phrase("export.title"), (Prose((UserText("a ladder"),)), Actions((KEEP,))))
HANDED_OVER = Card(
    Phrase("export.file.title"), (Actions((BACK,)),), File("hypha", Phrase("export.file"), PAGE)
)
DOT = Picture("image/png", b"\x89PNG\r\n")
WITH_PICTURE = Card(Phrase("export.title"), (), File("week", Phrase("export.file"), DOT))


def files(world: World, message: Message) -> list[tuple[str, str]]:
    return [(name, described) for name, described, _ in world.files(message)]


async def test_a_file_comes_with_the_answer_and_goes_with_it(world: World, door: FakeDoor):
    door.answer = lambda came: HANDED_OVER if came.verb is Verb.EXPORT_FILE else PAGE
    ana = world.member("Ana")
    page = (await ana.slash(world.needs, "aid export")).response
    assert page is not None
    assert files(world, page) == []
    handed = (await world.tap(ana, page, screen.buttons(page.components)["Keep it as a file"])).response
    assert handed is not None
    assert files(world, handed) == [("hypha.txt", "What is held about you")]
    assert b"a ladder" in world.files(handed)[0][2]
    again = (await world.tap(ana, handed, screen.buttons(handed.components)["Show me what is held"])).response
    assert again is not None
    assert files(world, again) == []


async def test_a_file_comes_with_an_answer_to_a_command(world: World, door: FakeDoor):
    door.answer = lambda _: HANDED_OVER
    handed = (await world.member("Ana").slash(world.needs, "aid export")).response
    assert handed is not None
    assert handed.flags.ephemeral
    assert [name for name, _ in files(world, handed)] == ["hypha.txt"]


async def test_a_picture_stands_in_the_message_for_as_long_as_it_is_there(world: World):
    outbound = DiscordOutbound(lambda: world.bot)

    def parcel(card: Card) -> Parcel:
        return Parcel(EffectId("e1"), Channel(str(world.needs.id)), card, TONGUE)

    where = await outbound.send("", parcel(WITH_PICTURE))
    [posted] = world.needs.history()
    assert world.files(posted) == [("week.png", "What is held about you", DOT.data)]
    await outbound.edit("", parcel(WITH_PICTURE), where)
    assert len(world.files(posted)) == 1
    await outbound.edit("", parcel(PAGE), where)
    assert world.files(posted) == []
