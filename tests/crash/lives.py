"""One story, lived through by as many processes as it takes, and what is found after each death."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.application.verbs import Verb
from storage.effect_states import EffectState
from storage.tables import SubjectKind
from tests.crash.checkpoints import Moment
from tests.crash.surviving import Surroundings
from tests.databases import Database, Databases, SqliteFile

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Weather:
    """How bad the luck is. `away` is how long nobody is there after a kill: longer than a lease."""

    name: str
    recognises_repeats_for: timedelta
    away: timedelta


@dataclass(frozen=True)
class EffectFound:
    id: str
    notice: str
    to: str
    state: EffectState
    stands: bool
    """A posting says where."""
    why: str | None


@dataclass(frozen=True)
class Found:
    """What is there at one moment: the database, read by somebody who knows nothing of Hypha, and what people
    and the platform have seen by then.
    """

    around: Surroundings

    effects: dict[str, EffectFound]
    deliveries: frozenset[str]
    deeds: tuple[str, ...]
    """What people did, as the audit has it: without the lines of what a moment brought."""
    rows: dict[str, int]
    """By table."""

    def confirmed(self) -> dict[str, str]:
        """What people saw done: the title of the answer by the key of the delivery. Refusals are none."""
        answers = {line["key"]: line["title"] for line in self.around.people.lines() if line["key"]}
        return {key: title for key, title in answers.items() if not title.startswith("refusal.")}

    def in_state(self, *states: EffectState) -> set[str]:
        return {each.id for each in self.effects.values() if each.state in states}


@dataclass
class Run:
    """A story that was lived to its end."""

    around: Surroundings
    deaths: list[Found]
    end: Found
    killed_at: list[str]

    @property
    def skipped(self) -> list[str]:
        """The steps that nobody could take, because they never saw the button."""
        return [line["title"] for line in self.around.people.lines() if "never saw" in line["title"]]

    def told(self) -> str:
        """For a failure: where it was killed, and in which folder it can be looked at."""
        return _told(self.around, self.killed_at)


class Nursery:
    """Where lives begin: one warm process that forks them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def lives(self, folder: Path, url: str, number: int, kill_at: Moment | None, weather: Weather) -> int:
        """One life; returns its exit code, negative for a signal."""
        job = {
            "folder": str(folder),
            "url": url,
            "seed": number,
            "kill_at": [kill_at.name, kill_at.time] if kill_at else None,
            "recognises_repeats_for": weather.recognises_repeats_for.total_seconds(),
            "away": weather.away.total_seconds(),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())["status"]

    def story(self, folder: Path, databases: Databases, weather: Weather, kills: Sequence[Moment]) -> Run:
        """The story to its end: each life is killed at its moment, if it comes by it, and the last is not."""
        folder.mkdir(parents=True)
        around = Surroundings(folder)
        deaths: list[Found] = []
        killed_at: list[str] = []
        with databases.fresh(folder) as database:
            for number, kill_at in enumerate([*kills, None], start=1):
                status = self.lives(folder, database.url, number, kill_at, weather)
                if status == 0:
                    return Run(around, deaths, look_into(around, database), killed_at)
                if status != -signal.SIGKILL:
                    trouble = (folder / "trouble.txt").read_text()
                    raise AssertionError(f"{trouble}\n{_told(around, killed_at)}")
                killed_at.append(str(kill_at))
                deaths.append(look_into(*_as_it_was_left(folder, database, folder / f"death-{number}")))
        raise AssertionError("the last life was not to be killed")


@contextmanager
def a_nursery() -> Iterator[Nursery]:
    command = [sys.executable, "-m", "tests.crash.child"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


def look_into(around: Surroundings, database: Database) -> Found:
    """Reads it all at once."""
    effects = database.rows(
        "SELECT effect.id, notice, effect.address, state, posting.effect IS NOT NULL, why"
        " FROM effect LEFT JOIN posting ON posting.effect = effect.id ORDER BY effect.seq"
    )
    verbs = {each.value for each in Verb}  # what moments bring is written down beside what people do
    deeds = database.rows("SELECT deed FROM audit ORDER BY seq")
    return Found(
        around=around,
        effects={
            row[0]: EffectFound(row[0], row[1], row[2], EffectState(row[3]), bool(row[4]), row[5])
            for row in effects
        },
        deliveries=frozenset(key for (key,) in database.rows("SELECT key FROM delivery")),
        deeds=tuple(deed for (deed,) in deeds if deed in verbs),
        rows={
            name: database.rows(f"SELECT count(*) FROM {name}")[0][0]  # noqa: S608 - our own tables
            for name in database.tables()
        }
        | {"occurrence": _due_about_somebody(database)},
    )


def _due_about_somebody(database: Database) -> int:
    """Without a community's own rounds: a story that had to wait out a death may have come past one."""
    return database.rows(
        "SELECT count(*) FROM occurrence WHERE about_kind <> ?", SubjectKind.COMMUNITY.value
    )[0][0]


def _as_it_was_left(folder: Path, database: Database, copy: Path) -> tuple[Surroundings, Database]:
    """A copy to look at: looking into a SQLite file tidies it up, and that is for the next life to do. On a
    server looking changes nothing.
    """
    copy.mkdir()
    for file in folder.iterdir():
        if file.is_file():
            shutil.copy(file, copy)
    if isinstance(database, SqliteFile):
        database = SqliteFile(copy / database.file.name)
    return Surroundings(copy), database


def _told(around: Surroundings, killed_at: Sequence[str]) -> str:
    return f"killed at {killed_at}; see {around.folder}"
