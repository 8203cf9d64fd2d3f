"""What people write about time, and what it comes to. Read the tables: they are the promise."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.times import END_OF_DAY, Times, Weekly, Window
from bot.matching.when import find_times

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
ZONES = pytest.mark.parametrize("zone", [BERLIN, NEW_YORK], ids=["Berlin", "New York"])
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

NOW = datetime(2026, 4, 28, 10, 0)  # noqa: DTZ001 (each test puts it into its zone)
"""It is Tuesday, 28 April 2026, 10:00 in the zone of whoever writes."""


def told(times: Times | None, zone: ZoneInfo) -> str:
    """As a person would note it: "Tue 5 May 09:00 to Tue 5 May 11:00", "Mon Wed 09:00 to 12:00"."""
    match times:
        case None:
            return "any time"
        case Window():
            ends = (times.start.astimezone(zone), times.end.astimezone(zone))
            return " to ".join(f"{DAYS[end.weekday()]} {end.day} {end:%b %H:%M}" for end in ends)
        case Weekly():
            end = "24:00" if times.end == END_OF_DAY else f"{times.end:%H:%M}"
            days = " ".join(DAYS[day] for day in sorted(times.days))
            return f"{days} {times.start:%H:%M} to {end}"


def read(text: str, zone: ZoneInfo, now: datetime = NOW) -> str:
    return told(find_times(text, now.replace(tzinfo=zone), zone), zone)


ONE_DAY = [
    ("on Tuesday at 9", "Tue 5 May 09:00 to Tue 5 May 11:00"),
    ("on Tuesday at 11", "Tue 28 Apr 11:00 to Tue 28 Apr 13:00"),
    ("Tuesday at 3", "Tue 28 Apr 15:00 to Tue 28 Apr 17:00"),
    ("can someone drive my mum to the clinic on Tuesday at 9", "Tue 5 May 09:00 to Tue 5 May 11:00"),
    ("on Tuesday", "Tue 28 Apr 10:00 to Wed 29 Apr 00:00"),
    ("tomorrow morning", "Wed 29 Apr 06:00 to Wed 29 Apr 12:00"),
    ("tomorrow at noon", "Wed 29 Apr 12:00 to Wed 29 Apr 14:00"),
    ("the day after tomorrow", "Thu 30 Apr 00:00 to Fri 1 May 00:00"),
    ("tonight", "Tue 28 Apr 17:00 to Wed 29 Apr 00:00"),
    ("at 8 tonight", "Tue 28 Apr 20:00 to Tue 28 Apr 22:00"),
    ("this afternoon", "Tue 28 Apr 12:00 to Tue 28 Apr 18:00"),
    ("this morning", "Tue 28 Apr 10:00 to Tue 28 Apr 12:00"),
    ("next Monday 9:00", "Mon 4 May 09:00 to Mon 4 May 11:00"),
    ("next Tuesday", "Tue 5 May 00:00 to Wed 6 May 00:00"),
    ("on 3 May", "Sun 3 May 00:00 to Mon 4 May 00:00"),
    ("on the 3rd of May at 10am", "Sun 3 May 10:00 to Sun 3 May 12:00"),
    ("on May 3", "Sun 3 May 00:00 to Mon 4 May 00:00"),
    ("3-5 May", "Sun 3 May 00:00 to Wed 6 May 00:00"),
    ("30 April to 2 May", "Thu 30 Apr 00:00 to Sun 3 May 00:00"),
    ("on the 2nd", "Sat 2 May 00:00 to Sun 3 May 00:00"),
    ("Sat 2nd from 10 till 2", "Sat 2 May 10:00 to Sat 2 May 14:00"),
    ("2026-05-03 14:00", "Sun 3 May 14:00 to Sun 3 May 16:00"),
    ("2026-05-03T14:00", "Sun 3 May 14:00 to Sun 3 May 16:00"),
    ("this weekend", "Sat 2 May 00:00 to Mon 4 May 00:00"),
    ("next week", "Mon 4 May 00:00 to Mon 11 May 00:00"),
    ("in three days", "Fri 1 May 00:00 to Sat 2 May 00:00"),
    ("in a week", "Sat 2 May 00:00 to Sat 9 May 00:00"),
    ("within 3 days", "Tue 28 Apr 10:00 to Sat 2 May 00:00"),
]

CLOCK = [
    ("at 9", "Wed 29 Apr 09:00 to Wed 29 Apr 11:00"),
    ("at 3", "Tue 28 Apr 15:00 to Tue 28 Apr 17:00"),
    ("at 9 p.m.", "Tue 28 Apr 21:00 to Tue 28 Apr 23:00"),
    ("at 03:00", "Wed 29 Apr 03:00 to Wed 29 Apr 05:00"),
    ("at 3 in the morning", "Wed 29 Apr 03:00 to Wed 29 Apr 05:00"),
    ("from 2 to 4pm", "Tue 28 Apr 14:00 to Tue 28 Apr 16:00"),
    ("between 11 and 1pm", "Tue 28 Apr 11:00 to Tue 28 Apr 13:00"),
    ("tomorrow 9 to 5", "Wed 29 Apr 09:00 to Wed 29 Apr 17:00"),
    ("Saturday 10pm to 2am", "Sat 2 May 22:00 to Sun 3 May 02:00"),
    ("by 5pm", "Tue 28 Apr 10:00 to Tue 28 Apr 17:00"),
    ("by Friday", "Tue 28 Apr 10:00 to Sat 2 May 00:00"),
    ("before Friday 5pm", "Tue 28 Apr 10:00 to Fri 1 May 17:00"),
    ("Thursday before 9", "Thu 30 Apr 00:00 to Thu 30 Apr 09:00"),
    ("from Monday", "Mon 4 May 00:00 to Wed 3 Jun 00:00"),
    ("in two hours", "Tue 28 Apr 12:00 to Tue 28 Apr 14:00"),
    ("within half an hour", "Tue 28 Apr 10:00 to Tue 28 Apr 10:30"),
    ("asap", "Tue 28 Apr 10:00 to Thu 30 Apr 10:00"),
    ("urgent!! my sink", "Tue 28 Apr 10:00 to Thu 30 Apr 10:00"),
    ("I need a hand right now", "Tue 28 Apr 10:00 to Thu 30 Apr 10:00"),
]

AGAIN = [
    ("weekday mornings", "Mon Tue Wed Thu Fri 06:00 to 12:00"),
    ("in the mornings on weekdays", "Mon Tue Wed Thu Fri 06:00 to 12:00"),
    ("on weekends", "Sat Sun 00:00 to 24:00"),
    ("weekend evenings", "Sat Sun 17:00 to 22:00"),
    ("every Tuesday evening", "Tue 17:00 to 22:00"),
    ("Tuesday evenings", "Tue 17:00 to 22:00"),
    ("Mon-Fri 9-12", "Mon Tue Wed Thu Fri 09:00 to 12:00"),
    ("Monday to Wednesday", "Mon Tue Wed 00:00 to 24:00"),
    ("Fri - Mon", "Mon Fri Sat Sun 00:00 to 24:00"),
    ("mon wed fri", "Mon Wed Fri 00:00 to 24:00"),
    ("Saturday and Sunday afternoon", "Sat Sun 12:00 to 18:00"),
    ("Mondays 9-12 and Thursdays 14-16", "Mon Thu 09:00 to 16:00"),
    ("every day at 7", "Mon Tue Wed Thu Fri Sat Sun 07:00 to 09:00"),
    ("evenings", "Mon Tue Wed Thu Fri Sat Sun 17:00 to 22:00"),
    ("after 5 on weekdays", "Mon Tue Wed Thu Fri 17:00 to 24:00"),
    ("after 6pm", "Mon Tue Wed Thu Fri Sat Sun 18:00 to 24:00"),
    ("Fridays 22-6", "Fri 22:00 to 24:00"),
    ("Fridays at 23:00", "Fri 23:00 to 24:00"),
    ("weekday lifts from 7 to 9 a.m.", "Mon Tue Wed Thu Fri 07:00 to 09:00"),
]

TOGETHER = [
    ("I see the doctor on Thursday. The appointment is at 9:30", "Thu 30 Apr 09:30 to Thu 30 Apr 11:30"),
    ("Saturday, 9am", "Sat 2 May 09:00 to Sat 2 May 11:00"),
    ("tomorrow at 9, or Thursday at 11", "Wed 29 Apr 09:00 to Thu 30 Apr 13:00"),
    ("evenings, weekends", "any time"),
    ("tomorrow, or any Friday", "any time"),
]

NOT_A_TIME = [
    "",
    "🙏🙏🙏",
    "Good morning everyone!",
    "today at 9",  # it is 10
    "since Sunday something is beeping",
    "last Monday was hard",
    "not on Mondays",
    "not urgent, no rush",
    "I sat in the sun",
    "may 3 people come?",
    "3rd floor, no lift, one piano",
    "a meal for 4, 9.30 each",
    "I live at 9 months pregnant",
    "from 2 people",
    "call 07700 900123",
    "on 31 February",
    "2026-02-31",
    "2025-01-01",
    "9999-12-31",
    "at 25:00",
    "at 13pm",
    "the 14th floor",
]


@ZONES
@pytest.mark.parametrize(("text", "meant"), ONE_DAY + CLOCK + AGAIN + TOGETHER)
def test_what_people_write_about_time(text: str, meant: str, zone: ZoneInfo) -> None:
    assert read(text, zone) == meant
    assert read(text.upper(), zone) == meant
    assert read(f"hello, who could help me {text}?", zone) == meant


@ZONES
@pytest.mark.parametrize("text", NOT_A_TIME)
def test_what_names_no_time_or_a_past_one(text: str, zone: ZoneInfo) -> None:
    assert read(text, zone) == "any time"


@pytest.mark.parametrize(
    ("zone", "now", "text", "start", "end"),
    [
        # Clocks go forward on 29 March in Berlin: 2:30 is not there and becomes 3:00; the day has 23 hours.
        (BERLIN, "2026-03-28T12:00", "tomorrow at 02:30", "2026-03-29T01:00", "2026-03-29T03:00"),
        (BERLIN, "2026-03-28T12:00", "tomorrow morning", "2026-03-29T04:00", "2026-03-29T10:00"),
        (BERLIN, "2026-03-28T12:00", "tomorrow", "2026-03-28T23:00", "2026-03-29T22:00"),
        # They go back on 25 October: 2:30 comes twice and means the first.
        (BERLIN, "2026-10-24T12:00", "tomorrow at 02:30", "2026-10-25T00:30", "2026-10-25T02:30"),
        (BERLIN, "2026-10-24T12:00", "tomorrow", "2026-10-24T22:00", "2026-10-25T23:00"),
        (NEW_YORK, "2026-03-07T12:00", "tomorrow 01:00-03:00", "2026-03-08T06:00", "2026-03-08T07:00"),
        (NEW_YORK, "2026-10-31T12:00", "tomorrow 01:00-03:00", "2026-11-01T05:00", "2026-11-01T08:00"),
    ],
)
def test_over_a_clock_change(zone: ZoneInfo, now: str, text: str, start: str, end: str) -> None:
    times = find_times(text, datetime.fromisoformat(now).replace(tzinfo=zone), zone)
    ends = (datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in (start, end))
    assert times == Window(*ends)


PIECES = (
    *("monday", "sat", "weekdays", "mornings", "evening", "tonight", "today", "tomorrow", "at", "from", "to"),
    *("by", "until", "after", "9", "12", "2pm", "14:00", "-", ",", "and", "every", "next", "this", "weekend"),
    *("in", "two", "hours", "days", "3", "may", "the", "14th", "2026-05-03", "urgent", "asap", "not", "lift"),
)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001 (hypothesis wants naive bounds)


@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), moments, st.sampled_from([BERLIN, NEW_YORK])
)
def test_nothing_past_is_ever_produced(text: str, moment: datetime, zone: ZoneInfo) -> None:
    now = moment.replace(tzinfo=UTC)
    times = find_times(text, now, zone)
    if isinstance(times, Window):
        assert times.start >= now
        assert times.end - times.start <= timedelta(days=800)


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    find_times(text, NOW.replace(tzinfo=BERLIN), BERLIN)
