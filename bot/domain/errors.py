"""Everything that can go wrong, drawn once.

```
HyphaError
  Refusal        what the person asked can't be; the words come from the message catalogue
    Unknown      not there, or not theirs to touch: the same words for both, so that nothing can be probed
    Invalid      something in what they wrote; `field` says where
    TooSoon      too much of it in a short while; `again_at` says when it is possible again
    Stale        it was true when the button was drawn, and no longer is
  DeliveryError  a message could not be handed to a platform
    Throttled    the platform asked for `after` seconds of quiet
    Unreachable  this person or channel can't be written to
    Misconfigured  the bot itself may not do this here: somebody has to change a setting
    Rejected     the platform refused what we sent: a bug of ours
    OutcomeUnknown  it may have arrived, or not
  Defect         a bug: the person gets `reference`, the log gets the type and the place, never the content
```
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType


class HyphaError(Exception):
    """The root of every error that Hypha raises on purpose."""


class Refusal(HyphaError):
    """What was asked can't be, and the person is told why in the words of `code`.

    `code` names a message of the catalogue (`refusal.<code>`); `fields` are whole numbers for its
    placeholders.
    """

    def __init__(self, code: str, **fields: int) -> None:
        super().__init__(code)
        self.code = code
        self.fields: Mapping[str, int] = MappingProxyType(fields)


class Unknown(Refusal):
    """There is nothing here that this person may act on."""

    def __init__(self) -> None:
        super().__init__("unknown")


class Invalid(Refusal):
    """Something in what the person wrote can't be taken. `field` names the form field that it stands in."""

    def __init__(self, code: str, *, field: str = "text", **fields: int) -> None:
        super().__init__(code, **fields)
        self.field = field


class TooSoon(Refusal):
    """Too much of one thing in a short while. `again_at` is aware UTC."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__("too_soon")
        self.again_at = again_at


class Stale(Refusal):
    """It was possible once and is no longer: somebody was quicker, or it was put away."""


class DeliveryError(HyphaError):
    """A message could not be handed to its platform."""


class Throttled(DeliveryError):
    """The platform wants quiet. `after`: seconds from now, at least zero."""

    def __init__(self, after: float) -> None:
        super().__init__("throttled")
        self.after = max(0.0, after)


class Unreachable(DeliveryError):
    """This person or channel can't be written to: closed, gone, or never open to us."""


class Misconfigured(DeliveryError):
    """The bot may not do this here until somebody changes a setting or a permission."""


class Rejected(DeliveryError):
    """The platform refused the message itself; sending it again would be refused again."""


class OutcomeUnknown(DeliveryError):
    """The request left us and no answer came back: the message may stand there, or not."""


class Defect(HyphaError):
    """A bug of ours. `reference` is what the person can quote; the log holds the same."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference
