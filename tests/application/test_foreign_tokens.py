"""A token is a hint and no key: what is not theirs is answered in the same words as what is not there."""

from bot.application.interaction import Origin
from bot.application.verbs import Verb
from bot.domain.community import Platform
from bot.views.refusals import FORM_OF
from tests.application.world import World, token_of, told, words

OWNERS = (
    Verb.REVISE_NEED,
    Verb.POST_NEED,
    Verb.EDIT_NEED,
    Verb.TAKE_BACK_NEED,
    Verb.RENEW_NEED,
    Verb.PUT_AWAY_NEED,
    Verb.SORTED_NEED,
    Verb.REVISE_OFFER,
    Verb.POST_OFFER,
    Verb.EDIT_OFFER,
    Verb.TAKE_BACK_OFFER,
    Verb.RENEW_OFFER,
    Verb.PUT_AWAY_OFFER,
    Verb.CHOOSE,
    Verb.PASS_OVER,
    Verb.WENT_WELL,
    Verb.NOT_YET,
    Verb.LOOK_AGAIN,
    Verb.THANK_HELPER,
    Verb.STEP_BACK,
    Verb.STOP_ASKING,
    Verb.ASK_ABOUT_OFFER,
    Verb.LOOK_AT_NEED,
    Verb.FIRST_YES,
    Verb.CHOOSE_MYSELF,
    Verb.POST_UNNAMED,
    Verb.POST_PRIVATELY,
    Verb.SHARE_NAME,
    Verb.TELL_NAME,
    Verb.TALK,
    Verb.WRITE_MESSAGE,
    Verb.SEND_MESSAGE,
    Verb.CONFIRM_LINK,
    Verb.UNLINK,
    Verb.CONFIRM_UNLINK,
    Verb.SHOW_THERE_TOO,
    Verb.FELT_WRONG,
    Verb.BLOCK_COUNTERPART,
    Verb.REPORT_COUNTERPART,
    Verb.KEEP_BACK,
    Verb.SEND_ANYWAY,
    Verb.LET_GO,
)
"""The verbs whose token is of something that belongs to one person."""
MODERATORS = (
    Verb.APPROVE_POST,
    Verb.HOLD_POST,
    Verb.HIDE_POST,
    Verb.RESTORE_POST,
    Verb.CLOSE_POST,
    Verb.TEND_POST,
    Verb.AGREE_PAIR,
    Verb.CONFIRM_PAIR,
    Verb.TAKE_OUT_SPACE,
)
"""The buttons of a post in moderators' queue, and of codes and spaces."""
REPORTS = (
    Verb.ADD_TO_REPORT,
    Verb.LOOK_AT_REPORT,
    Verb.REPORT_SEEN,
    Verb.ANSWER_REPORT,
    Verb.CLOSE_REPORT,
)
"""The buttons of a report: tests/application/test_reports.py."""
THANKS = (Verb.SAY_HOW_SHOWN, Verb.KEEP_BETWEEN_US)
"""The buttons of thanks: tests/application/test_thanks.py."""
BOTHS = {
    Verb.TALK,
    Verb.WRITE_MESSAGE,
    Verb.SEND_MESSAGE,
    Verb.FELT_WRONG,
    Verb.BLOCK_COUNTERPART,
    Verb.REPORT_COUNTERPART,
}
"""Of those, the ones that the two people of a handshake share."""
OF_A_NEED = {Verb.POST_UNNAMED, Verb.POST_PRIVATELY, Verb.KEEP_BACK}
"""Verbs about a need that do not say so in their names."""
ANYBODYS = (Verb.CAN_HELP, Verb.COULD_IF, Verb.SEND_COULD_IF, Verb.NOT_NOW)
"""The buttons of a card, which everybody in the community sees."""
NONSENSE = "AAAAAAAAAAAAAAAAAAAAAA"
ELSEWHERE = Origin(Platform.SLACK, "T1", "Another place")


async def test_every_verb_is_either_somebodys_or_anybodys_or_has_no_token(world: World) -> None:
    without_token = {
        Verb.NEED,
        Verb.OFFER,
        Verb.THANK,
        Verb.HELP,
        Verb.MINE,
        Verb.SET_UP,
        Verb.WRITE_NEED,
        Verb.WRITE_OFFER,
        Verb.GIVE_THANKS,
        Verb.MY_THANKS,
        Verb.SAVE_SET_UP,
        Verb.TURN_MINE,
        Verb.HOME,
        Verb.QUEUE,
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
        Verb.EXPORT,
        Verb.EXPORT_PAGE,
        Verb.EXPORT_FILE,
        Verb.FORGET_ME,
        Verb.FORGET_ME_NOW,
        Verb.TURN_QUEUE,
        Verb.ASK_ME,
        Verb.SAVE_ASK_ME,
        Verb.PAUSE,
        Verb.PAUSE_ASKS,
        Verb.END_PAUSE,
        Verb.FORGET_TRACES,
        Verb.LINK,
        Verb.MAKE_LINK_CODE,
        Verb.USE_LINK_CODE,
        Verb.SPACES,
        Verb.MAKE_PAIR_CODE,
        Verb.USE_PAIR_CODE,
        Verb.BLOCK,
        Verb.SAVE_BLOCK,
        Verb.BLOCKS,
        Verb.UNBLOCK,
        Verb.REPORT,
        Verb.SEND_REPORT,  # with one it is about a handshake: tests/application/test_reports.py
        Verb.REPORTS,
    }
    assert {*OWNERS, *ANYBODYS, *MODERATORS, *REPORTS, *THANKS} | without_token == set(Verb)


async def all_tokens(world: World) -> dict[str, str]:
    """Bruno offered to help Amina, and wrote a draft of his own; every id that there is, by what it is."""
    offer = await world.offers("Bruno", "carrying sofas and other furniture")
    need = await world.posts("Amina", "somebody to carry a sofa downstairs")
    draft = token_of(await world.does("Amina", Verb.NEED, text="a thing not yet said"), Verb.POST_NEED)
    unposted = token_of(
        await world.does("Bruno", Verb.OFFER, text="a thing not yet offered"), Verb.POST_OFFER
    )
    return {
        "a need": need,
        "a draft": draft,
        "an offer": offer,
        "an unposted offer": unposted,
        "a handshake": await world.helps("Bruno", need),
    }


async def test_somebody_elses_is_unknown_like_nonsense(world: World) -> None:
    """Chidi has the ids of everything, and of nothing that is his."""
    tokens = await all_tokens(world)
    before = (world.inbox("Amina"), world.inbox("Bruno"))
    for verb in OWNERS:
        text = "other words" if verb in FORM_OF else ""
        nonsense = await world.does("Chidi", verb, NONSENSE, text=text)
        assert told(nonsense) == "refusal.unknown"
        for what, token in tokens.items():
            reply = await world.does("Chidi", verb, token, text=text)
            assert reply.view == nonsense.view, f"{verb} shows Chidi that there is {what}"
    await world.settle()
    assert (world.inbox("Amina"), world.inbox("Bruno")) == before
    assert world.inbox("Chidi") == []


async def test_the_helper_has_no_say_in_the_need_nor_the_asker_in_the_helpers_part(world: World) -> None:
    tokens = await all_tokens(world)
    helpers = {Verb.STEP_BACK, Verb.STOP_ASKING}
    for verb in set(OWNERS) - helpers - BOTHS:
        for what in ("a need", "a draft", "a handshake"):
            text = "other words" if verb in FORM_OF else ""
            assert told(await world.does("Bruno", verb, tokens[what], text=text)) == "refusal.unknown"
    for verb in helpers:
        assert told(await world.does("Amina", verb, tokens["a handshake"])) == "refusal.unknown"


async def test_a_token_of_another_kind_is_nonsense(world: World) -> None:
    tokens = await all_tokens(world)
    needs, offers, handshakes = {"a need", "a draft"}, {"an offer", "an unposted offer"}, {"a handshake"}
    for verb in (*OWNERS, *ANYBODYS):
        of_a_need = (
            "need" in verb
            or verb in ANYBODYS
            or verb in {Verb.POST_UNNAMED, Verb.POST_PRIVATELY, Verb.KEEP_BACK}
            or verb in {Verb.FIRST_YES, Verb.CHOOSE_MYSELF}
        )
        fits = needs if of_a_need else offers if "offer" in verb else handshakes
        for what in tokens.keys() - fits:
            for who in ("Amina", "Bruno"):
                reply = await world.does(
                    who, verb, tokens[what], text="other words" if verb in FORM_OF else ""
                )
                assert told(reply) == "refusal.unknown", f"{who}: {verb} of {what}"


async def test_a_draft_is_known_to_nobody_but_its_writer(world: World) -> None:
    tokens = await all_tokens(world)
    for verb in ANYBODYS:
        nonsense = await world.does("Chidi", verb, NONSENSE)
        assert (await world.does("Chidi", verb, tokens["a draft"])).view == nonsense.view
        assert told(nonsense) == "refusal.unknown"


async def test_another_community_is_another_world(world: World) -> None:
    """Even a moderator there, even with the same account."""
    tokens = await all_tokens(world)
    for verb in (*OWNERS, *ANYBODYS):
        for what, token in tokens.items():
            for who in ("Amina", "Bruno", "Robin"):
                text = "other words" if verb in FORM_OF else ""
                reply = await world.does(who, verb, token, origin=ELSEWHERE, text=text)
                assert told(reply) == "refusal.unknown", f"{who}: {verb} of {what}"
    assert "sofa" not in words(await world.does("Amina", Verb.MINE, origin=ELSEWHERE))


async def test_nobody_thanks_a_person_of_another_community(world: World) -> None:
    await world.does("U7", Verb.HELP, origin=ELSEWHERE, name="Yusuf")
    for name in ("U7", "u7", "Yusuf"):
        assert told(await world.does("Amina", Verb.THANK, person=name)) == "refusal.who_is_that"


async def test_only_moderators_set_a_place_up(world: World) -> None:
    for verb in (Verb.SET_UP, Verb.SAVE_SET_UP):
        assert told(await world.does("Amina", verb, needs="C1")) == "refusal.for_moderators"
