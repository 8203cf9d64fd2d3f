"""What a member said about the small things that Hypha does by itself: asked once, and remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.gratitude import Showing, less
from bot.domain.ids import CommunityId, MemberId


@dataclass(frozen=True, slots=True)
class Wishes:
    """`thanks`: how far thanks from them and to them may be seen; None: they have not been asked."""

    member: MemberId
    community: CommunityId
    thanks: Showing | None = None
    version: int = 0

    def show_thanks(self, showing: Showing) -> "Wishes":
        """From now on."""
        return replace(self, thanks=showing)


def both(one: Wishes, other: Wishes) -> Wishes:
    """What two members said who turn out to be one person, as said by `one`: the less counts."""
    if one.thanks is None or other.thanks is None:
        return replace(one, thanks=one.thanks or other.thanks)
    return replace(one, thanks=less(one.thanks, other.thanks))


def to_plain(wishes: Wishes) -> dict[str, object]:
    """What was said, in values that JSON knows; `from_plain` gives it back."""
    return {"thanks": wishes.thanks.value if wishes.thanks else None}


def from_plain(plain: Mapping[str, object], member: MemberId, community: CommunityId, version: int) -> Wishes:
    """What `to_plain` was given; what is missing was not said. Raises ValueError for anything else."""
    match plain.get("thanks"):
        case None:
            return Wishes(member, community, version=version)
        case str(thanks):
            return Wishes(member, community, Showing(thanks), version)
        case _:
            raise ValueError("not what a member wished for")
