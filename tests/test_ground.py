"""The ground that the other tests stand on holds."""

import asyncio
import socket
import warnings
from pathlib import Path

import pytest

from tests import needed
from tests.depth import chosen
from tests.network import LeftThisMachine

# 192.0.2.0/24 is set aside for documentation: nobody lives there.
NOWHERE = ("192.0.2.1", 9)


def test_a_connection_off_this_machine_is_refused():
    with socket.socket() as sock, pytest.raises(LeftThisMachine):
        sock.connect(NOWHERE)
    with socket.socket() as sock, pytest.raises(LeftThisMachine):
        sock.connect_ex(NOWHERE)


def test_a_name_is_not_looked_up():
    with pytest.raises(LeftThisMachine):
        socket.getaddrinfo("example.org", 443)


async def test_asyncio_is_held_back_too():
    with pytest.raises(LeftThisMachine):
        await asyncio.open_connection(*NOWHERE)


async def test_loopback_stays_open():
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"here")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "localhost", 0, family=socket.AF_INET) as server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert await reader.read() == b"here"
        writer.close()
        await writer.wait_closed()


def test_an_unknown_depth_is_said_to_be_one():
    with pytest.raises(ValueError, match="quick or deep"):
        chosen("abyssal")


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning, match="old ways"):
        warnings.warn("old ways", stacklevel=1)


def test_a_folder_that_nobody_named_is_skipped_plainly(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("HYPHA_SPECS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="HYPHA_SPECS names no folder with maps"):
        needed.folder("HYPHA_SPECS", "maps")


def test_a_named_folder_has_to_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("HYPHA_SPECS", str(tmp_path / "gone"))
    with pytest.raises(pytest.fail.Exception, match="which is no folder"):
        needed.folder("HYPHA_SPECS", "maps")


def test_chromium_may_be_missing_unless_everything_is_required(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("HYPHA_CHROMIUM", raising=False)
    monkeypatch.delenv("HYPHA_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Chromium is not installed"):
        needed.chromium()
    monkeypatch.setenv("HYPHA_REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="required, but Chromium is not installed"):
        needed.chromium()
