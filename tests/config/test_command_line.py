"""What somebody sees who types `hypha`: for each start that cannot be a plain sentence, and no traceback."""

from pathlib import Path

import pytest

from bot.cli import main
from tests.config.conftest import ask_database
from tests.config.places import free_port, taken_port

pytestmark = pytest.mark.usefixtures("_log_put_back")

OTHER_KEY = "c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZS4="


class Terminal:
    """Somebody types, and reads what comes back."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def refuses(self, command: str, sentence: str, status: int = 1) -> None:
        """The command ends with that status, and with this one sentence in it, on standard error."""
        assert main(command.split()) == status
        said = self._capsys.readouterr().err
        assert sentence in said
        assert "Traceback" not in said
        assert len(said.splitlines()) == 1, said

    def reads(self, command: str) -> str:
        assert main(command.split()) == 0
        return self._capsys.readouterr().out

    def leaves(self, *arguments: str) -> tuple[int | str | None, str]:
        """The exit status of a command that argparse ends, and everything that was said."""
        with pytest.raises(SystemExit) as left:
            main(arguments)
        read = self._capsys.readouterr()
        return left.value.code, read.out + read.err


@pytest.fixture
def terminal(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("HYPHA_PORT", str(free_port()))
    return Terminal(capsys)


def test_help_names_the_commands(terminal: Terminal):
    status, said = terminal.leaves("--help")
    assert status == 0
    assert all(
        f"    {command} " in said for command in ("run", "migrate", "doctor", "key", "backup", "restore")
    )
    assert ".env.example" in said


def test_an_unknown_command_is_told_what_there_is(terminal: Terminal):
    status, said = terminal.leaves("fly")
    assert status == 2
    assert "'fly'" in said
    assert all(command in said for command in ("run", "migrate", "doctor"))


def test_no_command_is_told_what_there_is(terminal: Terminal):
    status, said = terminal.leaves()
    assert status == 2
    assert "required: command" in said


@pytest.mark.parametrize("command", ["run", "migrate", "doctor"])
def test_mistakes_in_the_settings_come_before_everything(
    terminal: Terminal, command: str, monkeypatch: pytest.MonkeyPatch, folder: Path
):
    monkeypatch.setenv("HYPHA_PORT", "eighty")
    terminal.refuses(command, "HYPHA_PORT is not a port", status=2)
    assert list(folder.iterdir()) == []


def test_migrate_makes_the_database_fit(terminal: Terminal, folder: Path):
    assert terminal.reads("migrate") == "The database fits this version.\n"
    assert terminal.reads("migrate") == "The database fits this version.\n"
    assert (folder / "data/hypha.db").is_file()


def test_a_taken_port(terminal: Terminal, lived_in: Path, monkeypatch: pytest.MonkeyPatch):
    with taken_port() as port:
        monkeypatch.setenv("HYPHA_PORT", str(port))
        terminal.refuses(
            "run", f"Port {port} on 127.0.0.1 is taken. If Hypha is running already, that is why"
        )


def test_a_host_that_is_another_machine(terminal: Terminal, lived_in: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HYPHA_HOST", "192.0.2.1")
    monkeypatch.setenv("HYPHA_PASSWORD", "elderflower")
    terminal.refuses("run", "(Cannot assign requested address). Set HYPHA_HOST to an address of this machine")


def test_a_key_of_another_database(terminal: Terminal, lived_in: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HYPHA_KEY", OTHER_KEY)
    terminal.refuses("run", "sealed with another key than the one in HYPHA_KEY")


def test_a_lost_key(terminal: Terminal, lived_in: Path):
    (lived_in / "data/hypha.key").unlink()
    terminal.refuses("run", "The key file data/hypha.key is gone", status=2)


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_database_of_a_newer_version(terminal: Terminal, lived_in: Path, command: str):
    ask_database(lived_in / "data/hypha.db", "UPDATE alembic_version SET version_num = '9999'")
    terminal.refuses(
        command, "The database can't be used: it belongs to a newer version of Hypha, so start that one."
    )


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_file_that_is_no_database(terminal: Terminal, lived_in: Path, command: str):
    for file in (lived_in / "data").glob("hypha.db*"):
        file.unlink()
    (lived_in / "data/hypha.db").write_text("Dear Amina, " * 400)
    terminal.refuses(command, "The database can't be used: SQLite says: file is not a database.")


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_database_that_needs_a_file(terminal: Terminal, command: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HYPHA_DATABASE_URL", "sqlite://" + "/:memory:")
    monkeypatch.setenv("HYPHA_KEY", OTHER_KEY)
    terminal.refuses(command, "The database can't be used: the database needs a file")


def test_a_damaged_field(terminal: Terminal, lived_in: Path):
    damage = "UPDATE member SET name = CAST(substr(name, 1, length(name) - 1) || 'x' AS BLOB)"
    ask_database(lived_in / "data/hypha.db", damage)
    terminal.refuses("run", "The database is damaged: member.name")


def test_a_damaged_part(terminal: Terminal, lived_in: Path):
    ask_database(lived_in / "data/hypha.db", "DROP TABLE member")
    terminal.refuses("run", "The database can't be used: it is damaged")


@pytest.mark.stumbles
def test_a_bug_is_told_by_its_place_and_not_by_its_words(
    terminal: Terminal, lived_in: Path, capsys: pytest.CaptureFixture[str]
):
    ask_database(lived_in / "data/hypha.db", "ALTER TABLE community RENAME TO canary")
    assert main(["run"]) == 1
    *logged, said = capsys.readouterr().err.splitlines()
    assert "Hypha stopped because of a mistake of its own." in said
    assert '"event": "stopped_by_a_defect"' in logged[-1]
    assert "storage/" in logged[-1]
    assert "canary" not in "".join(logged)
