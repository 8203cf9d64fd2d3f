"""Everything that Hypha says, by name. A notice holds ids and never words: the words are made when it is
shown, from the state as it is then, in the language of whoever reads it. Replies and messages are both
notices.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import (
    CodeId,
    DeedId,
    HandshakeId,
    MemberId,
    MessageId,
    NeedId,
    NoteId,
    OfferId,
    ReportId,
    SpaceId,
    UnsentId,
)


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
    COULD_IF_FORM = "could_if_form"
    THAT_IS_FINE = "that_is_fine"
    YOU_CHOSE = "you_chose"
    YOU_PASSED = "you_passed"
    YOU_STEPPED_BACK = "you_stepped_back"
    GLAD_IT_WENT_WELL = "glad_it_went_well"
    ASKING_LATER = "asking_later"
    LOOKING_AGAIN = "looking_again"
    THANKS_FORM = "thanks_form"
    THANKS_GIVEN = "thanks_given"
    THANKS_SHOWING = "thanks_showing"
    THANKS_KEPT = "thanks_kept"
    MY_THANKS = "my_thanks"
    HELP = "help"
    MINE = "mine"
    HOME = "home"
    SETUP_FORM = "setup_form"
    SETUP_SAVED = "setup_saved"
    ASK_ME = "ask_me"
    ASK_ME_FORM = "ask_me_form"
    PAUSE = "pause"
    STOPPED_ASKING = "stopped_asking"
    TRACES_FORGOTTEN = "traces_forgotten"

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
    # what is held about a member: answers
    EXPORT = "export"
    EXPORT_FILE = "export_file"
    FORGET_ME_QUESTION = "forget_me_question"
    FORGOTTEN = "forgotten"

    # between the two of a handshake: answers
    MESSAGE_FORM = "message_form"
    MESSAGE_SENT = "message_sent"
    TALK = "talk"
    TELL_NAME_QUESTION = "tell_name_question"
    YOU_TOLD_YOUR_NAME = "you_told_your_name"

    # before something goes out: asked once more
    UNSENT = "unsent"
    """What they wrote is not sent yet: what it gives away, or whom to call."""
    LET_GO = "let_go"

    # between the two of a handshake: what reaches the other
    MESSAGE = "message"
    NAME_TOLD = "name_told"

    # safety paths: answers
    FELT_WRONG = "felt_wrong"
    BLOCK_FORM = "block_form"
    BLOCKED = "blocked"
    BLOCKS = "blocks"

    # reports: to whoever reports
    REPORT_FORM = "report_form"
    REPORT_SENT = "report_sent"
    REPORT_ADD_FORM = "report_add_form"
    REPORT_ADDED = "report_added"
    REPORT_LOOKED_AT = "report_looked_at"
    REPORT_ANSWERED = "report_answered"
    """`page`: which of its lines, from zero."""
    REPORT_CLOSED = "report_closed"
    NOBODY_LOOKED = "nobody_looked"

    # reports: to moderators
    REPORTS = "reports"
    REPORT = "report"
    REPORT_ANSWER_FORM = "report_answer_form"
    REPORT_CLOSE_FORM = "report_close_form"
    REPORT_WAITS = "report_waits"
    REPORT_STILL_WAITS = "report_still_waits"

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

    # one person, several accounts
    LINK = "link"
    LINK_CODE = "link_code"
    LINK_FORM = "link_form"
    LINK_QUESTION = "link_question"
    LINK_NOT_PAIRED = "link_not_paired"
    LINK_SAME_PLACE = "link_same_place"
    LINKED = "linked"
    LINKED_TOLD = "linked_told"
    """To the account that made the code: another one is theirs as well now."""
    UNLINK_QUESTION = "unlink_question"
    UNLINKED = "unlinked"
    WRONG_CODE = "wrong_code"

    # moderators: several spaces, one community
    SPACES = "spaces"
    PAIR_CODE_FORM = "pair_code_form"
    PAIR_CODE = "pair_code"
    PAIR_FORM = "pair_form"
    PAIR_QUESTION = "pair_question"
    PAIR_AGREED = "pair_agreed"
    PAIR_WAITS = "pair_waits"
    """To the moderators of the other side: it is for them to say yes."""
    PAIRED = "paired"
    TAKE_OUT_FORM = "take_out_form"
    TAKEN_OUT = "taken_out"
    SHOW_THERE_TOO = "show_there_too"
    """To whoever has something out: their community has another space now."""
    SHOWN_THERE_TOO = "shown_there_too"


Subject = NeedId | OfferId | NoteId | MemberId | DeedId | MessageId | CodeId | SpaceId | ReportId | UnsentId


@dataclass(frozen=True, slots=True)
class Notice:
    kind: NoticeKind
    about: Subject | None = None
    handshake: HandshakeId | None = None
    page: int = 0
    """For notices that are lists: which page of it, from zero."""
