"""The states of an effect and every way between them: the table of docs/effects.md, held to it by a test."""

from enum import StrEnum


class EffectState(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    RECORDED = "recorded"
    DROPPED = "dropped"
    PARKED = "parked"


HELD = (EffectState.CLAIMED, EffectState.SENT)
"""In the hands of a process, under a lease."""


class Event(StrEnum):
    """What moves an effect, in the words of the table."""

    CLAIM = "claim"
    NOBODY = "nobody to write to"
    ABOUT_TO_SEND = "about to send"
    TOO_LATE = "too late to repeat"
    RECORD = "record"
    RECORD_LATE = "record late"
    PUT_BACK = "put back"
    DROP = "drop"
    PARK = "park"
    LEASE_OUT = "lease ran out"
    UNKNOWN_HARMLESS = "outcome unknown, harmless"
    UNKNOWN = "outcome unknown"
    CONVERGE = "converge"
    RESTORED = "restored from a copy"


WAYS: dict[Event, tuple[tuple[EffectState, ...], EffectState]] = {
    Event.CLAIM: ((EffectState.QUEUED,), EffectState.CLAIMED),
    Event.NOBODY: ((EffectState.QUEUED,), EffectState.PARKED),
    Event.ABOUT_TO_SEND: ((EffectState.CLAIMED,), EffectState.SENT),
    Event.TOO_LATE: ((EffectState.CLAIMED,), EffectState.PARKED),
    Event.RECORD: (HELD, EffectState.RECORDED),
    Event.RECORD_LATE: (
        (EffectState.QUEUED, EffectState.DROPPED, EffectState.PARKED),
        EffectState.RECORDED,
    ),
    Event.PUT_BACK: (HELD, EffectState.QUEUED),
    Event.DROP: ((EffectState.CLAIMED,), EffectState.DROPPED),
    Event.PARK: (HELD, EffectState.PARKED),
    Event.LEASE_OUT: ((EffectState.CLAIMED,), EffectState.QUEUED),
    Event.UNKNOWN_HARMLESS: ((EffectState.SENT,), EffectState.QUEUED),
    Event.UNKNOWN: ((EffectState.SENT,), EffectState.PARKED),
    Event.CONVERGE: (
        (EffectState.RECORDED, EffectState.DROPPED, EffectState.PARKED),
        EffectState.QUEUED,
    ),
    Event.RESTORED: (
        (EffectState.QUEUED, EffectState.CLAIMED, EffectState.SENT),
        EffectState.PARKED,
    ),
}
"""For each event: the states that it finds an effect in, and the state that it leaves it in."""
