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

    Raises SettingsMistake if the key file can't be read, or if it is gone while the database is there: a new
    key would open nothing of what is in it.
    """
    if settings.key is not None:
        return key_bytes(settings.key.reveal()), False
    path = key_file(settings)
    try:
        return key_bytes(path.read_text(encoding="ascii").strip()), False
    except FileNotFoundError:
        if (settings.data_dir / "hypha.db").exists():
            gone = (
                f"The key file {path} is gone, and without it nothing in the database can be read. "
                "Put it back from where you keep your copy, or set HYPHA_KEY."
            )
            raise SettingsMistake((gone,)) from None
        return _made(path), True
    except (ValueError, OSError):
        raise SettingsMistake(
            (f"The key file {path} can't be read as a key. Put your copy of it back.",)
        ) from None


def _made(path: Path) -> bytes:
    """Written under another name first and linked into place, so that a crash, or a second start in the same
    moment, never leaves half a key or two.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_bytes(KEY_BYTES)
    draft = path.with_name(f"{NAME}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(base64.b64encode(key).decode("ascii") + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return key_bytes(path.read_text(encoding="ascii").strip())
    finally:
        draft.unlink()
    return key
