"""Who may do what: every verb, for everybody in whatever part. A verb that has no row here fails the test."""

from enum import StrEnum

import pytest

from bot.application.access import ALWAYS
from bot.application.interaction import Origin
from bot.application.settings import SettingsPage
from bot.application.verbs import Verb
from bot.domain.capacity import PauseLength
from bot.domain.community import Platform
from bot.domain.gratitude import Showing
from tests.application.world import World, token_of, told


class Whose(StrEnum):
    """To whom a verb belongs."""

    EVERYBODY = "everybody"
    NEED = "need"
    OFFER = "offer"
    ASKER = "asker"
    HELPER = "helper"
    BOTH = "both of a handshake"
    TALK = "talk"
    BLOCK = "a block of one's own"
    REPORTER = "whoever reported"
    REPORT = "moderators whom a report does not concern"
    CASE = "the same, a page of it"
    CARD = "card"
    MODERATORS = "moderators"
    TAKEN_CODE = "whoever entered the code"
    COMMUNITYS_CODE = "moderators of the community whose code it is"
    SPACE = "moderators of the community whose space it is"
    OTHER_ACCOUNT = "whoever has an account there as well"
    OWN_POST = "whoever posted it"
    POST = "post"
    UNSENT = "unsent"
    NOTE = "whoever gave or got these thanks"


ROWS: dict[Whose, tuple[Verb, ...]] = {
    Whose.EVERYBODY: (
        Verb.NEED,
        Verb.OFFER,
        Verb.THANK,
        Verb.HELP,
        Verb.MINE,
        Verb.TURN_MINE,
        Verb.HOME,
        Verb.WRITE_NEED,
        Verb.WRITE_OFFER,
        Verb.GIVE_THANKS,
        Verb.SAY_HOW_SHOWN,
        Verb.MY_THANKS,
        Verb.ASK_ME,
        Verb.SAVE_ASK_ME,
        Verb.PAUSE,
        Verb.PAUSE_ASKS,
        Verb.END_PAUSE,
        Verb.FORGET_TRACES,
        Verb.LINK,
        Verb.MAKE_LINK_CODE,
        Verb.USE_LINK_CODE,
        Verb.BLOCK,
        Verb.SAVE_BLOCK,
        Verb.BLOCKS,
        Verb.REPORT,
        Verb.EXPORT,
        Verb.EXPORT_PAGE,
        Verb.EXPORT_FILE,
        Verb.FORGET_ME,
        Verb.FORGET_ME_NOW,  # the last one: afterwards all of them are somebody new
    ),
    Whose.NEED: (
        Verb.POST_NEED,
        Verb.EDIT_NEED,
        Verb.REVISE_NEED,
        Verb.TAKE_BACK_NEED,
        Verb.RENEW_NEED,
        Verb.PUT_AWAY_NEED,
        Verb.SORTED_NEED,
        Verb.POST_UNNAMED,
        Verb.POST_PRIVATELY,
        Verb.LOOK_AT_NEED,
        Verb.FIRST_YES,
        Verb.CHOOSE_MYSELF,
        Verb.KEEP_BACK,
    ),
    Whose.OFFER: (
        Verb.POST_OFFER,
        Verb.EDIT_OFFER,
        Verb.REVISE_OFFER,
        Verb.TAKE_BACK_OFFER,
        Verb.RENEW_OFFER,
        Verb.PUT_AWAY_OFFER,
        Verb.ASK_ABOUT_OFFER,
    ),
    Whose.ASKER: (
        Verb.CHOOSE,
        Verb.PASS_OVER,
        Verb.WENT_WELL,
        Verb.NOT_YET,
        Verb.LOOK_AGAIN,
        Verb.THANK_HELPER,
        Verb.SHARE_NAME,
        Verb.TELL_NAME,
    ),
    Whose.HELPER: (Verb.STEP_BACK, Verb.STOP_ASKING),
    Whose.BOTH: (
        Verb.WRITE_MESSAGE,
        Verb.SEND_MESSAGE,
        Verb.FELT_WRONG,
        Verb.BLOCK_COUNTERPART,
        Verb.REPORT_COUNTERPART,
        Verb.SEND_REPORT,
    ),
    Whose.REPORTER: (Verb.ADD_TO_REPORT,),
    Whose.REPORT: (Verb.REPORT_SEEN, Verb.ANSWER_REPORT, Verb.CLOSE_REPORT),
    Whose.CASE: (Verb.LOOK_AT_REPORT,),
    Whose.BLOCK: (Verb.UNBLOCK,),
    Whose.TALK: (Verb.TALK,),
    Whose.NOTE: (Verb.KEEP_BETWEEN_US,),
    Whose.UNSENT: (Verb.SEND_ANYWAY, Verb.LET_GO),
    Whose.CARD: (Verb.CAN_HELP, Verb.COULD_IF, Verb.SEND_COULD_IF, Verb.NOT_NOW),
    Whose.MODERATORS: (
        Verb.SET_UP,
        Verb.SAVE_SET_UP,
        Verb.REPORTS,
        Verb.QUEUE,
        Verb.TURN_QUEUE,
        Verb.MEMBER,
        Verb.TEND_MEMBER,
        Verb.CONFIG,
        Verb.CHANGE_SETTINGS,
        Verb.SAVE_SETTINGS,
        Verb.FREEZE,
        Verb.PAUSE_POSTS,
        Verb.REOPEN_POSTS,
        Verb.AUDIT,
        Verb.TURN_AUDIT,
        Verb.SPACES,
        Verb.MAKE_PAIR_CODE,
        Verb.USE_PAIR_CODE,
    ),
    Whose.TAKEN_CODE: (Verb.CONFIRM_LINK,),
    Whose.COMMUNITYS_CODE: (Verb.AGREE_PAIR, Verb.CONFIRM_PAIR),
    Whose.SPACE: (Verb.TAKE_OUT_SPACE,),
    Whose.OTHER_ACCOUNT: (Verb.UNLINK, Verb.CONFIRM_UNLINK),
    Whose.OWN_POST: (Verb.SHOW_THERE_TOO,),
    Whose.POST: (
        Verb.APPROVE_POST,
        Verb.HOLD_POST,
        Verb.HIDE_POST,
        Verb.RESTORE_POST,
        Verb.CLOSE_POST,
        Verb.TEND_POST,
    ),
}

STRANGER, MEMBER, OWNER, HELPER, MODERATOR, OWN_CASE, SUSPENDED = (
    "stranger of another community",
    "member",
    "owner",
    "helper",
    "moderator",
    "moderator in own case",
    "suspended",
)
ELSEWHERE = Origin(Platform.SLACK, "T1", "Another place")


def allowed(whose: Whose, role: str) -> str | None:
    """The refusal that this role gets, or None where it is theirs to try."""
    asker_or_moderator = role in (MODERATOR, OWN_CASE)
    match whose:
        case Whose.EVERYBODY | Whose.BLOCK:  # of somebody else's there is nothing to lift
            return None
        case Whose.MODERATORS:
            return None if asker_or_moderator or role == STRANGER else "for_moderators"
        case Whose.POST:
            refusals = {STRANGER: "unknown", MODERATOR: None, OWN_CASE: "own_case"}
            return refusals.get(role, "for_moderators")
        case Whose.CARD:
            return "unknown" if role == STRANGER else None
        case Whose.BOTH | Whose.TALK | Whose.NOTE:
            return None if role in (OWNER, HELPER, OWN_CASE) else "unknown"
        case Whose.HELPER:
            return None if role == HELPER else "unknown"
        case Whose.REPORT | Whose.CASE:
            unless = "unknown" if role in (STRANGER, OWN_CASE) else "for_moderators"
            return None if role == MODERATOR else unless
        case Whose.TAKEN_CODE | Whose.OTHER_ACCOUNT:  # nobody here has entered one, or has another
            return "unknown"
        case Whose.COMMUNITYS_CODE | Whose.SPACE:
            return "unknown" if asker_or_moderator or role == STRANGER else "for_moderators"
        case Whose.NEED | Whose.OFFER | Whose.ASKER | Whose.OWN_POST | Whose.REPORTER | Whose.UNSENT:
            return None if role in (OWNER, OWN_CASE) else "unknown"


TOKENS = {
    Verb.PAUSE_ASKS: PauseLength.WEEK,
    Verb.SAY_HOW_SHOWN: Showing.NAMED,
    Verb.CHANGE_SETTINGS: SettingsPage.POSTS,
    Verb.SAVE_SETTINGS: SettingsPage.POSTS,
}
"""What a button carries that is about nobody's post."""
WATCHED = {f"refusal.{code}" for code in ("unknown", "for_moderators", "own_case", "suspended")}


def test_every_verb_has_a_row() -> None:
    rows = [verb for row in ROWS.values() for verb in row]
    assert sorted(rows) == sorted(Verb)


@pytest.mark.parametrize("whose", Whose)
async def test_who_may(world: World, whose: Whose) -> None:
    tokens = await _scenery(world, "Amina")
    own = await _scenery(world, "Robin")
    await world.does("Eve", Verb.HELP)
    await world.does(
        "Robin", Verb.TEND_MEMBER, person="Eve", deed="suspend_until_lifted", reason="for the test"
    )
    await world.does("Robin", Verb.HELP, origin=ELSEWHERE)
    for verb in ROWS[whose]:
        for role, who, origin, mine in (
            (STRANGER, "Robin", ELSEWHERE, tokens),
            (MEMBER, "Chidi", None, tokens),
            (HELPER, "Bruno", None, tokens),
            (MODERATOR, "Robin", None, tokens),
            (SUSPENDED, "Eve", None, tokens),
            (OWN_CASE, "Robin", None, own),
            (OWNER, "Amina", None, tokens),
        ):
            token = TOKENS.get(verb, mine.get(whose, ""))
            if whose is Whose.UNSENT:
                token = await _unsent(world, "Robin" if role == OWN_CASE else "Amina")
            answer = told(await world.does(who, verb, token, origin=origin, **_said(verb)))
            expected = allowed(whose, role)
            if role == SUSPENDED and verb not in ALWAYS:
                expected = "suspended"
            refusal = answer if answer in WATCHED else None
            assert refusal == (f"refusal.{expected}" if expected else None), f"{role}: {verb}: {answer}"


def _said(verb: Verb) -> dict[str, str]:
    """What is sent along: words for posts, and nothing for moderators' buttons, which then only ask why."""
    return {} if verb in ROWS[Whose.POST] else {"text": "two people to carry a piano"}


async def _unsent(world: World, who: str) -> str:
    """Thanks of theirs that wait for a second look."""
    return token_of(
        await world.does(who, Verb.THANK, person="chidi", text="he hits me, and you were there"),
        Verb.SEND_ANYWAY,
    )


async def _scenery(world: World, who: str) -> dict[Whose, str]:
    """A need of `who` with which Bruno offered to help, and an offer of theirs."""
    need = await world.posts(who, "somebody to carry a sofa downstairs")
    handshake = await world.helps("Bruno", need)
    offer = await world.offers(who, "bread that I bake on Fridays")
    sent = await world.does(who, Verb.SEND_REPORT, handshake, text="this did not feel right")
    report = token_of(sent, Verb.ADD_TO_REPORT)
    thanked = await world.does(who, Verb.THANK, person="bruno")
    _, _, note = token_of(thanked, Verb.SAY_HOW_SHOWN).partition("-")
    return {
        Whose.NEED: need,
        Whose.OFFER: offer,
        Whose.ASKER: handshake,
        Whose.HELPER: handshake,
        Whose.CARD: need,
        Whose.BOTH: handshake,
        Whose.TALK: f"0-{need}",
        Whose.BLOCK: f"n-{need}",
        Whose.REPORTER: report,
        Whose.REPORT: report,
        Whose.CASE: f"0-{report}",
        Whose.POST: f"n-{need}",
        Whose.OWN_POST: f"n-{need}",
        Whose.NOTE: note,
    }
