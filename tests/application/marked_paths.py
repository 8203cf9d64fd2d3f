"""Marked words, and every way that they can go: each verb has its path here, or the canary test fails."""

import re
from dataclasses import dataclass, field, replace

from bot.application.dispatch import Door
from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain.community import Platform
from tests.application.two_places import DISCORD, SLACK, TwoPlaces
from tests.application.world import World, token_of, told, words
from tests.stories import plain
from tests.stories.core_stage import CoreStage

TEXT = "kanarienvogel-text"
REASON = "kanarienvogel-reason"
MESSAGE = "kanarienvogel-message"
PHONE = "07700 900555"
ZONE_SAID = "Pacific/Chatham"
AMINA, BRUNO, CHIDI, DANA = "Kanaria-Amina", "Kanaria-Bruno", "Kanaria-Chidi", "Kanaria-Dana"
"""Accounts on the platform are these names in small letters."""
MARK = re.compile("kanari|07700|900555|chatham", re.IGNORECASE)
DANGER = f"{TEXT}: I want to die, ring {PHONE}"
TOO_LONG = TEXT * 200
ACROSS_PLACES = {
    Verb.LINK,
    Verb.MAKE_LINK_CODE,
    Verb.USE_LINK_CODE,
    Verb.CONFIRM_LINK,
    Verb.UNLINK,
    Verb.CONFIRM_UNLINK,
    Verb.SPACES,
    Verb.MAKE_PAIR_CODE,
    Verb.USE_PAIR_CODE,
    Verb.AGREE_PAIR,
    Verb.CONFIRM_PAIR,
    Verb.TAKE_OUT_SPACE,
    Verb.SHOW_THERE_TOO,
}
"""What takes two places; all others have their path in one."""


@dataclass
class NotingDoor:
    """Remembers which verbs came through: a path that ends in a refusal is none."""

    within: Door
    came_through: set[Verb] = field(default_factory=set)

    async def handle(self, interaction: Interaction) -> Reply:
        reply = await self.within.handle(interaction)
        if "refusal" not in told(reply):
            self.came_through.add(interaction.verb)
        return reply

    async def refuse(self, origin: Origin, actor: Actor, code: str, written: str = "") -> Reply:
        return await self.within.refuse(origin, actor, code, written)


def noted(stage: CoreStage) -> NotingDoor:
    door = NotingDoor(stage.house.door)
    stage.house = replace(stage.house, door=door)
    return door


@dataclass
class Marked:
    world: World

    async def does(self, who: str, verb: Verb, token: str = "", **values: str) -> Reply:
        return await self.sends(who, verb, token, values)

    async def tends(self, verb: Verb, token: str = "", **values: str) -> Reply:
        return await self.sends("Robin", verb, token, {"reason": REASON, **values})

    async def sends(self, who: str, verb: Verb, token: str, values: dict[str, str]) -> Reply:
        """For forms with a field whose name is also a word of Python's."""
        stage = self.world.stage
        actor = Actor(who.casefold(), who, moderator=who == "Robin")
        origin = Origin(Platform.LOCAL, ROOM)
        reply = await stage.house.door.handle(Interaction(origin, actor, verb, stage.key(), token, values))
        await self.world.settle()
        return reply


def token(reply: Reply, verb: Verb) -> str:
    return next(each.action.token for each in plain.buttons_of(reply.view) if each.action.verb is verb)  # type: ignore[arg-type] - a stand-in for the real one


async def when_they_may_be_asked(marked: Marked) -> None:
    ask_me = {"willingness": "sometimes", "kinds": "emotional", "often": "7", "quiet": "", "zone": ZONE_SAID}
    for who in (AMINA, BRUNO, CHIDI):
        assert told(await marked.does(who, Verb.ASK_ME)) == "ask_me.form.title"
        assert told(await marked.does(who, Verb.SAVE_ASK_ME, **ask_me)) == "ask_me.title"
    await marked.does(BRUNO, Verb.PAUSE)
    await marked.does(BRUNO, Verb.PAUSE_ASKS, "week")
    await marked.does(BRUNO, Verb.END_PAUSE)
    await marked.does(BRUNO, Verb.FORGET_TRACES)


async def a_life_of_an_offer(marked: Marked) -> None:
    offered = await marked.does(BRUNO, Verb.OFFER, text=f"lifts, {TEXT}, {PHONE}")
    offer = token(offered, Verb.POST_OFFER)
    await marked.does(BRUNO, Verb.EDIT_OFFER, offer)
    await marked.does(BRUNO, Verb.REVISE_OFFER, offer, text=f"lifts to the hospital, {TEXT}")
    await marked.does(BRUNO, Verb.POST_OFFER, offer)
    for verb in (Verb.PUT_AWAY_OFFER, Verb.RENEW_OFFER, Verb.ASK_ABOUT_OFFER):
        await marked.does(BRUNO, verb, offer)
    taken = token(await marked.does(BRUNO, Verb.WRITE_OFFER, text=TEXT), Verb.TAKE_BACK_OFFER)
    await marked.does(BRUNO, Verb.TAKE_BACK_OFFER, taken)


async def a_life_of_a_need(marked: Marked) -> None:
    """From the first words to the thanks."""
    preview = await marked.does(
        AMINA, Verb.NEED, text=f"a lift to the hospital, {TEXT}, {PHONE}, ask {BRUNO}"
    )
    need = token(preview, Verb.KEEP_BACK)
    assert PHONE in words(preview)
    await marked.does(AMINA, Verb.KEEP_BACK, need)
    await marked.does(AMINA, Verb.LOOK_AT_NEED, need)
    await marked.does(AMINA, Verb.FIRST_YES, need)
    await marked.does(AMINA, Verb.CHOOSE_MYSELF, need)
    await marked.does(AMINA, Verb.EDIT_NEED, need)
    await marked.does(AMINA, Verb.POST_NEED, need)
    again = await marked.does(AMINA, Verb.REVISE_NEED, need, text=f"a lift to the hospital, {TEXT}, {PHONE}")
    await marked.does(AMINA, Verb.SEND_ANYWAY, token(again, Verb.SEND_ANYWAY))
    for verb in (Verb.PUT_AWAY_NEED, Verb.RENEW_NEED):
        await marked.does(AMINA, verb, need)
    await marked.does(CHIDI, Verb.NOT_NOW, need)
    await marked.does(CHIDI, Verb.COULD_IF, need)
    await marked.does(CHIDI, Verb.SEND_COULD_IF, need, only_if="part", text=f"{MESSAGE} {PHONE}")
    await marked.does(CHIDI, Verb.CAN_HELP, need)
    chidis = (await marked.world.handshake(need, CHIDI)).id.value
    await marked.does(CHIDI, Verb.STEP_BACK, chidis)
    await marked.does(CHIDI, Verb.CAN_HELP, need)
    await marked.does(AMINA, Verb.PASS_OVER, chidis)
    await marked.does(BRUNO, Verb.CAN_HELP, need)
    brunos = (await marked.world.handshake(need, BRUNO)).id.value
    await marked.does(BRUNO, Verb.STOP_ASKING, brunos)
    await marked.does(AMINA, Verb.WRITE_MESSAGE, brunos)
    await marked.does(AMINA, Verb.SEND_MESSAGE, brunos, text=f"{MESSAGE} {PHONE}")
    waiting = await marked.does(BRUNO, Verb.SEND_MESSAGE, brunos, text=f"{MESSAGE}: {DANGER}")
    assert told(waiting) == "unsent.title.danger"
    await marked.does(BRUNO, Verb.LET_GO, token(waiting, Verb.LET_GO))
    await marked.does(AMINA, Verb.TALK, f"0-{need}")
    await marked.does(AMINA, Verb.CHOOSE, brunos)
    assert any(PHONE in each for each in marked.world.inbox(BRUNO))
    for verb in (Verb.SHARE_NAME, Verb.TELL_NAME, Verb.NOT_YET, Verb.WENT_WELL):
        await marked.does(AMINA, verb, brunos)
    await marked.does(AMINA, Verb.THANK_HELPER, brunos)
    await marked.does(AMINA, Verb.GIVE_THANKS, brunos, text=f"{TEXT} thanks")
    await marked.does(AMINA, Verb.SAY_HOW_SHOWN, "named")
    await marked.does(AMINA, Verb.THANK, person=BRUNO.casefold(), text=f"for {TEXT}")
    listed = await marked.does(AMINA, Verb.MY_THANKS)
    await marked.does(AMINA, Verb.KEEP_BETWEEN_US, token(listed, Verb.KEEP_BETWEEN_US))
    again = token(await marked.does(AMINA, Verb.WRITE_NEED, text=f"a ladder, {TEXT}"), Verb.POST_NEED)
    await marked.does(AMINA, Verb.POST_NEED, again)
    await marked.does(BRUNO, Verb.CAN_HELP, again)
    brunos = (await marked.world.handshake(again, BRUNO)).id.value
    for verb in (Verb.CHOOSE, Verb.LOOK_AGAIN):
        await marked.does(AMINA, verb, brunos)
    await marked.does(AMINA, Verb.SORTED_NEED, again)
    for way in (Verb.POST_UNNAMED, Verb.POST_PRIVATELY):
        drafted = await marked.does(AMINA, Verb.WRITE_NEED, text=f"somebody to listen ({way}), {DANGER}")
        await marked.does(AMINA, way, token(drafted, way))
    for verb in (Verb.HELP, Verb.HOME, Verb.MINE, Verb.TURN_MINE):
        await marked.does(AMINA, verb)
    left = token(await marked.does(AMINA, Verb.WRITE_NEED, text=TEXT), Verb.TAKE_BACK_NEED)
    await marked.does(AMINA, Verb.TAKE_BACK_NEED, left)


async def what_felt_wrong(marked: Marked) -> None:
    """Blocked, told to the moderators, answered and closed."""
    drafted = await marked.does(AMINA, Verb.WRITE_NEED, text=f"a wardrobe, {TEXT}")
    need = token(drafted, Verb.POST_NEED)
    await marked.does(AMINA, Verb.POST_NEED, need)
    await marked.does(CHIDI, Verb.CAN_HELP, need)
    chidis = (await marked.world.handshake(need, CHIDI)).id.value
    await marked.does(CHIDI, Verb.SEND_MESSAGE, chidis, text=f"{MESSAGE} {PHONE}")
    await marked.does(AMINA, Verb.CHOOSE, chidis)
    for verb in (Verb.FELT_WRONG, Verb.REPORT_COUNTERPART):
        await marked.does(AMINA, verb, chidis)
    await marked.does(AMINA, Verb.REPORT)
    sent = await marked.does(AMINA, Verb.SEND_REPORT, chidis, text=f"{DANGER}")
    assert told(sent) == "report.sent.title", "nothing stands between somebody and the moderators"
    report = token(sent, Verb.ADD_TO_REPORT)
    await marked.does(AMINA, Verb.ADD_TO_REPORT, report, text=TEXT)
    await marked.does("Robin", Verb.REPORTS)
    await marked.does("Robin", Verb.LOOK_AT_REPORT, f"0-{report}")
    await marked.does("Robin", Verb.REPORT_SEEN, report)
    await marked.does("Robin", Verb.ANSWER_REPORT, report, text=TEXT)
    await marked.does("Robin", Verb.CLOSE_REPORT, report, reason=REASON, text=TEXT)
    await marked.does(AMINA, Verb.BLOCK_COUNTERPART, chidis)
    await marked.does(AMINA, Verb.BLOCK)
    await marked.does(AMINA, Verb.SAVE_BLOCK, person=BRUNO.casefold())
    blocks = await marked.does(AMINA, Verb.BLOCKS)
    await marked.does(AMINA, Verb.UNBLOCK, token(blocks, Verb.UNBLOCK))


async def what_is_held(marked: Marked) -> None:
    """Shown to whoever it is about; and forgotten."""
    await marked.does(AMINA, Verb.EXPORT)
    await marked.does(AMINA, Verb.EXPORT_PAGE, "1")
    await marked.does(AMINA, Verb.EXPORT_FILE)
    drafted = await marked.does(DANA, Verb.WRITE_NEED, text=f"a bicycle, {TEXT}, {PHONE}")
    await marked.does(DANA, Verb.POST_NEED, token(drafted, Verb.POST_NEED))
    await marked.does(DANA, Verb.FORGET_ME)
    await marked.does(DANA, Verb.FORGET_ME_NOW)


async def a_week_of_moderators(marked: Marked) -> None:
    for verb in (Verb.SET_UP, Verb.CONFIG, Verb.QUEUE, Verb.TURN_QUEUE, Verb.MEMBER):
        await marked.does("Robin", verb)
    await marked.does("Robin", Verb.CHANGE_SETTINGS, "people")
    await marked.tends(Verb.SAVE_SETTINGS, "posts", approval="needs", money="on", under_18="no")
    drafted = await marked.does(AMINA, Verb.NEED, text=f"a warm meal, {TEXT}")
    need = f"n-{token(drafted, Verb.POST_NEED)}"
    await marked.does(AMINA, Verb.POST_NEED, need.removeprefix("n-"))
    await marked.does("Robin", Verb.APPROVE_POST, need)
    for verb in (Verb.HOLD_POST, Verb.HIDE_POST, Verb.RESTORE_POST, Verb.CLOSE_POST):
        await marked.tends(verb, need)
    await marked.does("Robin", Verb.TEND_POST, need)
    for verb, token_ in ((Verb.FREEZE, ""), (Verb.AUDIT, ""), (Verb.TURN_AUDIT, "0")):
        await marked.does("Robin", verb, token_)
    await marked.tends(Verb.PAUSE_POSTS, scope="everything")
    await marked.tends(Verb.REOPEN_POSTS, which="everything")
    for deed in ("warn", "suspend_a_day", "welcome_back", "keep_apart"):
        values = {"person": CHIDI.casefold(), "other": BRUNO.casefold(), "deed": deed, "reason": REASON}
        await marked.sends("Robin", Verb.TEND_MEMBER, "", values)
    await marked.does("Robin", Verb.SAVE_SET_UP, zone="Europe/London", outside_contact="")


async def across_places(places: TwoPlaces) -> None:
    await places.pairs()
    for who in (AMINA, "Robin"):
        await places.does(who, Verb.HELP, origin=SLACK)
    await places.does("Robin", Verb.SPACES, origin=SLACK)
    await places.posts_in(AMINA, SLACK, f"a ladder, {TEXT}, {PHONE}")
    await places.offers_in(AMINA, DISCORD, f"bread, {TEXT}, {PHONE}")
    assert await places.links(AMINA) == "link.linked.title"
    await places.does(AMINA, Verb.USE_LINK_CODE, origin=SLACK)
    listed = await places.does(AMINA, Verb.LINK, origin=SLACK)
    question = await places.does(AMINA, Verb.UNLINK, token_of(listed, Verb.UNLINK), origin=SLACK)
    split = token_of(question, Verb.CONFIRM_UNLINK)
    await places.does(AMINA, Verb.CONFIRM_UNLINK, split, origin=SLACK)
    await places.takes_out(DISCORD)
    await places.offers_in(BRUNO, DISCORD, f"soup, {TEXT}")
    await places.posts_in(AMINA, SLACK, f"a chair, {TEXT}, {PHONE}")
    await places.pairs()
    for who, origin in ((AMINA, SLACK), (BRUNO, DISCORD)):
        for card in places.messages(who, origin):
            for button in plain.buttons_of(card):
                if button.action.verb is Verb.SHOW_THERE_TOO:
                    await places.does(who, Verb.SHOW_THERE_TOO, button.action.token, origin=origin)
    await places.settle()
