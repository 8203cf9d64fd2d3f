"""Understanding a text, over realistic and hostile ones. It waits for nothing, so that what is timed is the
processor's time: the same as the clock's on an idle machine, and no more on a busy one.
"""

from datetime import UTC, datetime
from time import thread_time_ns
from zoneinfo import ZoneInfo

from bot.matching.understand import understand
from tests.benchmarks.figures import Figure, Sample

LONGEST = 4000
"""Characters: twice as many as are taken."""
MOST = 5.0
"""The goal: milliseconds, at p99."""
ROUNDS = 30

REALISTIC = (
    "can someone drive my mum to the clinic on Tuesday at 9",
    "lifts on weekday mornings",
    "I need help moving a sofa downstairs this weekend, two people would be great",
    "could anybody look after my two kids on Friday from 3 to 6 pm?",
    "soup or any warm meal, I have the flu and can't cook until Thursday",
    "my laptop will not start since yesterday, who knows computers? Any evening after 18:00 is fine",
    "I could translate letters from Arabic, Tuesdays and Thursdays",
    "someone to talk to, it has been a hard week",
    "Looking for a ladder to borrow next Saturday morning near the old town, I bring it back by noon",
    "who can walk my dog between Christmas and New Year, about 30 minutes in the afternoon each day?",
)


def _repeated(words: str) -> str:
    return (words * (LONGEST // len(words) + 1))[:LONGEST]


def _counted(pattern: str) -> str:
    """No two of them alike."""
    hours = ((number // 60 % 24, number % 60) for number in range(1000))
    return " ".join(pattern.format(hour, minute) for hour, minute in hours)[:LONGEST]


HOSTILE = tuple(
    _repeated(words)
    for words in (
        "a",
        "on Tuesday at 9 ",
        "from 9 to 10 to 11 to ",
        "next next next week week ",
        "every every other day ",
        "between monday and between friday and ",
        "2026-03-02 ",
        "1.1.1.1.",
        "99:99 ",
        "9999999999",
        "two people and three people or ",
        "clinic lift drive sofa soup laptop ",
        "\u200b\u202e\u0301",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467 ",
        "ﬁﷺ㌔",
        "don't won't can't ",
        "--- *** ___ ",
        "\n\n \t",
        "à la carte ",
        "ｔｏｍｏｒｒｏｗ ",
        "ﷺ",
    )
)
HOSTILE += tuple(
    _counted(pattern)
    for pattern in ("{}:{:02}", "{}:{:02} or", "{}:{:02}, ", "20{1:02}-03-02 at {0}:{1:02}", "word{}{}")
)


def measure() -> list[Figure]:
    return [_figure("realistic texts", REALISTIC), _figure(f"hostile texts of {LONGEST} characters", HOSTILE)]


def _figure(what: str, texts: tuple[str, ...]) -> Figure:
    now, zone = datetime(2026, 3, 2, 10, 0, tzinfo=UTC), ZoneInfo("Europe/Lisbon")
    understand("the first one reads the lexicon", now=now, zone=zone)
    times: list[int] = []
    for _ in range(ROUNDS):
        for text in texts:
            start = thread_time_ns()
            understand(text, now=now, zone=zone)
            times.append(thread_time_ns() - start)
    sample = Sample(times)
    return Figure(
        f"understanding {what}",
        f"p50 {sample.p50:.2f} ms, p99 {sample.p99:.2f} ms",
        f"p99 at most {MOST:g} ms",
        sample.p99 <= MOST,
    )
