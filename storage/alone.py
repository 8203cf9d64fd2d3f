"""One Hypha at a time has a SQLite database: a lock beside its file, which the system lifts when whoever
holds it ends, however that comes about.

It keeps away whoever would go on as if nobody else were there: a second start, a migration, a copy that is
put back. A backup, `key rotate` and `doctor` share the database with a running Hypha, and ask for no lock.
"""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from storage.engine import Backend, InUse, UnusableDatabase, backend_of, located

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone(url: str) -> Generator[None]:
    """Until it is left, nobody else has this database to themselves. A server is made for many, so there is
    nothing to hold.

    Raises InUse, and UnusableDatabase where no lock can be made.
    """
    location = located(url)
    if backend_of(location) is not Backend.SQLITE:
        yield
        return
    descriptor = _opened(Path(str(location.database)).resolve())
    try:
        yield
    finally:
        os.close(descriptor)


def lock_of(file: Path) -> Path:
    """The file that is locked. It is empty, and stays where it is: whoever took it away could let two in."""
    return file.with_name(f"{file.name}.lock")


def _opened(file: Path) -> int:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(lock_of(file), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as refused:
        raise UnusableDatabase(f"{lock_of(file)}: {refused.strerror}") from refused
    try:
        _lock(descriptor)
    except OSError as refused:
        os.close(descriptor)
        if isinstance(refused, BlockingIOError | PermissionError):  # as one system, and another, says it
            raise InUse(
                f"another Hypha has {file}, so stop that one first, or give this one a folder of its own "
                "with HYPHA_DATA_DIR"
            ) from None
        raise UnusableDatabase(f"{lock_of(file)}: {refused.strerror}") from refused
    return descriptor
