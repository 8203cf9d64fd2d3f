"""The one door: everything a person does on any platform comes through here."""

from typing import Protocol

from bot.application.interaction import Interaction, Reply


class Door(Protocol):
    async def handle(self, interaction: Interaction) -> Reply:
        """Do it, keep it, and say what the person sees. Never raises: a refusal or a bug becomes a view as well.

        When this returns, what the reply confirms is on disk; only then is the platform acknowledged.
        """
        ...
