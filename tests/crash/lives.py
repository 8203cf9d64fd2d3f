"""One story, lived through by as many processes as it takes, and what is found after each death."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.application.verbs import Verb
from storage.effect_states import EffectState
from tests.crash.checkpoints import Moment
from tests.crash.surviving import Surroundings

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
    deaths: list[Found] = field(default_factory=list)
    killed_at: list[str] = field(default_factory=list)

    @property
    def end(self) -> Found:
        return look_into(self.around)

    @property
    def skipped(self) -> list[str]:
        """The steps that nobody could take, because they never saw the button."""
        return [line["title"] for line in self.around.people.lines() if "never saw" in line["title"]]

    def told(self) -> str:
        """For a failure: where it was killed, and in which folder it can be looked at."""
        return f"killed at {self.killed_at}; see {self.around.folder}"


class Nursery:
    """Where lives begin: one warm process that forks them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def lives(self, folder: Path, number: int, kill_at: Moment | None, weather: Weather) -> int:
        """One life; returns its exit code, negative for a signal."""
        job = {
            "folder": str(folder),
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

    def story(self, folder: Path, weather: Weather, kills: Sequence[Moment]) -> Run:
        """The story to its end: each life is killed at its moment, if it comes by it, and the last is not."""
        folder.mkdir(parents=True)
        run = Run(Surroundings(folder))
        for number, kill_at in enumerate([*kills, None], start=1):
            status = self.lives(folder, number, kill_at, weather)
            if status == 0:
                return run
            if status != -signal.SIGKILL:
                raise AssertionError(f"{(folder / 'trouble.txt').read_text()}\n{run.told()}")
            run.killed_at.append(str(kill_at))
            run.deaths.append(look_into(_as_it_was_left(folder, folder / f"death-{number}")))
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


def look_into(around: Surroundings) -> Found:
    """Reads it all at once."""
    with closing(sqlite3.connect(around.database)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        effects = file.execute(
            "SELECT effect.id, notice, effect.address, state, posting.effect IS NOT NULL, why"
            " FROM effect LEFT JOIN posting ON posting.effect = effect.id ORDER BY effect.seq"
        )
        verbs = {each.value for each in Verb}  # what moments bring is written down beside what people do
        deeds = file.execute("SELECT deed FROM audit ORDER BY rowid")
        return Found(
            around=around,
            effects={
                row[0]: EffectFound(row[0], row[1], row[2], EffectState(row[3]), bool(row[4]), row[5])
                for row in effects
            },
            deliveries=frozenset(key for (key,) in file.execute("SELECT key FROM delivery")),
            deeds=tuple(deed for (deed,) in deeds if deed in verbs),
            rows={
                name: file.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our own tables
                for name in tables
            },
        )


def _as_it_was_left(folder: Path, copy: Path) -> Surroundings:
    """A copy to look at: looking into a database tidies it up, and that is for the next life to do."""
    copy.mkdir()
    for file in folder.iterdir():
        if file.is_file():
            shutil.copy(file, copy)
    return Surroundings(copy)
