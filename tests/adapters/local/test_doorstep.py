"""Hosts, origins, sessions and wrong passwords."""

from datetime import timedelta

import pytest

from adapters.local import limits
from adapters.local.doorstep import Doorstep, Sessions, SlowDown
from tests.adapters.local.fakes import HandClock

KEY = b"a key of sixteen and more bytes"
LOOPBACK = Doorstep(loopback=True, key=KEY)
OPEN = Doorstep(loopback=False, key=KEY, password="elderflower", names=frozenset({"hypha.example"}))


@pytest.mark.parametrize("host", ["127.0.0.1:8787", "127.0.0.1", "localhost:8787", "LOCALHOST", "[::1]:8787"])
def test_this_machine_is_known_by_its_own_names(host: str) -> None:
    assert LOOPBACK.knows_host(host)
    assert OPEN.knows_host(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8787",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example@127.0.0.1.nip.example",
        "[::1",
        "[fe80::1%25eth0]",
        "192.0.2.7:8787",
        "2130706433",
        "hypha.example",
    ],
)
def test_a_name_that_could_be_pointed_here_is_not(host: str) -> None:
    assert not LOOPBACK.knows_host(host)


def test_a_room_for_other_machines_is_known_by_its_addresses_and_the_names_it_was_given() -> None:
    assert OPEN.knows_host("192.0.2.7:8787")
    assert OPEN.knows_host("hypha.example:8787")
    assert OPEN.knows_host("Hypha.Example")
    assert not OPEN.knows_host("evil.example")


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://evil.example",
        "http://localhost:8787",
        "http://127.0.0.1:1",
        "file://127.0.0.1:8787",
    ],
)
def test_only_the_room_own_page_is_of_the_same_origin(origin: str | None) -> None:
    assert not LOOPBACK.same_origin(origin, "127.0.0.1:8787")
    assert LOOPBACK.same_origin("http://127.0.0.1:8787", "127.0.0.1:8787")
    assert LOOPBACK.same_origin("https://hypha.example", "hypha.example")


def test_a_room_for_other_machines_needs_a_password() -> None:
    for password in (None, ""):
        with pytest.raises(ValueError, match="password"):
            Doorstep(loopback=False, key=KEY, password=password)
    with pytest.raises(ValueError, match="key"):
        Doorstep(loopback=True, key=b"short")


def test_nothing_secret_is_printed() -> None:
    assert "elderflower" not in repr(OPEN)
    assert "sixteen" not in repr(OPEN)


def test_a_session_opens_until_it_ends() -> None:
    clock = HandClock()
    sessions = Sessions(OPEN, clock.now)
    cookie = sessions.issue()
    assert sessions.opens(cookie)
    clock.pass_(limits.SESSION - timedelta(seconds=1))
    assert sessions.opens(cookie)
    clock.pass_(timedelta(seconds=2))
    assert not sessions.opens(cookie)


def test_a_session_can_not_be_made_up_or_stretched() -> None:
    clock = HandClock()
    sessions = Sessions(OPEN, clock.now)
    until, _, mark = sessions.issue().partition(".")
    made_up = [
        None,
        "",
        ".",
        until,
        f"{until}.",
        f"{int(until) + 9}.{mark}",
        f"{until}.{mark[:-1]}",
        "ü.ü",
        "\udcff.x",
    ]
    assert not any(sessions.opens(cookie) for cookie in made_up)


@pytest.mark.parametrize(
    "other",
    [
        Doorstep(loopback=False, key=KEY, password="hawthorn"),
        Doorstep(loopback=False, key=b"another key of sixteen bytes", password="elderflower"),
    ],
)
def test_a_changed_password_or_key_ends_every_session(other: Doorstep) -> None:
    clock = HandClock()
    assert not Sessions(other, clock.now).opens(Sessions(OPEN, clock.now).issue())


@pytest.mark.parametrize(
    ("given", "right"), [("elderflower", True), ("Elderflower", False), ("", False), ("\ud800", False)]
)
def test_only_the_password_is_the_password(given: str, right: bool) -> None:
    assert Sessions(OPEN, HandClock().now).matches(given) is right


def test_wrong_passwords_slow_their_sender_down_and_nobody_else() -> None:
    clock = HandClock()
    slow = SlowDown(clock.now)
    for _ in range(limits.FREE_TRIES - 1):
        slow.was_wrong("192.0.2.7")
    assert slow.wait("192.0.2.7") == timedelta(0)
    waits = []
    for _ in range(12):
        slow.was_wrong("192.0.2.7")
        waits.append(slow.wait("192.0.2.7"))
        clock.pass_(slow.wait("192.0.2.7"))
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=2)
    assert waits[-1] == limits.LONGEST_WAIT
    assert slow.wait("192.0.2.8") == timedelta(0)
    slow.was_right("192.0.2.7")
    slow.was_wrong("192.0.2.7")
    assert slow.wait("192.0.2.7") == timedelta(0)


def test_addresses_of_one_household_are_one() -> None:
    slow = SlowDown(HandClock().now)
    for position in range(limits.FREE_TRIES):
        slow.was_wrong(f"2001:db8:1:2::{position}")
    assert slow.wait("2001:db8:1:2:ffff::1") > timedelta(0)
    assert slow.wait("2001:db8:1:3::1") == timedelta(0)


def test_a_flood_of_addresses_is_not_remembered_for_ever() -> None:
    slow = SlowDown(HandClock().now)
    for _ in range(limits.FREE_TRIES):
        slow.was_wrong("first")
    for position in range(limits.REMEMBERED_PEERS):
        slow.was_wrong(f"peer {position}")
    assert slow.wait("first") == timedelta(0)
