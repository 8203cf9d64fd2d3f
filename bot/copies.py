"""`hypha backup` and `hypha restore`: a copy of the database without its key, and back."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from bot.config import Settings
from bot.doctor import CannotDo
from bot.keyfile import key_place, look_for_keys
from storage import backup, tombstones
from storage.alone import alone
from storage.encryption import GivenKeys
from storage.engine import open_engines
from storage.keyring import open_vault
from storage.migrate import Standing, migrate, standing
from storage.open import right_now, try_keys

_ON_A_SERVER = (
    "The database is on a PostgreSQL server. PostgreSQL's own {tool} {does}, also while Hypha runs: "
    "{command} The key (HYPHA_KEY) and the file {forgotten} are not in it: keep them, each apart "
    "from the copy."
)


def forgotten_file(settings: Settings) -> Path:
    """Where the marks of members who were forgotten are kept."""
    return settings.data_dir / tombstones.NAME


def back_up(settings: Settings, copy: Path, say: Callable[[str], None]) -> None:
    """Raises CannotDo, and UnusableDatabase."""
    url = settings.database_url.reveal()
    try:
        if not backup.database_file(url).exists():
            raise CannotDo("There is no database yet, so there is nothing to copy.")
        backup.copy_to(url, copy)
    except backup.NotAFile:
        raise CannotDo(
            _ON_A_SERVER.format(
                tool="pg_dump",
                does="copies it",
                command=f"pg_dump --format=custom --file={copy} DATABASE.",
                forgotten=forgotten_file(settings),
            )
        ) from None
    except FileExistsError:
        raise CannotDo(f"{copy} is there already. Choose another name: no copy is written over.") from None
    except OSError as refused:
        raise CannotDo(f"The copy can't be written to {copy}: {refused.strerror}.") from None
    say(f"The database is copied to {copy}, as it was in this moment.")
    say(
        f"The key is not in it. It is in {key_place(settings)}: keep a copy of that too, in another place "
        "than this one. Without the key nobody can read this copy; with both, anybody can read everything."
    )
    if forgotten_file(settings).exists():
        say(
            f"Nor is {forgotten_file(settings)}, which says who asked to be forgotten. Copy its newest state "
            "along: restoring forgets these people again."
        )


def restore(
    settings: Settings,
    copy: Path,
    say: Callable[[str], None],
    *,
    over: bool,
    forgotten: Sequence[Path] = (),
    clock: Callable[[], datetime] = right_now,
) -> None:
    """Nothing is touched unless all of it can be done. `over`: the database that is there may be put aside.
    `forgotten`: files whose marks are added to that in the data folder first.

    Raises CannotDo, SettingsMistake, and what opening the copy raises: it is checked first.
    """
    url, now = settings.database_url.reveal(), clock()
    try:
        target = backup.database_file(url)
    except backup.NotAFile:
        raise CannotDo(
            "The database is on a PostgreSQL server. Stop Hypha, put the copy back with PostgreSQL's own "
            f"pg_restore --clean --dbname=DATABASE {copy}, and start Hypha: it forgets again whoever is in "
            f"{forgotten_file(settings)}. The file of another host may be appended to it first."
        ) from None
    if target.exists() and not over:
        raise CannotDo(
            f"There is a database in {target} already. To put it aside and the copy in its place: stop "
            f"Hypha, then `hypha restore --over {copy}`."
        )
    keys = look_for_keys(settings)
    if keys is None:
        raise CannotDo(f"There is no key in {key_place(settings)}. Put the one there that the copy needs.")
    marks = _marks_of(forgotten)
    with alone(url):
        if marks:
            tombstones.append(forgotten_file(settings), sorted(marks))
        try:
            draft = backup.drafted_from(copy, target)
        except OSError as refused:
            raise CannotDo(f"{copy} can't be read, or not copied: {refused.strerror}.") from None
        try:
            people, parked = _made_ready(draft, GivenKeys(keys), forgotten_file(settings), now)
            aside = target.with_name(f"{target.name}.before-{now:%Y%m%dT%H%M%SZ}")
            existed = target.exists()
            backup.put_in_place(draft, target, aside)
        finally:
            backup.discard(draft)
    say(f"{copy} is the database now, in {target}. Start Hypha.")
    if existed:
        say(f"What was there before is {aside}. Delete it when it is not needed any more.")
    if people:
        say(f"People who had asked to be forgotten since then: {people}. They are forgotten again.")
    if parked:
        say(
            f"Messages that were waiting when the copy was made: {parked}. They may have been sent since, "
            "so they are set aside and not sent."
        )


def _marks_of(files: Sequence[Path]) -> frozenset[bytes]:
    """Raises CannotDo for one that is not there, or has no mark in it."""
    marks: set[bytes] = set()
    for each in files:
        try:
            found = tombstones.marks_in(each)
        except OSError as refused:
            raise CannotDo(f"{each} can't be read: {refused.strerror}.") from None
        if not found:
            raise CannotDo(
                f"Nobody's mark is in {each}. Is it the file `{tombstones.NAME}` of a data folder?"
            )
        marks |= found
    return frozenset(marks)


def _made_ready(draft: Path, keys: GivenKeys, forgotten: Path, now: datetime) -> tuple[int, int]:
    """Brought up to this version, tried with the keys, forgotten again who was; and how many people and
    messages that was.
    """
    url = f"sqlite:///{draft}"
    if standing(url) is Standing.EMPTY:
        raise CannotDo("That file is a database, but none of Hypha's.")
    migrate(url)
    asyncio.run(try_keys(url, keys))
    return asyncio.run(_settled(url, keys, forgotten, now))


async def _settled(url: str, keys: GivenKeys, forgotten: Path, now: datetime) -> tuple[int, int]:
    engines = open_engines(url)
    try:
        vault = await open_vault(engines, keys)
        people = await tombstones.replay(engines, vault, forgotten, now)
        return people, await backup.park_what_may_have_been_sent(engines, now)
    finally:
        await engines.dispose()
