"""Everything a person can do, by name. The names travel in buttons and forms, so an old name is never given a
new meaning.
"""

from enum import StrEnum


class Verb(StrEnum):
    # commands
    NEED = "need"
    OFFER = "offer"
    THANK = "thank"
    HELP = "help"
    MINE = "mine"
    # the home that a platform keeps for each member; the token is the page, from zero
    HOME = "home"
    SET_UP = "set_up"

    ASK_ME = "ask_me"
    PAUSE = "pause"

    # what being asked and helping left with me goes; no token
    FORGET_TRACES = "forget_traces"

    # what is held about me; the token of EXPORT_PAGE is the page, from zero, and the others have none
    EXPORT = "export"
    EXPORT_PAGE = "export_page"
    EXPORT_FILE = "export_file"
    FORGET_ME = "forget_me"
    FORGET_ME_NOW = "forget_me_now"

    # forms sent
    WRITE_NEED = "write_need"
    REVISE_NEED = "revise_need"
    WRITE_OFFER = "write_offer"
    REVISE_OFFER = "revise_offer"
    GIVE_THANKS = "give_thanks"
    SAVE_SET_UP = "save_set_up"
    # whether others may read of thanks; the token is the Showing, or that, a dash and the note's id; the
    # note's id; the page
    SAY_HOW_SHOWN = "say_how_shown"
    KEEP_BETWEEN_US = "keep_between_us"
    MY_THANKS = "my_thanks"
    SAVE_ASK_ME = "save_ask_me"

    # buttons of whoever wrote it; the token is the need's or offer's id
    POST_NEED = "post_need"
    EDIT_NEED = "edit_need"
    TAKE_BACK_NEED = "take_back_need"
    RENEW_NEED = "renew_need"
    PUT_AWAY_NEED = "put_away_need"
    SORTED_NEED = "sorted_need"
    POST_OFFER = "post_offer"
    EDIT_OFFER = "edit_offer"
    TAKE_BACK_OFFER = "take_back_offer"
    RENEW_OFFER = "renew_offer"
    PUT_AWAY_OFFER = "put_away_offer"

    # buttons of whoever could help; the token is the need's id, then the handshake's
    CAN_HELP = "can_help"
    COULD_IF = "could_if"
    SEND_COULD_IF = "send_could_if"
    NOT_NOW = "not_now"
    STEP_BACK = "step_back"

    # buttons of the asker; the token is the handshake's id
    CHOOSE = "choose"
    PASS_OVER = "pass_over"
    WENT_WELL = "went_well"
    NOT_YET = "not_yet"
    LOOK_AGAIN = "look_again"
    THANK_HELPER = "thank_helper"

    # moderators' commands, and their buttons about posts; the token is `n-` and a need's id, or `o-` and an
    # offer's. A button of theirs opens a form that asks for the reason, and is what the form sends as well.
    QUEUE = "queue"
    TURN_QUEUE = "turn_queue"
    MEMBER = "member"
    TEND_MEMBER = "tend_member"
    APPROVE_POST = "approve_post"
    HOLD_POST = "hold_post"
    HIDE_POST = "hide_post"
    RESTORE_POST = "restore_post"
    CLOSE_POST = "close_post"
    # a card on a board; the token is the same
    TEND_POST = "tend_post"
    # what moderators decide for all, and read; the token is the name or the number of a page
    CONFIG = "config"
    CHANGE_SETTINGS = "change_settings"
    SAVE_SETTINGS = "save_settings"
    FREEZE = "freeze"
    PAUSE_POSTS = "pause_posts"
    REOPEN_POSTS = "reopen_posts"
    AUDIT = "audit"
    TURN_AUDIT = "turn_audit"
    # when one may be asked; the token is how long, none, the handshake's id, the offer's id
    PAUSE_ASKS = "pause_asks"
    END_PAUSE = "end_pause"
    STOP_ASKING = "stop_asking"
    ASK_ABOUT_OFFER = "ask_about_offer"
    # whom a draft is posted to, besides post_need; the token is the need's id
    POST_UNNAMED = "post_unnamed"
    POST_PRIVATELY = "post_privately"
    LOOK_AT_NEED = "look_at_need"
    # of a draft, or of a need that is out; the token is the need's id
    FIRST_YES = "first_yes"
    CHOOSE_MYSELF = "choose_myself"

    # between the two of a handshake; the token is the handshake's id
    WRITE_MESSAGE = "write_message"
    SEND_MESSAGE = "send_message"
    SHARE_NAME = "share_name"
    TELL_NAME = "tell_name"
    # the token is the page, from zero, a dash, and the need's id
    TALK = "talk"

    # one person, several accounts; the token is none, none, none, the code's id, the space's id twice
    LINK = "link"
    MAKE_LINK_CODE = "make_link_code"
    USE_LINK_CODE = "use_link_code"
    CONFIRM_LINK = "confirm_link"
    UNLINK = "unlink"
    CONFIRM_UNLINK = "confirm_unlink"
    # moderators: several spaces, one community; the token is none three times, the code's id twice, the
    # space's id. Those that need a reason open a form, and are what it sends as well.
    SPACES = "spaces"
    MAKE_PAIR_CODE = "make_pair_code"
    USE_PAIR_CODE = "use_pair_code"
    AGREE_PAIR = "agree_pair"
    CONFIRM_PAIR = "confirm_pair"
    TAKE_OUT_SPACE = "take_out_space"
    # whoever has something out; the token is `n-` and a need's id, or `o-` and an offer's
    SHOW_THERE_TOO = "show_there_too"
    # safety paths. BLOCK and SAVE_BLOCK name a person; the token of FELT_WRONG and BLOCK_COUNTERPART is the
    # handshake's id, of BLOCKS the page, of UNBLOCK `m-` and a member's id, or `n-` and a need's.
    BLOCK = "block"
    SAVE_BLOCK = "save_block"
    BLOCKS = "blocks"
    UNBLOCK = "unblock"
    FELT_WRONG = "felt_wrong"
    BLOCK_COUNTERPART = "block_counterpart"
    # the token of REPORT_COUNTERPART is the handshake's id, that of SEND_REPORT as well or none; of the
    # others the report's id, with the page and a dash before it for LOOK_AT_REPORT; of REPORTS the page
    REPORT = "report"
    REPORT_COUNTERPART = "report_counterpart"
    SEND_REPORT = "send_report"
    ADD_TO_REPORT = "add_to_report"
    REPORTS = "reports"
    LOOK_AT_REPORT = "look_at_report"
    REPORT_SEEN = "report_seen"
    ANSWER_REPORT = "answer_report"
    CLOSE_REPORT = "close_report"

    # turning the pages of a list; the token is the page, from zero
    TURN_MINE = "turn_mine"

    # before it goes out: contact details leave the words of a draft (the need's id); what was written is sent
    # after a second look, or let go (the id of what is unsent)
    KEEP_BACK = "keep_back"
    SEND_ANYWAY = "send_anyway"
    LET_GO = "let_go"
