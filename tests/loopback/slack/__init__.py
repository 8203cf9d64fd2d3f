"""A small but strict Slack on loopback: Web API, response_url, Socket Mode, and people who use it.

    async with SlackOnLoopback() as slack:
        amina = slack.person("UAMINA", "amina")
        shown = await amina.command("/need", "a lift to the clinic", channel="needs")
        await amina.click(shown, "Post")

Nothing here imports Hypha: it is written from Slack's documentation, so that it can disagree with us.
"""

from tests.loopback.slack.faults import Fault
from tests.loopback.slack.person import NotAnswered, Person
from tests.loopback.slack.reading import Effect, Seen
from tests.loopback.slack.server import SlackOnLoopback

__all__ = ["Effect", "Fault", "NotAnswered", "Person", "Seen", "SlackOnLoopback"]
