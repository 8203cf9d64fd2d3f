"""Everything that Hypha says, by name. A notice holds ids and never words: the words are made when it is
shown, from the state as it is then, in the language of whoever reads it. Replies and messages are both
notices.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import DeedId, HandshakeId, MemberId, MessageId, NeedId, NoteId, OfferId


class NoticeKind(StrEnum):
    # on a board, for everybody
    NEED_CARD = "need_card"
    OFFER_CARD = "offer_card"

    # private answers to the person who just did something
    NEED_FORM = "need_form"
    NEED_PREVIEW = "need_preview"
    NEED_POSTED = "need_posted"
    NEED_TAKEN_BACK = "need_taken_back"
    NEED_RENEWED = "need_renewed"
    NEED_PUT_AWAY = "need_put_away"
    NEED_SORTED = "need_sorted"
    OFFER_FORM = "offer_form"
    OFFER_PREVIEW = "offer_preview"
    OFFER_POSTED = "offer_posted"
    OFFER_TAKEN_BACK = "offer_taken_back"
    OFFER_RENEWED = "offer_renewed"
    OFFER_PUT_AWAY = "offer_put_away"
    YOU_OFFERED = "you_offered"
    THAT_IS_FINE = "that_is_fine"
    YOU_CHOSE = "you_chose"
    YOU_PASSED = "you_passed"
    YOU_STEPPED_BACK = "you_stepped_back"
    GLAD_IT_WENT_WELL = "glad_it_went_well"
    ASKING_LATER = "asking_later"
    LOOKING_AGAIN = "looking_again"
    THANKS_FORM = "thanks_form"
    THANKS_GIVEN = "thanks_given"
    HELP = "help"
    MINE = "mine"
    SETUP_FORM = "setup_form"
    SETUP_SAVED = "setup_saved"
    ASK_ME = "ask_me"
    ASK_ME_FORM = "ask_me_form"
    PAUSE = "pause"
    STOPPED_ASKING = "stopped_asking"

    # private answers to moderators
    QUEUE = "queue"
    HOLD_FORM = "hold_form"
    HIDE_FORM = "hide_form"
    RESTORE_FORM = "restore_form"
    CLOSE_FORM = "close_form"
    POST_TENDED = "post_tended"
    SETTINGS = "settings"
    SETTINGS_FORM = "settings_form"
    FREEZE = "freeze"
    PAUSE_FORM = "pause_form"
    REOPEN_FORM = "reopen_form"
    AUDIT = "audit"
    MEMBER_FORM = "member_form"
    MEMBER_TENDED = "member_tended"

    # what moderators' deeds bring about
    POST_WAITS = "post_waits"
    """To moderators: a post waits to be looked at."""
    CALLED_OFF = "called_off"
    """To the other of two who had agreed on something."""
    DEED_TOLD = "deed_told"
    """To whom it concerns: what was done, and why."""
    # between the two of a handshake: answers
    MESSAGE_FORM = "message_form"
    MESSAGE_SENT = "message_sent"
    TALK = "talk"
    TELL_NAME_QUESTION = "tell_name_question"
    YOU_TOLD_YOUR_NAME = "you_told_your_name"

    # between the two of a handshake: what reaches the other
    MESSAGE = "message"
    NAME_TOLD = "name_told"

    # private messages that Hypha sends by itself
    ASK = "ask"
    SOMEBODY_CAN_HELP = "somebody_can_help"
    INTRODUCTION = "introduction"
    NO_LONGER_NEEDED = "no_longer_needed"
    HELPER_STEPPED_BACK = "helper_stepped_back"
    NOBODY_YET = "nobody_yet"
    REMINDER = "reminder"
    HOW_DID_IT_GO = "how_did_it_go"
    STILL_NEEDED = "still_needed"
    STILL_OFFERED = "still_offered"
    THANKS_RECEIVED = "thanks_received"


Subject = NeedId | OfferId | NoteId | MemberId | DeedId | MessageId


@dataclass(frozen=True, slots=True)
class Notice:
    kind: NoticeKind
    about: Subject | None = None
    handshake: HandshakeId | None = None
    page: int = 0
    """For notices that are lists: which page of it, from zero."""
