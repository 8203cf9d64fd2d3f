"""Where the keys are found: in HYPHA_KEY, or in the key file of the embedded default, which is made beside
the database at the first start, for its owner alone.

The key file has a key a line, the newest first; lines that begin with `#` are for people.
"""

import base64
import fcntl
import os
import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.config import ENV_FILE, KEY_BYTES, Settings, SettingsMistake, key_bytes, key_list, load_settings

NAME = "hypha.key"


def key_file(settings: Settings) -> Path:
    """Where the key of the embedded default is kept."""
    return settings.data_dir / NAME


def key_place(settings: Settings) -> str:
    """What the keys are in, as a person would say it."""
    return "HYPHA_KEY" if settings.key is not None else str(key_file(settings))


class KeysAtHand:
    """Fulfils storage.encryption.Keys. Reads them again when the file that they are in changed."""

    def __init__(self, settings: Settings, keys: tuple[bytes, ...], lacking: Callable[[], None]) -> None:
        """`keys` are those that stand there now; `lacking` is called the first time that something is sealed
        with another one.
        """
        self._settings = settings
        self._watched = ENV_FILE if settings.key is not None else key_file(settings)
        self._stamp = self._stamp_now()
        self._keys = keys
        self._lacking: Callable[[], None] | None = lacking

    def now(self) -> tuple[bytes, ...]:
        stamp = self._stamp_now()
        if stamp != self._stamp:
            # A file that is half written, or gone, is looked at again when it changes next.
            with suppress(SettingsMistake):
                found = self._found()
                if found != self._keys:
                    self._keys = found
            self._stamp = stamp
        return self._keys

    def lacking(self) -> None:
        tell, self._lacking = self._lacking, None
        if tell is not None:
            tell()

    def _found(self) -> tuple[bytes, ...]:
        settings = self._settings if self._settings.key is None else load_settings()
        return look_for_keys(settings) or self._keys

    def _stamp_now(self) -> tuple[int, int, int] | None:
        try:
            found = self._watched.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size


def find_keys(settings: Settings, lacking: Callable[[], None]) -> tuple[KeysAtHand, bool]:
    """What everything is sealed with, and whether it was made just now. `lacking`: see KeysAtHand.

    Raises SettingsMistake if the key file can't be read or made, or if it is gone while the database is
    there: a new key would open nothing of what is in it.
    """
    keys = look_for_keys(settings)
    if keys is not None:
        return KeysAtHand(settings, keys, lacking), False
    path = key_file(settings)
    with _spoken_plainly(path):
        made = _made(path)
    return KeysAtHand(settings, _read(path), lacking), made


def look_for_keys(settings: Settings) -> tuple[bytes, ...] | None:
    """The keys that there are, newest first; None before the first start. Makes nothing. Raises
    SettingsMistake as `find_keys` does.
    """
    if settings.key is not None:
        return key_list(settings.key.reveal())
    path = key_file(settings)
    # Asked before the key is looked for: another start in this moment makes the key first, then the database.
    sealed = (settings.data_dir / "hypha.db").exists()
    try:
        return _read(path)
    except FileNotFoundError:
        if sealed:
            raise SettingsMistake((_gone(path),)) from None
        return None


@contextmanager
def adding(settings: Settings) -> Generator[Callable[[], None]]:
    """Nobody else may add to the key file meanwhile: call what is given to make a key, in front of all
    others. Raises SettingsMistake if the folder or the file can't be written or read.
    """
    path = key_file(settings)
    with _spoken_plainly(path):
        folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)

        def add() -> None:
            with _spoken_plainly(path):
                older = path.read_text(encoding="ascii")
                draft = _drafted(path, _written(secrets.token_bytes(KEY_BYTES)) + older)
                draft.replace(path)
                os.fsync(folder)

        yield add
    finally:
        os.close(folder)


def line_of(settings: Settings, key: bytes) -> int:
    """In which line of the key file this key stands, from 1. Raises ValueError if it is in none."""
    lines = key_file(settings).read_text(encoding="ascii").splitlines()
    return 1 + [line.strip() for line in lines].index(_written(key).strip())


def _gone(path: Path) -> str:
    return (
        f"The key file {path} is gone, and without it nothing in the database can be read. "
        "Put it back from where you keep your copy, or set HYPHA_KEY."
    )


def _not_made(path: Path, refused: OSError) -> str:
    return (
        f"The key file {path} can't be made ({refused.strerror}). "
        f"Let the user that runs Hypha write to {path.parent}, or set HYPHA_DATA_DIR to another folder."
    )


@contextmanager
def _spoken_plainly(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as refused:
        raise SettingsMistake((_not_made(path, refused),)) from None


def _read(path: Path) -> tuple[bytes, ...]:
    """Raises FileNotFoundError, and SettingsMistake for whatever else is wrong with it."""
    try:
        lines = [line.strip() for line in path.read_text(encoding="ascii").splitlines()]
        # A file without any is read as one with an empty key, which is none.
        written = [line for line in lines if line and not line.startswith("#")] or [""]
        return tuple(key_bytes(line) for line in written)
    except FileNotFoundError:
        raise
    except OSError as refused:
        raise SettingsMistake((f"The key file {path} can't be read: {refused.strerror}.",)) from None
    except ValueError:
        damaged = f"The key file {path} holds no key. Put your copy of it back, or set HYPHA_KEY."
        raise SettingsMistake((damaged,)) from None


def _made(path: Path) -> bool:
    """Written under another name first and linked into place, so that a crash, or a second start in the same
    moment, never leaves half a key or two. It is on disk before anything is sealed with it.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _drafted(path, _written(secrets.token_bytes(KEY_BYTES)))
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return True


def _drafted(path: Path, text: str) -> Path:
    draft = path.with_name(f"{NAME}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _written(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii") + "\n"
