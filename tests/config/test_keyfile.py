"""The key that opens everything: made once, for its owner alone, and never made anew over what it sealed."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from bot.config import Settings, SettingsMistake, load_settings
from bot.keyfile import find_keys, key_file


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"HYPHA_DATA_DIR": str(tmp_path / "data")}, tmp_path / "no .env")


def find_key(settings: Settings) -> tuple[bytes, bool]:
    """The one key that there is."""
    keys, made = find_keys(settings, lambda: None)
    [key] = keys.now()
    return key, made


def told(settings: Settings) -> str:
    with pytest.raises(SettingsMistake) as raised:
        find_key(settings)
    return str(raised.value)


def test_the_first_start_makes_it_and_the_next_finds_it(settings: Settings):
    key, made = find_key(settings)
    assert made
    assert len(key) == 32
    assert find_key(settings) == (key, False)


def test_two_houses_have_two_keys(settings: Settings, tmp_path: Path):
    other = load_settings({"HYPHA_DATA_DIR": str(tmp_path / "other")}, tmp_path / "no .env")
    assert find_key(settings) != find_key(other)


def test_it_is_its_owners_alone(settings: Settings):
    before = os.umask(0)  # the most careless surroundings
    try:
        find_key(settings)
    finally:
        os.umask(before)
    assert stat.S_IMODE(key_file(settings).stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700


def test_starts_in_the_same_moment_agree_on_one(settings: Settings):
    starts = 8
    together = Barrier(starts)

    def start() -> tuple[bytes, bool]:
        together.wait(timeout=30)
        return find_key(settings)

    with ThreadPoolExecutor(starts) as pool:
        found = [start.result() for start in [pool.submit(start) for _ in range(starts)]]
    assert len({key for key, _ in found}) == 1
    assert [made for _, made in found].count(True) == 1
    assert [each.name for each in settings.data_dir.iterdir()] == ["hypha.key"]


def test_a_key_that_was_made_and_lost_is_not_made_again(settings: Settings):
    find_key(settings)
    (settings.data_dir / "hypha.db").touch()
    key_file(settings).unlink()
    assert "is gone" in told(settings)
    assert "Put it back" in told(settings)
    assert not key_file(settings).exists()


def test_a_key_of_ones_own_needs_no_file(settings: Settings, tmp_path: Path):
    written = "c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZS4="
    own = load_settings(
        {"HYPHA_DATA_DIR": str(settings.data_dir), "HYPHA_KEY": written}, tmp_path / "no .env"
    )
    assert find_key(own) == (b"sixteen bytes, and sixteen more.", False)
    assert not settings.data_dir.exists()


@pytest.mark.parametrize("damage", ["", "half of a ke", "schlüssel", "\x00" * 44])
def test_a_damaged_key_is_told_and_left_as_it_is(settings: Settings, damage: str):
    find_key(settings)
    key_file(settings).write_text(damage, encoding="utf-8")
    assert told(settings).endswith("holds no key. Put your copy of it back, or set HYPHA_KEY.")
    assert key_file(settings).read_text(encoding="utf-8") == damage


def test_a_start_that_died_while_it_made_the_key_is_in_nobodys_way(settings: Settings):
    """What it left is a draft under another name; the key itself is whole or not there."""
    settings.data_dir.mkdir()
    (settings.data_dir / "hypha.key.0a1b2c3d").write_text("half of a ke")
    key, made = find_key(settings)
    assert made
    assert find_key(settings) == (key, False)


def test_a_place_where_no_key_can_be_made_is_told(settings: Settings):
    settings.data_dir.write_text("a file where the folder should be")
    assert "can't be read: Not a directory" in told(settings)


def test_a_folder_in_its_place_is_told(settings: Settings):
    key_file(settings).mkdir(parents=True)
    assert told(settings) == f"The key file {key_file(settings)} can't be read: Is a directory."


def test_a_disk_that_refuses_is_told(settings: Settings, tmp_path: Path):
    (tmp_path / "full").symlink_to("/proc/self")  # a folder in which nobody, root included, makes files
    full = load_settings({"HYPHA_DATA_DIR": str(tmp_path / "full")}, tmp_path / "no .env")
    said = told(full)
    assert said.startswith(f"The key file {key_file(full)} can't be made (")
    assert "set HYPHA_DATA_DIR to another folder" in said
