"""`hypha doctor`: what is configured, what is missing, and what to do, in plain words. Looks only; changes
nothing.
"""

import os
import socket
import stat
from dataclasses import dataclass

from bot.config import Settings, SettingsMistake, is_loopback
from bot.keyfile import find_key, key_file


@dataclass(frozen=True, slots=True)
class Finding:
    """`well` is False where somebody has to do something, which the sentence then says."""

    well: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.well else 'mend'}  {self.sentence}"


def diagnose(settings: Settings) -> list[Finding]:
    """One finding for each thing that Hypha stands on."""
    return [
        _data_folder(settings),
        _key(settings),
        _database(settings),
        _port(settings),
        _room(settings),
        *_platforms(settings),
    ]


def _data_folder(settings: Settings) -> Finding:
    folder = settings.data_dir
    if not folder.exists():
        return Finding(True, f"The data folder {folder} is not there yet; the first `hypha run` makes it.")
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
    if not path.exists() and not _database_file_exists(settings):
        return Finding(True, f"There is no key yet; the first `hypha run` makes one in {path}.")
    try:
        find_key(settings)
    except SettingsMistake as mistake:
        return Finding(False, str(mistake))
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding(False, f"Others on this machine can read the key. Close it: chmod 600 {path}")
    return Finding(
        True,
        f"The key is in {path}, beside the database that it opens. Keep a copy somewhere else: without it "
        "nothing can be read, and whoever gets both can read everything.",
    )


def _database(settings: Settings) -> Finding:
    from storage.engine import UnusableDatabase
    from storage.migrate import fits

    if settings.embedded and not _database_file_exists(settings):
        return Finding(True, "There is no database yet; the first `hypha run` makes one.")
    try:
        fitting = fits(settings.database_url)
    except UnusableDatabase as mistake:
        return Finding(False, f"The database can't be used: {mistake}.")
    if fitting:
        return Finding(True, "The database answers and fits this version.")
    return Finding(
        False, "The database is of another version. `hypha migrate` brings an older one up to this one."
    )


def _port(settings: Settings) -> Finding:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            return Finding(
                False,
                f"Port {settings.port} on {settings.host} is taken. If Hypha is running, that is why; "
                "else set HYPHA_PORT.",
            )
    return Finding(True, f"Port {settings.port} on {settings.host} is free.")


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


def _database_file_exists(settings: Settings) -> bool:
    return settings.embedded and (settings.data_dir / "hypha.db").exists()
