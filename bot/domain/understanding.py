"""What was understood of a post: computed once from its text, kept with it, and shown to its writer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from bot.domain import times
from bot.domain.times import Times

MOST_HANDS = 20

LISTENING = "emotional"
"""The category of needs for somebody to listen, and what people who may be asked to listen have chosen."""


class Kind(StrEnum):
    """What sort of help it is: emotional help is asked for and given in another way than practical help."""

    PRACTICAL = "practical"
    EMOTIONAL = "emotional"
    OTHER = "other"


class Topic(StrEnum):
    """What a post touches on, whatever kind of help it is: where a community may want to look first."""

    CHILDCARE = "childcare"
    HOME_VISIT = "home_visit"
    KEYS = "keys"
    MONEY = "money"
    """Money that changes hands."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the index compares, each named once.

    `stems` are the stems of its words, in the order of the text; `concepts` the kinds of help that its words
    point to (names from the lexicon), what the post is mostly about first.
    """

    stems: tuple[str, ...]
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """A post as understood.

    `category` is the leading concept, or None where the words point to none. `when` None means any time, or
    not said. `area` is one of the community's own names for its areas. `hands` is how many people are wanted
    or offered, from 1 to MOST_HANDS; otherwise ValueError.
    """

    kind: Kind
    category: str | None
    when: Times | None
    area: str | None
    hands: int
    urgent: bool
    features: Features
    touches: frozenset[Topic] = frozenset()

    def __post_init__(self) -> None:
        if not 1 <= self.hands <= MOST_HANDS:
            raise ValueError(f"hands must be 1 to {MOST_HANDS}")


def asking_to_be_listened_to(understood: Understanding) -> Understanding:
    """The same, as a need for somebody to listen, whatever else is in its words."""
    concepts = tuple(dict.fromkeys((LISTENING, *understood.features.concepts)))
    features = replace(understood.features, concepts=concepts)
    return replace(understood, kind=Kind.EMOTIONAL, category=LISTENING, features=features)


def features_to_plain(features: Features) -> dict[str, object]:
    """The same in values that JSON knows; `features_from_plain` gives it back."""
    return {"stems": list(features.stems), "concepts": list(features.concepts)}


def features_from_plain(plain: Mapping[str, object]) -> Features:
    """What `features_to_plain` was given. Raises ValueError for anything else."""
    match plain:
        case {"stems": stems, "concepts": concepts}:
            return Features(stems=_strings(stems), concepts=_strings(concepts))
        case _:
            raise ValueError("not the features of a post")


def to_plain(understanding: Understanding) -> dict[str, object]:
    """The same in values that JSON knows; `from_plain` gives it back."""
    return {
        "kind": understanding.kind.value,
        "category": understanding.category,
        "when": times.to_plain(understanding.when),
        "area": understanding.area,
        "hands": understanding.hands,
        "urgent": understanding.urgent,
        "features": features_to_plain(understanding.features),
        "touches": sorted(understanding.touches),
    }


def from_plain(plain: Mapping[str, object]) -> Understanding:
    """What `to_plain` was given. Raises ValueError for anything that did not come from `to_plain`; one from
    before there were topics touches on none.
    """
    from_before: dict[str, object] = {"touches": []}
    match {**from_before, **plain}:
        case {
            "kind": str(kind),
            "category": str() | None as category,
            "when": when,
            "area": str() | None as area,
            "hands": int(hands),
            "urgent": bool(urgent),
            "features": features,
            "touches": touches,
        }:
            return Understanding(
                kind=Kind(kind),
                category=category,
                when=None if when is None else times.from_plain(_mapping(when)),
                area=area,
                hands=hands,
                urgent=urgent,
                features=features_from_plain(_mapping(features)),
                touches=frozenset(Topic(each) for each in _strings(touches)),
            )
        case _:
            raise ValueError("not an understanding of a post")


def _mapping(value: object) -> Mapping[str, object]:
    if isinstance(value, dict):
        return cast("dict[str, object]", value)
    raise ValueError("not an understanding of a post")


def _strings(value: object) -> tuple[str, ...]:
    values = cast("list[object]", value) if isinstance(value, list) else [None]
    strings = tuple(value for value in values if isinstance(value, str))
    if len(strings) != len(values):
        raise ValueError("features are lists of words")
    return strings
