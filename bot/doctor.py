"""`hypha doctor`: what is configured, what is missing, and what to do, in plain words. Looks only; changes
nothing.

The sentences that `hypha run` ends with when it can't go on stand here too, so that both say the same.
"""

import asyncio
import errno
import http.client
import json
import os
import socket
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.config import ENV_FILE, Settings, SettingsMistake, is_loopback
from bot.keyfile import key_file, key_place, look_for_keys


@dataclass(frozen=True, slots=True)
class Finding:
    """`well` is False where somebody has to do something, which the sentence then says."""

    well: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.well else 'mend'}  {self.sentence}"


def diagnose(settings: Settings, env_file: Path = ENV_FILE) -> list[Finding]:
    """One finding for each thing that Hypha stands on."""
    return [
        _settings_file(settings, env_file),
        _data_folder(settings),
        _key(settings),
        *_database(settings),
        _port(settings),
        _room(settings),
        *_platforms(settings),
    ]


class CannotDo(Exception):
    """What a command was asked for can't be done; its words are a plain sentence that says what to do."""


def in_words(settings: Settings, mistake: Exception) -> str:
    """`mistake` is a CannotDo, or what storage raises about a database and its keys."""
    from storage.encryption import WrongKey
    from storage.engine import UnusableDatabase
    from storage.keyring import KeyRetired, KeyStillNeeded

    place = key_place(settings)
    match mistake:
        case CannotDo():
            return str(mistake)
        case UnusableDatabase():
            return f"The database can't be used: {mistake}."
        case KeyStillNeeded(name=name):
            return (
                f"The database is partly sealed with key {name}, which is not in {place}. Put it back there, "
                "behind the newest, until `hypha key rotate` says that it may go."
            )
        case KeyRetired(name=name):
            return (
                f"Key {name}, the first in {place}, was left behind by `hypha key rotate`. The newest key "
                "comes first: put it there."
            )
        case WrongKey():
            return (
                f"The database was sealed with another key than the one in {place}, which opens nothing of "
                "what is in it. Put the key back that it was made with, or name another database."
            )
        case _:
            return f"The database is damaged: {mistake}. Put a copy of it back."


def unknown_key(settings: Settings) -> str:
    """A running Hypha has met something that is sealed with a key that it doesn't have."""
    return (
        f"Something in the database is sealed with a key that is not in {key_place(settings)}. If another "
        "Hypha uses a new key, put that one first here too, before the others, and start this one again."
    )


def cannot_listen(settings: Settings, refused: OSError) -> str:
    """The room can't be served where the settings say."""
    if refused.errno == errno.EADDRINUSE:
        return (
            f"Port {settings.port} on {settings.host} is taken. If Hypha is running already, that is why; "
            "else choose another HYPHA_PORT."
        )
    # asyncio puts whole addresses into its own words; a name that can't be looked up has only those.
    in_words = refused.strerror if isinstance(refused, socket.gaierror) else os.strerror(refused.errno or 0)
    return (
        f"Hypha can't listen on {settings.host} port {settings.port} ({in_words}). "
        "Set HYPHA_HOST to an address of this machine, or choose another HYPHA_PORT."
    )


def _settings_file(settings: Settings, path: Path) -> Finding:
    if not path.exists():
        return Finding(True, f"There is no {path.name} in {path.absolute().parent}, and none is needed.")
    secrets = (settings.password, settings.key, settings.slack_bot_token, settings.discord_token)
    if any(secrets) and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding(False, f"Others on this machine can read {path}. Close it: chmod 600 {path}")
    return Finding(True, f"Settings are read from {path.absolute()}.")


def _data_folder(settings: Settings) -> Finding:
    folder = settings.data_dir
    if not folder.exists():
        return Finding(True, f"The data folder {folder} is not there yet; the first `hypha run` makes it.")
    if not folder.is_dir():
        return Finding(False, f"{folder} is not a folder. Set HYPHA_DATA_DIR to one.")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(
            False,
            f"Hypha may not write to {folder}. Give it to the user that runs Hypha, or set HYPHA_DATA_DIR.",
        )
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return Finding(False, f"Others on this machine can look into {folder}. Close it: chmod 700 {folder}")
    return Finding(True, f"The data folder is {folder}, and only its owner can look into it.")


def _key(settings: Settings) -> Finding:
    path = key_file(settings)
    if settings.key is not None:
        return Finding(True, "The key is given by HYPHA_KEY.")
    if not path.exists() and not (settings.data_dir / "hypha.db").exists():
        return Finding(True, f"There is no key yet; the first `hypha run` makes one in {path}.")
    try:
        look_for_keys(settings)
    except SettingsMistake as mistake:
        return Finding(False, str(mistake))
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding(False, f"Others on this machine can read the key. Close it: chmod 600 {path}")
    return Finding(
        True,
        f"The key is in {path}, beside the database that it opens. Keep a copy somewhere else: without it "
        "nothing can be read, and whoever gets both can read everything.",
    )


def _database(settings: Settings) -> list[Finding]:
    from storage.encryption import CannotOpen
    from storage.engine import UnusableDatabase
    from storage.migrate import Standing, standing

    try:
        match standing(settings.database_url.reveal()):
            case Standing.ABSENT:
                return [Finding(True, "There is no database yet; the first `hypha run` makes one.")]
            case Standing.EMPTY:
                return [Finding(True, "The database is empty; the first `hypha run` makes its tables.")]
            case Standing.OLDER:
                older = "The database is of an older version; the next `hypha run` brings it up to this one."
                return [Finding(True, older)]
            case Standing.NEWER:
                newer = "The database belongs to a newer version of Hypha. Start that one with it."
                return [Finding(False, newer)]
            case Standing.FITTING:
                return _keys_of_database(settings)
    except (UnusableDatabase, CannotOpen) as mistake:
        return [Finding(False, in_words(settings, mistake))]


def _held_too_long(settings: Settings) -> list[Finding]:
    """Each night Hypha lets go of what is no longer needed; here stands what it did not. Raises what storage
    raises.
    """
    from storage.open import held_too_long

    return [
        Finding(
            False,
            f"Something in the table {each.table} is {each.by.days} days past its time. It goes in a night "
            "in which Hypha runs; if it ran, look for due_failed in its log.",
        )
        for each in asyncio.run(held_too_long(settings.database_url.reveal(), datetime.now(UTC)))
    ]


def _forgotten(settings: Settings) -> list[Finding]:
    """Whether the file on this host holds what every host wrote. Raises what storage raises."""
    from storage.every_host import difference
    from storage.tombstones import NAME

    file = settings.data_dir / NAME
    try:
        found = asyncio.run(difference(settings.database_url.reveal(), file))
    except OSError as refused:
        return [Finding(False, f"{file} can't be read: {refused.strerror}. Restoring would forget nobody.")]
    findings: list[Finding] = []
    if found.only_in_database:
        lacks = (
            f"{file} lacks marks of people who were forgotten, maybe on another host. `hypha run` on this "
            "host adds them, within a minute if it runs already. Until then keep the other host's file, too."
        )
        findings.append(Finding(False, lacks))
    if found.only_in_file:
        older = (
            f"The database does not know of all who are in {file}: it may have been put back from an older "
            "copy. Start Hypha on this host again, and it forgets them again."
        )
        findings.append(Finding(False, older))
    return findings


def _keys_of_database(settings: Settings) -> list[Finding]:
    """Raises what storage raises."""
    from storage.encryption import GivenKeys
    from storage.open import try_keys

    try:
        keys = look_for_keys(settings)
    except SettingsMistake:
        keys = None
    if keys is None:
        return [Finding(True, "The database fits this version. Whether the key opens it can't be tried.")]
    found = [Finding(True, "The database fits this version, and the key opens it.")]
    found += _held_too_long(settings)
    found += _forgotten(settings)
    in_use = asyncio.run(try_keys(settings.database_url.reveal(), GivenKeys(keys)))
    if in_use is None:
        return found
    place = key_place(settings)
    found += [
        Finding(
            False,
            f"Some of it may still be sealed with key {name}. Leave that key in {place}, and run "
            "`hypha key rotate`.",
        )
        for name in sorted(in_use.still_needed)
    ]
    found += [
        Finding(
            True,
            f"Key {name} in {place} opens nothing in this database any more. Take it out; keep it only with "
            "backups that are older than its end.",
        )
        for name in sorted(in_use.retired)
    ]
    return found


def _port(settings: Settings) -> Finding:
    try:
        socket.create_server(
            (settings.host, settings.port),
            family=socket.AF_INET6 if ":" in settings.host else socket.AF_INET,
        ).close()
    except OSError as refused:
        if refused.errno == errno.EADDRINUSE and _hypha_answers(settings):
            return Finding(True, f"Hypha is running on {settings.host} port {settings.port}.")
        return Finding(False, cannot_listen(settings, refused))
    return Finding(True, f"Port {settings.port} on {settings.host} is free.")


def _hypha_answers(settings: Settings) -> bool:
    # By address: /healthz, like everything else, answers only to hosts that are meant.
    asked = http.client.HTTPConnection(settings.host, settings.port, timeout=2)
    try:
        asked.request("GET", "/healthz")
        return json.loads(asked.getresponse().read(1000)) == {"alive": True}
    except (OSError, ValueError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def _room(settings: Settings) -> Finding:
    if settings.tokens_set:
        return Finding(True, "The local room is closed, because tokens are set: nobody picks who they are.")
    if is_loopback(settings.host):
        return Finding(True, "The local room is for this machine alone.")
    return Finding(True, "The local room can be reached from other machines, and asks for HYPHA_PASSWORD.")


def _platforms(settings: Settings) -> list[Finding]:
    slack = (
        "Slack: both tokens are set." if settings.slack_bot_token else "Slack: no tokens, so it is left out."
    )
    discord = (
        "Discord: the token is set." if settings.discord_token else "Discord: no token, so it is left out."
    )
    return [Finding(True, slack), Finding(True, discord)]
