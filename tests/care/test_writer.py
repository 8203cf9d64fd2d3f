"""What might show who wrote it: a hint, and no more."""

import pytest

from bot.care.writer import Trace, traces

OTHERS = ("Bruno Reis", "Will Rose")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("it is me, amina, from upstairs", {Trace.OWN_NAME: "amina"}),
        ("Bruno knows how to find it", {Trace.MEMBER: "Bruno"}),
        ("a rose for the grave, will pay", {}),
        ("come to room 12 on the 3rd floor", {Trace.PLACE: "room 12"}),
        ("as the only nurse here I can't leave", {Trace.ROLE: "as the only nurse here"}),
        ("I'm the caretaker of the school", {Trace.ROLE: "I'm the caretaker of the school"}),
        ("a lift to the clinic on Tuesday", {}),
    ],
)
def test_what_is_noticed(text: str, found: dict[Trace, str]):
    assert {each.trace: each.words for each in traces(text, "Amina K", OTHERS)} == found


def test_each_is_told_once_and_in_short():
    hints = traces("Amina, amina, room 1, room 2 " + "the only " + "x" * 200, "Amina", ())
    assert [each.trace for each in hints] == [Trace.OWN_NAME, Trace.PLACE, Trace.ROLE]
    assert all(len(each.words) <= 60 for each in hints)
