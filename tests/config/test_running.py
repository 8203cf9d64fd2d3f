"""`hypha run` as a process: it says where it is, answers, and ends when it is asked to."""

import signal
from pathlib import Path

import aiohttp
import pytest

from tests.config.program import started


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT], ids=lambda by: by.name)
async def test_it_starts_answers_and_ends_with_tabs_open(tmp_path: Path, by: signal.Signals):
    async with started(tmp_path) as hypha, aiohttp.ClientSession(hypha.address) as browser:
        assert hypha.said[0].startswith("Made a key in data/hypha.key. Keep a copy elsewhere")
        async with browser.get("/healthz") as answer:
            assert (answer.status, await answer.json()) == (200, {"alive": True})
        async with browser.get("/readyz") as answer:
            assert (answer.status, await answer.json()) == (
                200,
                {"ready": True, "checks": {"database": True}},
            )

        async with (
            browser.ws_connect("/events?as=amina", origin=hypha.address) as one_tab,
            browser.ws_connect("/events?as=bruno", origin=hypha.address) as another,
        ):
            assert "places" in await one_tab.receive_json()
            assert await hypha.ends(by) == 0
            assert "places" in await another.receive_json()
            assert (await one_tab.receive()).data == aiohttp.WSCloseCode.GOING_AWAY
        assert hypha.said[-1] == "Hypha is closing."
        assert not [line for line in hypha.said if "Traceback" in line or line.startswith("{")]


async def test_a_second_start_finds_everything_where_it_was(tmp_path: Path):
    async with started(tmp_path) as hypha:
        assert await hypha.ends(signal.SIGTERM) == 0
    key = (tmp_path / "data/hypha.key").read_bytes()
    async with started(tmp_path) as hypha:
        assert hypha.said == [f"Hypha is at {hypha.address} : open it and pick who you are. Ctrl+C ends it."]
        assert await hypha.ends(signal.SIGTERM) == 0
    assert (tmp_path / "data/hypha.key").read_bytes() == key


async def test_with_tokens_it_says_where_it_connects_and_tells_the_truth_meanwhile(tmp_path: Path):
    nobody = "http://127.0.0.1:9"
    tokens = {
        "SLACK_BOT_TOKEN": "xoxb-canary",
        "SLACK_APP_TOKEN": "xapp-canary",
        "SLACK_API_URL": f"{nobody}/api/",
        "DISCORD_TOKEN": "canary.of.discord",
        "DISCORD_API_URL": f"{nobody}/api/v10",
    }
    async with started(tmp_path, **tokens) as hypha, aiohttp.ClientSession(hypha.address) as browser:
        assert hypha.said[-1].endswith("It is connecting to Slack and Discord. Ctrl+C ends it.")
        async with browser.get("/healthz") as answer:
            assert answer.status == 200
        async with browser.get("/readyz") as answer:
            assert answer.status == 503
            assert (await answer.json())["checks"] == {"database": True, "slack": False, "discord": False}
        async with browser.get("/") as answer:
            assert "amina" not in (await answer.text()).lower()
        assert await hypha.ends(signal.SIGTERM) == 0
        assert "canary" not in "".join(hypha.said)
        assert "Traceback" not in "".join(hypha.said)
