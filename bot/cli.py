"""The command line: `hypha run | migrate | doctor | key | backup | restore`."""

import argparse
import asyncio
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.config import Settings, SettingsMistake, load_settings
from bot.doctor import CannotDo, cannot_listen, diagnose, in_words, unknown_key
from bot.keyfile import find_keys, key_file
from bot.log import start_logging

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for. Returns the exit status: 0 if it went well, 2 if the settings or the
    command line have to be mended first, 1 for whatever else stood in the way. Why is said in plain words.
    """
    parser = argparse.ArgumentParser(
        prog="hypha",
        description="A bot through which the members of a community help each other.",
        epilog="Settings come from .env and the environment; .env.example explains each.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("run", help="start Hypha: the local room, and Slack and Discord where tokens are set")
    commands.add_parser("migrate", help="bring the database up to this version")
    commands.add_parser("doctor", help="see what is configured, what is missing, and what to do")
    key = commands.add_parser("key", help="`key rotate`: seal everything with a new key, while Hypha runs")
    key.add_subparsers(dest="deed", required=True, metavar="deed").add_parser(
        "rotate", help="make a new key and seal everything with it; go on with it, if that was begun"
    )
    backup = commands.add_parser("backup", help="copy the database, without its key, while Hypha runs")
    backup.add_argument("file", type=Path, help="where the copy goes; nothing is written over")
    restore = commands.add_parser("restore", help="put a copy back as the database, while Hypha is stopped")
    restore.add_argument("file", type=Path, help="the copy; it stays as it is")
    restore.add_argument("--over", action="store_true", help="put the database that is there aside")
    restore.add_argument(
        "--forgotten",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="another file of who was forgotten, such as another host's; may be said several times",
    )
    asked = parser.parse_args(arguments)
    try:
        settings = load_settings()
        match asked.command:
            case "backup":
                return _backup(settings, asked.file)
            case "restore":
                return _restore(settings, asked.file, asked.forgotten, over=asked.over)
            case other:
                plain = {"run": _run, "migrate": _migrate, "doctor": _doctor, "key": _rotate}
                return plain[other](settings)
    except SettingsMistake as mistake:
        for sentence in mistake.sentences:
            print(sentence, file=sys.stderr)
        return 2


def _run(settings: Settings) -> int:
    from adapters.local.app import CannotListen
    from bot.serve import serve

    start_logging()
    keys, made = find_keys(settings, lambda: print(unknown_key(settings), file=sys.stderr))
    if made:
        _say(
            f"Made a key in {key_file(settings)}. Keep a copy elsewhere: it opens everything in the database."
        )
    try:
        return _told(settings, lambda: asyncio.run(serve(settings, keys, say=_say)))
    except CannotListen as refused:
        return _refuse(cannot_listen(settings, refused.why))
    except Exception as bug:  # noqa: BLE001 - whatever it is, its words may be a person's: only its place is told
        _log.exception("stopped_by_a_defect", extra={"error": type(bug).__name__})
        return _refuse(
            "Hypha stopped because of a mistake of its own. The line above says where it was made."
        )


def _migrate(settings: Settings) -> int:
    from storage.alone import alone
    from storage.migrate import migrate

    def bring_up() -> None:
        with alone(settings.database_url.reveal()):
            migrate(settings.database_url.reveal())
        _say("The database fits this version.")

    return _told(settings, bring_up)


def _rotate(settings: Settings) -> int:
    from bot.turn_key import turn_key

    return _told(settings, lambda: turn_key(settings, _say))


def _backup(settings: Settings, copy: Path) -> int:
    from bot.copies import back_up

    return _told(settings, lambda: back_up(settings, copy, _say))


def _restore(settings: Settings, copy: Path, forgotten: Sequence[Path], *, over: bool) -> int:
    from bot.copies import restore

    return _told(settings, lambda: restore(settings, copy, _say, forgotten=forgotten, over=over))


def _told(settings: Settings, do: Callable[[], None]) -> int:
    """Do it; what the database has against it is said plainly."""
    from storage.encryption import CannotOpen
    from storage.engine import UnusableDatabase

    try:
        do()
    except (UnusableDatabase, CannotOpen, CannotDo) as mistake:
        return _refuse(in_words(settings, mistake))
    return 0


def _doctor(settings: Settings) -> int:
    findings = diagnose(settings)
    for finding in findings:
        _say(str(finding))
    return 0 if all(finding.well for finding in findings) else 1


def _say(sentence: str) -> None:
    # At once, also into a pipe or a journal: a line that says where Hypha is is no use when it has ended.
    print(sentence, flush=True)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
