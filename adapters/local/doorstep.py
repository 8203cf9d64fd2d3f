"""Who may come in: a request's Host and Origin, and the password of a room that other machines can reach.

A page of another site can make a browser send requests here. Two things stop it: such a request carries
that site's Origin, and if the site lets its name point at this machine (DNS rebinding), it carries that name
as its Host. A literal address can't be pointed elsewhere, so addresses and `localhost` need no list.
"""

import hashlib
import hmac
import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from adapters.local.limits import FREE_TRIES, LONGEST_WAIT, REMEMBERED_PEERS, SESSION

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Doorstep:
    """How the room may be entered. Raises ValueError if other machines could come in without a password.

    `names` are the host names, in lower case and without port, by which the room is reached besides
    `localhost` and addresses. `key` signs sessions: at least 16 secret bytes that stay the same over
    restarts.
    """

    loopback: bool
    key: bytes = field(repr=False)
    password: str | None = field(default=None, repr=False)
    names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.loopback and not self.password:
            raise ValueError("a room that other machines can reach needs a password")
        if len(self.key) < 16:
            raise ValueError("the key for sessions is too short")

    def knows_host(self, host: str) -> bool:
        """Whether a request with that Host header was meant for this room."""
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        if name is None:
            return False
        if name == "localhost" or name in self.names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not self.loopback

    @staticmethod
    def same_origin(origin: str | None, host: str) -> bool:
        """Whether a request to `host` was made by a page of this room. A browser names the origin of every
        POST and of every WebSocket.
        """
        return origin in {f"http://{host}", f"https://{host}"}


class Sessions:
    """Entered passwords, remembered in signed cookies: nothing is kept here, and a changed password ends them
    all.
    """

    def __init__(self, doorstep: Doorstep, now: Now) -> None:
        password = (doorstep.password or "").encode()
        self._password = password
        self._key = hmac.digest(doorstep.key, b"hypha local room session\0" + password, "sha256")
        self._now = now

    def matches(self, password: str) -> bool:
        """In a time that tells nothing about how much of it is right, nor how long the right one is."""
        return hmac.compare_digest(
            hashlib.sha256(_bytes(password)).digest(), hashlib.sha256(self._password).digest()
        )

    def issue(self) -> str:
        """A cookie's value that opens the room until SESSION has passed."""
        until = str(int((self._now() + SESSION).timestamp()))
        return f"{until}.{self._mark(until)}"

    def opens(self, cookie: str | None) -> bool:
        until, _, mark = (cookie or "").partition(".")
        if not hmac.compare_digest(_bytes(mark), _bytes(self._mark(until))):
            return False
        return int(until) > self._now().timestamp()

    def _mark(self, until: str) -> str:
        return hmac.new(self._key, _bytes(until), "sha256").hexdigest()


def _bytes(sent: str) -> bytes:
    """Whatever a stranger sends, bytes that are no UTF-8 included."""
    return sent.encode("utf-8", "surrogatepass")


@dataclass(slots=True)
class _Tries:
    wrong: int
    not_before: datetime


class SlowDown:
    """After FREE_TRIES wrong passwords a peer waits, twice as long after each further one. Remembered in this
    process only.
    """

    def __init__(self, now: Now) -> None:
        self._now = now
        self._tries: OrderedDict[str, _Tries] = OrderedDict()

    def wait(self, peer: str) -> timedelta:
        """How long until that peer may try again; zero if now."""
        tries = self._tries.get(_network(peer))
        return max(timedelta(0), tries.not_before - self._now()) if tries else timedelta(0)

    def was_wrong(self, peer: str) -> None:
        network = _network(peer)
        tries = self._tries.pop(network, None) or _Tries(0, self._now())
        tries.wrong += 1
        if tries.wrong >= FREE_TRIES:
            doubled = timedelta(seconds=2 ** min(tries.wrong - FREE_TRIES + 1, 16))
            tries.not_before = self._now() + min(doubled, LONGEST_WAIT)
        self._tries[network] = tries
        while len(self._tries) > REMEMBERED_PEERS:
            self._tries.popitem(last=False)

    def was_right(self, peer: str) -> None:
        self._tries.pop(_network(peer), None)


def _network(peer: str) -> str:
    """One household or machine: an IPv4 address, or the /64 that one IPv6 customer is given."""
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return peer
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
