"""The program as it runs: the local room, the pump, the ticker, and the platforms whose tokens are set.

A platform that can't be reached stops nothing else: it is tried again, and `/readyz` tells the truth
meanwhile.
"""

import asyncio
import hashlib
import hmac
import logging
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tzlocal import get_localzone_name

from adapters.local import limits
from adapters.local.app import make_app, serving
from adapters.local.doorstep import Doorstep
from adapters.local.hub import Hub
from adapters.local.outbound import LocalOutbound
from adapters.scheduler import ticking
from bot.config import Settings, is_loopback
from bot.domain.community import Platform
from bot.domain.errors import Misconfigured
from bot.wiring import House, open_house
from storage import tombstones
from storage.alone import alone
from storage.encryption import Keys

_log = logging.getLogger(__name__)

Check = Callable[[], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class _Connection:
    """A platform: what keeps it connected for as long as the program runs, and whether it is now."""

    platform: Platform
    keep: Callable[[], Coroutine[None, None, None]]
    connected: Check


async def serve(settings: Settings, keys: Keys, *, say: Callable[[str], None]) -> None:
    """Run until SIGINT or SIGTERM. `say` takes plain sentences for whoever started it.

    Raises CannotListen if the port is taken, and whatever opening the database raises.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stopped.set)
    async with running(settings, keys, say=say) as port:
        for line in _where_it_is(settings, port):
            say(line)
        await stopped.wait()
        say("Hypha is closing.")


@asynccontextmanager
async def running(settings: Settings, keys: Keys, *, say: Callable[[str], None]) -> AsyncGenerator[int]:
    """Everything, until left; gives the port that the local room is served on."""
    async with AsyncExitStack() as opened:
        opened.enter_context(alone(settings.database_url.reveal()))
        house = await opened.enter_async_context(
            open_house(
                settings.database_url.reveal(),
                keys,
                zone=ZoneInfo(get_localzone_name()),
                tokens_set=settings.tokens_set,
                forgotten=settings.data_dir / tombstones.NAME,
            )
        )
        hub = Hub(run=house.chance.token(), most=limits.STREAMS_MAX)
        house.connect(Platform.LOCAL, LocalOutbound(), hub.changed)
        connections = tuple(_connections(settings, house))
        app = make_app(
            door=house.door,
            room=house.room,
            hub=hub,
            doorstep=_doorstep(settings, keys.now()[0]),
            readiness={
                "database": house.answers,
                **{each.platform.value: each.connected for each in connections},
            },
            clock=house.clock,
            chance=house.chance,
        )
        port = await opened.enter_async_context(serving(app, settings.host, settings.port))
        tasks = [asyncio.create_task(house.pump.run(), name="pump")]
        tasks += [asyncio.create_task(_kept(each, say), name=each.platform.value) for each in connections]
        opened.push_async_callback(_ended, tasks)
        opened.enter_context(ticking(house.pump.tick))
        yield port


def _connections(settings: Settings, house: House) -> list[_Connection]:
    """The platforms whose tokens are set. Each is imported only then: together they take 112 MB."""
    found: list[_Connection] = []
    if settings.slack_bot_token is not None and settings.slack_app_token is not None:
        from adapters.slack.app import SlackConnection

        slack = SlackConnection(
            house.door,
            bot_token=settings.slack_bot_token.reveal(),
            app_token=settings.slack_app_token.reveal(),
            api_url=settings.slack_api_url,
        )
        house.connect(Platform.SLACK, slack.outbound)
        found.append(_Connection(Platform.SLACK, slack.serve, slack.connected))
    if settings.discord_token is not None:
        from adapters.discord.app import DiscordConnection, HyphaOnDiscord
        from adapters.discord.commands import MarkInFile
        from adapters.discord.outbound import DiscordOutbound

        token, mark = settings.discord_token, MarkInFile(settings.data_dir / "discord-commands")
        discord = DiscordConnection(
            lambda: HyphaOnDiscord(house.door, mark), api_url=settings.discord_api_url
        )

        async def connected() -> bool:
            return discord.bot.trouble() is None

        async def keep() -> None:
            await discord.serve(token.reveal())

        house.connect(Platform.DISCORD, DiscordOutbound(lambda: discord.bot))
        found.append(_Connection(Platform.DISCORD, keep, connected))
    return found


async def _kept(connection: _Connection, say: Callable[[str], None]) -> None:
    """A token that the platform does not know is the operator's to mend: said once, and the rest goes on."""
    try:
        await connection.keep()
    except Misconfigured as mistake:
        say(f"{mistake}. The rest goes on without it.")
        _log.error("platform_misconfigured", extra={"place": connection.platform.value})


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _doorstep(settings: Settings, key: bytes) -> Doorstep:
    return Doorstep(
        loopback=is_loopback(settings.host),
        key=hmac.digest(key, b"sessions of the local room", hashlib.sha256),
        password=settings.password.reveal() if settings.password is not None else None,
        names=frozenset({settings.host.lower()}),
    )


def _where_it_is(settings: Settings, port: int) -> list[str]:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - not bound here, named
    shown = f"[{host}]" if ":" in host else host
    room = f"Hypha is at http://{shown}:{port}"
    if not settings.tokens_set:
        return [f"{room} : open it and pick who you are. Ctrl+C ends it."]
    names = [
        name
        for name, token in (("Slack", settings.slack_bot_token), ("Discord", settings.discord_token))
        if token
    ]
    return [f"{room}/readyz tells how it is. It is connecting to {' and '.join(names)}. Ctrl+C ends it."]
