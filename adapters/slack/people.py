"""Who somebody is, as their workspace knows them: name, language, zone, and whether they run it.

Slack tells none of this with what people do, so it is asked for and kept for a while.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.faults import preparing
from bot.application.interaction import Actor
from bot.domain.errors import DeliveryError

FRESH_FOR = 10 * 60.0
"""Seconds for which an answer is used without asking again; so long a former admin stays a moderator."""
KEPT = 10_000
PATIENCE = 0.8
"""Seconds that somebody's first command may wait for their profile. It must be answered within three."""


@dataclass(frozen=True, slots=True)
class Profile:
    name: str | None
    moderator: bool
    locale: str | None
    zone: str | None
    fetched_at: float


class People:
    """A cache of profiles. `monotonic` gives seconds."""

    def __init__(self, client: AsyncWebClient, monotonic: Callable[[], float]) -> None:
        self._client = client
        self._monotonic = monotonic
        self._profiles: OrderedDict[str, Profile] = OrderedDict()

    def needs_refresh(self, account: str) -> bool:
        profile = self._profiles.get(account)
        return profile is None or self._monotonic() - profile.fetched_at > FRESH_FOR

    async def introduce(self, actor: Actor) -> Actor:
        """The actor with what is known of them. Somebody never seen before is asked about first, but not for
        long: without it, their first words would be read in the wrong language and time zone.
        """
        if actor.account not in self._profiles:
            await self.ask_about(actor.account)
        profile = self._profiles.get(actor.account)
        if profile is None:
            return actor
        return replace(
            actor,
            name=profile.name or actor.name,
            moderator=profile.moderator,
            locale=profile.locale,
            zone=profile.zone,
        )

    async def name_of(self, account: str) -> str | None:
        if account not in self._profiles:
            await self.ask_about(account)
        profile = self._profiles.get(account)
        return None if profile is None else profile.name

    async def ask_about(self, account: str) -> None:
        """Ask Slack now. Where Slack does not say, what was known stays."""
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await preparing(self._client.users_info(user=account, include_locale=True))
                user: Any = answer["user"]
                profile = _profile(user, self._monotonic())
        except (DeliveryError, TimeoutError, KeyError, TypeError, AttributeError):
            return
        self._profiles[account] = profile
        self._profiles.move_to_end(account)
        if len(self._profiles) > KEPT:
            self._profiles.popitem(last=False)


def _profile(user: Any, now: float) -> Profile:
    names = user.get("profile", {})
    return Profile(
        name=names.get("display_name") or names.get("real_name") or user.get("real_name") or user.get("name"),
        moderator=bool(user.get("is_admin") or user.get("is_owner")),
        locale=user.get("locale") or None,
        zone=user.get("tz") or None,
        fetched_at=now,
    )
