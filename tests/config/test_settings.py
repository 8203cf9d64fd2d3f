"""What somebody sets, and what they are told when it can't be so."""

from pathlib import Path

import pytest

from bot.config import Secret, Settings, SettingsMistake, load_settings

KEY = "c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZS4="
NOWHERE = Path("there is no such file")


def told(environ: dict[str, str], env_file: Path = NOWHERE) -> tuple[str, ...]:
    """What is said about these settings."""
    with pytest.raises(SettingsMistake) as raised:
        load_settings(environ, env_file)
    return raised.value.sentences


def test_nothing_has_to_be_set_for_trying_hypha_out():
    settings = load_settings({}, NOWHERE)
    assert (settings.host, settings.port) == ("127.0.0.1", 8787)
    assert settings.database_url.reveal() == "sqlite:///data/hypha.db"
    assert settings.embedded
    assert not settings.tokens_set


def test_what_is_set_is_what_counts():
    settings = load_settings(
        {
            "HYPHA_HOST": "0.0.0.0",  # noqa: S104 - nothing listens there: it is only read
            "HYPHA_PORT": " 9000 ",
            "HYPHA_PASSWORD": "elderflower",
            "HYPHA_DATABASE_URL": "sqlite:///elsewhere/hypha.db",
            "HYPHA_KEY": KEY,
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "DISCORD_TOKEN": "a.b.c",
            "DISCORD_API_URL": "http://127.0.0.1:9001/api/v10/",
        },
        NOWHERE,
    )
    assert settings.port == 9000
    assert settings.tokens_set
    assert not settings.embedded
    assert settings.discord_api_url == "http://127.0.0.1:9001/api/v10"
    assert settings.password is not None
    assert settings.password.reveal() == "elderflower"


def test_the_data_folder_may_be_named_from_home(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", "/where/amina/lives")
    settings = load_settings({"HYPHA_DATA_DIR": "~/hypha"}, NOWHERE)
    assert settings.data_dir == Path("/where/amina/lives/hypha")
    assert settings.embedded


def test_a_home_of_nobody_is_said_to_be_none():
    (sentence,) = told({"HYPHA_DATA_DIR": "~nobody-of-that-name/hypha"})
    assert sentence.startswith("HYPHA_DATA_DIR begins with a ~ that stands for no folder")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("HYPHA_PORT", "eighty", "HYPHA_PORT is not a port: it should be a number from 1 to 65535"),
        ("HYPHA_PORT", "0", "HYPHA_PORT is not a port"),
        ("HYPHA_PORT", "65536", "HYPHA_PORT is not a port"),
        ("HYPHA_PORT", "-1", "HYPHA_PORT is not a port"),
        ("HYPHA_DATABASE_URL", "hypha.db", "HYPHA_DATABASE_URL is not a database that Hypha can use"),
        ("HYPHA_DATABASE_URL", "mysql://a:b@c/d", "HYPHA_DATABASE_URL is not a database that Hypha can use"),
        ("HYPHA_KEY", "short", "HYPHA_KEY is not a key: it should be the base64 of 32 bytes"),
        ("HYPHA_KEY", "c2hvcnQ=", "HYPHA_KEY is not a key"),
        ("HYPHA_KEY", "schlüssel", "HYPHA_KEY is not a key"),
        (
            "SLACK_BOT_TOKEN",
            "xapp-1",
            "SLACK_BOT_TOKEN is not that kind of token: it should begin with xoxb-",
        ),
        (
            "SLACK_APP_TOKEN",
            "xoxb-1",
            "SLACK_APP_TOKEN is not that kind of token: it should begin with xapp-",
        ),
        ("SLACK_API_URL", "slack.com/api", "SLACK_API_URL is not a web address"),
        ("DISCORD_API_URL", "ftp://discord.com", "DISCORD_API_URL is not a web address"),
        ("DISCORD_API_URL", "https://[half", "DISCORD_API_URL is not a web address"),
    ],
)
def test_each_mistake_is_one_plain_sentence(name: str, value: str, sentence: str):
    said = told({name: value})[0]
    assert said.startswith(sentence)
    assert "\n" not in said


def test_all_mistakes_are_told_at_once():
    said = told(
        {
            "HYPHA_HOST": "0.0.0.0",  # noqa: S104 - nothing listens there: it is only read
            "HYPHA_PORT": "x",
            "HYPHA_DATABASE_URL": "sqlite:///elsewhere.db",
            "SLACK_BOT_TOKEN": "xoxb-1",
        }
    )
    assert [each.split()[0] for each in said] == [
        "HYPHA_PORT",
        "SLACK_APP_TOKEN",
        "HYPHA_PASSWORD",
        "HYPHA_KEY",
    ]


@pytest.mark.parametrize("only", [("SLACK_BOT_TOKEN", "xoxb-1"), ("SLACK_APP_TOKEN", "xapp-1")])
def test_half_of_slack_is_not_slack(only: tuple[str, str]):
    (said,) = told(dict([only]))
    assert "is missing: Slack needs both" in said
    assert not said.startswith(only[0])


def test_what_is_set_wrongly_is_not_called_missing():
    said = told(
        {
            "SLACK_BOT_TOKEN": "wrong",
            "SLACK_APP_TOKEN": "xapp-1",
            "HYPHA_KEY": "wrong",
            "HYPHA_DATABASE_URL": "sqlite:///elsewhere.db",
        }
    )
    assert [each.split()[:3] for each in said] == [
        ["HYPHA_KEY", "is", "not"],
        ["SLACK_BOT_TOKEN", "is", "not"],
    ]


def test_no_secret_is_told():
    canary = "canary-4711"
    said = told(
        {
            "HYPHA_KEY": canary,
            "SLACK_BOT_TOKEN": canary,
            "SLACK_APP_TOKEN": canary,
            "HYPHA_DATABASE_URL": f"mysql://hypha:{canary}@db/hypha",
            "SLACK_API_URL": f"slack:{canary}@proxy",
        }
    )
    assert len(said) == 5
    assert canary not in "".join(said)


def test_a_secret_is_shown_by_nothing_that_shows_things():
    settings = load_settings(
        {
            "HYPHA_PASSWORD": "elderflower",
            "DISCORD_TOKEN": "a.b.c",
            "HYPHA_DATABASE_URL": "postgresql://hypha:elderflower@db/hypha",
            "HYPHA_KEY": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        },
        NOWHERE,
    )
    shown = f"{settings} {settings!r} {Secret('elderflower')} {Secret('a.b.c')!r}"
    assert "elderflower" not in shown
    assert "a.b.c" not in shown


class TestTheFile:
    def read(self, tmp_path: Path, text: str, environ: dict[str, str] | None = None) -> Settings:
        return load_settings(environ or {}, self.written(tmp_path, text))

    def written(self, tmp_path: Path, text: str) -> Path:
        file = tmp_path / ".env"
        file.write_text(text, encoding="utf-8")
        return file

    def test_it_is_read(self, tmp_path: Path):
        assert self.read(tmp_path, "# a remark\n\nexport HYPHA_PORT='9000'  # another\n").port == 9000

    def test_the_environment_wins_even_with_nothing(self, tmp_path: Path):
        assert self.read(tmp_path, "HYPHA_PORT=9000", {"HYPHA_PORT": "9001"}).port == 9001
        assert self.read(tmp_path, "DISCORD_TOKEN=a.b.c", {"DISCORD_TOKEN": ""}).discord_token is None

    def test_what_is_left_empty_is_not_set(self, tmp_path: Path):
        assert self.read(tmp_path, "HYPHA_PORT=\nDISCORD_TOKEN=\n").port == 8787

    def test_a_password_stands_for_itself(self, tmp_path: Path):
        settings = self.read(tmp_path, "HYPHA_PASSWORD='a${HYPHA_PORT}$b'")
        assert settings.password is not None
        assert settings.password.reveal() == "a${HYPHA_PORT}$b"

    def test_an_editor_may_mark_it_as_utf_8(self, tmp_path: Path):
        assert self.read(tmp_path, "\ufeffHYPHA_PORT=9000").port == 9000

    def test_lines_that_are_no_settings_are_told_by_number_and_not_quoted(self, tmp_path: Path):
        file = self.written(tmp_path, "HYPHA_PORT=9000\nDISCORD_TOKEN canary\nSLACK_BOT_TOKEN\n")
        assert told({}, file) == (
            f"Line 2 of {file} can't be read: it should be NAME=value.",
            f"Line 3 of {file} can't be read: it should be NAME=value.",
        )

    def test_a_name_that_is_nearly_right_is_put_right(self, tmp_path: Path):
        file = self.written(tmp_path, "HYPHA_DATABASE_URI=sqlite:///x.db\nHYPHA_ELEPHANTS=2\nOTHER=1\n")
        assert told({}, file) == (
            f"HYPHA_DATABASE_URI in {file} is no setting that Hypha knows. Is HYPHA_DATABASE_URL meant?",
            f"HYPHA_ELEPHANTS in {file} is no setting that Hypha knows.",
        )

    def test_the_environment_may_hold_names_for_others(self):
        assert load_settings({"HYPHA_DEPTH": "deep"}, NOWHERE).port == 8787

    def test_a_file_that_is_no_text_is_said_to_be_none(self, tmp_path: Path):
        file = tmp_path / ".env"
        file.write_bytes(b"HYPHA_PASSWORD=\xff\xfe")
        assert told({}, file) == (f"{file} can't be read: it is not UTF-8 text.",)

    def test_a_folder_in_its_place_is_told(self, tmp_path: Path):
        assert told({}, tmp_path) == (f"{tmp_path} can't be read: Is a directory.",)
