"""`/aid ask-me` and `/aid pause`: when and how much a member may be asked. Nobody is told what they say."""

import re
from dataclasses import replace
from datetime import time

from bot.application.call import Call, cleaned_value
from bot.application.ports import Work
from bot.application.zones import zone_named
from bot.domain.capacity import PauseLength, QuietHours, Willingness, pause_for
from bot.domain.community import Member
from bot.domain.decision import Decision
from bot.domain.errors import Invalid, Unknown
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.matching.lexicon import categories
from bot.views.ask_me import ASKS_A_WEEK
from bot.views.vocabulary import values_of

_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?"
_FROM_TO = re.compile(rf"{_CLOCK}\s*(?:-|\u2013|\u2014|to|until|till)\s*{_CLOCK}", re.IGNORECASE)


async def ask_me_command(call: Call, work: Work) -> Decision:
    """The form, with what they said so far."""
    return Decision(Notice(NoticeKind.ASK_ME_FORM))


async def save_ask_me(call: Call, work: Work) -> Decision:
    """From now on nobody asks them beyond this. Needs that are waiting are looked through again."""
    given = call.interaction
    said = replace(
        await work.capacities.of(call.member),
        willingness=_willingness(cleaned_value(given, "willingness")),
        kinds=frozenset(values_of(cleaned_value(given, "kinds"))) & frozenset(categories()),
        asks_a_week=_asks_a_week(cleaned_value(given, "often")),
        quiet=_quiet_hours(cleaned_value(given, "quiet")),
    )
    member = _in_zone(call, cleaned_value(given, "zone"))
    changes = (said,) if member == call.member else (said, member)
    return Decision(Notice(NoticeKind.ASK_ME), changes=changes, occurrences=(_may_be_asked(call),))


async def pause_command(call: Call, work: Work) -> Decision:
    """For how long; or, while a pause is on, one tap to end it."""
    return Decision(Notice(NoticeKind.PAUSE))


async def pause_asks(call: Call, work: Work) -> Decision:
    """No asks until then, whatever they offer."""
    try:
        pause = pause_for(PauseLength(call.interaction.token), call.now, call.zone)
    except ValueError:
        raise Unknown from None
    paused = (await work.capacities.of(call.member)).pause(pause)
    return Decision(Notice(NoticeKind.PAUSE), changes=(paused,))


async def end_pause(call: Call, work: Work) -> Decision:
    """As before the pause. Needs that are waiting are looked through again."""
    said = await work.capacities.of(call.member)
    if said.paused is None:  # tapped twice
        return Decision(Notice(NoticeKind.ASK_ME))
    return Decision(
        Notice(NoticeKind.ASK_ME), changes=(said.end_pause(),), occurrences=(_may_be_asked(call),)
    )


async def forget_traces(call: Call, work: Work) -> Decision:
    """That they were asked, helped or were helped lately: as if it had not been."""
    traces = await work.traces.of(call.member)
    kept = traces.forgotten()
    return Decision(Notice(NoticeKind.TRACES_FORGOTTEN), changes=() if kept == traces else (kept,))


def _may_be_asked(call: Call) -> Occurrence:
    return Occurrence(call.community.id, OccurrenceKind.MAY_BE_ASKED, call.member.id, call.now)


def _willingness(value: str) -> Willingness:
    try:
        return Willingness(value)
    except ValueError:
        raise Invalid("choose_one", field="willingness") from None


def _asks_a_week(value: str) -> int:
    if value not in map(str, ASKS_A_WEEK):
        raise Invalid("choose_one", field="often")
    return int(value)


def _quiet_hours(text: str) -> QuietHours | None:
    """From "21:00 to 8:00" and the like; none from nothing. Raises Invalid."""
    if not text:
        return None
    read = _FROM_TO.fullmatch(text)
    if read is None:
        raise Invalid("no_quiet_hours", field="quiet")
    try:
        return QuietHours(_clock(*read.groups()[:3]), _clock(*read.groups()[3:]))
    except ValueError:
        raise Invalid("no_quiet_hours", field="quiet") from None


def _clock(hour: str, minute: str | None, half: str | None) -> time:
    """Raises ValueError for what no clock shows. 24:00 is midnight."""
    if half is None:
        return time(int(hour) % 24 if int(hour) == 24 else int(hour), int(minute or 0))
    if not 1 <= int(hour) <= 12:
        raise ValueError("a clock with two halves has twelve hours")
    return time(int(hour) % 12 + (12 if half.lower() == "pm" else 0), int(minute or 0))


def _in_zone(call: Call, name: str) -> Member:
    """Where their clocks hang: what they named, or (nothing) what their platform tells. Raises Invalid."""
    if not name:
        return replace(call.member, zone=None, zone_said=False)
    zone = zone_named(name)
    if zone == call.zone:
        return call.member
    return replace(call.member, zone=zone, zone_said=True)
