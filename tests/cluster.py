"""A PostgreSQL server for the tests: made from this machine's own programs, on a socket in a folder of its
own, and gone with them. Nothing else on this machine is touched or needed.
"""

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

OWNERS = ("postgres", "nobody")
"""Who it runs as when the tests run as root, whom it refuses."""

# What a crash of the machine would lose is nothing to a test, and waiting for the disk is.
UNSAFE_AND_QUICK = "-F -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


@dataclass(frozen=True)
class Cluster:
    """A running server, and who may do everything on it."""

    folder: Path
    owner: str

    def url(self, database: str, who: str | None = None) -> str:
        return f"postgresql+psycopg://{who or self.owner}@/{database}?host={self.folder}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """From outside Hypha. Each statement is its own transaction, and none waits for a lock for long."""
        return psycopg.connect(
            host=str(self.folder),
            user=self.owner,
            dbname=database,
            autocommit=True,
            options="-c lock_timeout=5s",
        )

    def create(self, database: str, template: str = "template1") -> None:
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"'.encode())

    def drop(self, database: str) -> None:
        """Also while somebody is connected to it."""
        with self.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'.encode())


@contextmanager
def running(programs: Path) -> Iterator[Cluster]:
    """A new server, until it is left. `programs` is the folder with initdb and pg_ctl."""
    owner = _owner()
    # Under a short name, because a socket's path has to be short, and outside pytest's own folders, which
    # nobody but their owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="hypha-pg-"))
    data = folder / "data"
    try:
        if owner != getpass.getuser():
            shutil.chown(folder, owner)
        plain = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        _run(owner, programs / "initdb", "-D", data, "-U", owner, *plain)
        options = f"-c listen_addresses='' -k {folder} {UNSAFE_AND_QUICK}"
        _run(owner, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
        try:
            yield Cluster(folder, owner)
        finally:
            _run(owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def _owner() -> str:
    if os.geteuid() != 0:
        return getpass.getuser()
    known = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in OWNERS if name in known)


def _run(owner: str, *command: str | Path) -> None:
    """As that user, away from the folder that the tests run in, which may be closed to them."""
    as_somebody_else = {"user": owner, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **as_somebody_else,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{done.stdout}")
