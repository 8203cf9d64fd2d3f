"""What comes in from a platform, and what goes back to the person at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.application.verbs import Verb
from bot.domain.community import Platform
from bot.views.i18n import Tongue
from bot.views.vocabulary import View


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, as the platform tells it. What the platform did not say is None and leaves what is known
    untouched.
    """

    account: str
    """The platform's id of the person."""
    name: str | None
    moderator: bool | None
    locale: str | None = None
    """A BCP 47 tag such as `en-GB`."""
    zone: str | None = None
    """An IANA name such as `Europe/Lisbon`."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which workspace, server or room it came from. A direct message on Discord comes from no server:
    `account` is None.
    """

    platform: Platform
    account: str | None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing that a person did. No rule lives here."""

    origin: Origin
    actor: Actor
    verb: Verb
    delivery_key: str
    """The platform's own id of this delivery: the same key again is the same deed again."""
    token: str = ""
    """What the button or form was about."""
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Command options and form fields by name: `text`, `person` (an account id or a typed name), and a form's
    own fields.
    """


@dataclass(frozen=True, slots=True)
class Reply:
    """Shown to the actor alone. `tongue` speaks their language and knows their zone."""

    view: View
    tongue: Tongue
