"""`hypha doctor` finds what is wrong, says what to do, and touches nothing."""

import errno
import os
import socket
from pathlib import Path

import pytest

from bot.cli import main
from bot.config import load_settings
from bot.doctor import cannot_listen
from storage.tombstones import append
from tests.config.conftest import ask_database
from tests.config.places import free_port, taken_port


@pytest.fixture(autouse=True)
def _free_port(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYPHA_PORT", str(free_port()))


class Doctor:
    """What somebody reads who asks the doctor."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def finds(self, *sentences: str) -> None:
        """These things have to be mended, and no others."""
        status = main(["doctor"])
        read = self._capsys.readouterr()
        assert not read.err
        to_mend = [line.removeprefix("mend  ") for line in read.out.splitlines() if line.startswith("mend")]
        assert status == (1 if sentences else 0)
        assert len(to_mend) == len(sentences), to_mend
        for found, expected in zip(to_mend, sentences, strict=True):
            assert expected in found

    def says(self) -> str:
        """All of it, when nothing has to be mended."""
        assert main(["doctor"]) == 0
        return self._capsys.readouterr().out


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str]) -> Doctor:
    return Doctor(capsys)


def test_before_the_first_start_all_is_well_and_nothing_is_made(doctor: Doctor, folder: Path):
    said = doctor.says()
    assert "the first `hypha run` makes it" in said
    assert "There is no key yet" in said
    assert "There is no database yet" in said
    assert "Slack: no tokens" in said
    assert "Discord: no token" in said
    assert list(folder.iterdir()) == []


def test_after_it_the_key_is_tried(doctor: Doctor, lived_in: Path):
    said = doctor.says()
    assert "The database fits this version, and the key opens it." in said
    assert "Keep a copy somewhere else" in said


def test_what_is_set_is_told_without_its_secrets(doctor: Doctor, folder: Path):
    (folder / ".env").write_text(
        "SLACK_BOT_TOKEN=xoxb-canary\nSLACK_APP_TOKEN=xapp-canary\nDISCORD_TOKEN=canary\n"
    )
    (folder / ".env").chmod(0o600)
    said = doctor.says()
    assert f"Settings are read from {folder / '.env'}." in said
    assert "Slack: both tokens are set." in said
    assert "Discord: the token is set." in said
    assert "The local room is closed" in said
    assert "canary" not in said


def test_a_room_for_others_is_told_to_be_one(doctor: Doctor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HYPHA_HOST", "0.0.0.0")  # noqa: S104 - the doctor tries the port, and lets it go
    monkeypatch.setenv("HYPHA_PASSWORD", "elderflower")
    assert "can be reached from other machines, and asks for HYPHA_PASSWORD" in doctor.says()


def test_what_others_could_read_is_to_be_closed(doctor: Doctor, lived_in: Path):
    (lived_in / ".env").write_text("DISCORD_TOKEN=canary\n")
    (lived_in / ".env").chmod(0o644)
    (lived_in / "data").chmod(0o755)
    (lived_in / "data/hypha.key").chmod(0o640)
    doctor.finds("chmod 600 .env", "chmod 700 data", "chmod 600 data/hypha.key")


def test_settings_without_secrets_may_be_read_by_all(doctor: Doctor, folder: Path):
    (folder / ".env").write_text(f"HYPHA_PORT={os.environ['HYPHA_PORT']}\n")
    (folder / ".env").chmod(0o644)
    doctor.finds()


def test_a_file_where_the_data_folder_should_be(doctor: Doctor, folder: Path):
    (folder / "data").write_text("")
    doctor.finds("data is not a folder. Set HYPHA_DATA_DIR to one.")


def test_a_lost_key(doctor: Doctor, lived_in: Path):
    (lived_in / "data/hypha.key").unlink()
    doctor.finds("The key file data/hypha.key is gone")


def test_a_damaged_key(doctor: Doctor, lived_in: Path):
    (lived_in / "data/hypha.key").write_text("half of a ke")
    doctor.finds("The key file data/hypha.key holds no key.")


def test_another_key(doctor: Doctor, lived_in: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HYPHA_KEY", "c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZS4=")
    doctor.finds("sealed with another key than the one in HYPHA_KEY")


def test_a_database_with_a_damaged_field(doctor: Doctor, lived_in: Path):
    damage = "UPDATE member SET name = CAST(substr(name, 1, length(name) - 1) || 'x' AS BLOB)"
    ask_database(lived_in / "data/hypha.db", damage)
    doctor.finds("The database is damaged: member.name")


def test_a_database_with_a_part_missing(doctor: Doctor, lived_in: Path):
    ask_database(lived_in / "data/hypha.db", "DROP TABLE member")
    doctor.finds("The database can't be used: it is damaged, so put a copy of it back.")


def test_an_older_database_is_brought_up_by_the_next_start(doctor: Doctor, lived_in: Path):
    ask_database(lived_in / "data/hypha.db", "UPDATE alembic_version SET version_num = '0001'")
    assert "the next `hypha run` brings it up to this one" in doctor.says()


def test_a_newer_database(doctor: Doctor, lived_in: Path):
    ask_database(lived_in / "data/hypha.db", "UPDATE alembic_version SET version_num = '9999'")
    doctor.finds("belongs to a newer version of Hypha")


def test_a_file_that_is_no_database(doctor: Doctor, lived_in: Path):
    for file in (lived_in / "data").glob("hypha.db*"):
        file.unlink()
    (lived_in / "data/hypha.db").write_text("Dear Amina, " * 400)
    doctor.finds("The database can't be used: SQLite says: file is not a database.")


def test_a_database_that_needs_a_file(doctor: Doctor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HYPHA_DATABASE_URL", "sqlite:///:memory:")
    monkeypatch.setenv("HYPHA_KEY", "c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZS4=")
    doctor.finds("The database can't be used: the database needs a file")


def test_a_port_that_somebody_else_has(doctor: Doctor, monkeypatch: pytest.MonkeyPatch):
    with taken_port(b"<h1>Somebody else</h1>") as port:
        monkeypatch.setenv("HYPHA_PORT", str(port))
        doctor.finds(f"Port {port} on 127.0.0.1 is taken.")


def test_a_hypha_that_runs_is_no_trouble(doctor: Doctor, monkeypatch: pytest.MonkeyPatch):
    with taken_port(b'{"alive": true}') as port:
        monkeypatch.setenv("HYPHA_PORT", str(port))
        assert f"Hypha is running on 127.0.0.1 port {port}." in doctor.says()


def test_an_address_of_another_machine(doctor: Doctor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HYPHA_HOST", "192.0.2.1")  # set aside for documentation: nobody's
    monkeypatch.setenv("HYPHA_PASSWORD", "elderflower")
    doctor.finds("Hypha can't listen on 192.0.2.1 port")


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (
            OSError(errno.EADDRINUSE, "[errno 98] and more of asyncio's words"),
            "is taken. If Hypha is running",
        ),
        (PermissionError(errno.EACCES, "asyncio's words"), "(Permission denied). Set HYPHA_HOST"),
        (socket.gaierror(socket.EAI_NONAME, "Name not known"), "(Name not known). Set HYPHA_HOST"),
    ],
)
def test_why_nobody_can_listen_is_told_in_a_few_words(folder: Path, refused: OSError, words: str):
    said = cannot_listen(load_settings(), refused)
    assert words in said
    assert "asyncio" not in said


def test_the_file_of_the_forgotten_and_the_database_are_held_together(doctor: Doctor, lived_in: Path):
    ask_database(lived_in / "data/hypha.db", f"INSERT INTO tombstone VALUES (x'{'ab' * 32}')")  # noqa: S608 - no words of anybody
    doctor.finds("data/forgotten lacks marks of people who were forgotten")
    append(lived_in / "data/forgotten", [bytes.fromhex("ab" * 32)])
    doctor.finds()
    append(lived_in / "data/forgotten", [bytes(32)])
    doctor.finds("The database does not know of all who are in data/forgotten")
