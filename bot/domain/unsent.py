"""Words that are not sent yet: whoever wrote them is asked once more before they go out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bot.domain.ids import CommunityId, MemberId, UnsentId


@dataclass(frozen=True, slots=True)
class Unsent:
    """What somebody was about to do, as it came: `verb`, `token` and `values` of the interaction.

    Once it is sent or let go nothing of it is kept, not even that there was something.
    """

    id: UnsentId
    community: CommunityId
    member: MemberId
    verb: str
    token: str
    values: Mapping[str, str] = field(repr=False)
    settled: bool = False

    @property
    def text(self) -> str:
        """The words: of a post or message, else of a reason."""
        return said_in(self.values)

    def settle(self) -> "Unsent":
        """It was sent, or let go."""
        return replace(self, values=MappingProxyType({}), settled=True)


def said_in(values: Mapping[str, str]) -> str:
    """What somebody wrote in a form or after a command; maybe empty."""
    return values.get("text") or values.get("reason") or ""
