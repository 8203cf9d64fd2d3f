"""Which use case carries out which verb."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.application import access
from bot.application.answer_ask import can_help, could_if, not_now, send_could_if, step_back
from bot.application.ask_me import (
    ask_me_command,
    end_pause,
    forget_traces,
    pause_asks,
    pause_command,
    save_ask_me,
)
from bot.application.block import (
    block_command,
    block_counterpart,
    felt_wrong,
    save_block,
    show_blocks,
    unblock,
)
from bot.application.call import Call, cleaned_text
from bot.application.choose_helper import choose, choose_myself, first_yes, pass_over
from bot.application.end_need import put_away_need, sorted_need, take_back_need
from bot.application.export import export_command, export_file
from bot.application.forget_me import forget_me_command, forget_me_now
from bot.application.give_thanks import give_thanks, thank_command, thank_helper
from bot.application.limits import require_not_too_soon
from bot.application.link import (
    confirm_link,
    confirm_unlink,
    link_command,
    make_link_code,
    unlink,
    use_link_code,
)
from bot.application.pair_spaces import (
    agree_pair,
    confirm_pair,
    make_pair_code,
    show_there_too,
    spaces_command,
    use_pair_code,
)
from bot.application.pause_posts import freeze_command, pause_posts, reopen_posts
from bot.application.ports import Work
from bot.application.post_need import post_need, post_privately, post_unnamed, renew_need
from bot.application.post_offer import post_offer, put_away_offer, renew_offer, take_back_offer
from bot.application.report import add_to_report, report_command, report_counterpart, send_report
from bot.application.say_how_it_went import look_again, not_yet, went_well
from bot.application.second_look import as_it_was_written, keep_back, let_go
from bot.application.set_up_space import once_set_up, save_set_up, set_up_command
from bot.application.show import show_audit, show_help, show_home, show_mine
from bot.application.show_thanks import keep_between_us, my_thanks, say_how_shown
from bot.application.stop_asking import ask_again_about, stop_asking
from bot.application.take_out_space import take_out_space
from bot.application.talk import read_talk, send_message, share_name, tell_name, write_message
from bot.application.tend_member import member_command, tend_member
from bot.application.tend_posts import (
    approve_post,
    close_post,
    hide_post,
    hold_post,
    look_at_post,
    restore_post,
    show_queue,
)
from bot.application.tend_reports import (
    answer_report,
    close_report,
    look_at_report,
    report_seen,
    show_reports,
)
from bot.application.tend_settings import change_settings, save_settings, settings_command
from bot.application.verbs import Verb
from bot.application.write_need import edit_need, look_at_need, need_command, revise_need, write_need
from bot.application.write_offer import edit_offer, offer_command, revise_offer, write_offer
from bot.domain.decision import Decision
from bot.matching.understand import understand

UseCase = Callable[[Call, Work], Awaitable[Decision]]


async def send_anyway(call: Call, work: Work) -> Decision:
    """What waited for a second look, as if it had just been written."""
    written, unsent = await as_it_was_written(call, work)
    verb = written.interaction.verb
    access.require_standing(call.member, verb, call.now)
    await require_not_too_soon(written, work)
    if verb in UNDERSTOOD:
        text = cleaned_text(written.interaction)
        written = replace(written, understood=understand(text, now=call.now, zone=call.zone))
    decision = await USE_CASES[verb](written, work)
    return replace(decision, changes=(*decision.changes, unsent.settle()), done_as=verb)


USE_CASES: Mapping[Verb, UseCase] = MappingProxyType(
    {
        Verb.NEED: need_command,
        Verb.OFFER: offer_command,
        Verb.THANK: thank_command,
        Verb.HELP: show_help,
        Verb.MINE: show_mine,
        Verb.HOME: show_home,
        Verb.SET_UP: set_up_command,
        Verb.WRITE_NEED: write_need,
        Verb.REVISE_NEED: revise_need,
        Verb.WRITE_OFFER: write_offer,
        Verb.REVISE_OFFER: revise_offer,
        Verb.GIVE_THANKS: give_thanks,
        Verb.SAY_HOW_SHOWN: say_how_shown,
        Verb.KEEP_BETWEEN_US: keep_between_us,
        Verb.MY_THANKS: my_thanks,
        Verb.SAVE_SET_UP: save_set_up,
        Verb.POST_NEED: post_need,
        Verb.EDIT_NEED: edit_need,
        Verb.TAKE_BACK_NEED: take_back_need,
        Verb.RENEW_NEED: renew_need,
        Verb.PUT_AWAY_NEED: put_away_need,
        Verb.SORTED_NEED: sorted_need,
        Verb.POST_OFFER: post_offer,
        Verb.EDIT_OFFER: edit_offer,
        Verb.TAKE_BACK_OFFER: take_back_offer,
        Verb.RENEW_OFFER: renew_offer,
        Verb.PUT_AWAY_OFFER: put_away_offer,
        Verb.CAN_HELP: can_help,
        Verb.COULD_IF: could_if,
        Verb.SEND_COULD_IF: send_could_if,
        Verb.NOT_NOW: not_now,
        Verb.STEP_BACK: step_back,
        Verb.CHOOSE: choose,
        Verb.PASS_OVER: pass_over,
        Verb.WENT_WELL: went_well,
        Verb.NOT_YET: not_yet,
        Verb.LOOK_AGAIN: look_again,
        Verb.THANK_HELPER: thank_helper,
        Verb.TURN_MINE: show_mine,
        Verb.CONFIG: once_set_up(settings_command),
        Verb.CHANGE_SETTINGS: change_settings,
        Verb.FREEZE: once_set_up(freeze_command),
        Verb.PAUSE_POSTS: pause_posts,
        Verb.REOPEN_POSTS: reopen_posts,
        Verb.AUDIT: once_set_up(show_audit),
        Verb.TURN_AUDIT: show_audit,
        Verb.TEND_POST: look_at_post,
        Verb.SAVE_SETTINGS: save_settings,
        Verb.MEMBER: once_set_up(member_command),
        Verb.TEND_MEMBER: tend_member,
        Verb.QUEUE: once_set_up(show_queue),
        Verb.TURN_QUEUE: show_queue,
        Verb.APPROVE_POST: approve_post,
        Verb.HOLD_POST: hold_post,
        Verb.HIDE_POST: hide_post,
        Verb.RESTORE_POST: restore_post,
        Verb.CLOSE_POST: close_post,
        Verb.ASK_ME: ask_me_command,
        Verb.SAVE_ASK_ME: save_ask_me,
        Verb.PAUSE: pause_command,
        Verb.PAUSE_ASKS: pause_asks,
        Verb.END_PAUSE: end_pause,
        Verb.FORGET_TRACES: forget_traces,
        Verb.STOP_ASKING: stop_asking,
        Verb.ASK_ABOUT_OFFER: ask_again_about,
        Verb.POST_UNNAMED: post_unnamed,
        Verb.POST_PRIVATELY: post_privately,
        Verb.LOOK_AT_NEED: look_at_need,
        Verb.FIRST_YES: first_yes,
        Verb.CHOOSE_MYSELF: choose_myself,
        Verb.WRITE_MESSAGE: write_message,
        Verb.SEND_MESSAGE: send_message,
        Verb.SHARE_NAME: share_name,
        Verb.TELL_NAME: tell_name,
        Verb.TALK: read_talk,
        Verb.LINK: link_command,
        Verb.MAKE_LINK_CODE: make_link_code,
        Verb.USE_LINK_CODE: use_link_code,
        Verb.CONFIRM_LINK: confirm_link,
        Verb.UNLINK: unlink,
        Verb.CONFIRM_UNLINK: confirm_unlink,
        Verb.SPACES: spaces_command,
        Verb.MAKE_PAIR_CODE: make_pair_code,
        Verb.USE_PAIR_CODE: use_pair_code,
        Verb.AGREE_PAIR: agree_pair,
        Verb.CONFIRM_PAIR: confirm_pair,
        Verb.TAKE_OUT_SPACE: take_out_space,
        Verb.SHOW_THERE_TOO: show_there_too,
        Verb.BLOCK: block_command,
        Verb.SAVE_BLOCK: save_block,
        Verb.BLOCKS: show_blocks,
        Verb.UNBLOCK: unblock,
        Verb.FELT_WRONG: felt_wrong,
        Verb.BLOCK_COUNTERPART: block_counterpart,
        Verb.REPORT: report_command,
        Verb.REPORT_COUNTERPART: report_counterpart,
        Verb.SEND_REPORT: send_report,
        Verb.ADD_TO_REPORT: add_to_report,
        Verb.REPORTS: show_reports,
        Verb.LOOK_AT_REPORT: look_at_report,
        Verb.REPORT_SEEN: report_seen,
        Verb.ANSWER_REPORT: answer_report,
        Verb.CLOSE_REPORT: close_report,
        Verb.EXPORT: export_command,
        Verb.EXPORT_PAGE: export_command,
        Verb.EXPORT_FILE: export_file,
        Verb.FORGET_ME: forget_me_command,
        Verb.FORGET_ME_NOW: forget_me_now,
        Verb.KEEP_BACK: keep_back,
        Verb.SEND_ANYWAY: send_anyway,
        Verb.LET_GO: let_go,
    }
)

UNDERSTOOD = frozenset(
    {Verb.NEED, Verb.OFFER, Verb.WRITE_NEED, Verb.REVISE_NEED, Verb.WRITE_OFFER, Verb.REVISE_OFFER}
)
"""The verbs whose text is a post."""

ONLY_LOOKING = frozenset(
    {
        Verb.HELP,
        Verb.MINE,
        Verb.TURN_MINE,
        Verb.HOME,
        Verb.SET_UP,
        Verb.EDIT_NEED,
        Verb.EDIT_OFFER,
        Verb.THANK_HELPER,
        Verb.MY_THANKS,
        Verb.ASK_ME,
        Verb.PAUSE,
        Verb.QUEUE,
        Verb.TURN_QUEUE,
        Verb.MEMBER,
        Verb.CONFIG,
        Verb.CHANGE_SETTINGS,
        Verb.FREEZE,
        Verb.AUDIT,
        Verb.TURN_AUDIT,
        Verb.TEND_POST,
    }
    | {Verb.UNLINK, Verb.SPACES}
    | {Verb.COULD_IF, Verb.LOOK_AT_NEED, Verb.WRITE_MESSAGE, Verb.SHARE_NAME, Verb.TALK}
    | {Verb.BLOCKS, Verb.FELT_WRONG, Verb.REPORT_COUNTERPART, Verb.REPORTS, Verb.LOOK_AT_REPORT}
    | {Verb.EXPORT, Verb.EXPORT_PAGE, Verb.EXPORT_FILE, Verb.FORGET_ME}
)
"""The verbs that change nothing: they wait for no writer, and doing them twice is doing them once."""

NEVER_LIMITED = frozenset(
    {
        Verb.BLOCK,
        Verb.SAVE_BLOCK,
        Verb.BLOCKS,
        Verb.UNBLOCK,
        Verb.FELT_WRONG,
        Verb.BLOCK_COUNTERPART,
        Verb.REPORT,
        Verb.REPORT_COUNTERPART,
        Verb.SEND_REPORT,
        Verb.ADD_TO_REPORT,
        Verb.HELP,
        Verb.PAUSE,
        Verb.PAUSE_ASKS,
        Verb.STOP_ASKING,
        Verb.NOT_NOW,
        Verb.TAKE_BACK_NEED,
        Verb.TAKE_BACK_OFFER,
        Verb.KEEP_BETWEEN_US,
        Verb.SAY_HOW_SHOWN,
        Verb.STEP_BACK,
        Verb.EXPORT,
        Verb.EXPORT_PAGE,
        Verb.EXPORT_FILE,
        Verb.FORGET_ME,
        Verb.FORGET_ME_NOW,
        Verb.FORGET_TRACES,
        Verb.LET_GO,
    }
)
"""The safety paths: however often somebody comes, nobody is ever told to come back later."""
