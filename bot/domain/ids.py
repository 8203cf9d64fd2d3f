"""Ids: random, opaque, one class each, so that one kind is never taken for another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class CommunityId:
    value: str


@dataclass(frozen=True, slots=True, order=True)
class SpaceId:
    value: str


@dataclass(frozen=True, slots=True, order=True)
class MemberId:
    value: str


@dataclass(frozen=True, slots=True, order=True)
class NeedId:
    value: str


@dataclass(frozen=True, slots=True, order=True)
class OfferId:
    value: str


@dataclass(frozen=True, slots=True, order=True)
class HandshakeId:
    value: str


@dataclass(frozen=True, slots=True, order=True)
class NoteId:
    """Names one gratitude note."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class DeedId:
    """Names one thing that a moderator did."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class MessageId:
    """Names one message between two people."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class CodeId:
    """Names one one-time code; these are not its letters."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class ReportId:
    """Names one report to the moderators."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class UnsentId:
    """Names words that wait for a second look of whoever wrote them."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class EffectId:
    value: str
