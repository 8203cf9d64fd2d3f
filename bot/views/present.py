"""From a notice to what is seen."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.domain.notice import NoticeKind
from bot.views import (
    ask_me,
    audit,
    deeds,
    freezing,
    handshakes,
    home,
    members,
    needs,
    offers,
    settings,
    setup,
    talk,
    tending,
    thanks,
)
from bot.views.scene import Scene
from bot.views.vocabulary import View

VIEWS: Mapping[NoticeKind, Callable[[Scene], View]] = MappingProxyType(
    {
        NoticeKind.NEED_CARD: needs.card,
        NoticeKind.NEED_FORM: needs.form,
        NoticeKind.NEED_PREVIEW: needs.preview,
        NoticeKind.NEED_POSTED: needs.posted,
        NoticeKind.NEED_RENEWED: needs.renewed,
        NoticeKind.NEED_TAKEN_BACK: needs.ended,
        NoticeKind.NEED_PUT_AWAY: needs.ended,
        NoticeKind.NEED_SORTED: needs.ended,
        NoticeKind.NOBODY_YET: needs.nobody_yet,
        NoticeKind.STILL_NEEDED: needs.still_needed,
        NoticeKind.OFFER_CARD: offers.card,
        NoticeKind.OFFER_FORM: offers.form,
        NoticeKind.OFFER_PREVIEW: offers.preview,
        NoticeKind.OFFER_POSTED: offers.answer,
        NoticeKind.OFFER_RENEWED: offers.answer,
        NoticeKind.OFFER_PUT_AWAY: offers.answer,
        NoticeKind.OFFER_TAKEN_BACK: offers.answer,
        NoticeKind.STILL_OFFERED: offers.still_offered,
        NoticeKind.ASK: handshakes.ask,
        NoticeKind.YOU_OFFERED: handshakes.helper_standing,
        NoticeKind.YOU_STEPPED_BACK: handshakes.helper_standing,
        NoticeKind.THAT_IS_FINE: handshakes.not_now,
        NoticeKind.NO_LONGER_NEEDED: handshakes.no_longer_needed,
        NoticeKind.SOMEBODY_CAN_HELP: handshakes.somebody_can_help,
        NoticeKind.YOU_CHOSE: handshakes.asker_standing,
        NoticeKind.YOU_PASSED: handshakes.asker_standing,
        NoticeKind.HELPER_STEPPED_BACK: handshakes.helper_stepped_back,
        NoticeKind.INTRODUCTION: handshakes.introduction,
        NoticeKind.REMINDER: handshakes.reminder,
        NoticeKind.HOW_DID_IT_GO: handshakes.how_did_it_go,
        NoticeKind.GLAD_IT_WENT_WELL: handshakes.glad,
        NoticeKind.ASKING_LATER: handshakes.asking_later,
        NoticeKind.LOOKING_AGAIN: handshakes.looking_again,
        NoticeKind.MESSAGE_FORM: talk.form,
        NoticeKind.MESSAGE_SENT: talk.sent,
        NoticeKind.MESSAGE: talk.message,
        NoticeKind.TALK: talk.talk,
        NoticeKind.TELL_NAME_QUESTION: talk.tell_name_question,
        NoticeKind.YOU_TOLD_YOUR_NAME: talk.you_told_your_name,
        NoticeKind.NAME_TOLD: talk.name_told,
        NoticeKind.THANKS_FORM: thanks.form,
        NoticeKind.THANKS_GIVEN: thanks.given,
        NoticeKind.THANKS_RECEIVED: thanks.received,
        NoticeKind.HELP: home.help_card,
        NoticeKind.MINE: home.mine,
        NoticeKind.SETUP_FORM: setup.form,
        NoticeKind.SETUP_SAVED: setup.saved,
        NoticeKind.SETTINGS: settings.overview,
        NoticeKind.SETTINGS_FORM: settings.form,
        NoticeKind.FREEZE: freezing.standing,
        NoticeKind.PAUSE_FORM: freezing.pause_form,
        NoticeKind.REOPEN_FORM: freezing.reopen_form,
        NoticeKind.AUDIT: audit.card,
        NoticeKind.QUEUE: tending.queue,
        NoticeKind.HOLD_FORM: tending.reason_form,
        NoticeKind.HIDE_FORM: tending.reason_form,
        NoticeKind.RESTORE_FORM: tending.reason_form,
        NoticeKind.CLOSE_FORM: tending.reason_form,
        NoticeKind.POST_TENDED: tending.tended,
        NoticeKind.MEMBER_FORM: members.form,
        NoticeKind.MEMBER_TENDED: members.tended,
        NoticeKind.CALLED_OFF: members.called_off,
        NoticeKind.POST_WAITS: tending.waits,
        NoticeKind.DEED_TOLD: deeds.told,
        NoticeKind.ASK_ME: ask_me.standing,
        NoticeKind.ASK_ME_FORM: ask_me.form,
        NoticeKind.PAUSE: ask_me.pause,
        NoticeKind.STOPPED_ASKING: ask_me.stopped_asking,
    }
)
"""How each thing that Hypha says is drawn; a test holds it to every NoticeKind."""


def present(scene: Scene) -> View:
    """The view of `scene.notice`, as things stand in it. Raises Unknown if its subject is not there."""
    return VIEWS[scene.notice.kind](scene)
