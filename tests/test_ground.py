"""The ground that the other tests stand on holds."""

import asyncio
import socket
import warnings

import pytest

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
