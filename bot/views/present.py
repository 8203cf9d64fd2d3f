"""From a notice to what is seen: one total match, so that nothing Hypha says can be without words."""

from typing import assert_never

from bot.domain.notice import NoticeKind
from bot.views import handshakes, home, needs, offers, setup, thanks
from bot.views.scene import Scene
from bot.views.vocabulary import View


def present(scene: Scene) -> View:
    """The view of `scene.notice`, as things stand in the scene. Raises Unknown if its subject is not there."""
    match scene.notice.kind:
        case NoticeKind.NEED_CARD:
            return needs.card(scene)
        case NoticeKind.NEED_FORM:
            return needs.form(scene)
        case NoticeKind.NEED_PREVIEW:
            return needs.preview(scene)
        case NoticeKind.NEED_POSTED:
            return needs.posted(scene)
        case NoticeKind.NEED_RENEWED:
            return needs.renewed(scene)
        case NoticeKind.NEED_TAKEN_BACK | NoticeKind.NEED_PUT_AWAY | NoticeKind.NEED_SORTED:
            return needs.ended(scene)
        case NoticeKind.NOBODY_YET:
            return needs.nobody_yet(scene)
        case NoticeKind.STILL_NEEDED:
            return needs.still_needed(scene)
        case NoticeKind.OFFER_CARD:
            return offers.card(scene)
        case NoticeKind.OFFER_FORM:
            return offers.form(scene)
        case NoticeKind.OFFER_PREVIEW:
            return offers.preview(scene)
        case (
            NoticeKind.OFFER_POSTED
            | NoticeKind.OFFER_RENEWED
            | NoticeKind.OFFER_PUT_AWAY
            | NoticeKind.OFFER_TAKEN_BACK
        ):
            return offers.answer(scene)
        case NoticeKind.STILL_OFFERED:
            return offers.still_offered(scene)
        case NoticeKind.ASK:
            return handshakes.ask(scene)
        case NoticeKind.YOU_OFFERED | NoticeKind.YOU_STEPPED_BACK:
            return handshakes.helper_standing(scene)
        case NoticeKind.THAT_IS_FINE:
            return handshakes.not_now(scene)
        case NoticeKind.NO_LONGER_NEEDED:
            return handshakes.no_longer_needed(scene)
        case NoticeKind.SOMEBODY_CAN_HELP:
            return handshakes.somebody_can_help(scene)
        case NoticeKind.YOU_CHOSE | NoticeKind.YOU_PASSED:
            return handshakes.asker_standing(scene)
        case NoticeKind.HELPER_STEPPED_BACK:
            return handshakes.helper_stepped_back(scene)
        case NoticeKind.INTRODUCTION:
            return handshakes.introduction(scene)
        case NoticeKind.REMINDER:
            return handshakes.reminder(scene)
        case NoticeKind.HOW_DID_IT_GO:
            return handshakes.how_did_it_go(scene)
        case NoticeKind.GLAD_IT_WENT_WELL:
            return handshakes.glad(scene)
        case NoticeKind.ASKING_LATER:
            return handshakes.asking_later(scene)
        case NoticeKind.LOOKING_AGAIN:
            return handshakes.looking_again(scene)
        case NoticeKind.THANKS_FORM:
            return thanks.form(scene)
        case NoticeKind.THANKS_GIVEN:
            return thanks.given(scene)
        case NoticeKind.THANKS_RECEIVED:
            return thanks.received(scene)
        case NoticeKind.HELP:
            return home.help_card(scene)
        case NoticeKind.MINE:
            return home.mine(scene)
        case NoticeKind.SETUP_FORM:
            return setup.form(scene)
        case NoticeKind.SETUP_SAVED:
            return setup.saved(scene)
        case _:
            assert_never(scene.notice.kind)
