"""The key of the embedded default: made beside the database at the first start, for its owner alone."""

import base64
import os
import secrets
from pathlib import Path

from bot.config import KEY_BYTES, Settings, SettingsMistake, key_bytes

NAME = "hypha.key"


def key_file(settings: Settings) -> Path:
    """Where the key of the embedded default is kept."""
    return settings.data_dir / NAME


def find_key(settings: Settings) -> tuple[bytes, bool]:
    """The 32 bytes that everything is sealed with, and whether they were made just now.

    Raises SettingsMistake if the key file can't be read or made, or if it is gone while the database is
    there: a new key would open nothing of what is in it.
    """
    if settings.key is not None:
        return key_bytes(settings.key.reveal()), False
    path = key_file(settings)
    # Asked before the key is looked for: another start in this moment makes the key first, then the database.
    sealed = (settings.data_dir / "hypha.db").exists()
    try:
        return _read(path), False
    except FileNotFoundError:
        if sealed:
            raise SettingsMistake((_gone(path),)) from None
    try:
        return _made(path)
    except OSError as refused:
        raise SettingsMistake((_not_made(path, refused),)) from None


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


def _read(path: Path) -> bytes:
    """Raises FileNotFoundError, and SettingsMistake for whatever else is wrong with it."""
    try:
        return key_bytes(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise
    except OSError as refused:
        raise SettingsMistake((f"The key file {path} can't be read: {refused.strerror}.",)) from None
    except ValueError:
        damaged = f"The key file {path} holds no key. Put your copy of it back, or set HYPHA_KEY."
        raise SettingsMistake((damaged,)) from None


def _made(path: Path) -> tuple[bytes, bool]:
    """Written under another name first and linked into place, so that a crash, or a second start in the same
    moment, never leaves half a key or two. It is on disk before anything is sealed with it.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_bytes(KEY_BYTES)
    draft = path.with_name(f"{NAME}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(base64.b64encode(key).decode("ascii") + "\n")
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return _read(path), False
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return key, True
