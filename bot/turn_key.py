"""`hypha key rotate`: a new key, everything sealed anew with it, and a word on what may be thrown away."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from bot.config import Settings
from bot.doctor import CannotDo
from bot.keyfile import adding, find_keys, key_file, line_of, look_for_keys
from storage.encryption import GivenKeys, MainKey
from storage.engine import UnusableDatabase
from storage.migrate import Standing, standing
from storage.open import try_keys
from storage.rotation import Turned, turn_over

TELL_EVERY = 500
"""Rows, after which whoever waits hears how far it is."""


def turn_key(settings: Settings, say: Callable[[str], None]) -> None:
    """Go on with what was begun; else begin. Says what it does.

    Raises CannotDo, SettingsMistake, and what opening the database raises.
    """
    url = settings.database_url.reveal()
    match standing(url):
        case Standing.ABSENT | Standing.EMPTY:
            raise CannotDo("There is no database yet, so there is nothing to seal with a new key.")
        case Standing.OLDER:
            raise CannotDo("The database is of an older version. Run `hypha migrate` first.")
        case Standing.NEWER:
            raise UnusableDatabase("it belongs to a newer version of Hypha, so start that one")
        case Standing.FITTING:
            pass
    if settings.key is None:
        _make_a_key_unless_begun(settings, say)
    elif _turned_over(settings):
        raise CannotDo(
            "Everything is sealed with the first key in HYPHA_KEY already. To turn it over, make a new one "
            "(`openssl rand -base64 32`), put it in front of the old one with a comma between them, start "
            "every Hypha with both, and run this again."
        )
    keys = look_for_keys(settings) or ()
    names = {MainKey(key).name: key for key in keys}
    sealed, told = 0, 0

    def count(rows: int) -> None:
        nonlocal sealed, told
        sealed += rows
        if sealed >= told + TELL_EVERY:
            told = sealed
            say(f"{sealed} rows are sealed with the new key so far. Hypha may go on running.")

    done = asyncio.run(turn_over(url, GivenKeys(keys), now=lambda: datetime.now(UTC), tell=count))
    _say_how_it_ended(settings, names, done, say)


def _make_a_key_unless_begun(settings: Settings, say: Callable[[str], None]) -> None:
    find_keys(settings, lambda: None)
    with adding(settings) as add:
        if not _turned_over(settings):
            say("A new key is there already, so this goes on with it.")
            return
        add()
    say(
        f"Made a new key in the first line of {key_file(settings)}. Copy the file to where you keep your "
        "copy, and keep the old one until this is done."
    )


def _turned_over(settings: Settings) -> bool:
    """Whether everything is sealed with the newest key. Raises what opening the database raises."""
    keys = look_for_keys(settings) or ()
    in_use = asyncio.run(try_keys(settings.database_url.reveal(), GivenKeys(keys)))
    return in_use is None or in_use.turned_over


def _say_how_it_ended(
    settings: Settings, keys: dict[str, bytes], done: Turned, say: Callable[[str], None]
) -> None:
    newest = next(iter(keys))
    if done.damaged:
        raise CannotDo(
            f"{done.resealed} rows are sealed with key {newest} now, but {done.damaged} can't be opened with "
            "any key that there is: they are damaged, or were moved. Keep the old keys, and put a good copy "
            "of the database back."
        )
    say(f"Everything is sealed with key {newest} now.")
    for name in sorted(done.retired):
        if settings.key is not None:
            where, then = "in HYPHA_KEY", ", as soon as every Hypha was started with the new one first"
        else:
            where, then = f"in line {line_of(settings, keys[name])} of {key_file(settings)}", ""
        say(
            f"Key {name} ({where}) may be thrown away{then}. Backups made before now still need it: keep it "
            "with them, away from here, or throw both away."
        )
