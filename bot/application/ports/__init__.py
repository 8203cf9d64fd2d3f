"""What the core needs from the outside: time, chance, storage and the platforms. Fakes stand beside the tests
that use them.
"""

from bot.application.ports.clock import Chance, Clock
from bot.application.ports.outbound import Address, Channel, MessageRef, Outbound, Parcel, Private
from bot.application.ports.outbox import Claim, Outbox
from bot.application.ports.repositories import (
    AllTraces,
    Aparts,
    Askable,
    Capacities,
    Codes,
    Communities,
    Deeds,
    Lately,
    Members,
    Messages,
    Needs,
    Notes,
    Offers,
    Reports,
    Unsents,
    Wishbook,
)
from bot.application.ports.store import Conflict, Entry, Posting, Store, Work

__all__ = [
    "Address",
    "AllTraces",
    "Aparts",
    "Askable",
    "Capacities",
    "Chance",
    "Channel",
    "Claim",
    "Clock",
    "Codes",
    "Communities",
    "Conflict",
    "Deeds",
    "Entry",
    "Lately",
    "Members",
    "MessageRef",
    "Messages",
    "Needs",
    "Notes",
    "Offers",
    "Outbound",
    "Outbox",
    "Parcel",
    "Posting",
    "Private",
    "Reports",
    "Store",
    "Unsents",
    "Wishbook",
    "Work",
]
