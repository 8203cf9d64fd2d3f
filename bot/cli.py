"""The command line: `hypha run | migrate | doctor`."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from bot.config import Settings, SettingsMistake, load_settings
from bot.doctor import diagnose
from bot.keyfile import find_key, key_file
from bot.log import start_logging


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for. Returns the exit status: 0 if it went well."""
    parser = argparse.ArgumentParser(
        prog="hypha", description="A bot through which the members of a community help each other."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("run", help="start Hypha: the local room, and Slack and Discord where tokens are set")
    commands.add_parser("migrate", help="bring the database up to this version")
    commands.add_parser("doctor", help="see what is configured, what is missing, and what to do")
    asked = parser.parse_args(arguments)
    try:
        settings = load_settings()
        return {"run": _run, "migrate": _migrate, "doctor": _doctor}[asked.command](settings)
    except SettingsMistake as mistake:
        for sentence in mistake.sentences:
            print(sentence, file=sys.stderr)
        return 2


def _run(settings: Settings) -> int:
    from bot.serve import serve

    start_logging()
    key, made = find_key(settings)
    if made:
        print(
            f"Made a key in {key_file(settings)}. Keep a copy elsewhere: it opens everything in the database."
        )
    try:
        asyncio.run(serve(settings, key, say=print))
    except OSError as taken:
        print(
            f"Can't listen on {settings.host} port {settings.port} ({taken.strerror}). "
            "If Hypha is running already, that is why; else choose another HYPHA_PORT.",
            file=sys.stderr,
        )
        return 1
    return 0


def _migrate(settings: Settings) -> int:
    from storage.migrate import migrate

    migrate(settings.database_url)
    print("The database fits this version.")
    return 0


def _doctor(settings: Settings) -> int:
    findings = diagnose(settings)
    for finding in findings:
        print(finding)
    return 0 if all(finding.well for finding in findings) else 1
