"""The settings, and the only place that reads the environment.

A `.env` file in the working directory is read through python-dotenv; what is set in the environment itself
wins, even if it is set to nothing.
"""

import base64
import difflib
import io
import ipaddress
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from dotenv.parser import parse_stream

T = TypeVar("T")

KEY_BYTES = 32

ENV_FILE = Path(".env")


class Secret:
    """A value that is shown nowhere by accident: only `reveal` gives it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(...)"

    __str__ = __repr__


class SettingsMistake(Exception):
    """Something is set in a way that can't work. `sentences` say what to do; they quote no secret."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Settings:
    """What Hypha was told. `.env.example` explains each in a line."""

    host: str
    port: int
    password: Secret | None
    data_dir: Path
    database_url: Secret
    """It may hold the password of a PostgreSQL server."""
    key: Secret | None
    """One or several keys, the newest first (`key_list`). None means the key file beside the embedded
    database (bot/keyfile.py)."""
    slack_bot_token: Secret | None
    slack_app_token: Secret | None
    slack_api_url: str | None
    discord_token: Secret | None
    discord_api_url: str | None

    @property
    def tokens_set(self) -> bool:
        """Whether Slack or Discord is to be connected."""
        return self.slack_bot_token is not None or self.discord_token is not None

    @property
    def embedded(self) -> bool:
        """Whether the database is the SQLite file in the data folder that needs no setting."""
        return self.database_url.reveal() == embedded_url(self.data_dir)


def embedded_url(data_dir: Path) -> str:
    """The URL of the database that is used when none is named."""
    return f"sqlite:///{data_dir / 'hypha.db'}"


def load_settings(environ: Mapping[str, str] | None = None, env_file: Path = ENV_FILE) -> Settings:
    """`environ` is the process's own unless given; `env_file` need not be there.

    Raises SettingsMistake with every mistake at once.
    """
    from_file, mistakes = _read_env_file(env_file)
    reader = _Reader({**from_file, **(os.environ if environ is None else environ)}, mistakes)
    data_dir = reader.read("HYPHA_DATA_DIR", _folder) or Path("data")
    host = reader.text("HYPHA_HOST") or "127.0.0.1"
    settings = Settings(
        host=host,
        port=reader.read("HYPHA_PORT", _port) or 8787,
        password=reader.secret("HYPHA_PASSWORD"),
        data_dir=data_dir,
        database_url=reader.secret("HYPHA_DATABASE_URL", _database_url) or Secret(embedded_url(data_dir)),
        key=reader.secret("HYPHA_KEY", _key),
        slack_bot_token=reader.secret("SLACK_BOT_TOKEN", _begins_with("xoxb-")),
        slack_app_token=reader.secret("SLACK_APP_TOKEN", _begins_with("xapp-")),
        slack_api_url=reader.read("SLACK_API_URL", _web_address),
        discord_token=reader.secret("DISCORD_TOKEN"),
        discord_api_url=reader.read("DISCORD_API_URL", _web_address),
    )
    reader.mistakes += _unknown(env_file, from_file, reader.asked)
    told = {mistake.split()[0] for mistake in reader.mistakes}  # what is set wrongly is not missing as well
    reader.mistakes += [each for each in _together(settings) if each.split()[0] not in told]
    if reader.mistakes:
        raise SettingsMistake(tuple(reader.mistakes))
    return settings


def _read_env_file(path: Path) -> tuple[dict[str, str], list[str]]:
    """What the file sets, and a sentence for each of its lines that can't be read, which is not quoted.

    Values stand for themselves: a `$` in a password is a `$`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError) as wrong:
        why = (wrong.strerror or "it can't be read") if isinstance(wrong, OSError) else "it is not UTF-8 text"
        return {}, [f"{path} can't be read: {why}."]
    values: dict[str, str] = {}
    mistakes: list[str] = []
    for line in parse_stream(io.StringIO(text)):
        if line.key is not None and line.value is not None:
            values[line.key] = line.value
        elif line.error or line.key is not None:
            mistakes.append(f"Line {line.original.line} of {path} can't be read: it should be NAME=value.")
    return values, mistakes


def _unknown(path: Path, from_file: Iterable[str], known: Sequence[str]) -> list[str]:
    """A sentence for each name in the file that looks like one of ours and is none. The environment may hold
    such names for others, such as the tests.
    """
    mistakes: list[str] = []
    for name in from_file:
        if name.startswith("HYPHA_") and name not in known:
            close = difflib.get_close_matches(name, known, 1, cutoff=0.75)
            meant = f" Is {close[0]} meant?" if close else ""
            mistakes.append(f"{name} in {path} is no setting that Hypha knows.{meant}")
    return mistakes


class _Reader:
    """Reads one value after the other, and collects what is wrong."""

    def __init__(self, environ: Mapping[str, str], mistakes: list[str]) -> None:
        self._environ = environ
        self.mistakes = mistakes
        self.asked: list[str] = []

    def text(self, name: str) -> str | None:
        self.asked.append(name)
        return self._environ.get(name, "").strip() or None

    def read(self, name: str, parse: Callable[[str], T]) -> T | None:
        """`parse` raises ValueError with the rest of a sentence that begins with the setting's name."""
        raw = self.text(name)
        if raw is None:
            return None
        try:
            return parse(raw)
        except ValueError as wrong:
            self.mistakes.append(f"{name} {wrong}")
            return None

    def secret(self, name: str, parse: Callable[[str], str] = str) -> Secret | None:
        value = self.read(name, parse)
        return None if value is None else Secret(value)


def key_bytes(key: str) -> bytes:
    """The 32 bytes of a key as it is written. Raises ValueError with what is wrong, without quoting it."""
    wrong = (
        f"is not a key: it should be the base64 of {KEY_BYTES} bytes, as `openssl rand -base64 32` makes it."
    )
    try:
        decoded = base64.b64decode(key, validate=True)
    except ValueError:
        raise ValueError(wrong) from None
    if len(decoded) != KEY_BYTES:
        raise ValueError(wrong)
    return decoded


def key_list(keys: str) -> tuple[bytes, ...]:
    """Keys as they are written, with commas between them, the newest first. Raises ValueError as
    `key_bytes`.
    """
    return tuple(dict.fromkeys(key_bytes(each.strip()) for each in keys.split(",")))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens on `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _key(raw: str) -> str:
    key_list(raw)
    return raw


def _port(raw: str) -> int:
    port = int(raw) if raw.isdecimal() else -1
    if not 0 < port < 65536:
        raise ValueError("is not a port: it should be a number from 1 to 65535, such as 8787.")
    return port


_DATABASES = (
    "sqlite:///",
    "sqlite+aiosqlite:///",
    "postgresql://",
    "postgresql+psycopg://",
    "postgres://",
)


def _database_url(raw: str) -> str:
    if not raw.startswith(_DATABASES):
        raise ValueError(
            "is not a database that Hypha can use: try sqlite:///data/hypha.db or "
            "postgresql://name:password@host/database"
        )
    return raw


def _folder(raw: str) -> Path:
    try:
        return Path(raw).expanduser()
    except RuntimeError:
        raise ValueError("begins with a ~ that stands for no folder here: write the folder out.") from None


def _web_address(raw: str) -> str:
    """The address without a slash at its end."""
    wrong = "is not a web address: it should begin with https:// and name a host."
    try:
        parts = urlsplit(raw)
    except ValueError:
        raise ValueError(wrong) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(wrong)
    return raw.rstrip("/")


def _begins_with(prefix: str) -> Callable[[str], str]:
    def parse(raw: str) -> str:
        if not raw.startswith(prefix):
            raise ValueError(f"is not that kind of token: it should begin with {prefix} (see README.md).")
        return raw

    return parse


def _together(settings: Settings) -> list[str]:
    """What each setting allows alone, and all of them together do not."""
    mistakes: list[str] = []
    if (settings.slack_bot_token is None) != (settings.slack_app_token is None):
        missing = "SLACK_BOT_TOKEN" if settings.slack_bot_token is None else "SLACK_APP_TOKEN"
        mistakes.append(f"{missing} is missing: Slack needs both its bot token and its app token.")
    if not is_loopback(settings.host) and settings.password is None:
        mistakes.append(
            "HYPHA_PASSWORD is missing: HYPHA_HOST lets other machines in, so the room needs a password."
        )
    if settings.key is None and not settings.embedded:
        mistakes.append(
            "HYPHA_KEY is missing: a database of your own needs a key of your own. `openssl rand -base64 32` "
            "makes one; keep a copy somewhere else."
        )
    return mistakes
