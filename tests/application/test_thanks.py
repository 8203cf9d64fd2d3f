"""Thanks between two people, and what others may ever see of them."""

from pathlib import Path

from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain.apart import may_meet
from bot.domain.community import Platform
from bot.domain.gratitude import GratitudeNote, Showing, how_shown
from bot.views.vocabulary import Card, ChoiceField, Form, Option, UserText
from tests.application.two_worlds import SOFA, Seen, a_watched_world, seen_by
from tests.application.world import DAY, World, a_world, token_of, told, words

QUESTION = "How would you like that"


async def agreed(world: World, way: Verb = Verb.POST_NEED) -> str:
    """Amina asks, Bruno is chosen. Returns the id of the handshake."""
    world.stage.clock.move_to(world.stage.now() + DAY)
    need = token_of(await world.does("Amina", Verb.NEED, text=SOFA), way)
    await world.does("Amina", way, need)
    await world.settle()
    handshake = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, handshake)
    await world.settle()
    return handshake


async def says(world: World, who: str, showing: Showing) -> None:
    assert told(await world.does(who, Verb.SAY_HOW_SHOWN, showing)) == "thanks.showing.title"


async def both_say(world: World, showing: Showing) -> None:
    for who in ("Amina", "Bruno"):
        await world.does(who, Verb.HELP)
        await says(world, who, showing)


async def notes_of(world: World, who: str) -> list[GratitudeNote]:
    async with world.stage.house.store.look() as look:
        space = await look.communities.space_of(Platform.LOCAL, ROOM)
        assert space is not None
        member = await look.members.by_account(space.id, who.casefold())
        assert member is not None
        return list(await look.notes.of(member.id))


async def shown(world: World, who: str) -> list[Showing]:
    """How everybody may see each of their notes now, newest first."""
    found: list[Showing] = []
    for note in await notes_of(world, who):
        async with world.stage.house.store.look() as look:
            names = [(await look.members.get(each)).name for each in (note.giver, note.receiver)]
            meet = may_meet(note.giver, note.receiver, await look.apart.of(note.giver))
        found.append(how_shown(note, names[0], names[1], may_meet=meet))
    return found


async def offered_to_thank(world: World, who: str) -> list[str]:
    """Whom the form offers, as it names them."""
    form = (await world.does(who, Verb.THANK)).view
    assert isinstance(form, Form)
    lately = [each for each in form.fields if isinstance(each, ChoiceField)]
    return [_named(option) for each in lately for option in each.options]


def _named(option: Option) -> str:
    return option.label.raw if isinstance(option.label, UserText) else option.label.key


async def thanks(world: World, who: str, whom: str, text: str = "for the sofa") -> str:
    """Returns the id of the note."""
    world.stage.clock.move_to(world.stage.now() + DAY / 24)
    assert told(await world.does(who, Verb.THANK, person=whom, text=text)) == "thanks.given.title"
    await world.settle()
    return (await notes_of(world, who))[0].id.value


async def test_it_is_asked_once_and_remembered(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    first = await world.does("Amina", Verb.THANK, person="bruno", text="for the sofa")
    assert QUESTION in words(first)
    _, _, note = token_of(first, Verb.SAY_HOW_SHOWN).partition("-")
    answer = await world.does("Amina", Verb.SAY_HOW_SHOWN, f"named-{note}")
    assert told(answer) == "thanks.showing.title"
    await world.settle()
    assert QUESTION in world.inbox("Bruno")[-1]
    await says(world, "Bruno", Showing.NAMED)
    second = await world.does("Amina", Verb.THANK, person="bruno", text="for the soup")
    assert QUESTION not in words(second)
    await world.settle()
    assert QUESTION not in world.inbox("Bruno")[-1]
    of_each = {note.text: note.shows for note in await notes_of(world, "Amina")}
    assert of_each == {"the soup": Showing.NAMED, "the sofa": Showing.PRIVATE}


async def test_nobody_else_sees_any_until_both_say_so(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    await says(world, "Amina", Showing.NAMED)
    note = await thanks(world, "Amina", "bruno")
    assert await shown(world, "Amina") == [Showing.PRIVATE]
    await world.does("Bruno", Verb.SAY_HOW_SHOWN, f"unnamed-{note}")
    assert await shown(world, "Amina") == [Showing.UNNAMED]


async def test_either_takes_one_back_at_any_time(world: World) -> None:
    for taken_back_by in ("Amina", "Bruno"):
        await both_say(world, Showing.NAMED)
        note = await thanks(world, "Amina", "bruno", "for the chair")
        assert (await shown(world, "Amina"))[0] is Showing.NAMED
        for token in (note, note):
            assert told(await world.does(taken_back_by, Verb.KEEP_BETWEEN_US, token)) == "thanks.kept.title"
        assert (await shown(world, "Amina"))[0] is Showing.PRIVATE


async def test_the_thanks_of_others_are_unknown_like_nonsense(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    note = await thanks(world, "Amina", "bruno")
    for verb, token in (
        (Verb.KEEP_BETWEEN_US, note),
        (Verb.KEEP_BETWEEN_US, "nothing"),
        (Verb.SAY_HOW_SHOWN, f"named-{note}"),
        (Verb.SAY_HOW_SHOWN, "named-nothing"),
        (Verb.SAY_HOW_SHOWN, "loudly"),
    ):
        assert told(await world.does("Chidi", verb, token)) == "refusal.unknown"


async def test_a_change_of_mind_closes_what_was_before_and_opens_nothing(world: World) -> None:
    await both_say(world, Showing.NAMED)
    await thanks(world, "Amina", "bruno")
    for said in (Showing.UNNAMED, Showing.PRIVATE):
        await says(world, "Bruno", said)
        assert await shown(world, "Amina") == [said]
    await says(world, "Bruno", Showing.NAMED)
    assert await shown(world, "Amina") == [Showing.PRIVATE]


async def test_thanks_about_a_quiet_need_are_for_the_two_alone(world: World) -> None:
    await both_say(world, Showing.NAMED)
    await agreed(world, Verb.POST_UNNAMED)
    # Only she knows that it was her, and these would tell.
    await thanks(world, "Amina", "bruno", "for the sofa")
    assert await shown(world, "Amina") == [Showing.PRIVATE]
    # He does not know. What he thanks Amina for is something else, and nothing may look different to him.
    await thanks(world, "Bruno", "amina", "for the cake")
    assert await shown(world, "Bruno") == [Showing.NAMED, Showing.PRIVATE]


async def test_thanks_with_contact_details_are_for_the_two_alone(world: World) -> None:
    await both_say(world, Showing.NAMED)
    await thanks(world, "Amina", "bruno", "ring me any time on +351 912 345 678")
    assert await shown(world, "Amina") == [Showing.PRIVATE]


async def test_a_block_closes_them_and_the_one_who_blocked_finds_none_after_it(world: World) -> None:
    await both_say(world, Showing.NAMED)
    await thanks(world, "Bruno", "amina")
    await world.does("Amina", Verb.BLOCK, person="bruno")
    assert await shown(world, "Bruno") == [Showing.PRIVATE]
    await thanks(world, "Bruno", "amina", "for waving")
    assert await shown(world, "Bruno") == [Showing.PRIVATE, Showing.PRIVATE]
    for verb in (Verb.MY_THANKS, Verb.EXPORT):
        assert "waving" not in words(await world.does("Amina", verb))
    assert "waving" in words(await world.does("Bruno", Verb.MY_THANKS))


async def test_the_form_offers_whom_one_agreed_with_under_the_name_one_knows(world: World) -> None:
    await world.does("Chidi", Verb.HELP)
    named = await agreed(world)
    await agreed(world)
    assert await offered_to_thank(world, "Amina") == ["Bruno"]
    assert await offered_to_thank(world, "Bruno") == ["Amina"]
    assert await offered_to_thank(world, "Chidi") == []
    unnamed = await agreed(world, Verb.POST_UNNAMED)
    assert await offered_to_thank(world, "Amina") == ["Bruno"]
    assert sorted(await offered_to_thank(world, "Bruno")) == ["Amina", "pseudonym.name"]
    for handshake, told_her_name in ((unnamed, False), (named, True)):
        reply = await world.does("Bruno", Verb.GIVE_THANKS, lately=handshake, text="for the tea")
        assert told(reply) == "thanks.given.title"
        assert ("Amina" in words(reply)) == told_her_name
        await world.settle()
        assert "Bruno thanks you" in world.inbox("Amina")[-1]


async def test_thanks_to_a_made_up_name_never_tell_the_name(world: World) -> None:
    unnamed = await agreed(world, Verb.POST_UNNAMED)
    replies = [
        await world.does("Bruno", Verb.GIVE_THANKS, lately=unnamed, text="for the tea"),
        await world.does("Bruno", Verb.MY_THANKS),
        await world.does("Bruno", Verb.EXPORT),
    ]
    assert not any("Amina" in words(each) for each in replies)
    assert await shown(world, "Bruno") == [Showing.PRIVATE]


async def test_an_agreement_of_others_is_unknown_and_two_people_are_one_too_many(world: World) -> None:
    handshake = await agreed(world)
    assert told(await world.does("Chidi", Verb.GIVE_THANKS, lately=handshake)) == "refusal.unknown"
    form = await world.does("Amina", Verb.GIVE_THANKS, lately=handshake, person="chidi")
    assert told(form) == "thanks.form.title refusal.thank_one"


async def test_whom_somebody_blocked_is_not_offered_to_them(world: World) -> None:
    handshake = await agreed(world)
    await world.does("Amina", Verb.WENT_WELL, handshake)
    await world.does("Amina", Verb.BLOCK, person="bruno")
    assert await offered_to_thank(world, "Amina") == []


async def test_rule_5_the_form_does_not_tell_who_blocked_the_reader(tmp_path: Path) -> None:
    offered: list[list[str]] = []
    for blocked in (False, True):
        async with a_world(tmp_path / str(blocked)) as world:
            handshake = await agreed(world)
            await world.does("Amina", Verb.WENT_WELL, handshake)
            if blocked:
                await world.does("Amina", Verb.BLOCK, person="bruno")
            offered.append(await offered_to_thank(world, "Bruno"))
    assert offered == [["Amina"], ["Amina"]]


async def test_whoever_was_blocked_under_a_made_up_name_is_still_offered_by_their_own(world: World) -> None:
    named = await agreed(world)
    await world.does("Amina", Verb.WENT_WELL, named)
    unnamed = await agreed(world, Verb.POST_UNNAMED)
    await world.does("Amina", Verb.WENT_WELL, unnamed)
    await world.does("Bruno", Verb.BLOCK_COUNTERPART, unnamed)
    assert await offered_to_thank(world, "Bruno") == ["Amina"]


async def test_what_the_one_says_is_not_told_to_the_other(tmp_path: Path) -> None:
    screens: list[list[Seen]] = []
    for said in Showing:
        async with a_watched_world(tmp_path / said) as world:
            await world.does("Bruno", Verb.HELP)
            await says(world, "Amina", said)
            await thanks(world, "Amina", "bruno")
            screens.append(seen_by(world, "Bruno", "Chidi"))
    assert screens[0] == screens[1] == screens[2]


async def test_one_tap_after_it_went_well_and_a_second_tap_is_the_same(world: World) -> None:
    handshake = await agreed(world)
    glad = await world.does("Amina", Verb.WENT_WELL, handshake)
    token = token_of(glad, Verb.GIVE_THANKS)
    before = len(world.inbox("Bruno"))
    for _ in range(2):
        assert told(await world.does("Amina", Verb.GIVE_THANKS, token)) == "thanks.given.title"
        await world.settle()
    assert len(world.inbox("Bruno")) == before + 1
    assert "Amina thanks you" in world.inbox("Bruno")[-1]


async def test_my_thanks_come_a_page_at_a_time_and_the_export_says_what_was_said(world: World) -> None:
    await world.does("Bruno", Verb.HELP)
    assert "No thanks yet" in words(await world.does("Amina", Verb.MY_THANKS))
    await says(world, "Amina", Showing.UNNAMED)
    for cake in ("plum", "apple", "lemon", "poppy", "honey"):
        await thanks(world, "Amina", "bruno", f"for the {cake} cake")
    listed = await world.does("Amina", Verb.MY_THANKS)
    assert isinstance(listed.view, Card)
    assert "honey cake" in words(listed)
    assert "plum cake" not in words(listed)
    assert "plum cake" in words(await world.does("Amina", Verb.MY_THANKS, token_of(listed, Verb.MY_THANKS)))
    assert "without your name" in words(await world.does("Amina", Verb.EXPORT))
