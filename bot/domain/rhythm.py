"""When Hypha speaks up by itself: every length of time in one place, and the moments that follow from them.

All moments are aware UTC; a zone is given where a person's evening or morning is meant.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.times import Times, Window, local_moment

ANSWER_WITHIN = timedelta(hours=24)
"""The longest that an asker waits to hear something, whatever the answer."""
ANSWER_BEFORE_START = timedelta(hours=12)
"""So long before the help is needed they want to know, to arrange it another way."""
ANSWER_AT_LEAST = timedelta(hours=1)
"""Nobody can be found in less."""

NEXT_WAVE_AFTER = timedelta(hours=4)
"""How long people have for an answer before others are asked as well."""

EVENING_ROUND = time(18, 30)
"""When all open needs are looked at together: people are at home, and can answer before it is night."""

NEED_KEPT = timedelta(days=14)
OFFER_KEPT = timedelta(days=30)
RENEWAL_NOTICE = timedelta(days=2)
"""The private question comes so long before something is put away."""
KEPT_AFTER_ITS_TIME = timedelta(days=3)
"""A need whose moment has passed stays so long, so that its owner can renew or close it."""

FOLLOW_UP_AFTER_END = timedelta(hours=2)
FOLLOW_UP_WITHOUT_TIME = timedelta(days=3)

REMINDER_EVENING = time(18, 0)
REMINDER_CLOSE = timedelta(hours=2)

REPORT_LOOKED_AT = timedelta(hours=24)
"""By then a moderator has looked at a report, or it is said that none has."""

DRAFT_KEPT = timedelta(days=2)
UNSENT_KEPT = timedelta(days=1)
"""Words that wait for a second look and get none are let go after this."""
RETYPED_WITHIN = timedelta(minutes=2)
"""The same words by one person within this are one post: people retype when a platform shows an error."""


def answer_by(now: datetime, when: Times | None) -> datetime:
    """The moment by which the asker hears from us either way."""
    latest = now + ANSWER_WITHIN
    if isinstance(when, Window):
        latest = min(latest, when.start - ANSWER_BEFORE_START)
    return max(latest, now + ANSWER_AT_LEAST)


def need_put_away_at(now: datetime, when: Times | None) -> datetime:
    """When an open need rests by itself, unless it is renewed."""
    if isinstance(when, Window):
        return min(now + NEED_KEPT, max(when.end, now) + KEPT_AFTER_ITS_TIME)
    return now + NEED_KEPT


def offer_put_away_at(now: datetime) -> datetime:
    """When an open offer rests by itself, unless it is renewed."""
    return now + OFFER_KEPT


def renewal_question_at(put_away_at: datetime) -> datetime:
    """When the owner is asked whether it should stay."""
    return put_away_at - RENEWAL_NOTICE


def reminder_at(when: Times | None, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The evening before, or two hours before where that evening has passed; none if it is too late or no
    time is known.
    """
    if not isinstance(when, Window):
        return None
    day_before = when.start.astimezone(zone).date() - timedelta(days=1)
    evening = local_moment(day_before, REMINDER_EVENING, zone)
    if evening > now:
        return evening
    shortly = when.start - REMINDER_CLOSE
    return shortly if shortly > now else None


def ask_again_at(now: datetime, zone: ZoneInfo) -> datetime:
    """When we ask once more how it went: an evening in a few days, so that "not yet" tapped twice on one day
    is one question.
    """
    day = (now + FOLLOW_UP_WITHOUT_TIME).astimezone(zone).date()
    return local_moment(day, REMINDER_EVENING, zone)


def follow_up_at(when: Times | None, now: datetime) -> datetime:
    """When we ask how it went."""
    if isinstance(when, Window):
        return max(when.end, now) + FOLLOW_UP_AFTER_END
    return now + FOLLOW_UP_WITHOUT_TIME
