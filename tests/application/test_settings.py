"""What a community decides: the one table of settings, what each of them changes, and setting a space up."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.application.interaction import Origin
from bot.application.read_room import ROOM
from bot.application.settings import SETTINGS, SettingKind, SettingsPage, on_page
from bot.application.verbs import Verb
from bot.domain.community import Board, Community, Platform
from bot.domain.deed import Deed, DeedKind
from bot.domain.ids import CommunityId
from bot.domain.policies import Approval, Money, Policies, from_plain, space_pause, to_plain
from bot.domain.understanding import Topic
from tests.application.world import World, token_of, told, words

WHY = "we talked about it on Sunday"
ELSEWHERE = Origin(Platform.SLACK, "T1", "Another place")
USUAL = Community(CommunityId("c"), "Rua Nova", ZoneInfo("Europe/Lisbon"), "en-GB", tryout=False)
AS_USUAL = {
    "approval": "nothing",
    "sensitive": "childcare,home_visit,keys",
    "money": "looked_at",
    "under_18": "no",
}


async def community_of(world: World) -> Community:
    async with world.stage.house.store.look() as look:
        space = await look.communities.space_of(Platform.LOCAL, ROOM)
        assert space is not None
        return await look.communities.get(space.community)


async def deeds_of(world: World) -> list[Deed]:
    community = await community_of(world)
    async with world.stage.house.store.look() as look:
        return list(await look.deeds.newest(community.id, 50))


async def sets(world: World, page: SettingsPage, **values: str) -> str:
    given = {"reason": WHY, **(AS_USUAL if page is SettingsPage.POSTS else {}), **values}
    return told(await world.does("Robin", Verb.SAVE_SETTINGS, page, origin=None, **given))


async def test_what_is_changed_holds_and_is_written_down_with_its_reason(world: World) -> None:
    answer = await sets(world, SettingsPage.POSTS, approval="needs", sensitive="keys")
    assert answer == "settings.title"
    policies = (await community_of(world)).policies
    assert policies == Policies(approval=Approval.NEEDS, sensitive=frozenset({Topic.KEYS}))
    deeds = await deeds_of(world)
    assert {each.detail for each in deeds} == {"approval=needs", "sensitive=keys"}
    assert {(each.kind, each.reason) for each in deeds} == {(DeedKind.SETTINGS_CHANGED, WHY)}


async def test_saving_what_is_so_already_changes_nothing(world: World) -> None:
    before = await community_of(world)
    assert await sets(world, SettingsPage.POSTS) == "settings.title"
    assert await sets(world, SettingsPage.PEOPLE, language="en", zone=before.zone.key) == "settings.title"
    assert await community_of(world) == before
    assert await deeds_of(world) == []


async def test_words_of_a_person_stand_in_no_detail(world: World) -> None:
    await sets(world, SettingsPage.PEOPLE, outside_contact="the parish office, Rua Nova 1")
    [deed] = await deeds_of(world)
    assert deed.detail == "outside_contact"
    assert "the parish office, Rua Nova 1" in words(await world.does("Amina", Verb.HELP))


@pytest.mark.parametrize(
    ("page", "values", "problem"),
    [
        (SettingsPage.POSTS, {"reason": " "}, "say_why"),
        (SettingsPage.POSTS, {"approval": "sometimes"}, "choose_one"),
        (SettingsPage.POSTS, {"sensitive": "keys,weather"}, "choose_one"),
        (SettingsPage.PEOPLE, {"outside_contact": "x" * 201}, "too_long"),
        (SettingsPage.PEOPLE, {"zone": "Mars/Olympus"}, "no_such_zone"),
    ],
)
async def test_what_cannot_be_set_is_said_at_its_field(
    world: World, page: SettingsPage, values: dict[str, str], problem: str
) -> None:
    assert await sets(world, page, **values) == f"settings.title.{page} refusal.{problem}"
    assert await deeds_of(world) == []


async def test_there_is_no_other_page(world: World) -> None:
    for verb in (Verb.CHANGE_SETTINGS, Verb.SAVE_SETTINGS):
        assert told(await world.does("Robin", verb, "weather", reason=" ")) == "refusal.unknown"


def test_every_setting_gives_back_what_it_was_given() -> None:
    for page in SettingsPage:
        assert 1 <= len(on_page(page)) <= 4, "a form has five fields, and one of them asks why"
    for setting in SETTINGS:
        for choice in setting.choices:
            assert setting.said(setting.set_to(USUAL, choice)) == choice
        if setting.kind is SettingKind.MANY:
            assert not setting.said(setting.set_to(USUAL, ""))


# -- what the policies do --------------------------------------------------------------------------------


async def test_where_somebody_is_let_close_a_moderator_looks_first(world: World) -> None:
    await world.does("Robin", Verb.HELP)
    preview = await world.does("Amina", Verb.NEED, text="somebody to mind my kids on Friday")
    assert "the moderators read the words before anybody else" in words(preview)
    await world.does("Amina", Verb.POST_NEED, token_of(preview, Verb.POST_NEED))
    await world.offers("Bruno", "repairs at your home")
    assert world.board(Board.NEEDS) == world.board(Board.OFFERS) == []
    assert len(world.inbox("Robin")) == 2
    await world.posts("Amina", "a lift to the clinic")
    assert len(world.board(Board.NEEDS)) == 1


async def test_what_a_community_does_not_want_to_look_at_comes_out_at_once(world: World) -> None:
    await sets(world, SettingsPage.POSTS, sensitive="")
    await world.posts("Amina", "somebody to mind my kids on Friday")
    assert len(world.board(Board.NEEDS)) == 1
    await sets(world, SettingsPage.POSTS, sensitive="", under_18="yes")
    await world.posts("Amina", "somebody to mind my kids on Saturday")
    assert len(world.board(Board.NEEDS)) == 1
    assert "may be under 18" in words(await world.does("Amina", Verb.HELP))


async def test_where_members_may_be_young_both_read_how_to_meet(world: World) -> None:
    await sets(world, SettingsPage.POSTS, under_18="yes")
    handshake = await world.helps("Bruno", await world.posts("Amina", "a ladder for a day"))
    await world.does("Amina", Verb.CHOOSE, handshake)
    await world.settle()
    for who in ("Amina", "Bruno"):
        assert "Meet where others are" in world.inbox(who)[-1]


async def test_money_is_off_looked_at_or_like_anything_else(world: World) -> None:
    asking = "could somebody lend me 20 euros"
    draft = token_of(await world.does("Amina", Verb.NEED, text=asking), Verb.POST_NEED)
    await sets(world, SettingsPage.POSTS, money="off")
    for verb, token in ((Verb.NEED, ""), (Verb.WRITE_NEED, ""), (Verb.REVISE_NEED, draft), (Verb.OFFER, "")):
        reply = await world.does("Amina", verb, token, text=f"{asking} please")
        assert "no_money_here" in told(reply), verb
    assert "no_money_here" in told(await world.does("Amina", Verb.POST_NEED, draft))
    advice = await world.does("Amina", Verb.NEED, text="advice about a letter from the bank")
    assert told(advice) == "need.preview.title"

    await sets(world, SettingsPage.POSTS, money="looked_at")
    await world.does("Amina", Verb.POST_NEED, draft)
    await world.settle()
    assert world.board(Board.NEEDS) == []
    await sets(world, SettingsPage.POSTS, money="on")
    await world.posts("Chidi", "could somebody lend me 30 euros")
    assert len(world.board(Board.NEEDS)) == 1


# -- setting a space up ----------------------------------------------------------------------------------

COMMANDS = (Verb.QUEUE, Verb.MEMBER, Verb.CONFIG, Verb.FREEZE, Verb.AUDIT)


@pytest.mark.parametrize("command", COMMANDS)
async def test_setting_up_opens_by_itself_until_needs_have_a_channel(world: World, command: Verb) -> None:
    assert told(await world.does("Amina", command, origin=ELSEWHERE)) == "refusal.for_moderators"
    assert told(await world.does("Robin", command, origin=ELSEWHERE)) == "setup.title"
    refused = await world.does("Robin", Verb.SAVE_SET_UP, origin=ELSEWHERE, offers="C2", zone="Europe/Paris")
    assert told(refused) == "setup.title refusal.channel_for_needs"
    values = {"needs": "C1", "zone": "Europe/Paris", "outside_contact": "the parish"}
    saved = await world.does("Robin", Verb.SAVE_SET_UP, origin=ELSEWHERE, **values)
    assert told(saved) == "setup.saved.title"
    assert told(await world.does("Robin", command, origin=ELSEWHERE)) != "setup.title"
    assert told(await world.does("Robin", Verb.SET_UP, origin=ELSEWHERE)) == "setup.title"
    assert "the parish" in words(await world.does("Amina", Verb.HELP, origin=ELSEWHERE))


# -- kept ------------------------------------------------------------------------------------------------


def test_policies_are_kept_as_they_are() -> None:
    policies = Policies(
        Approval.ALL,
        frozenset({"food", space_pause("s1")}),
        Money.OFF,
        frozenset({Topic.KEYS}),
        under_18=True,
        outside_contact="the parish",
    )
    assert from_plain(to_plain(policies)) == policies
    assert from_plain({"approval": "all", "paused": []}) == replace(Policies(), approval=Approval.ALL)
    for wrong in ({"approval": 1}, {"paused": "food"}, {"sensitive": ["weather"]}, {"under_18": "yes"}):
        with pytest.raises(ValueError, match="not "):
            from_plain(wrong)


def test_a_pause_holds_where_it_was_set() -> None:
    paused = Policies(paused=frozenset({"food", space_pause("s1")}))
    assert paused.pauses("food", "s2")
    assert paused.pauses(None, "s1")
    assert not paused.pauses("transport", "s2")
    assert not paused.pauses(None, "s2")
