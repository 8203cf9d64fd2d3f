"""How a platform is written to."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.domain.ids import (
    EffectId,
)
from bot.views.i18n import Tongue
from bot.views.vocabulary import Card


@dataclass(frozen=True, slots=True)
class Private:
    """To one person alone; `account` is their id on the platform."""

    account: str


@dataclass(frozen=True, slots=True)
class Channel:
    account: str


Address = Private | Channel


@dataclass(frozen=True, slots=True)
class MessageRef:
    """Where a message stands: the platform's ids of the conversation and of the message in it."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A view on its way. `effect` is opaque and stays the same however often it is tried."""

    effect: EffectId
    to: Address
    view: Card
    tongue: Tongue


class Outbound(Protocol):
    """How one connected platform is written to. Both calls raise DeliveryError and nothing else."""

    @property
    def pace(self) -> timedelta:
        """The shortest time between two messages to one address."""
        ...

    @property
    def recognises_repeats_for(self) -> timedelta:
        """For how long after a first try the platform itself turns a second send of the same effect into the
        first. Zero if it does not. Within it, a send of unknown outcome is tried again; past it, it is
        parked.
        """
        ...

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef: ...

    async def edit(self, space_account: str, parcel: Parcel, where: MessageRef) -> None: ...
